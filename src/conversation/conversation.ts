/**
 * A conversation with a model: what was said, and what can be done next. Knows no DOM and no screen; whoever shows it subscribes.
 */
import { ChatError, stream, type ClientOptions, type ContentPart } from '../client/index.js';
import { requestMessages } from './history.js';
import { createId } from './ids.js';
import { reduce, type Action } from './reduce.js';
import { emptyState, type ChatMessage, type ConversationState, type MessageStatus, type Part } from './state.js';

export interface ConversationOptions extends Omit<ClientOptions, 'signal'> {
  /** Sent first in every request. */
  instructions?: string | undefined;
  /** Default: `developer`. */
  instructionsRole?: 'developer' | 'system' | undefined;
}

export class Conversation {
  /** Read at each request, so it may be replaced at any time. */
  options: ConversationOptions;

  #state: ConversationState = emptyState;
  #listeners = new Set<(state: ConversationState) => void>();
  /** The reply that is being waited for. Whatever arrives for another one is late and is dropped. */
  #current: { id: string; connection: AbortController; settled: (message: ChatMessage) => void } | undefined;

  constructor(options: ConversationOptions) {
    this.options = options;
  }

  get state(): ConversationState {
    return this.#state;
  }

  /** A reply is being waited for or is coming. */
  get busy(): boolean {
    return this.#current !== undefined;
  }

  /**
   * @param listener called after each change with the new state; at full speed that is once for each network chunk, not once a token
   * @returns ends the subscription
   */
  subscribe(listener: (state: ConversationState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Adds the visitor's message and asks for a reply.
   * @returns the reply when it has ended, in whatever way: its status and error say how
   * @throws Error if a reply is still being waited for, or there is nothing to send
   */
  async send(content: string | readonly ContentPart[]): Promise<ChatMessage> {
    if (this.busy) throw new Error('A reply is still being waited for.');
    const parts: readonly Part[] = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
    if (parts.length === 0 || content === '') throw new Error('There is nothing to send.');
    const user: ChatMessage = { id: createId(), role: 'user', parts, status: 'done', createdAt: Date.now() };
    this.#dispatch({ type: 'add', messages: [user] });
    return this.#respond();
  }

  /** Ends the current reply and closes its connection; the text that came is kept. Without a current reply it does nothing. */
  stop(): void {
    this.#settle('stopped');
  }

  /**
   * Asks again for the last reply; no message of the visitor is repeated.
   * @returns as {@link send}
   * @throws Error if a reply is still being waited for, or there is nothing to ask for
   */
  async retry(): Promise<ChatMessage> {
    if (this.busy) throw new Error('A reply is still being waited for.');
    const last = this.#state.messages.at(-1);
    if (!last) throw new Error('There is no reply to ask for again.');
    if (last.role === 'assistant') this.#dispatch({ type: 'remove', id: last.id });
    return this.#respond();
  }

  /** Forgets everything; a reply that is coming is stopped first. */
  clear(): void {
    this.stop();
    this.#dispatch({ type: 'clear' });
  }

  async #respond(): Promise<ChatMessage> {
    const { instructions, instructionsRole, ...options } = this.options;
    const history = requestMessages(this.#state.messages, instructions, instructionsRole);
    const id = createId();
    const connection = new AbortController();
    const settled = new Promise<ChatMessage>((resolve) => (this.#current = { id, connection, settled: resolve }));
    this.#dispatch({ type: 'add', messages: [{ id, role: 'assistant', parts: [], status: 'waiting', createdAt: Date.now() }] });
    void this.#read(id, stream(history, { ...options, signal: connection.signal }));
    return settled;
  }

  async #read(id: string, events: ReturnType<typeof stream>): Promise<void> {
    const isCurrent = (): boolean => this.#current?.id === id;
    try {
      for await (const event of events) {
        if (!isCurrent()) return;
        this.#dispatch({ type: 'event', id, event, at: Date.now() });
      }
      if (isCurrent()) this.#settle();
    } catch (error) {
      if (isCurrent()) this.#settle(undefined, error as ChatError);
    }
  }

  #settle(status?: MessageStatus, error?: ChatError): void {
    const current = this.#current;
    if (!current) return;
    this.#current = undefined;
    current.connection.abort();
    this.#dispatch({ type: 'settle', id: current.id, at: Date.now(), ...(status && { status }), ...(error && { error }) });
    const message = this.#state.messages.find(({ id }) => id === current.id);
    if (message) current.settled(message);
  }

  #dispatch(action: Action): void {
    this.#state = reduce(this.#state, action);
    for (const listener of this.#listeners) {
      try {
        listener(this.#state);
      } catch (error) {
        // A listener's fault is the page's to see, but no reason to lose the reply.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
