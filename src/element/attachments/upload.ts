/** What a page's own `upload` does, and what of its answer is believed. */
import { filenameOf, type ContentPart } from '../../conversation/index.js';
import type { Upload } from '../api/request-properties.js';

export interface UploadOptions {
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * @param own what the file is without an upload; its kind says what an address becomes
 * @returns `own` where the page answers nothing: that file is not for its upload
 * @throws whatever the page does; TypeError for an answer that is neither an address nor a part
 */
export async function upload(
  start: Upload,
  { file, own }: { file: File; own: ContentPart },
  options: UploadOptions,
): Promise<ContentPart> {
  const { signal } = options;
  signal.throwIfAborted();
  const answered = Promise.resolve(
    start(file, { signal, onProgress: (share) => options.onProgress(Math.min(1, Math.max(0, share || 0))) }),
  );
  // Some uploads never end, also where they are told to.
  const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  const answer: unknown = await Promise.race([answered, aborted]);
  if (answer === undefined || answer === null) return own;
  if (typeof answer === 'string' || answer instanceof URL) return partOfUrl(String(answer), own);
  // A copy: a framework's proxy could not be kept.
  const part = JSON.parse(JSON.stringify(answer)) as ContentPart;
  if (!isPart(part)) throw new TypeError('upload() is to return an address or a content part.');
  return named(part, own);
}

const isAddress = (url: string): boolean => /^(?:https?:|data:)/.test(url);

/** What is in it is text, or the next render would fail. */
function isPart(part: ContentPart): boolean {
  switch (part.type) {
    case 'text':
      return typeof part.text === 'string';
    case 'image_url':
      return typeof part.image_url.url === 'string' && isAddress(part.image_url.url);
    case 'input_audio':
      return typeof part.input_audio.data === 'string';
    case 'file':
      return typeof (part.file.text ?? part.file.file_data ?? part.file.file_id) === 'string';
    default:
      return false;
  }
}

function partOfUrl(url: string, own: ContentPart): ContentPart {
  if (!isAddress(url)) throw new TypeError('upload() is to return an address that begins with https:.');
  if (own.type === 'image_url') return { ...own, image_url: { url } };
  return named({ type: 'file', file: { file_data: url } }, own);
}

/** What the visitor has called it. */
function named(part: ContentPart, own: ContentPart): ContentPart {
  const filename = filenameOf(own);
  if (filename === undefined) return part;
  switch (part.type) {
    case 'file':
      return { ...part, file: { filename, ...part.file } };
    case 'text':
      // Not the visitor's own words, so not shown as them.
      return { type: 'file', file: { filename, text: part.text } };
    default:
      return { filename, ...part };
  }
}
