/** What of a part is no text: its bytes, or what stands for them. */
import type { Part } from '../client/index.js';

/** What stands for bytes that are kept elsewhere (`kept.ts`), in their place. It is never sent. */
export const keptPrefix = 'kept:';
/** How that ends where they are not to be had any more. */
const lostSuffix = '!';

/** Of a picture, a recording, or a file that is no text: its bytes, as a data URL or in base64, or where they are. */
export function mediaOf(part: Part): string | undefined {
  switch (part.type) {
    case 'image_url':
      return part.image_url.url;
    case 'input_audio':
      return part.input_audio.data;
    case 'audio':
      return part.data;
    case 'file':
      return part.file.text === undefined ? (part.file.file_data ?? '') : undefined;
    default:
      return undefined;
  }
}

/** The same part with other bytes. */
export function withMedia<T extends Part>(part: T, media: string): T {
  const changed: Part = part; // its type says which fields it has
  switch (changed.type) {
    case 'image_url':
      return { ...part, image_url: { ...changed.image_url, url: media } };
    case 'input_audio':
      return { ...part, input_audio: { ...changed.input_audio, data: media } };
    case 'audio':
      return { ...part, data: media };
    case 'file':
      return { ...part, file: { ...changed.file, file_data: media } };
    default:
      return part;
  }
}

/** Where bytes are kept elsewhere: whether they are on their way, or lost. */
export function keptState(media: string): 'coming' | 'lost' | undefined {
  if (!media.startsWith(keptPrefix)) return undefined;
  return media.endsWith(lostSuffix) ? 'lost' : 'coming';
}

export const lost = (reference: string): string => reference + lostSuffix;
