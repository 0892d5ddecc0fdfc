/** What is true now in a conversation. Every object here is immutable and survives `JSON.stringify`. */
import {
  toolCalls,
  type ChatErrorCode,
  type FinishReason,
  type Part,
  type PromptMessage,
  type Source,
  type ToolCallState,
  type Usage,
} from '../client/index.js';
import type { Draft } from './draft.js';

export {
  messageText,
  toolCalls,
  type Part,
  type Source,
  type TextPart,
  type ToolCallPart,
  type ToolCallState,
} from '../client/index.js';

/**
 * - `waiting`: the reply was requested, and has not begun
 * - `streaming`: the reply is arriving, or its tools are running
 * - `done`: the message is complete
 * - `stopped`: the visitor stopped the reply; everything received so far is kept
 * - `interrupted`: the connection ended before the reply did; everything received so far is kept
 * - `failed`: nothing of the reply arrived
 * - `truncated`: the limit of tokens ended the reply (`finish_reason: "length"`)
 * - `filtered`: the server's content filter ended the reply
 */
export type MessageStatus = 'waiting' | 'streaming' | 'done' | 'stopped' | 'interrupted' | 'failed' | 'truncated' | 'filtered';

/** The error of a message. `message` is for developers. So is `serverMessage`, which is never stored. */
export interface MessageError {
  readonly code: ChatErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly serverMessage?: string;
  readonly status?: number;
  readonly requestId?: string;
  /** When trying again makes sense, in ms since 1970. */
  readonly retryAt?: number;
}

export interface ChatMessage extends PromptMessage {
  /** Id of the message before it; null for a first one. Messages with one parent are versions of each other. */
  readonly parent: string | null;
  readonly status: MessageStatus;
  /** When the message was made, in ms since 1970. */
  readonly createdAt: number;
  readonly timing?: Timing;
  /** The tokens of all requests that the reply took. */
  readonly usage?: Usage;
  readonly model?: string;
  readonly finishReason?: FinishReason;
  readonly requestId?: string;
  /** The sources of the reply: each address once, at most 100. A number in the text, `[1]`, is the place in this list. */
  readonly sources?: readonly Source[];
  /** Why the reply failed or was interrupted. */
  readonly error?: MessageError;
  /** While the reply waits for another try: why, and when that begins (ms since 1970; without `at`: when the network is back). */
  readonly retry?: { readonly at?: number; readonly error: MessageError };
}

export interface Timing {
  /** When the reply was asked for, in ms since 1970. */
  readonly startedAt: number;
  /** Ms from then to the first piece of the reply. */
  readonly firstToken?: number;
  /** Ms from the first to the last piece of reasoning, where there was any. */
  readonly reasoning?: number;
  /** Ms from then to the end; where it was continued, the sum. */
  readonly total?: number;
}

/** A message that waits for its turn, because a reply is still coming. */
export interface QueuedMessage extends Draft {
  /** The message will have this id. */
  readonly id: string;
}

export interface ConversationState {
  /** What a visitor reads: of each message the version that is chosen. */
  readonly messages: readonly ChatMessage[];
  /** Every version of every message, in the order in which they were made. */
  readonly all: readonly ChatMessage[];
  /** After each message (`''`: at the beginning) the version that is chosen of what follows it. */
  readonly chosen: Choices;
  readonly queue: readonly QueuedMessage[];
  /** Id of the first message that went along with the last request, where not all did. */
  readonly sentFrom?: string | undefined;
  /** When everything was last forgotten, in ms since 1970; 0: never. What is older must not come back from another tab. */
  readonly clearedAt: number;
}

export type Choices = Readonly<Record<string, { readonly id: string; readonly at: number }>>;

export const emptyState: ConversationState = { messages: [], all: [], chosen: {}, queue: [], clearedAt: 0 };

/**
 * - `idle`: ready
 * - `waiting`: a reply was asked for
 * - `streaming`: a reply is coming
 * - `tool`: a reply waits for a tool, or for leave to run one
 * - `error`: ready, but the last reply failed or broke off
 */
export type ConversationStatus = 'idle' | 'waiting' | 'streaming' | 'tool' | 'error';

export function conversationStatus({ messages }: ConversationState): ConversationStatus {
  const last = messages.find(isUnsettled) ?? messages.at(-1);
  switch (last?.status) {
    case 'waiting':
      return 'waiting';
    case 'streaming':
      return toolCalls(last).some(({ state }) => state === 'running' || state === 'approval') ? 'tool' : 'streaming';
    case 'failed':
    case 'interrupted':
      return 'error';
    default:
      return 'idle';
  }
}

/** Where something of a reply may still come. */
export function isUnsettled({ status }: ChatMessage): boolean {
  return status === 'waiting' || status === 'streaming';
}

/** The message when nobody works on it any more: no call can still be answered, and nothing is tried again. */
export function ended({ retry, ...message }: ChatMessage, status: MessageStatus): ChatMessage {
  const open: readonly string[] = ['streaming', 'approval', 'running'] satisfies ToolCallState[];
  const parts = message.parts.map((part): Part =>
    part.type === 'tool-call' && open.includes(part.state) ? { ...part, state: 'stopped' } : part,
  );
  return { ...message, parts, status };
}
