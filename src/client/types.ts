/**
 * The vocabulary of the client: what goes into a request and what comes out of a reply.
 * Field names in camelCase are ours; {@link Message} and {@link ToolDefinition} are the wire's own shapes and keep its snake_case.
 */
import type { BeforeRequest } from './before-request.js';
import type { ChatError } from './errors.js';
import type { Source } from './parts.js';

export type Role = 'user' | 'assistant' | 'developer' | 'system' | 'tool';

/**
 * One part of a message's content, where the model takes more than text. In the wire's shape, but for `filename`, which stays here and names
 * what was attached, and `file.text`: a file that is a text, which goes out as a part of type `text` that begins with its name.
 */
export type ContentPart =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'image_url';
      readonly image_url: { readonly url: string; readonly detail?: string };
      readonly filename?: string;
    }
  | {
      readonly type: 'input_audio';
      readonly input_audio: { readonly data: string; readonly format: string };
      readonly filename?: string;
    }
  | { readonly type: 'file'; readonly file: FileContent };

/** A file by its bytes (`file_data`, a data URL), by what the server calls it (`file_id`), or by its `text`. */
export interface FileContent {
  readonly filename?: string;
  readonly file_data?: string;
  readonly file_id?: string;
  readonly text?: string;
}

/** A finished tool call, as the API reports it and wants it back. `arguments` is a JSON string, as the model wrote it. */
export interface ToolCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

/** One entry of the request's `messages`. */
export interface Message {
  role: Role;
  content: string | readonly ContentPart[] | null;
  name?: string;
  tool_calls?: ToolCall[];
  tool_call_id?: string;
}

/** One entry of the request's `tools`; `parameters` is a JSON Schema. */
export interface ToolDefinition {
  type: 'function';
  function: { name: string; description?: string; parameters?: object };
}

export interface Usage {
  promptTokens: number;
  completionTokens: number;
  totalTokens: number;
}

/** Why the model stopped. What servers say for `length` and `content_filter` is named so; other words pass through. */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter' | (string & {});

/** The body fields of the API, in camelCase. Only those that are set are sent. */
export interface RequestOptions {
  model?: string | undefined;
  temperature?: number | undefined;
  topP?: number | undefined;
  maxCompletionTokens?: number | undefined;
  stop?: string | string[] | undefined;
  n?: number | undefined;
  seed?: number | undefined;
  frequencyPenalty?: number | undefined;
  presencePenalty?: number | undefined;
  logitBias?: Record<string, number> | undefined;
  reasoningEffort?: string | undefined;
  tools?: ToolDefinition[] | undefined;
  /** False asks for one JSON answer; the events are the same. Default: true. */
  stream?: boolean | undefined;
  /** Any further body fields, under the wire's names. They win over the options above, but never over `messages`. */
  params?: Record<string, unknown> | undefined;
}

/** As in fetch: a number is written in digits, `true` as `true`. Null and undefined: no such header. */
export type HeaderValue = string | number | boolean | null | undefined;

/** What `fetch` takes: an object, a list of entries, or a `Headers`. */
export type HeadersInput =
  Iterable<readonly [name: string, value: HeaderValue]> | Readonly<Record<string, HeaderValue>> | null | undefined;

/** Headers for a request, or a function that is asked for them before each request (for a token that expires, say). */
export type HeadersOption = HeadersInput | (() => HeadersInput | Promise<HeadersInput>);

export interface ClientOptions extends RequestOptions {
  /** URL of a chat-completions endpoint, or of a base that ends in `/v1`. Relative URLs are the page's. */
  endpoint: string;
  headers?: HeadersOption;
  /** As in fetch. Default: `same-origin`. */
  credentials?: RequestCredentials | undefined;
  /** Called at each try with the request, before it is written as JSON: what it changes is changed for this try alone. */
  beforeRequest?: BeforeRequest | undefined;
  /** Replaces the global `fetch`. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Aborting closes the connection at once; the iteration then throws a {@link ChatError} with code `aborted`. */
  signal?: AbortSignal | undefined;
  /**
   * What tells by the code and the words of an error that a picture, a recording or a file was refused. To be given where there is one in the request: of
   * `stream` and a conversation it is.
   */
  refusal?: RegExp | undefined;
  /** How long the server may be silent, in ms, before its headers and between bytes. 0 waits for ever. Default: 45,000. */
  idleTimeout?: number | undefined;
}

/**
 * What a reply is made of, in the order in which it arrives. `index` numbers the choices when `n` > 1.
 *
 * - `retry`: a request failed before the first byte of a reply; the next one goes out after `delay` ms.
 * - `start`: once, with the first chunk.
 * - `text`, `reasoning`, `refusal`: neighbouring deltas that arrived together may come as one.
 * - `thought`: the text so far was reasoning, not the answer: a `</think>` came that nothing had opened.
 * - `tool-call`: a fragment of the tool call numbered `call` (0, 1, … for each choice). `id` and `name` come whole, with some fragment of that call.
 * - `image`: a picture, by a data URL or an address.
 * - `audio`: a piece of speech, in base64, and of its words.
 * - `sources`: what the reply draws on, with any chunk, also again and again.
 * - `finish`: once for each choice. `tool_calls` also where a server says `stop` although it called tools.
 * - `usage`: at most once, where the server reports it.
 * - `damage`: a part of the stream could not be read and is lost; what follows it is still delivered.
 */
export type ChatEvent =
  | { type: 'retry'; attempt: number; delay: number; error: ChatError }
  | { type: 'start'; id?: string; model?: string; requestId?: string }
  | { type: 'text' | 'reasoning' | 'refusal'; index: number; delta: string }
  | { type: 'thought'; index: number }
  | { type: 'tool-call'; index: number; call: number; id?: string; name?: string; argumentsDelta: string }
  | { type: 'image'; index: number; url: string }
  | { type: 'audio'; index: number; data: string; transcript: string }
  | { type: 'sources'; index: number; sources: readonly Source[] }
  | { type: 'finish'; index: number; reason: FinishReason }
  | { type: 'usage'; usage: Usage }
  | { type: 'damage'; error: ChatError };
