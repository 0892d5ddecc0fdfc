/** A message before it is sent: in the composer, in an edit, in the queue, in storage. */
import type { ContentPart } from '../client/index.js';
import { messageText, type ChatMessage } from './state.js';

export interface Draft {
  readonly text: string;
  /** What goes along with the text: images, recordings. */
  readonly parts: readonly ContentPart[];
}

export const emptyDraft: Draft = { text: '', parts: [] };

/** Loses nothing: {@link draftContent} gives the same content back. */
export function toDraft(content: string | readonly ContentPart[]): Draft {
  if (typeof content === 'string') return { text: content, parts: [] };
  const [first, ...rest] = content;
  return first?.type === 'text' ? { text: first.text, parts: rest } : { text: '', parts: content };
}

/** The content of the message that the draft becomes; '' where there is nothing to send. */
export function draftContent({ text, parts }: Draft): string | readonly ContentPart[] {
  if (parts.length === 0) return text;
  return text === '' ? parts : [{ type: 'text', text }, ...parts];
}

/** What a visitor edits of a message that was sent: all of its text in one piece, and everything else beside it. */
export function messageDraft(message: ChatMessage): Draft {
  const parts = message.parts.filter(
    (part): part is Exclude<ContentPart, { type: 'text' }> => part.type === 'image_url' || part.type === 'input_audio',
  );
  return { text: messageText(message), parts };
}

/** White space alone is nothing to send; a picture without a word is. */
export function isEmptyDraft({ text, parts }: Draft): boolean {
  return text.trim() === '' && parts.length === 0;
}
