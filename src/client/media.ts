/** What of a part is no text. A module of its own: most pages have nothing of it. */
import type { Part } from './parts.js';

/** What stands for bytes that are kept elsewhere (`conversation/kept.ts`), in their place. It is never sent. */
export const keptPrefix = 'kept:';

/** Of a picture, a recording, or a file that is no text: its bytes, as a data URL or in base64, or where they are. */
export function mediaOf(part: Part): string | undefined {
  switch (part.type) {
    case 'image_url':
      return part.image_url.url;
    case 'input_audio':
      return part.input_audio.data;
    case 'file':
      return part.file.text === undefined ? (part.file.file_data ?? '') : undefined;
    default:
      return undefined;
  }
}
