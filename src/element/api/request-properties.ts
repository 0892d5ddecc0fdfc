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

  /** The name of the model that answers. */
  @property(text) model: string | undefined;

  /** Instructions to the model before the conversation. Visitors can read them in the source of the page. */
  @property(text) instructions: string | undefined;

  /** The role of the message with the instructions: `developer` or `system`. Default: `developer`. */
  @property(text) instructionsRole: string | undefined;

  /** The randomness of the reply, 0 to 2: a higher value makes it more varied. */
  @property(number) temperature: number | undefined;

  /** The share of likely words that the model chooses from, 0 to 1. */
  @property(number) topP: number | undefined;

  /** The limit of a reply's length, in tokens. */
  @property(number) maxCompletionTokens: number | undefined;

  /** The largest number of messages in a request; the newest ones are sent. Default: 150. */
  @property(number) maxHistory: number | undefined;

  /** The largest number of characters of messages in a request; the question is always sent. Default: 64000. */
  @property(number) maxHistoryCharacters: number | undefined;

  /** The number of the newest messages whose pictures and files are sent again; of older messages only the names of the files are sent. Default: 4. */
  @property(number) maxHistoryAttachments: number | undefined;

  /** Text that ends the reply where the model writes it. The property `stopSequences` may be an array. */
  @property({ attribute: 'stop', ...text }) stopSequences: string | string[] | undefined;

  /** A number that asks for the same reply to the same request, if the server can do so. */
  @property(number) seed: number | undefined;

  /** −2 to 2: above 0 the model repeats words less often. */
  @property(number) frequencyPenalty: number | undefined;

  /** −2 to 2: above 0 the model turns to new words more often. */
  @property(number) presencePenalty: number | undefined;

  /** How long a reasoning model thinks: `low`, `medium`, `high`, or another value that the server knows. */
  @property(text) reasoningEffort: string | undefined;

  /** Requests each reply in one piece, not as a stream. */
  @property({ type: Boolean }) withoutStream = false;

  /** Whether cookies are sent with a request, as in fetch: `same-origin`, `omit` or `include`. Default: `same-origin`. */
  @property(text) credentials: string | undefined;

  /** Further fields of the request's body, under their names in the API. */
  @property({ attribute: false }) params: Record<string, unknown> | undefined;

  /**
   * Further request headers as `fetch` takes them, or a function that is called before each request. Null or undefined: not sent. Not for API
   * keys.
   */
  @property({ attribute: false }) headers: HeadersOption | undefined;

  /**
   * URL that turns a recording into text, for `dictation`, like the API's `POST /v1/audio/transcriptions`. `headers` and `credentials` are sent too.
   * Default: the browser's own speech recognition.
   */
  @property(text) transcriptionEndpoint: string | undefined;

  /**
   * URL that turns text into sound, for `read-aloud`, like the API's `POST /v1/audio/speech`. The server chooses model and voice. `headers` and
   * `credentials` are sent too. Default: the browser's own voices.
   */
  @property(text) speechEndpoint: string | undefined;

  /**
   * The files that visitors can attach, as in HTML's `accept`, separated by commas: `image/*,.pdf`. An empty text means all files. Without this
   * attribute nothing can be attached.
   */
  @property(text) accept: string | undefined;

  /** The largest number of files in one message. Default: 8. */
  @property(number) maxAttachments: number | undefined;

  /** The size limit of one file in the request, in bytes: of a picture after it was scaled, with base64. Default: 4000000. */
  @property(number) maxAttachmentSize: number | undefined;

  /** The limit of a picture's longer side, in pixels: larger pictures are scaled down. Default: 1568. */
  @property(number) maxImageSize: number | undefined;

  /**
   * Uploads each attached file to a place of yours: `(file, {signal, onProgress})` returns its address, or a content part. Without it files are
   * sent in the request.
   */
  @property({ attribute: false }) upload: Upload | undefined;

  /** Functions that the model may call: `{name, description, inputSchema, execute(input, {signal}), label?, confirm?}`. */
  @property({ attribute: false }) tools: readonly Tool[] | undefined;

  /** A function that is called in place of `fetch`. */
  @property({ attribute: false }) fetcher: typeof fetch | undefined;
}
