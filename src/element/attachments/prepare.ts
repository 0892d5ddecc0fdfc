/** A file that was chosen → the part of a message that it becomes. */
import type { ContentPart } from '../../conversation/index.js';
import { extensionOf, typeOf } from './accepted.js';
import { dataUrl } from './data-url.js';
import type { PictureMaker, PictureProblem } from './picture.js';

export type Problem = PictureProblem | 'too-large' | 'empty';

/** `file` is what is uploaded, where the page does that: a picture as it was made fit, anything else as it is. */
export type Prepared = { readonly part: ContentPart; readonly file: File } | { readonly problem: Problem };

export interface PrepareOptions {
  readonly pictures: PictureMaker;
  /** Of pictures, the longer side. */
  readonly mostPixels: number;
  /** As it is written to the wire. */
  readonly mostBytes: number;
  /** An upload is not written to the wire. */
  readonly isUploaded: boolean;
  readonly signal: AbortSignal;
}

/** What is read is in the memory three times: its bytes, their base64, the request. */
export const mostReadBytes = 100_000_000;

/**
 * - A picture is made anew: `image_url`.
 * - Sound: `input_audio`.
 * - What is a text, by its bytes, whatever it is called: a part with its text and name. Most models read nothing else.
 * - All other files: `file`, which the server reads if it can.
 *
 * @throws whatever the browser says of a file that it cannot read; an abort
 */
export async function prepare(file: File, filename: string, options: PrepareOptions): Promise<Prepared> {
  const { pictures, mostPixels, signal } = options;
  if (file.size === 0) return { problem: 'empty' };
  const type = typeOf(file);
  if (type.startsWith('image/')) {
    const made = await pictures.make(file, mostPixels, signal);
    if ('problem' in made) return made;
    const { blob } = made;
    const url = await dataUrl(blob, blob.type);
    const part: ContentPart = { type: 'image_url', image_url: { url }, filename };
    return fits({ part, file: new File([blob], filename, { type: blob.type }) }, url.length, options);
  }
  const { isUploaded, mostBytes } = options;
  // Of a text each byte is one on the wire, of anything else three are four.
  if (file.size > mostReadBytes || (!isUploaded && file.size > mostBytes)) return { problem: 'too-large' };
  if (type.startsWith('audio/')) {
    const data = (await dataUrl(file, type)).replace(/^.*,/, '');
    const part: ContentPart = { type: 'input_audio', input_audio: { data, format: formatOf(type, filename) }, filename };
    return fits({ part, file }, data.length, options);
  }
  const text = readText(new Uint8Array(await file.arrayBuffer()), type);
  if (text !== undefined) return fits({ part: { type: 'file', file: { filename, text } }, file }, file.size, options);
  const url = await dataUrl(file, type || 'application/octet-stream');
  return fits({ part: { type: 'file', file: { filename, file_data: url } }, file }, url.length, options);
}

function fits(made: Extract<Prepared, { part: unknown }>, bytes: number, { isUploaded, mostBytes }: PrepareOptions): Prepared {
  return !isUploaded && bytes > mostBytes ? { problem: 'too-large' } : made;
}

/** The API's own two words, else the name's. */
function formatOf(type: string, filename: string): string {
  if (/^audio\/(?:mpeg|mp3)/.test(type)) return 'mp3';
  if (/^audio\/(?:x-|vnd\.)?wave?$/.test(type)) return 'wav';
  return extensionOf(filename) || type.replace('audio/', '');
}

/**
 * Text has no NUL. What is no UTF-8 is what Excel and old editors write, as far as it says that it is a text.
 * @returns undefined for what is no text
 */
function readText(bytes: Uint8Array, type: string): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  }
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return type.startsWith('text/') ? new TextDecoder('windows-1252').decode(bytes) : undefined;
  }
}
