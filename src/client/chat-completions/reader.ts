/** An answer of `/v1/chat/completions`: the data of a stream's events, or one JSON answer → {@link ChatEvent}s. */
import type { AnswerReader } from '../dialect.js';
import { ChatError, errorFromBody, type ChatErrorDetail } from '../errors.js';
import { isObject, objectsIn, textOf } from './json.js';
import { RepeatedChunk, type OnlyText } from './repeated-chunk.js';
import { sourcesIn } from './sources.js';
import { ToolCallAssembler, type WireToolCall } from './tool-calls.js';
import type { ChatEvent, FinishReason, Usage } from '../types.js';

interface WireDelta {
  content?: unknown;
  refusal?: unknown;
  /** DeepSeek, vLLM and llama.cpp say `reasoning_content`; OpenRouter, Groq and Ollama say `reasoning`. */
  reasoning_content?: unknown;
  reasoning?: unknown;
  tool_calls?: unknown;
  /** What was there before `tool_calls`: one call. */
  function_call?: unknown;
}

interface WireChunk {
  id?: unknown;
  model?: unknown;
  usage?: unknown;
  /** Groq reports the usage of a stream here. */
  x_groq?: unknown;
  choices?: unknown;
}

interface WireChoice {
  /** A few servers send `"0"`. */
  index?: unknown;
  delta?: unknown;
  message?: unknown;
  /** Of the older `/v1/completions`. */
  text?: unknown;
  finish_reason?: unknown;
}

/** A tag around reasoning, or what may be the start of one. */
const thinkTag = /<(?:(\/)?think(?:ing)?>|[/a-z]{0,9}$)/;

interface Choice {
  readonly toolCalls: ToolCallAssembler;
  finished: boolean;
  /** What its text is: undefined before it begins, and between thoughts. */
  type?: 'text' | 'reasoning' | undefined;
  /** There was a thought, or there can be none any more. */
  thought?: boolean;
  /** The end of its text, which may be the start of a tag. */
  held: string;
  /** The last character before that. */
  last: string;
}

export class ChatCompletionsReader implements AnswerReader {
  /** The server said that nothing more comes: `[DONE]`, or a whole JSON answer. */
  done = false;
  /** Something was read that belongs to a chat completion. */
  started = false;

  readonly #choiceCount: number;
  readonly #detail: ChatErrorDetail;
  #damaged = false;
  #otherApi: string | undefined;
  #usageSeen = false;
  #choices = new Map<number, Choice>();
  #events: ChatEvent[] = [];
  #repeated = new RepeatedChunk((data) => this.#onlyText(data));

  /**
   * @param choiceCount the request's `n`
   * @param detail status and request id of the answer, for errors
   */
  constructor(choiceCount: number, detail: ChatErrorDetail) {
    this.#choiceCount = choiceCount;
    this.#detail = detail;
  }

  /** Every choice that was asked for has given its reason to finish; at most the usage is still to come. */
  get finished(): boolean {
    return this.#choices.size >= this.#choiceCount && [...this.#choices.values()].every((choice) => choice.finished);
  }

  /** What has been read since the last call. Neighbouring deltas are one event: at full speed thousands arrive in one network chunk. */
  takeEvents(): ChatEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /**
   * Reads the data of one event.
   * @param event the event's type; `error` is what some servers call an error object without an envelope
   * @throws ChatError if the server reports an error in it
   */
  readData(data: string, event?: string): void {
    if (this.done || data === '') return;
    const text = event === undefined && this.#repeated.find(data);
    if (text) {
      this.#readText(text.index, text.delta);
      return;
    }
    if (data.trim() === '[DONE]') {
      this.done = true;
      return;
    }
    let chunk: unknown = data;
    try {
      chunk = JSON.parse(data);
    } catch (cause) {
      // Under another name it is no part of the reply: a sign of life, say.
      if (event === undefined || event === 'message') this.#reportDamage(cause);
      if (event !== 'error') return;
    }
    if (event === 'error') throw errorFromBody(chunk, this.#detail);
    this.#readChunk(chunk);
    this.#repeated.learn(data);
  }

  #onlyText(data: string): OnlyText | undefined {
    const reader = new ChatCompletionsReader(1, this.#detail);
    try {
      reader.#readChunk(JSON.parse(data));
    } catch {
      return undefined; // it is tried with what was cut in the wrong place, too
    }
    const [, text, more] = reader.takeEvents(); // after `start`
    return text?.type === 'text' && more === undefined ? text : undefined;
  }

  /**
   * Reads a whole JSON answer, streamed or not asked to be.
   * @throws ChatError if it is no such answer, or is an error
   */
  readAnswer(text: string): void {
    this.#otherApi = otherApi(text);
    let answer: unknown;
    try {
      [answer] = [JSON.parse(text) as unknown].flat(); // Gemini: `[{"error": …}]`
    } catch (cause) {
      throw this.#unreadable('The answer is no valid JSON.', cause);
    }
    if (!isObject(answer) || !(objectsIn(answer['choices']).length > 0 || isFailure(answer))) {
      throw this.#unreadable('The answer is no chat completion.');
    }
    this.#readChunk(answer);
    this.done = true;
  }

  readPiece(piece: string | object | undefined): void {
    if (piece === undefined) this.done = true;
    else this.#readChunk(typeof piece === 'string' ? { choices: [{ delta: { content: piece } }] } : piece);
  }

  /**
   * The answer has ended, with or without `[DONE]`.
   * @throws ChatError `interrupted` if neither that nor a finish reason was seen, `protocol` if nothing in it could be read
   */
  end(): void {
    if (!this.started) {
      throw this.#damaged || this.done
        ? this.#unreadable('The answer is no chat completion.')
        : new ChatError('interrupted', 'The answer ended before a reply.', this.#detail);
    }
    if (this.#choices.size === 0 && (this.done || this.#otherApi)) throw this.#unreadable('The answer is no chat completion.');
    const unfinished = [...this.#choices].filter(([, choice]) => !choice.finished);
    if (!this.done && (unfinished.length > 0 || this.#choices.size === 0)) {
      throw new ChatError('interrupted', 'The answer ended before a finish reason.', this.#detail);
    }
    for (const [index] of unfinished) this.#finish(index, 'stop');
  }

  #readChunk(chunk: unknown): void {
    if (!isObject(chunk)) {
      this.#reportDamage(undefined);
      return;
    }
    const { id, model, usage, x_groq, ...rest } = chunk as WireChunk;
    const choices = objectsIn(rest.choices) as WireChoice[];
    const failed = [chunk, ...choices].find(isFailure);
    if (!this.started && (!failed || choices.length > 0)) {
      this.started = true;
      this.#events.push({
        type: 'start',
        ...(textOf(id) && { id: textOf(id) }),
        ...(textOf(model) && { model: textOf(model) }),
        ...(this.#detail.requestId !== undefined && { requestId: this.#detail.requestId }),
      });
    }
    this.#readSources(0, chunk);
    for (const { index: wireIndex, delta, message, text, finish_reason } of choices) {
      const index = Number(wireIndex ?? 0) || 0;
      const said = delta ?? message ?? (typeof text === 'string' && { content: text });
      if (isObject(said)) this.#readDelta(index, said);
      if (!failed && textOf(finish_reason) !== '') this.#finish(index, finish_reason as string);
    }
    const reported = usage ?? (isObject(x_groq) ? x_groq['usage'] : undefined);
    if (isObject(reported) && !this.#usageSeen) {
      this.#usageSeen = true;
      this.#events.push({ type: 'usage', usage: readUsage(reported) });
    }
    if (failed) throw errorFromBody(failed, this.#detail);
    if (rest.choices === undefined) this.#otherApi ??= otherApi(JSON.stringify(chunk));
  }

  #readSources(index: number, said: Record<string, unknown>): void {
    const sources = sourcesIn(said);
    if (sources.length > 0) this.#events.push({ type: 'sources', index, sources });
  }

  #readDelta(index: number, delta: WireDelta & Record<string, unknown>): void {
    this.#readSources(index, delta);
    this.#emitText('reasoning', index, textOf(delta.reasoning_content) || textOf(delta.reasoning));
    if (Array.isArray(delta.content)) {
      for (const part of objectsIn(delta.content)) this.#readPart(index, part);
    } else {
      this.#readText(index, textOf(delta.content));
    }
    this.#emitText('refusal', index, textOf(delta.refusal));
    const calls: WireToolCall[] = objectsIn(delta.tool_calls);
    if (calls.length === 0 && isObject(delta.function_call)) calls.push({ index: 0, function: delta.function_call });
    for (const call of calls) {
      const { toolCalls } = this.#choice(index);
      this.#events.push({ type: 'tool-call', index, ...toolCalls.read(call) });
    }
  }

  /** Content as an array of parts, as Mistral sends it: `{type:'text', text}`, `{type:'thinking', thinking:[{type:'text', text}]}`. */
  #readPart(index: number, part: Record<string, unknown>): void {
    if (Array.isArray(part['thinking'])) {
      for (const thought of objectsIn(part['thinking'])) this.#emitText('reasoning', index, textOf(thought['text']));
    } else {
      this.#readText(index, textOf(part['text']));
      this.#emitText('refusal', index, textOf(part['refusal']));
    }
  }

  /**
   * Servers that do not know their model's reasoning send it as `<think>…</think>` before the answer, or without the first tag, which was in the
   * prompt. What may be the start of a tag waits for its rest.
   */
  #readText(index: number, delta: string): void {
    const choice = this.#choice(index);
    let text = choice.held + delta;
    choice.held = '';
    for (;;) {
      const { type } = choice;
      const found = type === 'text' && choice.thought ? null : thinkTag.exec(text);
      const [tag = '', closes] = found ?? [];
      const before = text.slice(0, found?.index);
      choice.last = before.at(-1) ?? choice.last;
      if (type) this.#emitText(type, index, before);
      else if (before.trim() !== '') {
        choice.type = 'text';
        if (choice.thought) text = text.trimStart();
        continue;
      }
      if (!tag.endsWith('>')) {
        choice.held = type ? tag : text;
        return;
      }
      text = text.slice(before.length + tag.length);
      const quoted = type === 'text' && /["'`]/.test(choice.last);
      // A thought may end with a quotation: what stands behind the tag tells.
      if (closes && quoted && text === '') {
        choice.held = tag;
        return;
      }
      choice.thought = true;
      if (type !== 'text') choice.type = closes ? undefined : 'reasoning';
      // Text that has named the first tag, or quotes the last, writes of them.
      else if (!closes || (quoted && text[0] === choice.last)) text = tag + text;
      else {
        choice.type = undefined;
        this.#events.push({ type: 'thought', index });
      }
    }
  }

  #emitText(type: 'text' | 'reasoning' | 'refusal', index: number, delta: string): void {
    this.#choice(index);
    if (delta === '') return;
    const last = this.#events.at(-1);
    if (last?.type === type && last.index === index) last.delta += delta;
    else this.#events.push({ type, index, delta });
  }

  #finish(index: number, reason: FinishReason): void {
    const choice = this.#choice(index);
    if (choice.finished) return;
    choice.finished = true;
    if (choice.held.trim() !== '') this.#emitText(choice.type ?? 'text', index, choice.held);
    for (const id of choice.toolCalls.missingIds()) this.#events.push({ type: 'tool-call', index, ...id });
    // Some servers say `stop`, and old ones `function_call`, although they called tools.
    const calledTools = choice.toolCalls.size > 0 && /^(stop|function_call)$/i.test(reason);
    this.#events.push({ type: 'finish', index, reason: calledTools ? 'tool_calls' : ownReason(reason) });
  }

  #choice(index: number) {
    let choice = this.#choices.get(index);
    if (!choice) this.#choices.set(index, (choice = { toolCalls: new ToolCallAssembler(), finished: false, held: '', last: '' }));
    return choice;
  }

  #reportDamage(cause: unknown): void {
    if (this.#damaged) return; // once a reply is enough: what is lost is lost
    this.#damaged = true;
    this.#events.push({ type: 'damage', error: this.#unreadable('A part of the reply could not be read.', cause) });
  }

  #unreadable(message: string, cause?: unknown): ChatError {
    return new ChatError('protocol', message, { ...this.#detail, cause, serverMessage: this.#otherApi });
  }
}

function readUsage(usage: Record<string, unknown>): Usage {
  const count = (field: string): number => (typeof usage[field] === 'number' ? usage[field] : 0);
  const promptTokens = count('prompt_tokens');
  const completionTokens = count('completion_tokens');
  return { promptTokens, completionTokens, totalTokens: count('total_tokens') || promptTokens + completionTokens };
}

/** The API's word for a reason to finish that a server has words of its own for; others pass through. */
function ownReason(reason: string): FinishReason {
  // Gemini and Cohere: `MAX_TOKENS`; Mistral: `model_length`; DeepSeek: `insufficient_system_resource`; Anthropic: `model_context_window_exceeded`.
  if (/length|max_|window|resource/i.test(reason)) return 'length';
  // Gemini: `SAFETY`, `RECITATION`, `PROHIBITED_CONTENT`, `BLOCKLIST`, `SPII`, also `content_filter: SAFETY`; GLM: `sensitive`; Anthropic: `refusal`.
  return /filter|safety|recit|prohib|blocklist|spii|sensitive|refus|guard/i.test(reason) ? 'content_filter' : reason;
}

/**
 * OpenAI's envelope, in a chunk or (OpenRouter) in one of its choices; what vLLM sends in the middle of a stream:
 * `{"object":"error", "message":…, "code":…}`; or a choice that has ended in an error. vLLM's word for that is `abort`, GLM's
 * `network_error`, Gemini's `MALFORMED_FUNCTION_CALL`.
 */
function isFailure({ error, object, finish_reason }: { error?: unknown; object?: unknown; finish_reason?: unknown }): boolean {
  return Boolean(error) || object === 'error' || /error|abort|malformed/i.test(textOf(finish_reason));
}

/** What only other APIs say: OpenAI's Responses, Anthropic's Messages, Ollama's own. The owner's hint names the API that it is of. */
function otherApi(json: string): string | undefined {
  return /"(response\.[\w.]+|message_start|done)"/.exec(json)?.[1];
}
