/** From the file that was chosen to the part that is sent, step by step, as the visitor sees it. */
import type { Locale } from '../../locales/index.js';
import { numberOf } from '../api/attributes.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import type { RequestProperties } from '../api/request-properties.js';
import { hint } from '../hints/hints.js';
import { pictureUrl, sizeOf, type Attachment } from './attachment.js';
import type { PictureMaker } from './picture.js';
import { mostReadBytes, prepare, type Problem } from './prepare.js';
import { upload } from './upload.js';

export interface MakeServices {
  host: RequestProperties & Pick<AppearanceProperties, 'consent'>;
  strings: Locale;
  pictures: PictureMaker;
  /** Bytes in words. */
  size: (bytes: number) => string;
  /** See `AttachmentsServices`. */
  consented: () => Promise<boolean | undefined>;
}

/** As it is written to the wire: a photo of 1568 px is some 0.5 MB, a PDF of a hundred pages of text less than this. */
const defaultBytes = 4_000_000;
/** More no model looks at: https://docs.claude.com/en/docs/build-with-claude/vision#evaluate-image-size */
const defaultPixels = 1568;

/** @param change told what has changed of the attachment; not once it has been taken away */
export async function makeReady(
  { file, name, abort: { signal } }: Attachment,
  change: (changes: Partial<Attachment>) => void,
  { host, strings, pictures, size, consented }: MakeServices,
): Promise<void> {
  if (!file) return;
  const { attachmentProblem: problems } = strings;
  const start = host.upload ?? undefined;
  const mostBytes = numberOf(host, 'maxAttachmentSize') ?? defaultBytes;
  const refuse = (problem: Problem, most = mostBytes): void =>
    change({ state: 'refused', problem: problemText(problem, strings, size(most)) });
  const mostPixels = numberOf(host, 'maxImageSize') ?? defaultPixels;
  change({ state: 'preparing', problem: undefined });
  try {
    const prepared = await prepare(file, name, { pictures, mostPixels, mostBytes, isUploaded: start !== undefined, signal });
    if ('problem' in prepared) {
      refuse(prepared.problem, start ? mostReadBytes : Math.min(mostBytes, mostReadBytes));
      return;
    }
    let { part } = prepared;
    const preview = pictureUrl(part);
    if (start) {
      change({ state: 'uploading', progress: 0, preview });
      try {
        if (host.consent && !(await consented())) throw new Error('The visitor has not agreed to what `consent` asks');
        part = await upload(
          start,
          { file: prepared.file, own: part },
          { signal, onProgress: (progress) => change({ progress }) },
        );
      } catch (error) {
        if (signal.aborted) return;
        hint(host, 'upload-failed', String(error));
        change({ state: 'failed', problem: problems.uploadFailed });
        return;
      }
      // It goes along in the request after all.
      if (part === prepared.part && sizeOf(part) > mostBytes) {
        refuse('too-large');
        return;
      }
    }
    change({ state: 'ready', progress: 1, problem: undefined, part, preview, size: sizeOf(part) || file.size });
  } catch {
    // Moved or removed since it was chosen, or too large for the memory.
    if (!signal.aborted) change({ state: 'refused', problem: problems.unreadable });
  }
}

function problemText(problem: Problem, { attachmentProblem: problems }: Locale, most: string): string {
  switch (problem) {
    case 'unreadable':
      return problems.unreadablePicture;
    case 'too-many-pixels':
      return problems.tooManyPixels;
    case 'too-large':
      return problems.tooLarge(most);
    case 'empty':
      return problems.empty;
  }
}
