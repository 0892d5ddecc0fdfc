/** A conversation with a model in the hand of a test, and what a visitor reads of it. */
import { Conversation, messageText, type ChatMessage, type ConversationOptions } from '../../src/headless.js';
import { Model } from './model.js';

export interface Chat {
  conversation: Conversation;
  model: Model;
}

export function start(options: Partial<ConversationOptions> = {}): Chat {
  const model = new Model();
  return { model, conversation: new Conversation({ endpoint: 'http://model.test/v1', fetch: model.fetch, ...options }) };
}

/** What a visitor reads: `role: text (status)`. */
export const read = ({ state }: Conversation): string[] =>
  state.messages.map(
    (message) => `${message.role}: ${messageText(message)}${message.status === 'done' ? '' : ` (${message.status})`}`,
  );

/** Sends a message and has it answered. */
export async function exchange({ conversation, model }: Chat, question: string, answer: string): Promise<ChatMessage> {
  const reply = conversation.send(question);
  (await model.next()).say(answer).finish();
  return (await reply)!;
}
