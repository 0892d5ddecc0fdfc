import { LitElement } from 'lit';
import type { ContentPart, HeadersOption, Tool } from '../../conversation/index.js';
import { number, property, text } from './attributes.js';

/**
 * What puts a file that a visitor has attached where the page wants it. `file` is ready to be sent: a picture upright, scaled and without what the
 * camera has written into it. `onProgress` takes a share, 0 to 1.
 * @returns the address of the file, or a content part of the API; nothing where the file is to go along as without an upload
 */
export type Upload = (
  file: File,
  options: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
) => Promise<string | URL | ContentPart | null | undefined> | string | URL | ContentPart | null | undefined;

/** The properties of `<chat-8080>` that say what is asked of whom; `conversation-options.ts` makes a conversation's options of them. */
export class RequestProperties extends LitElement {
  /** URL of a chat-completions endpoint, or of a base that ends in `/v1`. Without it the chat says that it is not set up. */
  @property(text) endpoint: string | undefined;

  /** The model to ask for. */
  @property(text) model: string | undefined;

  /** What the model is told before the conversation; visitors can read it in the page's source. */
  @property(text) instructions: string | undefined;

  /** The role that the instructions are sent in: `developer` or `system`. Default: `developer`. */
  @property(text) instructionsRole: string | undefined;

  /** How freely the model chooses its words, 0 to 2. */
  @property(number) temperature: number | undefined;

  /** The share of likely words the model chooses from, 0 to 1. */
  @property(number) topP: number | undefined;

  /** The longest reply, in tokens. */
  @property(number) maxCompletionTokens: number | undefined;

  /** How many messages go along with a question at most, the newest ones. Default: 150. */
  @property(number) maxHistory: number | undefined;

  /** How many characters of messages go along at most; the question always does. Default: 64000. */
  @property(number) maxHistoryCharacters: number | undefined;

  /** How many of the newest messages with pictures or files keep them when they go along again; of older ones their names do. Default: 4. */
  @property(number) maxHistoryAttachments: number | undefined;

  /** Text that ends the reply where the model writes it. As a property, `stopSequences`, it may be an array too. */
  @property({ attribute: 'stop', ...text }) stopSequences: string | string[] | undefined;

  /** Asks for the same reply to the same request, where the server can. */
  @property(number) seed: number | undefined;

  /** −2 to 2: above 0 the model repeats words less often. */
  @property(number) frequencyPenalty: number | undefined;

  /** −2 to 2: above 0 the model turns to new words more often. */
  @property(number) presencePenalty: number | undefined;

  /** How long a reasoning model thinks: `low`, `medium`, `high`, or what the server knows beside these. */
  @property(text) reasoningEffort: string | undefined;

  /** Asks for each reply in one piece. */
  @property({ type: Boolean }) withoutStream = false;

  /** Whether cookies go along, as in fetch: `same-origin`, `omit` or `include`. Default: `same-origin`. */
  @property(text) credentials: string | undefined;

  /** Any further fields of the request's body, under their names in the API. */
  @property({ attribute: false }) params: Record<string, unknown> | undefined;

  /** Further request headers as `fetch` takes them, or a function that is asked for them before each request. Null or undefined: not sent. Not for API keys. */
  @property({ attribute: false }) headers: HeadersOption | undefined;

  /**
   * With `dictation`: URL that turns a recording into text, as the API's `POST /v1/audio/transcriptions` does. `headers` and `credentials` go along.
   * Default: the browser's own speech recognition.
   */
  @property(text) transcriptionEndpoint: string | undefined;

  /**
   * With `read-aloud`: URL that turns text into sound, as the API's `POST /v1/audio/speech` does; model and voice are the server's to choose.
   * `headers` and `credentials` go along. Default: the browser's own voices.
   */
  @property(text) speechEndpoint: string | undefined;

  /**
   * What a visitor can attach, in the words of HTML's `accept`: `image/*`, `.pdf`, `text/*` …, with commas between them; an empty text means all files.
   * Without it nothing can be attached.
   */
  @property(text) accept: string | undefined;

  /** How many files can go along with a message. Default: 8. */
  @property(number) maxAttachments: number | undefined;

  /** The largest file, in bytes as it is written into the request: of a picture after it was scaled, with base64. Default: 4000000. */
  @property(number) maxAttachmentSize: number | undefined;

  /** The longer side of a picture, in pixels: larger ones are scaled down. Default: 1568. */
  @property(number) maxImageSize: number | undefined;

  /** Takes each attached file to a place of the page's: `(file, {signal, onProgress})` returns its address, or a content part. Without it files travel in the request. */
  @property({ attribute: false }) upload: Upload | undefined;

  /** Functions that the model may call: `{name, description, inputSchema, execute(input, {signal}), label?, confirm?}`. */
  @property({ attribute: false }) tools: readonly Tool[] | undefined;

  /** Is called in place of `fetch`. */
  @property({ attribute: false }) fetcher: typeof fetch | undefined;
}
