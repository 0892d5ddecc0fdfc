/** state + what happened → the next state. Pure: no clock, no chance, no network. */
import { unusedId, type ChatError, type ChatEvent, type Usage } from '../client/index.js';
import {
  ended,
  type ChatMessage,
  type Choices,
  type ConversationState,
  type MessageError,
  type MessageStatus,
  type Part,
  type QueuedMessage,
  type TextPart,
  type ToolCallPart,
} from './state.js';
import { addSources } from './sources.js';
import { chosenMessages, messagesUpTo } from './versions.js';

/** Times (`at`) are in ms since 1970. */
export type Action =
  /** Adds a message and chooses it among its versions. */
  | { type: 'add'; message: ChatMessage; at: number }
  /** Chooses a version, and the versions that lead to it. */
  | { type: 'choose'; id: string; at: number }
  | { type: 'enqueue'; message: QueuedMessage }
  | { type: 'dequeue'; id: string }
  /** The reply `id` is asked for, for the first time or again. */
  | { type: 'begin'; id: string; at: number }
  /** A request goes out with the messages from this one on; undefined: with all. */
  | { type: 'sent'; from: string | undefined }
  /** It waits until the network is back. */
  | { type: 'offline'; id: string; error: ChatError; at: number }
  | { type: 'event'; id: string; event: ChatEvent; round: number; at: number }
  | { type: 'tool'; id: string; callId: string; change: Partial<Pick<ToolCallPart, 'state' | 'output' | 'question'>> }
  /** The reply `id` has ended; without a `status` its finish reason or the error says how. */
  | { type: 'settle'; id: string; status?: MessageStatus | undefined; error?: ChatError | undefined; at: number }
  | ({ type: 'replace' } & Omit<ConversationState, 'messages'>);

/** Each is drawn again in each frame. Of a reply that takes turns for longer the text alone is kept. */
const mostParts = 200;

export function reduce(state: ConversationState, action: Action): ConversationState {
  switch (action.type) {
    case 'add':
      return withTree(state, [...state.all, action.message], choose(state.chosen, [action.message], action.at));
    case 'choose':
      return withTree(state, state.all, choose(state.chosen, messagesUpTo(state, action.id), action.at));
    case 'replace': {
      const { all, chosen, queue, clearedAt } = action;
      return { ...withTree(state, all, chosen), queue, clearedAt };
    }
    case 'enqueue':
      return { ...state, queue: [...state.queue, action.message] };
    case 'dequeue':
      return { ...state, queue: state.queue.filter(({ id }) => id !== action.id) };
    case 'begin':
      return update(state, action.id, (message) => begin(message, action.at));
    case 'sent':
      return state.sentFrom === action.from ? state : { ...state, sentFrom: action.from };
    case 'offline':
      return update(state, action.id, (message) => ({ ...message, retry: { error: messageError(action.error, action.at) } }));
    case 'event':
      return update(state, action.id, (message) => applyEvent(message, action));
    case 'tool':
      return update(state, action.id, (message) => ({
        ...message,
        parts: message.parts.map((part) =>
          part.type === 'tool-call' && part.id === action.callId ? { ...part, ...action.change } : part,
        ),
      }));
    case 'settle':
      return update(state, action.id, (message) => settle(message, action));
  }
}

/** A later choice has a later time, also within one millisecond: tabs tell by it which of two holds. */
function choose(chosen: Choices, messages: readonly ChatMessage[], at: number): Choices {
  const next: Record<string, Choices[string]> = { ...chosen };
  for (const { id, parent } of messages) {
    const before = next[parent ?? ''];
    if (before?.id !== id) next[parent ?? ''] = { id, at: Math.max(at, (before?.at ?? 0) + 1) };
  }
  return next;
}

function withTree(state: ConversationState, all: readonly ChatMessage[], chosen: Choices): ConversationState {
  return { ...state, all, chosen, messages: chosenMessages(all, chosen) };
}

function update(state: ConversationState, id: string, change: (message: ChatMessage) => ChatMessage): ConversationState {
  const before = state.all.find((message) => message.id === id);
  if (!before) return state;
  const after = change(before);
  const swap = (messages: readonly ChatMessage[]): readonly ChatMessage[] =>
    messages.map((message) => (message === before ? after : message));
  return { ...state, all: swap(state.all), messages: swap(state.messages) };
}

/** What an earlier attempt left is forgotten, but for its text, its tools and what they have cost. */
function begin({ error, retry, finishReason, requestId, ...message }: ChatMessage, at: number): ChatMessage {
  return { ...message, status: 'waiting', timing: { ...message.timing, startedAt: at } };
}

function applyEvent(message: ChatMessage, { event, round, at }: Action & { type: 'event' }): ChatMessage {
  // One conversation, one reply: further choices are for those who ask the client itself.
  if ('index' in event && event.index !== 0) return message;
  switch (event.type) {
    case 'retry':
      return { ...message, retry: { at: at + event.delay, error: messageError(event.error, at) } };
    case 'start': {
      const { type, id, ...start } = event; // the completion's id, not the message's
      const { retry, ...asked } = message;
      return { ...asked, ...start };
    }
    case 'text':
    case 'reasoning':
    case 'refusal':
      return {
        ...streaming(message, at, event.type === 'reasoning'),
        parts: appendText(message.parts, { type: event.type, text: event.delta }, round),
      };
    case 'thought':
      return {
        ...streaming(message, at, true),
        parts: message.parts.map((part) =>
          part.type === 'text' && (part.round ?? 1) === round ? { ...part, type: 'reasoning' } : part,
        ),
      };
    case 'tool-call':
      return { ...streaming(message, at), parts: appendToolCall(message.parts, event, round) };
    case 'image': {
      const part = { type: 'image_url', image_url: { url: event.url } } as const;
      return message.parts.length < mostParts ? { ...streaming(message, at), parts: [...message.parts, part] } : message;
    }
    case 'audio':
      return { ...streaming(message, at), parts: appendAudio(message.parts, event) };
    case 'sources': {
      const sources = addSources(message.sources, event.sources);
      return !sources || sources === message.sources ? message : { ...message, sources };
    }
    case 'finish':
      return { ...message, finishReason: event.reason };
    case 'usage':
      return { ...message, usage: sum(message.usage, event.usage) };
    case 'damage':
      return { ...message, error: messageError(event.error, at) };
  }
}

function streaming(message: ChatMessage, at: number, reasoning = false): ChatMessage {
  const startedAt = message.timing?.startedAt ?? at;
  const timing = { firstToken: at - startedAt, ...message.timing, startedAt };
  const thought = Math.max(timing.reasoning ?? 0, at - startedAt - timing.firstToken);
  return { ...message, status: 'streaming', timing: { ...timing, ...(reasoning && { reasoning: thought }) } };
}

function appendText(parts: readonly Part[], { type, text }: TextPart, round: number): readonly Part[] {
  const last = parts.at(-1);
  if (last?.type === type && (last.round ?? 1) === round) return [...parts.slice(0, -1), { ...last, text: last.text + text }];
  if (type !== 'text' && parts.length >= mostParts) return parts;
  return [...parts, { type, text, ...(round > 1 && { round }) }];
}

function appendAudio(parts: readonly Part[], { data, transcript }: ChatEvent & { type: 'audio' }): readonly Part[] {
  const last = parts.at(-1);
  if (last?.type !== 'audio') return [...parts, { type: 'audio', data, transcript }];
  return [...parts.slice(0, -1), { ...last, data: last.data + data, transcript: last.transcript + transcript }];
}

function appendToolCall(parts: readonly Part[], event: ChatEvent & { type: 'tool-call' }, round: number): readonly Part[] {
  const { call, id, name, argumentsDelta } = event;
  const isSame = (part: Part): part is ToolCallPart => part.type === 'tool-call' && part.round === round && part.call === call;
  const before = parts.find(isSame) ?? {
    type: 'tool-call',
    id: '',
    name: '',
    arguments: '',
    state: 'streaming',
    round,
    call,
  };
  const after: ToolCallPart = {
    ...before,
    id: id === undefined ? before.id : ownId(parts, id),
    name: name ?? before.name,
    arguments: before.arguments + argumentsDelta,
  };
  return parts.includes(before) ? parts.map((part) => (part === before ? after : part)) : [...parts, after];
}

/** Servers that number their calls anew in each answer give one id twice in a reply that takes several rounds. */
function ownId(parts: readonly Part[], id: string): string {
  return id === '' ? '' : unusedId(id, (taken) => parts.some((part) => part.type === 'tool-call' && part.id === taken));
}

function settle(message: ChatMessage, { status, error, at }: Action & { type: 'settle' }): ChatMessage {
  const { startedAt = at, total = 0 } = message.timing ?? {};
  return {
    ...ended(message, status ?? settledStatus(message, error)),
    timing: { ...message.timing, startedAt, total: total + at - startedAt },
    ...(error && { error: messageError(error, at) }),
  };
}

function settledStatus(message: ChatMessage, error: ChatError | undefined): MessageStatus {
  if (error) return message.parts.length > 0 ? 'interrupted' : 'failed';
  if (message.error) return 'interrupted'; // a piece of it was lost on the way
  if (message.finishReason === 'length') return 'truncated';
  return message.finishReason === 'content_filter' ? 'filtered' : 'done';
}

function sum(first: Usage | undefined, second: Usage): Usage {
  if (!first) return second;
  return {
    promptTokens: first.promptTokens + second.promptTokens,
    completionTokens: first.completionTokens + second.completionTokens,
    totalTokens: first.totalTokens + second.totalTokens,
  };
}

function messageError(error: ChatError, at: number): MessageError {
  return {
    code: error.code,
    message: error.message,
    retryable: error.retryable,
    ...(error.serverMessage !== undefined && { serverMessage: error.serverMessage }),
    ...(error.status !== undefined && { status: error.status }),
    ...(error.requestId !== undefined && { requestId: error.requestId }),
    ...(error.retryAfter !== undefined && { retryAt: at + error.retryAfter * 1000 }),
  };
}
