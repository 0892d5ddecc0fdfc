/** What stands in the place of a part's bytes while they are kept elsewhere. */
import { keptPrefix, type Part } from '../client/index.js';

/** How that ends where they are not to be had any more. */
const lostSuffix = '!';

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
