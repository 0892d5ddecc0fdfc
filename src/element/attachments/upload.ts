/** What a page's own `upload` does, and what of its answer is believed. */
import type { ContentPart } from '../../conversation/index.js';
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
  const answer: unknown = await start(file, {
    signal: options.signal,
    onProgress: (share) => options.onProgress(Math.min(1, Math.max(0, share || 0))),
  });
  options.signal.throwIfAborted();
  if (answer === undefined || answer === null) return own;
  if (typeof answer === 'string' || answer instanceof URL) return partOfUrl(String(answer), own);
  const part = answer as ContentPart;
  if (!['text', 'image_url', 'input_audio', 'file'].includes(part.type)) {
    throw new TypeError('upload() is to return an address or a content part.');
  }
  return named(part, own);
}

function partOfUrl(url: string, own: ContentPart): ContentPart {
  if (!/^(?:https?:|data:)/.test(url)) throw new TypeError('upload() is to return an address that begins with https:.');
  if (own.type === 'image_url') return { ...own, image_url: { url } };
  return named({ type: 'file', file: { file_data: url } }, own);
}

/** What the visitor has called it. */
function named(part: ContentPart, own: ContentPart): ContentPart {
  const filename = own.type === 'file' ? own.file.filename : own.type === 'text' ? undefined : own.filename;
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
