/** state + what happened → the next state. Pure: no clock, no chance, no network. */
import type { ChatError, ChatEvent } from '../client/index.js';
import type { ChatMessage, ConversationState, MessageError, MessageStatus, Part, TextPart } from './state.js';

/** Times (`at`) are in ms since 1970. */
export type Action =
  | { type: 'add'; messages: readonly ChatMessage[] }
  | { type: 'remove'; id: string }
  | { type: 'event'; id: string; event: ChatEvent; at: number }
  /** The reply `id` has ended; without a `status` its finish reason says how. */
  | { type: 'settle'; id: string; status?: MessageStatus; error?: ChatError; at: number }
  | { type: 'clear' };

export function reduce(state: ConversationState, action: Action): ConversationState {
  switch (action.type) {
    case 'add':
      return { ...state, messages: [...state.messages, ...action.messages] };
    case 'remove':
      return { ...state, messages: state.messages.filter(({ id }) => id !== action.id) };
    case 'clear':
      return { ...state, messages: [] };
    case 'event':
      return update(state, action.id, (message) => applyEvent(message, action.event, action.at));
    case 'settle':
      return update(state, action.id, (message) => settle(message, action.status, action.error, action.at));
  }
}

function update(state: ConversationState, id: string, change: (message: ChatMessage) => ChatMessage): ConversationState {
  return { ...state, messages: state.messages.map((message) => (message.id === id ? change(message) : message)) };
}

function applyEvent(message: ChatMessage, event: ChatEvent, at: number): ChatMessage {
  switch (event.type) {
    case 'retry':
      return { ...message, retry: { at: at + event.delay, error: messageError(event.error, at) } };
    case 'start':
      return {
        ...withoutRetry(message),
        ...(event.model !== undefined && { model: event.model }),
        ...(event.requestId !== undefined && { requestId: event.requestId }),
      };
    case 'text':
    case 'reasoning':
    case 'refusal':
      if (event.index !== 0) return message; // one conversation, one reply: further choices are for those who ask the client itself
      return {
        ...message,
        status: 'streaming',
        timing: { firstToken: at - message.createdAt, ...message.timing },
        parts: appendText(message.parts, event.type, event.delta),
      };
    case 'tool-call':
      return message;
    case 'finish':
      return event.index === 0 ? { ...message, finishReason: event.reason } : message;
    case 'usage':
      return { ...message, usage: event.usage };
    case 'damage':
      return { ...message, error: messageError(event.error, at) };
  }
}

function appendText(parts: readonly Part[], type: TextPart['type'], delta: string): readonly Part[] {
  const last = parts.at(-1);
  return last?.type === type ? [...parts.slice(0, -1), { type, text: last.text + delta }] : [...parts, { type, text: delta }];
}

function settle(message: ChatMessage, status: MessageStatus | undefined, error: ChatError | undefined, at: number): ChatMessage {
  return {
    ...withoutRetry(message),
    status: status ?? settledStatus(message, error),
    timing: { ...message.timing, total: at - message.createdAt },
    ...(error && { error: messageError(error, at) }),
  };
}

function settledStatus(message: ChatMessage, error: ChatError | undefined): MessageStatus {
  if (error) return message.parts.length > 0 ? 'interrupted' : 'failed';
  if (message.error) return 'interrupted'; // a piece of it was lost on the way
  if (message.finishReason === 'length') return 'cut';
  return message.finishReason === 'content_filter' ? 'filtered' : 'done';
}

function withoutRetry({ retry: _retry, ...message }: ChatMessage): ChatMessage {
  return message;
}

function messageError(error: ChatError, at: number): MessageError {
  return {
    code: error.code,
    message: error.message,
    retryable: error.retryable,
    ...(error.status !== undefined && { status: error.status }),
    ...(error.requestId !== undefined && { requestId: error.requestId }),
    ...(error.retryAfter !== undefined && { retryAt: at + error.retryAfter * 1000 }),
  };
}
