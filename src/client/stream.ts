/** The client by itself, for whoever has messages and no conversation. */
import { chatCompletions } from './chat-completions/dialect.js';
import { chatCompletionsBody } from './chat-completions/request.js';
import { ask } from './client.js';
import { hasAttachments, refusedPart } from './refused-parts.js';
import type { ChatEvent, ClientOptions, Message } from './types.js';

/**
 * Asks for a reply and yields what it is made of (see {@link ChatEvent}); the iteration ends when the reply is complete.
 * Leaving the loop early closes the connection. What was yielded before an error is good.
 * @throws ChatError, and nothing else
 */
export function stream(messages: readonly Message[], options: ClientOptions): AsyncGenerator<ChatEvent, void, undefined> {
  const refusal = hasAttachments(messages) ? refusedPart : undefined;
  return ask(chatCompletions, () => chatCompletionsBody(messages, options), { refusal, ...options });
}
