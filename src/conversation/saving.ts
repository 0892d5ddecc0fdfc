/**
 * Saving a conversation and taking it back. Apart from the conversation itself, so that a page that keeps nothing does not load it; the
 * functions are described where they are methods, in `SavableConversation`.
 */
import type { Conversation } from './conversation.js';
import { brokenOff, mergeSaved, restored, toSaved } from './saved.js';
import { readSaved, type SavedConversation } from './saved-format.js';

export function save(conversation: Conversation): SavedConversation {
  const { state, owner, queuedElsewhere } = conversation.snapshot();
  return toSaved(state, owner, queuedElsewhere);
}

export function saveOnLeave(conversation: Conversation): SavedConversation {
  const { state, replyId, owner, queuedElsewhere } = conversation.snapshot();
  const all = state.all.map((message) => (message.id === replyId ? brokenOff(message) : message));
  return toSaved({ ...state, all }, owner, queuedElsewhere);
}

export function restore(conversation: Conversation, saved: unknown): boolean {
  if (conversation.busy) throw new Error('A reply is still coming.');
  const parsed = readSaved(saved);
  if (parsed) conversation.replace(restored(parsed), []);
  return parsed !== undefined;
}

export function merge(conversation: Conversation, saved: unknown): boolean {
  const parsed = readSaved(saved);
  if (!parsed) return true;
  const { state, replyId, owner } = conversation.snapshot();
  const { same, ...merged } = mergeSaved(state, parsed, replyId);
  const ids = new Set(merged.all.map(({ id }) => id));
  const queuedElsewhere = parsed.queue.filter((queued) => queued.owner !== owner && !ids.has(queued.id));
  // What another tab has sent in our stead is no longer ours to send, and a reply that it has cleared nobody waits for.
  conversation.replace(merged, queuedElsewhere);
  return same;
}
