/** A conversation as it is stored, taken back, and brought together with what another tab has made of it. */
import {
  isUnsettled,
  type ChatMessage,
  type ConversationState,
  type MessageStatus,
  type QueuedMessage,
  type ToolCallPart,
} from './state.js';

const version = 1;

/** Plain JSON. Holds what was said, and nothing of the request: no headers, no endpoint, no instructions. */
export interface SavedConversation {
  readonly version: number;
  readonly messages: readonly ChatMessage[];
  readonly chosen: Readonly<Record<string, string>>;
  readonly queue: readonly QueuedMessage[];
}

type Tree = Pick<ConversationState, 'all' | 'chosen' | 'queue'>;

export function toSaved({ all, chosen, queue }: ConversationState): SavedConversation {
  return { version, messages: all, chosen, queue };
}

/** @returns undefined where it is of another version, or anything else: storage belongs to the whole page, and anybody may have written there */
export function parseSaved(value: unknown): SavedConversation | undefined {
  if (!isObject(value) || value['version'] !== version) return undefined;
  const { messages, chosen, queue } = value;
  const valid =
    Array.isArray(messages) &&
    messages.every(isMessage) &&
    isObject(chosen) &&
    Object.values(chosen).every((id) => typeof id === 'string') &&
    Array.isArray(queue) &&
    queue.every((queued) => isObject(queued) && typeof queued['id'] === 'string' && isParts(queued['parts']));
  return valid ? (value as unknown as SavedConversation) : undefined;
}

/** After a reload nobody works on a reply any more: what was coming broke off. */
export function restored({ messages, chosen, queue }: SavedConversation): Tree {
  return { all: messages.map((message) => (isUnsettled(message) ? brokenOff(message) : message)), chosen, queue };
}

function brokenOff({ retry, ...message }: ChatMessage): ChatMessage {
  return {
    ...message,
    parts: message.parts.map((part) => (part.type === 'tool-call' ? endedCall(part) : part)),
    status: message.parts.length > 0 ? 'interrupted' : 'failed',
    error: { code: 'interrupted', message: 'The page was left before the reply was complete.', retryable: true },
  };
}

/** A call that can no longer be answered. */
export function endedCall(part: ToolCallPart): ToolCallPart {
  return part.state === 'streaming' || part.state === 'approval' || part.state === 'running'
    ? { ...part, state: 'stopped' }
    : part;
}

/**
 * Of each message the version that has come further. The rule is the same on both sides and does not depend on who asks first, so any
 * number of tabs end with the same messages.
 * @param currentId the reply that this side works on: nobody knows it better
 * @returns `same`: the other side has all of this already
 */
export function mergeSaved(
  state: ConversationState,
  saved: SavedConversation,
  currentId: string | undefined,
): Tree & { same: boolean } {
  const all = new Map(state.all.map((message) => [message.id, message]));
  let same = state.all.every(({ id }) => saved.messages.some((message) => message.id === id));
  for (const theirs of saved.messages) {
    const ours = all.get(theirs.id);
    if (!ours || (theirs.id !== currentId && progress(theirs) > progress(ours))) all.set(theirs.id, theirs);
    else if (progress(ours) > progress(theirs)) same = false;
  }
  return {
    all: [...all.values()].toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)),
    chosen: { ...state.chosen, ...saved.chosen },
    // The queue of the other side is the other side's to send.
    queue: state.queue.filter(({ id }) => !all.has(id)),
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

function isMessage(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['id'] === 'string' &&
    (value['parent'] === null || typeof value['parent'] === 'string') &&
    (value['role'] === 'user' || value['role'] === 'assistant') &&
    typeof value['status'] === 'string' &&
    Object.hasOwn(ranks, value['status']) &&
    typeof value['createdAt'] === 'number' &&
    isParts(value['parts'])
  );
}

const textFields: Record<string, readonly string[]> = {
  text: ['text'],
  reasoning: ['text'],
  refusal: ['text'],
  'tool-call': ['id', 'name', 'arguments', 'state'],
  image_url: [],
  input_audio: [],
};

function isParts(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((part) => {
      const fields =
        isObject(part) && typeof part['type'] === 'string' && Object.hasOwn(textFields, part['type']) && textFields[part['type']];
      return (
        fields !== false &&
        fields !== undefined &&
        fields.every((field) => typeof (part)[field] === 'string')
      );
    })
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
