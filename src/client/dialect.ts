/** The seam between the client and what a server speaks: everything on the other side of it is one {@link Dialect}. */
import type { ChatErrorDetail } from './errors.js';
import type { Part } from './parts.js';
import type { ChatEvent, RequestOptions } from './types.js';

/** A message of a conversation, in no server's words. A reply with tools is one message, whose parts say in which round they came. */
export interface PromptMessage {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly parts: readonly Part[];
}

/** A function that the model may call, in no server's words. */
export interface PromptTool {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of the input. */
  readonly inputSchema: object;
}

/** What the model is to answer. */
export interface Prompt {
  readonly messages: readonly PromptMessage[];
  /** They come first, and are no message of the conversation. */
  readonly instructions?: string | undefined;
  /** Default: `developer`. */
  readonly instructionsRole?: 'developer' | 'system' | undefined;
  readonly tools?: readonly PromptTool[] | undefined;
}

/** A request's body before it is written as JSON. */
export type RequestBody = Record<string, unknown>;

/** What a server speaks: where a request goes, what it says, and how its answer is read. */
export interface Dialect {
  /**
   * @param endpoint as the owner gave it
   * @throws ChatError `configuration` if there is none
   */
  url(endpoint: string | undefined): string;
  body(prompt: Prompt, options: RequestOptions): RequestBody;
  /**
   * @param body of the request
   * @param detail status and request id of the answer, for errors
   */
  reader(body: RequestBody, detail: ChatErrorDetail): AnswerReader;
}

/** Reads one answer. What it throws is a ChatError; what it has read before that is still handed on. */
export interface AnswerReader {
  /** The server said that nothing more comes. */
  readonly done: boolean;
  /** The reply is complete; at most its usage is still to come. */
  readonly finished: boolean;
  /** Something was read that belongs to an answer of this dialect. */
  readonly started: boolean;
  /** What has been read since the last call. */
  takeEvents(): ChatEvent[];
  /** Reads the data of one event of a stream, and its type where it has one. */
  readData(data: string, event: string | undefined): void;
  /** Reads an answer that is one JSON text. */
  readAnswer(text: string): void;
  /** Reads what a page says in the server's stead: text of the reply, or a chunk as the server would send it; undefined: nothing more comes. */
  readPiece(piece: string | object | undefined): void;
  /** The answer has ended: throws where it is not complete. */
  end(): void;
}
