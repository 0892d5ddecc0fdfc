/** What is true now in a conversation. Every object here is immutable and survives `JSON.stringify`. */
import type { ChatErrorCode, ContentPart, FinishReason, Usage } from '../client/index.js';

/**
 * - `waiting`: asked for, and nothing of it has come
 * - `streaming`: coming
 * - `done`: complete
 * - `stopped`: ended by the visitor, with what had come
 * - `interrupted`: broken off, with what had come
 * - `failed`: nothing of it came
 * - `cut`: ended by the limit of tokens (`finish_reason: "length"`)
 * - `filtered`: ended by the server's content filter
 */
export type MessageStatus = 'waiting' | 'streaming' | 'done' | 'stopped' | 'interrupted' | 'failed' | 'cut' | 'filtered';

/** One piece of a message, in the order in which it came. */
export type Part = TextPart | Exclude<ContentPart, { type: 'text' }>;

export interface TextPart {
  readonly type: 'text' | 'reasoning' | 'refusal';
  readonly text: string;
}

/** An error, as a message keeps it. `message` is for developers. */
export interface MessageError {
  readonly code: ChatErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly status?: number;
  readonly requestId?: string;
  /** When trying again makes sense, in ms since 1970. */
  readonly retryAt?: number;
}

export interface ChatMessage {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly parts: readonly Part[];
  readonly status: MessageStatus;
  /** In ms since 1970. */
  readonly createdAt: number;
  /** Ms from the request to the first piece of the reply, and to its end. */
  readonly timing?: { readonly firstToken?: number; readonly total?: number };
  readonly usage?: Usage;
  readonly model?: string;
  readonly finishReason?: FinishReason;
  readonly requestId?: string;
  /** Why it failed or broke off. */
  readonly error?: MessageError;
  /** While it waits: the last try failed, and the next one goes out `at` (ms since 1970). */
  readonly retry?: { readonly at: number; readonly error: MessageError };
}

/**
 * - `idle`: ready
 * - `waiting`: a reply was asked for
 * - `streaming`: a reply is coming
 * - `error`: ready, but the last reply failed or broke off
 */
export type ConversationStatus = 'idle' | 'waiting' | 'streaming' | 'error';

export interface ConversationState {
  readonly messages: readonly ChatMessage[];
}

export const emptyState: ConversationState = { messages: [] };

export function conversationStatus({ messages }: ConversationState): ConversationStatus {
  const status = messages.at(-1)?.status;
  if (status === 'waiting' || status === 'streaming') return status;
  return status === 'failed' || status === 'interrupted' ? 'error' : 'idle';
}

/** The text of a message, without its reasoning. */
export function messageText(message: ChatMessage): string {
  return message.parts.map((part) => (part.type === 'text' || part.type === 'refusal' ? part.text : '')).join('');
}
