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

/** Why the model stopped. Other servers' words for `length` and `content_filter` are translated; all other words pass through. */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter' | (string & {});

/** The body fields of the API, in camelCase. Only those that are set are sent. */
export interface RequestOptions {
  /** The name of the model that answers. */
  model?: string | undefined;
  /** The randomness of the reply, 0 to 2. */
  temperature?: number | undefined;
  /** The share of likely words that the model chooses from, 0 to 1. */
  topP?: number | undefined;
  /** The limit of a reply's length, in tokens. */
  maxCompletionTokens?: number | undefined;
  /** Text that ends the reply where the model writes it. */
  stop?: string | string[] | undefined;
  /** The number of replies to one request. */
  n?: number | undefined;
  /** A number that asks for the same reply to the same request, if the server can do so. */
  seed?: number | undefined;
  /** −2 to 2: above 0 the model repeats words less often. */
  frequencyPenalty?: number | undefined;
  /** −2 to 2: above 0 the model turns to new words more often. */
  presencePenalty?: number | undefined;
  /** Token id → −100 to 100: how much less or more likely the model writes this token. */
  logitBias?: Record<string, number> | undefined;
  /** How long a reasoning model thinks: `low`, `medium`, `high`, or another value that the server knows. */
  reasoningEffort?: string | undefined;
  /** The tools that the model may call. */
  tools?: ToolDefinition[] | undefined;
  /** Whether the reply is streamed. False requests one JSON answer; the events are the same. Default: true. */
  stream?: boolean | undefined;
  /** Further fields of the request's body, under their names in the API. They win over the options above, but never over `messages`. */
  params?: Record<string, unknown> | undefined;
}

/** As in fetch: a number is written in digits, `true` as `true`. Null and undefined: no such header. */
export type HeaderValue = string | number | boolean | null | undefined;

/** What `fetch` takes: an object, a list of entries, or a `Headers`. */
export type HeadersInput =
  Iterable<readonly [name: string, value: HeaderValue]> | Readonly<Record<string, HeaderValue>> | null | undefined;

/** Headers for a request, or a function that is called before each request (for example for a token that expires). */
export type HeadersOption = HeadersInput | (() => HeadersInput | Promise<HeadersInput>);

export interface ClientOptions extends RequestOptions {
  /** URL of a chat-completions endpoint, or of a base that ends in `/v1`. Relative URLs are resolved by the page's base. */
  endpoint: string;
  headers?: HeadersOption;
  /** Whether cookies are sent, as in fetch. Default: `same-origin`. */
  credentials?: RequestCredentials | undefined;
  /** A function that is called at each try with the request, before it is written as JSON. Its changes hold for this try only. */
  beforeRequest?: BeforeRequest | undefined;
  /** A function that is called in place of the global `fetch`. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Aborting closes the connection at once; the iteration then throws a {@link ChatError} with code `aborted`. */
  signal?: AbortSignal | undefined;
  /**
   * A pattern for the code and the words of an error that says that a picture, a recording or a file was refused. To be given where there is one in the request;
   * `stream` and a conversation give it.
   */
  refusal?: RegExp | undefined;
  /** The time-out of a silent server, before its headers and between bytes, in ms. 0: no time-out. Default: 45,000. */
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
