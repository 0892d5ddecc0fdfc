/** What a page hears of the chat. All of these bubble and cross shadow roots; none comes once a token. */
import {
  isUnsettled,
  toolCalls,
  type ChatMessage,
  type ConversationState,
  type Draft,
  type FinishReason,
  type MessageError,
  type Timing,
  type ToolCallPart,
  type Usage,
} from '../../conversation/index.js';
import type { ChatRequestDetail } from './request-event.js';

export interface ChatEventDetails {
  'chat-send': Draft;
  'chat-request': ChatRequestDetail;
  'chat-response-start': { readonly message: ChatMessage };
  'chat-response-end': {
    readonly message: ChatMessage;
    readonly finishReason: FinishReason | undefined;
    readonly usage: Usage | undefined;
    readonly timing: Timing | undefined;
    readonly requestId: string | undefined;
  };
  'chat-message': { readonly message: ChatMessage };
  'chat-tool-call': { readonly name: string; readonly input: unknown; respondWith: (value: unknown) => void };
  'chat-tool-result': Pick<ToolCallPart, 'id' | 'name' | 'state' | 'output'>;
  'chat-error': {
    readonly code: MessageError['code'];
    readonly retryable: boolean;
    /** In seconds. */
    readonly retryAfter: number | undefined;
    readonly message: ChatMessage;
  };
  'chat-change': { readonly messages: readonly ChatMessage[] };
  'chat-clear': null;
  'chat-link': { readonly href: string };
  'chat-copy': { readonly text: string; readonly message: ChatMessage | undefined };
  'chat-feedback': {
    readonly message: ChatMessage;
    readonly value: 'good' | 'bad' | undefined;
    /** Once the visitor has said what was wrong. */
    readonly reasons?: readonly string[];
    readonly comment?: string;
  };
  'chat-consent': { readonly granted: boolean };
}

/** Those that a listener can prevent. */
const cancelable: ReadonlySet<string> = new Set<keyof ChatEventDetails>([
  'chat-send',
  'chat-request',
  'chat-tool-call',
  'chat-error',
  'chat-clear',
  'chat-link',
]);

/** @returns false if a listener has prevented it */
export type Emit = <Type extends keyof ChatEventDetails>(type: Type, detail: ChatEventDetails[Type]) => boolean;

/** What dispatches the events of an element, and writes them to the console where it is asked to. */
export function emitter(element: HTMLElement & { readonly debug: boolean }): Emit {
  return (type, detail) => {
    if (element.debug) console.debug('<chat-8080>', type, detail);
    return element.dispatchEvent(
      new CustomEvent(type, { bubbles: true, composed: true, cancelable: cancelable.has(type), detail }),
    );
  };
}

/** Fires the events of the reply that is being worked on here. What another tab, or a saved conversation, brings is only a change. */
export class ConversationEvents {
  /** Messages whose error the page shows itself. */
  readonly handled = new Set<string>();

  readonly #emit: Emit;
  #before: ConversationState | undefined;
  #reply: { readonly id: string; started: boolean; readonly results: Set<string> } | undefined;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /** To be called with each new state. */
  update(state: ConversationState, busy: boolean): void {
    const before = this.#before;
    this.#before = state;
    if (!before || before === state) return;
    if (busy) this.#begin(before, state);
    const settled = this.#follow(state);
    const changed =
      settled || before.chosen !== state.chosen || before.all.length !== state.all.length || before.clearedAt !== state.clearedAt;
    if (changed) this.#emit('chat-change', { messages: state.messages });
  }

  /** Where a conversation takes the place of another one, nothing has happened. */
  reset(state: ConversationState): void {
    this.#before = state;
    this.#reply = undefined;
  }

  #begin(before: ConversationState, { messages }: ConversationState): void {
    const reply = messages.find(isUnsettled);
    if (!reply || reply.id === this.#reply?.id) return;
    this.#reply = { id: reply.id, started: false, results: new Set(toolCalls(reply).map(({ id }) => id)) };
    this.handled.delete(reply.id);
    const question = messages.find(({ id }) => id === reply.parent);
    if (question && !before.all.some(({ id }) => id === question.id)) this.#emit('chat-message', { message: question });
  }

  /** @returns whether the reply has ended */
  #follow({ all }: ConversationState): boolean {
    const reply = this.#reply;
    const message = reply && all.find(({ id }) => id === reply.id);
    if (!message) {
      this.#reply = undefined;
      return false;
    }
    if (!reply.started && message.parts.length > 0) {
      reply.started = true;
      this.#emit('chat-response-start', { message });
    }
    for (const { id, name, state, output } of toolCalls(message)) {
      if (reply.results.has(id) || output === undefined) continue;
      reply.results.add(id);
      this.#emit('chat-tool-result', { id, name, state, output });
    }
    if (isUnsettled(message)) return false;
    this.#reply = undefined;
    const { finishReason, usage, timing, requestId, error } = message;
    if (error) {
      const { code, retryable, retryAt } = error;
      const retryAfter = retryAt === undefined ? undefined : Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
      if (!this.#emit('chat-error', { code, retryable, retryAfter, message })) this.handled.add(message.id);
    }
    this.#emit('chat-response-end', { message, finishReason, usage, timing, requestId });
    this.#emit('chat-message', { message });
    return true;
  }
}

declare global {
  interface HTMLElementEventMap {
    'chat-send': CustomEvent<ChatEventDetails['chat-send']>;
    'chat-request': CustomEvent<ChatEventDetails['chat-request']>;
    'chat-response-start': CustomEvent<ChatEventDetails['chat-response-start']>;
    'chat-response-end': CustomEvent<ChatEventDetails['chat-response-end']>;
    'chat-message': CustomEvent<ChatEventDetails['chat-message']>;
    'chat-tool-call': CustomEvent<ChatEventDetails['chat-tool-call']>;
    'chat-tool-result': CustomEvent<ChatEventDetails['chat-tool-result']>;
    'chat-error': CustomEvent<ChatEventDetails['chat-error']>;
    'chat-change': CustomEvent<ChatEventDetails['chat-change']>;
    'chat-clear': CustomEvent<ChatEventDetails['chat-clear']>;
    'chat-link': CustomEvent<ChatEventDetails['chat-link']>;
    'chat-copy': CustomEvent<ChatEventDetails['chat-copy']>;
    'chat-feedback': CustomEvent<ChatEventDetails['chat-feedback']>;
    'chat-consent': CustomEvent<ChatEventDetails['chat-consent']>;
  }
}
