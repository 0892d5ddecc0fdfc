import { messageText, type ChatMessage } from '../../conversation/index.js';

/** The conversation as one text: each message under a heading that says whose it is, or as JSON. */
export function exportTranscript(
  messages: readonly ChatMessage[],
  format: 'markdown' | 'json',
  names: Record<ChatMessage['role'], string>,
): string {
  if (format === 'json') return JSON.stringify(messages, null, 2);
  return messages.map((message) => `## ${names[message.role]}\n\n${messageText(message)}\n`).join('\n');
}
