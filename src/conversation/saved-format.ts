/**
 * Unknown JSON → a saved conversation. Storage belongs to the whole page, and anybody may have written there: every field is looked at,
 * what is unknown is left out, and what cannot be a conversation is refused whole.
 */
import { sourcesIn, type ContentPart, type Usage } from '../client/index.js';
import { toDraft, type Draft } from './draft.js';
import { addSources } from './sources.js';
import {
  ended,
  isUnsettled,
  toolCalls,
  type ChatMessage,
  type Choices,
  type MessageError,
  type MessageStatus,
  type Part,
  type QueuedMessage,
  type Timing,
  type ToolCallState,
} from './state.js';

export const version = 1;

/** Clocks of one visitor differ by less; a later time would win over everything that is ever done. */
const tolerableLeadMs = 86_400_000;
/** Of rounds, tokens, answers of a server: what comes after can still be counted. */
const maxCount = 1e12;
/** No reply has so many parts, and no conversation so many calls; some of what is done with them takes the square of their number. */
const maxParts = 2_000;
const maxCalls = 5_000;

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
  if (!isObject(value) || value['version'] !== version || !isTime(value['clearedAt'])) return undefined;
  const messages = readAll(value['messages'], readMessage);
  const queue = readAll(value['queue'], readQueued);
  const chosen = readChosen(value['chosen']);
  if (!messages || !queue || !chosen) return undefined;
  if (messages.flatMap(toolCalls).length > maxCalls) return undefined;
  // What waits in the queue becomes a message with the same id.
  const ids = new Set([...messages, ...queue].map(({ id }) => id));
  if (ids.size !== messages.length + queue.length) return undefined;
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
  const isReply = role === 'assistant';
  const status = renamed(value['status']);
  const parts = readAll(value['parts'], isReply ? readPart : readContentPart);
  if (!isId(id) || !(parent === null || isId(parent)) || !(isReply || role === 'user')) return undefined;
  if (!isOneOf(statuses, status) || !isTime(createdAt)) return undefined;
  if (!parts || parts.length > maxParts) return undefined;
  const times = asObject(timing);
  const further = ['firstToken', 'reasoning', 'total'].filter((field) => field in times);
  const readTiming = readNumbers(times, ['startedAt', ...further], isTime);
  const readUsage = readNumbers(asObject(usage), ['promptTokens', 'completionTokens', 'totalTokens'], isCount);
  const sources = addSources(undefined, sourcesIn({ sources: value['sources'] }));
  const message: ChatMessage = {
    id,
    parent,
    role,
    parts,
    status: isReply ? status : 'done',
    createdAt,
    ...(readTiming && { timing: readTiming as Timing }),
    ...(readUsage && { usage: readUsage as Usage }),
    ...(isText(model) && { model }),
    ...(isText(finishReason) && { finishReason }),
    ...(isText(requestId) && { requestId }),
    ...(sources && { sources }),
    ...(isObject(error) && isText(error['code']) && { error: readError(error) }),
  };
  // Nobody asks for leave, or works, for a reply that has ended.
  return isUnsettled(message) ? message : ended(message, message.status);
}

function readError({ code, message, retryable, status, requestId, retryAt }: Json): MessageError {
  return {
    code: renamed(code) as MessageError['code'], // a code that this version does not know is shown as `interrupted` is
    message: isText(message) ? message : '',
    retryable: retryable === true,
    ...(isCount(status) && { status }),
    ...(isText(requestId) && { requestId }),
    ...(isTime(retryAt) && { retryAt }),
  };
}

/** Of what is an object only the fields that are known: whatever else is in it would go out with the next request. */
function readPart(value: Json): Part | undefined {
  const { type, text, round, call } = value;
  switch (type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
      return isText(text) ? { type, text, ...(isCount(round) && { round }) } : undefined;
    case 'tool-call': {
      const { id, name, arguments: given, state, output } = value;
      if (!isText(id) || !isText(name) || !isText(given) || !isOneOf(toolStates, state)) return undefined;
      // A round that cannot be counted on from would be the next one's too, and the call run as one of it.
      if (!isCount(round) || !isCount(call)) return undefined;
      return { type, id, name, arguments: given, state, round, call, ...(isText(output) && { output }) };
    }
    case 'image_url': {
      const { url, detail } = asObject(value[type]);
      return isText(url) ? { type, image_url: { url, ...(isText(detail) && { detail }) }, ...filenameOf(value) } : undefined;
    }
    case 'file': {
      const { filename, file_data, file_id, text: content } = asObject(value[type]);
      if (!isText(file_data) && !isText(file_id) && !isText(content)) return undefined;
      return {
        type,
        file: {
          ...(isText(filename) && { filename }),
          ...(isText(file_data) && { file_data }),
          ...(isText(file_id) && { file_id }),
          ...(isText(content) && { text: content }),
        },
      };
    }
    case 'audio': {
      const { data, transcript } = value;
      return isText(data) && isText(transcript) ? { type, data, transcript } : undefined;
    }
    case 'input_audio': {
      const { data, format } = asObject(value[type]);
      return isText(data)
        ? { type, input_audio: { data, format: isText(format) ? format : '' }, ...filenameOf(value) }
        : undefined;
    }
    default:
      return undefined;
  }
}

function filenameOf({ filename }: Json): { filename?: string } {
  return isText(filename) ? { filename } : {};
}

/** At first what was queued was its parts alone. */
function readQueued(value: Json): SavedQueuedMessage | undefined {
  const { id, owner, text } = value;
  const parts = readAll(value['parts'], readContentPart);
  if (!isId(id) || !isText(owner) || !parts) return undefined;
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
  return part?.type === 'image_url' || part?.type === 'input_audio' || part?.type === 'file' ? part : undefined;
}

function readChosen(value: unknown): Choices | undefined {
  if (!isObject(value)) return undefined;
  const chosen: Record<string, Choices[string]> = {};
  for (const [parent, choice] of Object.entries(value)) {
    const { id, at } = asObject(choice);
    if (!isText(id) || !isTime(at)) return undefined;
    if (parent !== '__proto__') chosen[parent] = { id, at };
  }
  return chosen;
}

/** @returns undefined if anything in it, or itself, is not as it should be */
function readAll<T>(value: unknown, read: (item: Json) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map((item: unknown) => (isObject(item) ? read(item) : undefined));
  return items.some((item) => item === undefined) ? undefined : (items as T[]);
}

/** @returns undefined where any of them is not as it should be */
function readNumbers(value: Json, fields: readonly string[], isNumber: (value: unknown) => boolean): object | undefined {
  return fields.every((field) => isNumber(value[field]))
    ? Object.fromEntries(fields.map((field) => [field, value[field]]))
    : undefined;
}

function isOneOf<T extends string>(options: readonly T[], value: unknown): value is T {
  return options.some((option) => option === value);
}

/** An own name that is none of those which every object has: `__proto__` cannot be set as any other can. */
function isId(value: unknown): value is string {
  return isText(value) && value !== '' && value !== '__proto__';
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < maxCount;
}

/** Also a time that something took. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Date.now() + tolerableLeadMs;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Nothing is in what is none. */
function asObject(value: unknown): Json {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
