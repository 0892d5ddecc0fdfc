/** A conversation as it is stored, and brought together with what another tab has made of it. */
import { version, type SavedConversation, type SavedQueuedMessage } from './saved-format.js';
import {
  ended,
  isUnsettled,
  toolCalls,
  type ChatMessage,
  type Choices,
  type ConversationState,
  type MessageStatus,
  type ToolCallState,
} from './state.js';

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
  return { all: messages.map(brokenOff), chosen, queue: queue.map(({ owner, ...queued }) => queued), clearedAt };
}

/** The message as it is if nobody goes on with it. */
export function brokenOff(message: ChatMessage): ChatMessage {
  if (!isUnsettled(message)) return message;
  return {
    ...ended(message, message.parts.length > 0 ? 'interrupted' : 'failed'),
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
  const theirs = new Set(saved.messages.map(({ id }) => id));
  let same = clearedAt === saved.clearedAt && [...all.keys()].every((id) => theirs.has(id));
  for (const message of saved.messages) {
    if (message.createdAt <= clearedAt) continue;
    const ours = all.get(message.id);
    const difference = ours ? compareProgress(message, ours) : 1;
    if (!ours || (message.id !== currentId && difference > 0)) all.set(message.id, message);
    else if (difference < 0) same = false;
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
    all: [...all.values()]
      // What was sent after a clearing that its tab had not heard of begins anew.
      .map((message) => (message.parent === null || all.has(message.parent) ? message : { ...message, parent: null }))
      .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)),
    chosen,
    queue,
    clearedAt,
    same,
  };
}

const ranks: readonly MessageStatus[] = [
  'waiting',
  'streaming',
  'failed',
  'interrupted',
  'stopped',
  'filtered',
  'truncated',
  'done',
];
const toolRanks: readonly ToolCallState[] = ['streaming', 'approval', 'running', 'stopped', 'denied', 'failed', 'done'];

/** Which of two versions of a message has come further: more has come, then the more final status; anything else is decided somehow, but by both alike. */
function compareProgress(a: ChatMessage, b: ChatMessage): number {
  return (
    contentLength(a) - contentLength(b) ||
    ranks.indexOf(a.status) - ranks.indexOf(b.status) ||
    toolProgress(a) - toolProgress(b) ||
    compare(JSON.stringify(a), JSON.stringify(b))
  );
}

/** Only what grows: the words for states become shorter as a call goes on. */
function contentLength({ parts }: ChatMessage): number {
  let length = parts.length;
  for (const part of parts) {
    if (part.type === 'tool-call') length += part.name.length + part.arguments.length + (part.output?.length ?? 0);
    else if ('text' in part) length += part.text.length;
  }
  return length;
}

function toolProgress(message: ChatMessage): number {
  return toolCalls(message).reduce((sum, { state }) => sum + toolRanks.indexOf(state), 0);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
