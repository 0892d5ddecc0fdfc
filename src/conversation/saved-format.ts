/**
 * Unknown JSON → a saved conversation. Storage belongs to the whole page, and anybody may have written there: every field is looked at,
 * what is unknown is left out, and what cannot be a conversation is refused whole.
 */
import type { ContentPart } from '../client/index.js';
import { toDraft, type Draft } from './draft.js';
import {
  ended,
  isUnsettled,
  type ChatMessage,
  type Choices,
  type MessageError,
  type MessageStatus,
  type Part,
  type QueuedMessage,
  type ToolCallState,
} from './state.js';

export const version = 1;

/** Plain JSON. Holds what was said, and nothing of the request: no headers, no endpoint, no instructions, no words of the server. */
export interface SavedConversation {
  readonly version: number;
  readonly messages: readonly ChatMessage[];
  readonly chosen: Choices;
  readonly queue: readonly SavedQueuedMessage[];
  readonly clearedAt: number;
}

/** `owner` is the side (the tab, say) that will send it. */
export interface SavedQueuedMessage extends QueuedMessage {
  readonly owner: string;
}

type Json = Record<string, unknown>;

/** @returns undefined where it is of another version, or nothing of the kind */
export function readSaved(value: unknown): SavedConversation | undefined {
  if (!isObject(value) || value['version'] !== version || typeof value['clearedAt'] !== 'number') return undefined;
  const messages = readAll(value['messages'], readMessage);
  const queue = readAll(value['queue'], readQueued);
  const chosen = readChosen(value['chosen']);
  if (!messages || !queue || !chosen) return undefined;
  if (new Set(messages.map(({ id }) => id)).size !== messages.length) return undefined;
  return { version, messages, chosen, queue, clearedAt: value['clearedAt'] };
}

const statuses: readonly MessageStatus[] = [
  'waiting',
  'streaming',
  'done',
  'stopped',
  'interrupted',
  'failed',
  'truncated',
  'filtered',
];
/** Words that earlier versions have stored. */
const earlierWords: Readonly<Record<string, string>> = { cut: 'truncated', unauthorised: 'unauthorized' };

/** The word of today. */
function renamed(word: unknown): unknown {
  return typeof word === 'string' && Object.hasOwn(earlierWords, word) ? earlierWords[word] : word;
}

const toolStates: readonly ToolCallState[] = ['streaming', 'approval', 'running', 'done', 'failed', 'denied', 'stopped'];

function readMessage(value: Json): ChatMessage | undefined {
  const { id, parent, role, createdAt, timing, usage, model, finishReason, requestId, error } = value;
  const status = renamed(value['status']);
  const parts = readAll(value['parts'], readPart);
  if (!isText(id) || !(parent === null || isText(parent)) || !(role === 'user' || role === 'assistant')) return undefined;
  if (!isOneOf(statuses, status) || typeof createdAt !== 'number' || !parts) return undefined;
  const message: ChatMessage = {
    id,
    parent,
    role,
    parts,
    status,
    createdAt,
    ...(hasNumbers(timing, ['startedAt']) && { timing: timing as NonNullable<ChatMessage['timing']> }),
    ...(hasNumbers(usage, ['promptTokens', 'completionTokens', 'totalTokens']) && {
      usage: usage as NonNullable<ChatMessage['usage']>,
    }),
    ...(isText(model) && { model }),
    ...(isText(finishReason) && { finishReason }),
    ...(isText(requestId) && { requestId }),
    ...(isObject(error) && isText(error['code']) && { error: readError(error) }),
  };
  // Of a reply that has ended no call is open, whatever is written there.
  return isUnsettled(message) ? message : ended(message, status);
}

function readError({ code, message, retryable, status, requestId, retryAt }: Json): MessageError {
  return {
    code: renamed(code) as MessageError['code'], // a code that this version does not know is shown as `interrupted` is
    message: isText(message) ? message : '',
    retryable: retryable === true,
    ...(typeof status === 'number' && { status }),
    ...(isText(requestId) && { requestId }),
    ...(typeof retryAt === 'number' && { retryAt }),
  };
}

function readPart(value: Json): Part | undefined {
  const { type, text, round, call } = value;
  switch (type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
      return isText(text) ? { type, text, ...(typeof round === 'number' && { round }) } : undefined;
    case 'tool-call': {
      const { id, name, arguments: given, state, output } = value;
      if (!isText(id) || !isText(name) || !isText(given) || !isOneOf(toolStates, state)) return undefined;
      if (typeof round !== 'number' || typeof call !== 'number') return undefined;
      return { type, id, name, arguments: given, state, round, call, ...(isText(output) && { output }) };
    }
    case 'image_url':
      return isObject(value['image_url']) && isText(value['image_url']['url']) ? (value as Part) : undefined;
    case 'input_audio':
      return isObject(value['input_audio']) && isText(value['input_audio']['data']) ? (value as Part) : undefined;
    default:
      return undefined;
  }
}

/** At first what was queued was its parts alone. */
function readQueued(value: Json): SavedQueuedMessage | undefined {
  const { id, owner, text } = value;
  const parts = readAll(value['parts'], readContentPart);
  if (!isText(id) || !isText(owner) || !parts) return undefined;
  return { id, owner, ...(isText(text) ? { text, parts } : toDraft(parts)) };
}

/** A draft as it was kept; at first that was its text alone. What cannot be read of it costs nothing else. */
export function readDraft(value: unknown): Draft | undefined {
  if (isText(value)) return { text: value, parts: [] };
  if (!isObject(value) || !isText(value['text'])) return undefined;
  const parts: readonly unknown[] = Array.isArray(value['parts']) ? value['parts'] : [];
  const read = parts.map((part) => (isObject(part) ? readContentPart(part) : undefined));
  return { text: value['text'], parts: read.filter((part) => part !== undefined) };
}

function readContentPart(value: Json): ContentPart | undefined {
  const { type, text } = value;
  if (type === 'text') return isText(text) ? { type, text } : undefined;
  const part = readPart(value);
  return part?.type === 'image_url' || part?.type === 'input_audio' ? part : undefined;
}

function readChosen(value: unknown): Choices | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value);
  const valid = entries.every(([, choice]) => isObject(choice) && isText(choice['id']) && typeof choice['at'] === 'number');
  // Without the prototype names that JSON can hold.
  return valid ? (Object.fromEntries(entries.filter(([parent]) => parent !== '__proto__')) as Choices) : undefined;
}

/** @returns undefined if anything in it, or itself, is not as it should be */
function readAll<T>(value: unknown, read: (item: Json) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map((item: unknown) => (isObject(item) ? read(item) : undefined));
  return items.some((item) => item === undefined) ? undefined : (items as T[]);
}

function hasNumbers(value: unknown, fields: readonly string[]): boolean {
  return (
    isObject(value) &&
    fields.every((field) => typeof value[field] === 'number') &&
    Object.values(value).every((each) => typeof each === 'number')
  );
}

function isOneOf<T extends string>(options: readonly T[], value: unknown): value is T {
  return options.some((option) => option === value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
