/** A message before it is sent: in the composer, in an edit, in the queue, in storage. */
import { messageText, type ContentPart, type PromptMessage } from '../client/index.js';

export interface Draft {
  readonly text: string;
  /** What goes along with the text: images, recordings. */
  readonly parts: readonly ContentPart[];
}

/** A message as a program may give it. */
export type DraftLike = string | readonly ContentPart[] | Draft;

export const emptyDraft: Draft = { text: '', parts: [] };

/** Loses nothing: {@link draftParts} gives the same parts back. */
export function toDraft(content: DraftLike): Draft {
  if (typeof content === 'string') return { text: content, parts: [] };
  if ('parts' in content) return content;
  const [first, ...rest] = content;
  return first?.type === 'text' ? { text: first.text, parts: rest } : { text: '', parts: content };
}

/** The parts of the message that the draft becomes; none where there is nothing to send. */
export function draftParts({ text, parts }: Draft): readonly ContentPart[] {
  return text === '' ? parts : [{ type: 'text', text }, ...parts];
}

/** What a visitor edits of a message that was sent: all of its text in one piece, and everything else beside it. */
export function messageDraft(message: PromptMessage): Draft {
  const parts = message.parts.filter(
    (part): part is Exclude<ContentPart, { type: 'text' }> =>
      part.type === 'image_url' || part.type === 'input_audio' || part.type === 'file',
  );
  return { text: messageText(message), parts };
}

/** White space alone is nothing to send; a picture without a word is. */
export function isEmptyDraft({ text, parts }: Draft): boolean {
  return text.trim() === '' && parts.length === 0;
}
