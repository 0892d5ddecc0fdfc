/** A conversation as it is stored, and brought together with what another tab has made of it. */
import { endedCall } from './reduce.js';
import { version, type SavedConversation, type SavedQueuedMessage } from './saved-format.js';
import { isUnsettled, type ChatMessage, type Choices, type ConversationState, type MessageStatus } from './state.js';

type Tree = Omit<ConversationState, 'messages'>;

export function toSaved(
  { all, chosen, queue, clearedAt }: ConversationState,
  owner: string,
  others: readonly SavedQueuedMessage[],
): SavedConversation {
  const messages = all.map(({ error, retry, ...message }): ChatMessage => {
    if (!error) return message;
    const { serverMessage, ...kept } = error;
    return { ...message, error: kept };
  });
  // What two sides have queued is ours; what has been sent meanwhile is queued no longer.
  const known = new Set([...all, ...queue].map(({ id }) => id));
  const own = queue.map((queued) => ({ ...queued, owner }));
  return { version, messages, chosen, queue: [...own, ...others.filter(({ id }) => !known.has(id))], clearedAt };
}

/** After a reload nobody works on a reply any more: what was coming broke off. */
export function restored({ messages, chosen, queue, clearedAt }: SavedConversation): Tree {
  return { all: messages.map(brokenOff), chosen, queue: queue.map(({ id, parts }) => ({ id, parts })), clearedAt };
}

/** The message as it is if nobody goes on with it. */
export function brokenOff(message: ChatMessage): ChatMessage {
  if (!isUnsettled(message)) return message;
  const { retry, ...kept } = message;
  return {
    ...kept,
    parts: message.parts.map((part) => (part.type === 'tool-call' ? endedCall(part) : part)),
    status: message.parts.length > 0 ? 'interrupted' : 'failed',
    error: { code: 'interrupted', message: 'The page was left before the reply was complete.', retryable: true },
  };
}

/**
 * Of each message the version that has come further, and of each choice the later one. The rules do not depend on which side asks, so any
 * number of tabs that hear of each other end with the same messages, versions and choices. What was cleared stays cleared.
 * @param currentId the reply that this side works on: nobody knows it better
 * @returns `same`: the other side has all of this already
 */
export function mergeSaved(
  state: ConversationState,
  saved: SavedConversation,
  currentId: string | undefined,
): Tree & { same: boolean } {
  const clearedAt = Math.max(state.clearedAt, saved.clearedAt);
  const all = new Map(state.all.filter(({ createdAt }) => createdAt > clearedAt).map((message) => [message.id, message]));
  const theirs = new Map(saved.messages.map((message) => [message.id, message]));
  let same = clearedAt === saved.clearedAt && [...all.keys()].every((id) => theirs.has(id));
  for (const message of saved.messages) {
    if (message.createdAt <= clearedAt) continue;
    const ours = all.get(message.id);
    if (!ours || (message.id !== currentId && progress(message) > progress(ours))) all.set(message.id, message);
    else if (progress(ours) > progress(message)) same = false;
  }
  const chosen: Record<string, Choices[string]> = { ...saved.chosen };
  for (const [parent, choice] of Object.entries(state.chosen)) {
    const other = chosen[parent];
    if (other && (other.at > choice.at || (other.at === choice.at && other.id >= choice.id))) continue;
    chosen[parent] = choice;
    same = false;
  }
  const queue = state.queue.filter(({ id }) => !all.has(id));
  same &&= queue.every(({ id }) => saved.queue.some((queued) => queued.id === id));
  return {
    all: [...all.values()].toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)),
    chosen,
    queue,
    clearedAt,
    same,
  };
}

const ranks: Record<MessageStatus, number> = {
  waiting: 0,
  streaming: 1,
  failed: 2,
  interrupted: 3,
  stopped: 4,
  filtered: 5,
  cut: 6,
  done: 7,
};

/** More text first, then the more final status. */
function progress(message: ChatMessage): number {
  return JSON.stringify(message.parts).length * 10 + ranks[message.status];
}
