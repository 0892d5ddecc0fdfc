/** A conversation with a model: what was said, and what can be done next. Knows no DOM and no screen; whoever shows it subscribes. */
import { ChatError, createId, stream, type ClientOptions, type ContentPart, type Message } from '../client/index.js';
import { isOnline, whenOnline } from './environment.js';
import { append, requestMessages } from './history.js';
import { reduce, type Action } from './reduce.js';
import { mergeSaved, parseSaved, restored, toSaved, type SavedConversation } from './saved.js';
import {
  emptyState,
  toolCalls,
  type ChatMessage,
  type ConversationState,
  type MessageStatus,
  type Part,
  type ToolCallPart,
} from './state.js';
import { runTool, toolDefinition, type Tool } from './tools.js';
import { messagesUpTo } from './versions.js';

/** How often the model may ask for tools before it has to answer. */
const maxToolRounds = 8;
const defaultToolTimeout = 30_000;
const defaultContinuePrompt = 'Continue exactly where your last message ends. Repeat nothing and add no introduction.';

export interface ConversationOptions extends Omit<ClientOptions, 'signal' | 'tools'> {
  /** Sent first in every request, and never stored. */
  instructions?: string | undefined;
  /** Default: `developer`. */
  instructionsRole?: 'developer' | 'system' | undefined;
  /** What the model may call. */
  tools?: readonly Tool[] | undefined;
  /** How long a tool may take, in ms. Default: 30,000. */
  toolTimeout?: number | undefined;
  /** What asks for the rest of a reply that was cut; it is never stored. */
  continuePrompt?: string | undefined;
}

/** The reply that is being worked on. Whoever awaited anything compares it with the current one, and says nothing if it is another. */
interface Turn {
  readonly id: string;
  readonly connection: AbortController;
  readonly settled: (message: ChatMessage) => void;
  /** Tool calls that wait for the visitor's word. */
  readonly approvals: Map<string, (approved: boolean) => void>;
}

export class Conversation {
  /** Read at each request, so it may be replaced at any time. */
  options: ConversationOptions;

  #state: ConversationState = emptyState;
  #listeners = new Set<(state: ConversationState) => void>();
  #turn: Turn | undefined;
  #queued = new Map<string, (reply: ChatMessage | undefined) => void>();

  constructor(options: ConversationOptions) {
    this.options = options;
  }

  get state(): ConversationState {
    return this.#state;
  }

  /** A reply is being waited for or is coming. */
  get busy(): boolean {
    return this.#turn !== undefined;
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
   * Adds the visitor's message and asks for a reply. While a reply is coming the message waits in `state.queue`; so it does after a reply
   * that failed, until that one is asked for again or another message is sent.
   * @returns the reply when it has ended, in whatever way: its status and error say how. Undefined if the message was taken back before.
   * @throws Error if there is nothing to send
   */
  async send(content: string | readonly ContentPart[]): Promise<ChatMessage | undefined> {
    const message = { id: createId(), parts: partsOf(content) };
    const reply = new Promise<ChatMessage | undefined>((resolve) => this.#queued.set(message.id, resolve));
    this.#dispatch({ type: 'enqueue', message });
    this.#sendQueued();
    return reply;
  }

  /** Takes back a message that waits in `state.queue`. */
  removeQueued(id: string): void {
    this.#dispatch({ type: 'dequeue', id });
    this.#queued.get(id)?.(undefined);
    this.#queued.delete(id);
  }

  /** Ends the current reply and closes its connection; what came is kept, tools are aborted. Without a current reply it does nothing. */
  stop(): void {
    if (this.#turn) this.#settle(this.#turn, 'stopped');
  }

  /**
   * Asks again for the last reply; no message of the visitor is repeated. Where something of the reply had come it stays, as an earlier version.
   * @returns as {@link send}
   * @throws Error if a reply is coming, or there is nothing to ask for
   */
  async retry(): Promise<ChatMessage> {
    const last = this.#lastMessage();
    if (last.role === 'assistant' && last.parts.length > 0) return this.regenerate(last.id);
    return this.#ask(last.role === 'assistant' ? last : this.#addReply(last.id));
  }

  /**
   * Asks for another version of a reply, and chooses it.
   * @param id default: the last reply
   * @returns as {@link send}
   * @throws Error if a reply is coming, or `id` is no reply
   */
  async regenerate(id: string = this.#lastMessage().id): Promise<ChatMessage> {
    const reply = this.#find(id, 'assistant');
    return this.#ask(this.#addReply(reply.parent));
  }

  /**
   * Sends another version of a message of the visitor, and chooses it. What followed the earlier one stays with it.
   * @returns as {@link send}
   * @throws Error if a reply is coming, `id` is no message of the visitor, or there is nothing to send
   */
  async edit(id: string, content: string | readonly ContentPart[]): Promise<ChatMessage> {
    const { parent } = this.#find(id, 'user');
    const parts = partsOf(content);
    this.#demandIdle();
    return this.#askAfter({ id: createId(), parts }, parent);
  }

  /**
   * Asks for the rest of the last reply, if it was cut, stopped or broke off, and appends it to the same message.
   * @returns as {@link send}
   * @throws Error if a reply is coming, or the last message is no reply with a text
   */
  async continueReply(): Promise<ChatMessage> {
    this.#demandIdle();
    const last = this.#lastMessage();
    if (last.role !== 'assistant' || last.parts.length === 0) throw new Error('There is no reply to continue.');
    return this.#ask(last, { role: 'user', content: this.options.continuePrompt ?? defaultContinuePrompt });
  }

  /**
   * Chooses a version of a message; what is shown and sent follows it.
   * @throws Error if a reply is coming, or there is no such message
   */
  choose(id: string): void {
    this.#demandIdle();
    this.#dispatch({ type: 'choose', id: this.#find(id).id });
  }

  /**
   * Adds a message at the end without asking for a reply.
   * @returns the message
   * @throws Error if a reply is coming, or the content is empty
   */
  addMessage(message: { role: 'user' | 'assistant'; content: string | readonly ContentPart[] }): ChatMessage {
    this.#demandIdle();
    return this.#add(message.role, partsOf(message.content), this.#state.messages.at(-1)?.id ?? null, 'done');
  }

  /** Lets a tool call with state `approval` run. */
  approve(callId: string): void {
    this.#turn?.approvals.get(callId)?.(true);
  }

  /** Answers a tool call with state `approval` with "declined". */
  deny(callId: string): void {
    this.#turn?.approvals.get(callId)?.(false);
  }

  /** Forgets everything; a reply that is coming is stopped first. */
  clear(): void {
    for (const { id } of this.#state.queue) this.removeQueued(id);
    this.stop();
    this.#dispatch({ type: 'replace', all: [], chosen: {}, queue: [] });
  }

  /** Everything, as {@link restore} takes it back. */
  toJSON(): SavedConversation {
    return toSaved(this.#state);
  }

  /**
   * Replaces everything by what was saved. A reply that was coming counts as interrupted; messages in the queue wait for the next {@link send}.
   * @returns false if it was saved by another version of this library, or is nothing of the kind; then nothing has changed
   * @throws Error if a reply is coming
   */
  restore(saved: unknown): boolean {
    this.#demandIdle();
    const parsed = parseSaved(saved);
    if (!parsed) return false;
    this.#dispatch({ type: 'replace', ...restored(parsed) });
    return true;
  }

  /** @throws Error if `saved` was not made by this version of {@link toJSON} */
  static fromJSON(saved: unknown, options: ConversationOptions): Conversation {
    const conversation = new Conversation(options);
    if (!conversation.restore(saved)) throw new Error('This is no conversation that this version of chat-8080 has saved.');
    return conversation;
  }

  /**
   * Takes in what the same conversation has become elsewhere (in another tab, say): every message and version of both, none twice.
   * @returns true if both are the same now; false if this one knows more, so that the other should hear of it
   */
  merge(saved: unknown): boolean {
    const parsed = parseSaved(saved);
    if (!parsed) return true;
    const { same, ...merged } = mergeSaved(this.#state, parsed, this.#turn?.id);
    this.#dispatch({ type: 'replace', ...merged });
    return same;
  }

  #sendQueued(): void {
    const [next] = this.#state.queue;
    if (this.busy || !next) return;
    this.#dispatch({ type: 'dequeue', id: next.id });
    const settled = this.#queued.get(next.id);
    this.#queued.delete(next.id);
    void this.#askAfter(next, this.#state.messages.at(-1)?.id ?? null).then(settled);
  }

  /** Adds a message of the visitor and asks for its reply. */
  #askAfter({ id, parts }: { id: string; parts: readonly Part[] }, parent: string | null): Promise<ChatMessage> {
    this.#add('user', parts, parent, 'done', id);
    return this.#ask(this.#addReply(id));
  }

  #addReply(parent: string | null): ChatMessage {
    this.#demandIdle();
    return this.#add('assistant', [], parent, 'waiting');
  }

  #add(
    role: 'user' | 'assistant',
    parts: readonly Part[],
    parent: string | null,
    status: MessageStatus,
    id = createId(),
  ): ChatMessage {
    const message: ChatMessage = { id, parent, role, parts, status, createdAt: Date.now() };
    this.#dispatch({ type: 'add', message });
    return message;
  }

  #ask({ id }: ChatMessage, trailing?: Message): Promise<ChatMessage> {
    this.#demandIdle();
    return new Promise((settled) => {
      const turn: Turn = { id, connection: new AbortController(), settled, approvals: new Map() };
      this.#turn = turn;
      this.#dispatch({ type: 'begin', id, at: Date.now() });
      void this.#work(turn, trailing);
    });
  }

  /** One reply, from its first request until its last tool has answered. */
  async #work(turn: Turn, trailing: Message | undefined): Promise<void> {
    const firstRound = 1 + Math.max(0, ...toolCalls(this.#find(turn.id)).map(({ round }) => round));
    try {
      for (let round = firstRound; ; round++) {
        await this.#request(turn, round, round === firstRound ? trailing : undefined);
        if (turn !== this.#turn) return;
        const calls = this.#openCalls(turn.id, round);
        if (calls.length === 0) break;
        if (round - firstRound >= maxToolRounds) {
          throw new ChatError('tool-limit', `The model asked for tools ${maxToolRounds} times in a row and wants more.`);
        }
        await Promise.all(calls.map((call) => this.#runTool(turn, call)));
        if (turn !== this.#turn) return;
      }
      this.#settle(turn);
    } catch (error) {
      if (turn === this.#turn) this.#settle(turn, undefined, asChatError(error));
    }
  }

  /** One request, once the network is there: what is sent while offline waits, and goes out once. */
  async #request(turn: Turn, round: number, trailing: Message | undefined): Promise<void> {
    const { signal } = turn.connection;
    for (;;) {
      if (!isOnline()) {
        const error = new ChatError('offline', 'There is no network connection.');
        this.#dispatch({ type: 'offline', id: turn.id, error, at: Date.now() });
        await whenOnline(signal);
        if (turn !== this.#turn) return;
      }
      const { instructions, instructionsRole, tools, toolTimeout, continuePrompt, ...options } = this.options;
      const history = requestMessages(messagesUpTo(this.#state, turn.id), instructions, instructionsRole);
      if (trailing) append(history, trailing);
      let answered = false;
      try {
        for await (const event of stream(history, { ...options, tools: tools?.map(toolDefinition), signal })) {
          if (turn !== this.#turn) return;
          answered ||= event.type === 'start';
          this.#dispatch({ type: 'event', id: turn.id, event, round, at: Date.now() });
        }
        return;
      } catch (error) {
        const lostOnTheWay = error instanceof ChatError && error.code === 'offline' && !answered && turn === this.#turn;
        if (!lostOnTheWay || isOnline()) throw error;
      }
    }
  }

  /** The calls of this round that are ours to answer: only where the owner gave tools. */
  #openCalls(id: string, round: number): readonly ToolCallPart[] {
    const reply = this.#find(id);
    if (!this.options.tools?.length || reply.finishReason !== 'tool_calls') return [];
    return toolCalls(reply).filter((call) => call.round === round);
  }

  async #runTool(turn: Turn, { id: callId, name, arguments: given }: ToolCallPart): Promise<void> {
    const change = (part: Partial<Pick<ToolCallPart, 'state' | 'output'>>): void => {
      if (turn === this.#turn) this.#dispatch({ type: 'tool', id: turn.id, callId, change: part });
    };
    const approve = async (): Promise<boolean> => {
      const decision = new Promise<boolean>((resolve) => turn.approvals.set(callId, resolve));
      change({ state: 'approval' });
      const approved = await decision;
      turn.approvals.delete(callId);
      change({ state: 'running' });
      return approved;
    };
    change({ state: 'running' });
    const { tools = [], toolTimeout = defaultToolTimeout } = this.options;
    change(await runTool(tools, name, given, approve, toolTimeout, turn.connection.signal));
  }

  #settle(turn: Turn, status?: MessageStatus, error?: ChatError): void {
    this.#turn = undefined;
    turn.connection.abort();
    for (const decide of turn.approvals.values()) decide(false);
    this.#dispatch({ type: 'settle', id: turn.id, at: Date.now(), ...(status && { status }), ...(error && { error }) });
    const message = this.#find(turn.id);
    turn.settled(message);
    if (message.status !== 'failed' && message.status !== 'interrupted') this.#sendQueued();
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

  #demandIdle(): void {
    if (this.busy) throw new Error('A reply is still coming.');
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

/** The client throws nothing else; a fault of our own must not leave a reply waiting for ever. */
function asChatError(error: unknown): ChatError {
  return error instanceof ChatError ? error : new ChatError('protocol', String(error), { cause: error });
}

/** @throws Error if there is nothing in it */
function partsOf(content: string | readonly ContentPart[]): readonly Part[] {
  if (content.length === 0) throw new Error('There is nothing to send.');
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}
