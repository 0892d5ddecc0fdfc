import { LitElement } from 'lit';
import type { HeadersOption, Tool } from '../../conversation/index.js';
import { number, property, text } from './attributes.js';

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

  /** Functions that the model may call: `{name, description, inputSchema, execute(input, {signal}), label?, confirm?}`. */
  @property({ attribute: false }) tools: readonly Tool[] | undefined;

  /** Is called in place of `fetch`. */
  @property({ attribute: false }) fetcher: typeof fetch | undefined;
}
