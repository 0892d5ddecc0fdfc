/** A conversation with a model: what was said, and what can be done next. Knows no DOM and no screen; whoever shows it subscribes. */
import { ChatError, createId, type PromptMessage } from '../client/index.js';
import { draftParts, toDraft, type Draft, type DraftLike } from './draft.js';
import { History } from './history.js';
import type { ConversationOptions } from './options.js';
import { reduce, type Action } from './reduce.js';
import { Reply, type ReplyHost } from './reply.js';
import type { SavedQueuedMessage } from './saved-format.js';
import {
  emptyState,
  isUnsettled,
  messageText,
  toolCalls,
  type ChatMessage,
  type ConversationState,
  type MessageStatus,
  type QueuedMessage,
} from './state.js';
import { messagesUpTo } from './versions.js';

const defaultContinuePrompt = 'Continue exactly where your last message ends. Repeat nothing and add no introduction.';

/** A conversation as whatever saves it sees it. */
export interface Snapshot {
  readonly state: ConversationState;
  /** The reply that is worked on here. */
  readonly replyId: string | undefined;
  /** Tells what is queued here from what is queued in another tab. */
  readonly owner: string;
  /** What other tabs have queued, and will send. */
  readonly queuedElsewhere: readonly SavedQueuedMessage[];
}

export class Conversation {
  /** Read at each request, so it may be replaced at any time. */
  options: ConversationOptions;

  #state: ConversationState = emptyState;
  #listeners = new Set<{ call: (state: ConversationState) => void }>();
  /** The reply that is being worked on. What arrives for another one is late, and is dropped. */
  #current: { reply: Reply; settled: (message: ChatMessage) => void } | undefined;
  #queued = new Map<string, (reply: ChatMessage | undefined) => void>();
  readonly #owner = createId();
  #queuedElsewhere: Snapshot['queuedElsewhere'] = [];
  #lastCreatedAt = 0;
  readonly #host: ReplyHost = {
    history: new History(),
    options: () => this.options,
    state: () => this.#state,
    isCurrent: (reply) => this.#current?.reply === reply,
    dispatchFor: (reply, action) => {
      if (this.#current?.reply === reply) this.#dispatch(action);
    },
  };

  constructor(options: ConversationOptions) {
    this.options = options;
  }

  get state(): ConversationState {
    return this.#state;
  }

  /** Whether a reply is awaited or coming. */
  get busy(): boolean {
    return this.#current !== undefined;
  }

  /**
   * @param listener called after each change with the new state; at full speed that is once for each network chunk, not once a token
   * @returns ends the subscription
   */
  subscribe(listener: (state: ConversationState) => void): () => void {
    const subscription = { call: listener };
    this.#listeners.add(subscription);
    return () => this.#listeners.delete(subscription);
  }

  /**
   * Adds the visitor's message and requests a reply. While a reply is coming the message waits in `state.queue`. After a reply that failed it
   * waits too, until that reply is requested again or another message is sent.
   * @returns the reply when it has ended, complete or not: see its status and error. Undefined if the message was taken back before.
   * @throws Error if there is nothing to send
   */
  async send(content: DraftLike): Promise<ChatMessage | undefined> {
    const message = { id: createId(), ...copyOf(content) };
    const reply = new Promise<ChatMessage | undefined>((resolve) => this.#queued.set(message.id, resolve));
    this.#dispatch({ type: 'enqueue', message });
    this.#sendQueued();
    return reply;
  }

  /** Takes back a message that waits in `state.queue`. */
  removeQueued(id: string): void {
    const end = this.#takeQueued(id);
    this.#dispatch({ type: 'dequeue', id });
    end();
  }

  /**
   * Ends the current reply and closes its connection; what came is kept, tools are aborted. Where no reply is worked on here it ends those
   * that another tab has left behind, and otherwise does nothing.
   */
  stop(): void {
    if (this.#current) {
      this.#settle('stopped');
      return;
    }
    const left = this.#state.all.filter(isUnsettled);
    if (left.length > 0)
      this.#dispatch(...left.map(({ id }): Action => ({ type: 'settle', id, status: 'stopped', at: Date.now() })));
  }

  /**
   * Requests the last reply again, without repeating the visitor's message. Everything received of the failed reply stays as an earlier version.
   * @returns as {@link send}
   * @throws Error if a reply is coming, or there is nothing to ask for
   */
  async retry(): Promise<ChatMessage> {
    this.#assertIdle();
    const last = this.#lastMessage();
    if (last.role === 'user') return this.#askFor(last.id);
    if (last.parts.length > 0) return this.regenerate(last.id);
    this.#assertQuestion(last.id);
    return this.#begin(last.id, []);
  }

  /**
   * Requests another version of a reply, and chooses it.
   * @param id the id of the reply. Default: the last message
   * @returns as {@link send}
   * @throws Error if a reply is coming, or `id` is no reply to a message of the visitor
   */
  async regenerate(id: string = this.#lastMessage().id): Promise<ChatMessage> {
    this.#assertIdle();
    return this.#askFor(this.#find(id, 'assistant').parent);
  }

  /**
   * Sends another version of a message of the visitor, and chooses it. What followed the earlier one stays with it.
   * @returns as {@link send}
   * @throws Error if a reply is coming, `id` is no message of the visitor, or there is nothing to send
   */
  async edit(id: string, content: DraftLike): Promise<ChatMessage> {
    this.#assertIdle();
    const { parent } = this.#find(id, 'user');
    return this.#ask({ id: createId(), ...copyOf(content) }, parent);
  }

  /**
   * Requests the rest of the last reply, if that was cut, stopped or interrupted, and appends it to the same message.
   * @returns as {@link send}
   * @throws Error if a reply is coming, or the last message is no reply with a text or a tool call
   */
  async continueReply(): Promise<ChatMessage> {
    this.#assertIdle();
    const last = this.#lastMessage();
    const something = messageText(last) !== '' || toolCalls(last).length > 0;
    if (last.role !== 'assistant' || !something) throw new Error('There is no reply to continue.');
    const text = this.options.continuePrompt ?? defaultContinuePrompt;
    return this.#begin(last.id, [], { id: createId(), role: 'user', parts: [{ type: 'text', text }] });
  }

  /**
   * Chooses a version of a message, and the versions that lead to it; what is shown and sent follows it.
   * @throws Error if a reply is coming, or there is no such message
   */
  choose(id: string): void {
    this.#assertIdle();
    this.#dispatch({ type: 'choose', id: this.#find(id).id, at: Date.now() });
  }

  /**
   * Adds a message at the end without requesting a reply.
   * @returns the message
   * @throws Error if a reply is coming, or the content is empty
   */
  addMessage({ role, content }: { role: 'user' | 'assistant'; content: DraftLike }): ChatMessage {
    this.#assertIdle();
    const parent = this.#state.messages.at(-1)?.id ?? null;
    const message = this.#create({ role, parent, parts: draftParts(copyOf(content)), status: 'done' });
    this.#dispatch({ type: 'add', message, at: Date.now() });
    return message;
  }

  /**
   * Lets a tool call with state `approval` run.
   * @param messageId of the message that holds it. Servers give one id to calls of many replies, and tabs share what they show: whoever
   *   allows what is drawn says which. Only calls of the reply that is worked on here can be answered.
   */
  approve(callId: string, messageId: string): void {
    this.#current?.reply.decide(callId, messageId, true);
  }

  /** Answers a tool call with state `approval` with "declined"; as {@link approve}. */
  deny(callId: string, messageId: string): void {
    this.#current?.reply.decide(callId, messageId, false);
  }

  /** Forgets everything: a reply that is coming is stopped, and what is queued is taken back. For listeners it is one change. */
  clear(): void {
    const clearedAt = this.#state.all.reduce((latest, { createdAt }) => Math.max(latest, createdAt), this.#state.clearedAt);
    this.replace({ all: [], chosen: {}, queue: [], clearedAt }, []);
  }

  /** For `saving.ts`, which is not part of every page: all that it needs to know. */
  snapshot(): Snapshot {
    return {
      state: this.#state,
      replyId: this.#current?.reply.id,
      owner: this.#owner,
      queuedElsewhere: this.#queuedElsewhere,
    };
  }

  /**
   * For `saving.ts`: replaces everything, which for listeners is one change. The reply that is worked on is stopped if it is not among
   * `all`, and what was queued here is taken back if it is not in `queue`.
   */
  replace(next: Omit<ConversationState, 'messages'>, queuedElsewhere: Snapshot['queuedElsewhere']): void {
    const has = (list: readonly { readonly id: string }[], id: string | undefined): boolean =>
      list.some((item) => item.id === id);
    const ends = this.#state.queue.filter(({ id }) => !has(next.queue, id)).map(({ id }) => this.#takeQueued(id));
    if (!has(next.all, this.#current?.reply.id)) ends.push(this.#abandon());
    this.#queuedElsewhere = queuedElsewhere;
    this.#dispatch({ type: 'replace', ...next });
    for (const end of ends) end();
  }

  #sendQueued(): void {
    const [next] = this.#state.queue;
    if (this.busy || !next) return;
    const settled = this.#queued.get(next.id);
    this.#queued.delete(next.id);
    const parent = this.#state.messages.at(-1)?.id ?? null;
    void this.#ask(next, parent, [{ type: 'dequeue', id: next.id }]).then(settled);
  }

  /** @returns ends the promise of {@link send}; to be called when the change that it is about has been told */
  #takeQueued(id: string): () => void {
    const settled = this.#queued.get(id);
    this.#queued.delete(id);
    return () => settled?.(undefined);
  }

  /** Stops to work on the current reply, which is about to be forgotten. Returns as {@link #takeQueued}. */
  #abandon(): () => void {
    const current = this.#current;
    const message = this.#state.all.find(({ id }) => id === current?.reply.id);
    this.#current = undefined;
    current?.reply.abort();
    return () => {
      if (message) current?.settled({ ...message, status: 'stopped' });
    };
  }

  /** Adds a message of the visitor and asks for its reply. */
  #ask({ id, ...draft }: QueuedMessage, parent: string | null, before: readonly Action[] = []): Promise<ChatMessage> {
    const message = this.#create({ id, role: 'user', parts: draftParts(draft), parent });
    const reply = this.#create({ role: 'assistant', parent: id });
    const at = Date.now();
    return this.#begin(reply.id, [...before, { type: 'add', message, at }, { type: 'add', message: reply, at }]);
  }

  /** Asks for another reply after the message `parent`. */
  #askFor(parent: string | null): Promise<ChatMessage> {
    this.#assertQuestion(parent);
    const message = this.#create({ role: 'assistant', parent });
    return this.#begin(message.id, [{ type: 'add', message, at: Date.now() }]);
  }

  /**
   * Begins to work on the reply `id`. Its first state is one change for whoever listens, so nobody sees, or acts on, half of it; and it is
   * the current one before anybody hears of it.
   */
  #begin(id: string, actions: readonly Action[], trailing?: PromptMessage): Promise<ChatMessage> {
    const reply = new Reply(id, this.#host);
    return new Promise((settled) => {
      this.#current = { reply, settled };
      this.#dispatch(...actions, { type: 'begin', id, at: Date.now() });
      const worked = reply.work(trailing).then(() => undefined, asChatError);
      void worked.then((error) => this.#host.isCurrent(reply) && this.#settle(undefined, error));
    });
  }

  #settle(status?: MessageStatus, error?: ChatError): void {
    const current = this.#current;
    if (!current) return;
    const { id } = current.reply;
    this.#current = undefined;
    current.reply.abort();
    this.#state = reduce(this.#state, { type: 'settle', id, at: Date.now(), status, error });
    const message = this.#find(id); // before anybody hears of it, and clears
    this.#notify();
    current.settled(message);
    if (message.status !== 'failed' && message.status !== 'interrupted') this.#sendQueued();
  }

  #create(given: Pick<ChatMessage, 'role' | 'parent'> & Partial<ChatMessage>): ChatMessage {
    // Times go up also within one millisecond: they are the order of messages in every tab, and what is younger than a clearing.
    const { all, clearedAt } = this.#state;
    const latest = all.reduce((time, { createdAt }) => Math.max(time, createdAt), Math.max(clearedAt, this.#lastCreatedAt));
    this.#lastCreatedAt = Math.max(Date.now(), latest + 1);
    const { id = createId(), parent, role, parts = [], status = role === 'user' ? 'done' : 'waiting' } = given;
    return { id, parent, role, parts, status, createdAt: this.#lastCreatedAt };
  }

  #lastMessage(): ChatMessage {
    const last = this.#state.messages.at(-1);
    if (!last) throw new Error('There is no message yet.');
    return last;
  }

  #find(id: string, role?: 'user' | 'assistant'): ChatMessage {
    const message = this.#state.all.find((candidate) => candidate.id === id);
    if (!message || (role && message.role !== role)) throw new Error(`There is no ${role ?? 'such'} message ${id}.`);
    return message;
  }

  #assertIdle(): void {
    if (this.busy) throw new Error('A reply is still coming.');
  }

  /** A greeting that was added answers nobody, so it cannot be asked for. */
  #assertQuestion(parent: string | null): void {
    const before = parent === null ? [] : messagesUpTo(this.#state, parent);
    if (!before.some(({ role }) => role === 'user')) throw new Error('There is no message to reply to.');
  }

  #dispatch(...actions: readonly Action[]): void {
    const before = this.#state;
    this.#state = actions.reduce(reduce, before);
    if (this.#state !== before) this.#notify();
  }

  #notify(): void {
    for (const { call } of this.#listeners) {
      try {
        call(this.#state);
      } catch (error) {
        // A listener's fault is the page's to see, but no reason to lose the reply.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

/** The client throws nothing else; a fault of our own must not leave a reply waiting for ever. */
function asChatError(error: unknown): ChatError {
  return error instanceof ChatError ? error : new ChatError('protocol', String(error), { cause: error });
}

/**
 * A copy: what the caller does with its own is no change of the conversation.
 * @throws Error if there is nothing in it
 */
function copyOf(content: DraftLike): Draft {
  const { text, parts } = toDraft(content);
  if (text === '' && parts.length === 0) throw new Error('There is nothing to send.');
  return structuredClone({ text, parts });
}
