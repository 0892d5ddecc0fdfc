/** The state's messages → the `messages` of a request. */
import type { ContentPart, Message } from '../client/index.js';
import { messageText, type ChatMessage } from './state.js';

/**
 * - Instructions come first. They are no message of the conversation, so they are never stored.
 * - What was stopped or broke off goes along as context; a reply of which nothing came does not.
 * - Neighbours of one role become one message: after a failed turn two questions follow each other, and the chat templates of many
 *   models refuse roles that do not alternate.
 */
export function requestMessages(
  messages: readonly ChatMessage[],
  instructions: string | undefined,
  instructionsRole: 'developer' | 'system' = 'developer',
): Message[] {
  const history: Message[] = instructions ? [{ role: instructionsRole, content: instructions }] : [];
  for (const message of messages) {
    const content = message.role === 'user' ? userContent(message) : messageText(message);
    if (content.length === 0) continue;
    const last = history.at(-1);
    if (last?.role === message.role) last.content = join(last.content, content);
    else history.push({ role: message.role, content });
  }
  return history;
}

/** A string where there is nothing but text: not every server takes parts. */
function userContent(message: ChatMessage): string | ContentPart[] {
  const parts = message.parts.filter((part): part is ContentPart => part.type !== 'reasoning' && part.type !== 'refusal');
  return parts.every((part) => part.type === 'text') ? parts.map(({ text }) => text).join('\n\n') : parts;
}

function join(first: Message['content'], second: string | readonly ContentPart[]): string | ContentPart[] {
  if (typeof first === 'string' && typeof second === 'string') return `${first}\n\n${second}`;
  return [...asParts(first), ...asParts(second)];
}

function asParts(content: Message['content']): readonly ContentPart[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);
}
