import type { ContentPart } from '../../conversation/index.js';

/**
 * - `waiting`: others are being prepared before it
 * - `preparing`: is read, and made fit for sending
 * - `uploading`: by the owner's `upload`
 * - `ready`: its part is in the draft
 * - `failed`: the upload has failed; it can be tried again
 * - `refused`: cannot be sent, and never will be: too large, of a type that is not taken, unreadable
 */
type AttachmentState = 'waiting' | 'preparing' | 'uploading' | 'ready' | 'failed' | 'refused';

/** Something that a visitor has attached to what they are writing. */
export interface Attachment {
  readonly id: number;
  /** As a visitor sees it: without what could make it look like another one. */
  readonly name: string;
  /** What they have chosen; nothing for what came with a draft. */
  readonly file: File | undefined;
  readonly state: AttachmentState;
  /** Of the upload, 0 to 1. */
  readonly progress: number;
  /** Why it cannot be sent, in plain words. */
  readonly problem: string | undefined;
  readonly part: ContentPart | undefined;
  /** The address of a small picture of it, in the page itself. */
  readonly preview: string | undefined;
  /** In bytes: as it will be sent where that is known, before that as it was chosen. */
  readonly size: number;
  /** Ends what is being done for it. */
  readonly abort: AbortController;
}

/** What is shown of a picture: nothing for what is none, and nothing from anywhere else. */
export function pictureUrl(part: ContentPart): string | undefined {
  return part.type === 'image_url' && part.image_url.url.startsWith('data:image/') ? part.image_url.url : undefined;
}

/** In bytes, as the part is written to the wire. Base64 is ASCII; a text may be three bytes a letter. */
export function sizeOf(part: ContentPart): number {
  switch (part.type) {
    case 'image_url':
      return part.image_url.url.length;
    case 'input_audio':
      return part.input_audio.data.length;
    case 'file':
      return part.file.text === undefined ? (part.file.file_data?.length ?? 0) : new Blob([part.file.text]).size;
    case 'text':
      return new Blob([part.text]).size;
  }
}
