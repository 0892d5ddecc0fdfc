/** One reply, from its first request until its last tool has answered. */
import { ask, chatCompletions, ChatError, type PromptMessage, type PromptTool } from '../client/index.js';
import type * as Attached from './attached.js';
import { isOnline, whenOnline } from './environment.js';
import { importAttached, importTools } from './lazy.js';
import type { History } from './history.js';
import type { ConversationOptions } from './options.js';
import type { Action } from './reduce.js';
import { toolCalls, type ChatMessage, type ConversationState, type ToolCallPart } from './state.js';
import type { Tool } from './tools.js';
import { messagesUpTo } from './versions.js';

/** How often the model may ask for tools before it has to answer. */
const maxToolRounds = 8;
/** How many calls one reply may hold, over all its rounds. A model, or whoever leads it, can write thousands. */
const maxToolCalls = 64;
const defaultToolTimeoutMs = 30_000;

/** What a reply needs of its conversation. */
export interface ReplyHost {
  history: History;
  options: () => ConversationOptions;
  state: () => ConversationState;
  /** Does nothing for a reply that is no longer the current one: whatever comes late for it is dropped here. */
  dispatchFor: (reply: Reply, action: Action) => void;
  isCurrent: (reply: Reply) => boolean;
}

export class Reply {
  readonly id: string;
  readonly #host: ReplyHost;
  readonly #connection = new AbortController();
  /** Tool calls that wait for the visitor's word. */
  readonly #approvals = new Map<string, (approved: boolean) => void>();

  constructor(id: string, host: ReplyHost) {
    this.id = id;
    this.#host = host;
  }

  /** Closes the connection, aborts the tools, and lets nothing wait for the visitor any longer. */
  abort(): void {
    this.#connection.abort();
    for (const decide of this.#approvals.values()) decide(false);
  }

  /** The call of this message: the same id means another call in another one. */
  decide(callId: string, messageId: string, approved: boolean): void {
    if (messageId === this.id) this.#approvals.get(callId)?.(approved);
  }

  /**
   * @param trailing a message that asks for the rest of the reply; it goes with the first request and is never stored
   * @throws ChatError
   */
  async work(trailing?: PromptMessage): Promise<void> {
    const firstRound = 1 + Math.max(0, ...this.#calls().map(({ round }) => round));
    for (let round = firstRound; this.#host.isCurrent(this); round++) {
      await this.#request(round, round === firstRound ? trailing : undefined);
      const calls = this.#openCalls(round);
      if (calls.length === 0) return;
      if (round - firstRound >= maxToolRounds) {
        throw new ChatError('tool-limit', `The model asked for tools more than ${maxToolRounds} times in a row.`);
      }
      await Promise.all(calls.map((call) => this.#runTool(call)));
    }
  }

  /** One request, once the network is there: what is sent while offline waits, and goes out once. */
  async #request(round: number, trailing: PromptMessage | undefined): Promise<void> {
    const { signal } = this.#connection;
    let most: number | undefined;
    while (!signal.aborted) {
      if (!isOnline()) {
        const error = new ChatError('offline', 'There is no network connection.');
        this.#host.dispatchFor(this, { type: 'offline', id: this.id, error, at: Date.now() });
        await whenOnline(signal);
        continue;
      }
      const { history } = this.#host;
      const { dialect = chatCompletions, instructions, instructionsRole, tools, ...options } = this.#host.options();
      const messages = messagesUpTo(this.#host.state(), this.id);
      const attached = messages.some(hasAttachments) ? await this.#attached() : undefined;
      const all = attached?.thatGo(messages, options.maxHistoryAttachments) ?? messages;
      const before = history.newest(all, options, { most, costOf: attached?.costOf });
      this.#host.dispatchFor(this, { type: 'sent', from: before.length < all.length ? before[0]?.id : undefined });
      const prompt = {
        messages: trailing ? [...before, trailing] : before,
        instructions,
        instructionsRole,
        tools: tools?.map(promptTool),
      };
      const sent = { ...options, signal, refusal: attached?.refusedPart };
      let answered = false;
      let hasContent = false;
      try {
        for await (const event of ask(dialect, () => dialect.body(prompt, sent), sent)) {
          answered ||= event.type === 'start';
          hasContent ||= 'index' in event && event.type !== 'sources';
          this.#host.dispatchFor(this, { type: 'event', id: this.id, event, round, at: Date.now() });
          if (event.type === 'tool-call') this.#checkNumber(round);
        }
        return;
      } catch (error) {
        const { code } = error as Partial<ChatError>;
        // Also where words have come: the visitor's next try goes with less.
        const less = code === 'context-length' ? history.overflowed(before, attached?.costOf) : undefined;
        if (less && !hasContent && most === undefined && before.length > 2)
          most = less; // once more
        else if (code !== 'offline' || answered || isOnline()) throw error;
      }
    }
  }

  /** Without the part what is attached goes along as it is. */
  #attached(): Promise<typeof Attached | undefined> {
    return importAttached().catch((error: unknown) => {
      this.#host.options().onMissingPart?.('attached', error);
      return undefined;
    });
  }

  #message(): ChatMessage | undefined {
    return this.#host.state().all.find(({ id }) => id === this.id);
  }

  #calls(): readonly ToolCallPart[] {
    const message = this.#message();
    return message ? toolCalls(message) : [];
  }

  /** The calls of this round that are ours to answer: only where the owner gave tools, and nothing that was answered before. */
  #openCalls(round: number): readonly ToolCallPart[] {
    const areOurs = this.#host.options().tools?.length && this.#message()?.finishReason === 'tool_calls';
    return areOurs ? this.#calls().filter((call) => call.round === round && call.state === 'streaming') : [];
  }

  /** Too many are not run, nor the others of their round, and no more of them is read; the model hears why in the next request. */
  #checkNumber(round: number): void {
    const calls = this.#calls();
    if (calls.length <= maxToolCalls) return;
    const message = `The model made more than ${maxToolCalls} tool calls in one reply.`;
    const change = failure(message);
    for (const call of calls) if (call.round === round) this.#change(call, change);
    throw new ChatError('tool-limit', message);
  }

  #change({ id: callId }: ToolCallPart, change: Partial<ToolCallPart>): void {
    this.#host.dispatchFor(this, { type: 'tool', id: this.id, callId, change });
  }

  async #runTool(call: ToolCallPart): Promise<void> {
    const change = (part: Partial<ToolCallPart>): void => this.#change(call, part);
    change({ state: 'running' });
    const { signal } = this.#connection;
    try {
      const { runTool } = await importTools();
      if (signal.aborted) return;
      const { tools = [], toolTimeout: timeout = defaultToolTimeoutMs, onUncheckedSchema } = this.#host.options();
      const run = { approvals: this.#approvals, change, timeout, signal, onUncheckedSchema };
      const { sources = [], ...result } = await runTool(tools, call, run);
      const event = { type: 'sources', index: 0, sources } as const;
      this.#host.dispatchFor(this, { type: 'event', id: this.id, event, round: call.round, at: Date.now() });
      change(result);
    } catch (error) {
      // Its own faults are answers already: the file has not come.
      this.#host.options().onMissingPart?.('tools', error);
      change(failure('Tools cannot be run at the moment.'));
    }
  }
}

function hasAttachments({ role, parts }: ChatMessage): boolean {
  return role === 'user' && parts.some(({ type }) => type !== 'text');
}

function failure(error: string): Pick<ToolCallPart, 'state' | 'output'> {
  return { state: 'failed', output: JSON.stringify({ error }) };
}

function promptTool({ name, description, inputSchema }: Tool): PromptTool {
  return { name, ...(description !== undefined && { description }), inputSchema: inputSchema ?? { type: 'object' } };
}
