/** Messages form a tree: regenerating and editing add versions beside what is there, and one of each is chosen. */
import type { ChatMessage, Choices, ConversationState } from './state.js';

/** The chosen version of each message, from the first on; where none was chosen, the newest. */
export function chosenMessages(all: readonly ChatMessage[], chosen: Choices): readonly ChatMessage[] {
  const followers = new Map<string, ChatMessage>();
  for (const message of all) {
    const key = message.parent ?? '';
    const current = followers.get(key);
    if (!current || current.id !== chosenAfter(chosen, key)) followers.set(key, message);
  }
  const messages: ChatMessage[] = [];
  // A list from storage may be anything; a circle in it must end.
  for (let next = followers.get(''); next && messages.length < all.length; next = followers.get(next.id)) messages.push(next);
  return messages;
}

/** All versions of a message, the oldest first, itself among them. */
export function versions(state: ConversationState, id: string): readonly ChatMessage[] {
  const message = state.all.find((other) => other.id === id);
  return message ? state.all.filter(({ parent }) => parent === message.parent) : [];
}

/** The messages up to this one and itself, as they were when it was made, whatever is chosen now. */
export function messagesUpTo(state: ConversationState, id: string): readonly ChatMessage[] {
  const byId = new Map(state.all.map((message) => [message.id, message]));
  const messages: ChatMessage[] = [];
  for (let next = byId.get(id); next && messages.length < byId.size; next = byId.get(next.parent ?? '')) messages.push(next);
  return messages.reverse(); // to put each one first would take the square of their number
}

function chosenAfter(chosen: Choices, id: string): string | undefined {
  return Object.hasOwn(chosen, id) ? chosen[id]?.id : undefined;
}
