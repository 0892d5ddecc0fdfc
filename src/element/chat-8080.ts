import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import {
  Conversation,
  conversationStatus,
  messageText,
  type ChatMessage,
  type ContentPart,
  type ConversationState,
  type ConversationStatus,
  type HeadersOption,
  type Tool,
} from '../conversation/index.js';
import { english, type Locale } from '../locales/index.js';
import { styles } from '../styles/index.js';
import { AnnouncerController } from './announcer-controller.js';
import { ComposerController } from './composer-controller.js';
import { conversationOptions, oneOf } from './config.js';
import { FrameController } from './frame-controller.js';
import { hint } from './hints.js';
import { loadMarkdown } from './markdown-directive.js';
import { PendingController } from './pending-controller.js';
import { ScrollController } from './scroll-controller.js';
import { composerTemplate } from './templates/composer.js';
import { headerTemplate } from './templates/header.js';
import { jumpTemplate } from './templates/jump.js';
import { number, text } from './attributes.js';
import { errorText } from './templates/message.js';
import { transcriptTemplate } from './templates/transcript.js';

/**
 * A chat with a model behind an OpenAI-compatible `POST /v1/chat/completions`: a list of messages and an input.
 *
 * Nothing is sent but to `endpoint`. The element takes no API key: a page cannot keep one, so a server or proxy of the site adds it.
 */
export class Chat8080 extends LitElement {
  static override styles = styles;

  /** URL of a chat-completions endpoint, or of a base that ends in `/v1`. Without it the chat says that it is not set up. */
  @property(text) endpoint: string | undefined;

  /** The model to ask for. */
  @property(text) model: string | undefined;

  /** What the model is told before the conversation; visitors can read it in the page's source. */
  @property(text) instructions: string | undefined;

  /** The role that the instructions are sent in: `developer` or `system`. Default: `developer`. */
  @property({ attribute: 'instructions-role', ...text }) instructionsRole: string | undefined;

  /** The name of the chat, shown in its header. Default: "Chat". */
  @property(text) label: string | undefined;

  /** What stands in the empty input. Default: "Write a message…". */
  @property(text) placeholder: string | undefined;

  /** `light`, `dark` or `auto`: what the page's `color-scheme` says. Default: `auto`. */
  @property({ reflect: true, ...text }) theme: string | undefined;

  /**
   * `start` puts a message that is sent at the top of the view and leaves it there, `end` follows the reply to its end while the reader is
   * there, `none` leaves all scrolling to the reader. Default: `start`.
   */
  @property({ attribute: 'scroll-mode', ...text }) scrollMode: string | undefined;

  /** How freely the model chooses its words, 0 to 2. */
  @property(number) temperature: number | undefined;

  /** The share of likely words the model chooses from, 0 to 1. */
  @property({ attribute: 'top-p', ...number }) topP: number | undefined;

  /** The longest reply, in tokens. */
  @property({ attribute: 'max-completion-tokens', ...number }) maxCompletionTokens: number | undefined;

  /** Text that ends the reply where the model writes it. As a property, `stopSequences`, it may be an array too. */
  @property({ attribute: 'stop', ...text }) stopSequences: string | string[] | undefined;

  /** Asks for the same reply to the same request, where the server can. */
  @property(number) seed: number | undefined;

  /** −2 to 2: above 0 the model repeats words less often. */
  @property({ attribute: 'frequency-penalty', ...number }) frequencyPenalty: number | undefined;

  /** −2 to 2: above 0 the model turns to new words more often. */
  @property({ attribute: 'presence-penalty', ...number }) presencePenalty: number | undefined;

  /** How long a reasoning model thinks: `low`, `medium`, `high`, or what the server knows beside these. */
  @property({ attribute: 'reasoning-effort', ...text }) reasoningEffort: string | undefined;

  /** Asks for each reply in one piece. */
  @property({ attribute: 'without-stream', type: Boolean }) withoutStream = false;

  /** Whether cookies go along, as in fetch: `same-origin`, `omit` or `include`. Default: `same-origin`. */
  @property(text) credentials: string | undefined;

  /** Any further fields of the request's body, under their names in the API. */
  @property({ attribute: false }) params: Record<string, unknown> | undefined;

  /** Further request headers, or a function that is asked for them before each request. Not for API keys. */
  @property({ attribute: false }) headers: HeadersOption | undefined;

  /** Functions that the model may call: `{name, description, inputSchema, execute(input, {signal}), confirm?}`. */
  @property({ attribute: false }) tools: readonly Tool[] | undefined;

  /** Is called in place of `fetch`. */
  @property({ attribute: false }) fetcher: typeof fetch | undefined;

  readonly #internals = this.attachInternals();
  readonly #conversation = new Conversation({ endpoint: '' });
  readonly #composer = new ComposerController(this, {
    send: () => this.#sendDraft(),
    stop: () => this.stop(),
  });
  readonly #frames = new FrameController(this);
  readonly #pending = new PendingController(this);
  readonly #scroll = new ScrollController(this, () => oneOf(this, 'scroll-mode', ['start', 'end', 'none'], this.scrollMode));
  readonly #announcer = new AnnouncerController(this);
  readonly #strings: Locale = english;
  #unsubscribe: (() => void) | undefined;

  /** `idle`, `waiting`, `streaming`, or `error` where the last reply failed or broke off. */
  get status(): ConversationStatus {
    return conversationStatus(this.#conversation.state);
  }

  /** The messages so far; they and the list are immutable. */
  get messages(): readonly ChatMessage[] {
    return this.#conversation.state.messages;
  }

  /**
   * Sends a message of the visitor; while a reply is coming it waits for its turn.
   * @returns the reply when it has ended, in whatever way: its `status` and `error` say how. Undefined if the chat was cleared before.
   * @throws Error if there is nothing to send
   */
  send(content: string | readonly ContentPart[]): Promise<ChatMessage | undefined> {
    return this.#ask((conversation) => conversation.send(content));
  }

  /** Ends the current reply; the text that came is kept. */
  stop(): void {
    this.#conversation.stop();
  }

  /**
   * Asks again for the last reply; no message of the visitor is repeated.
   * @returns as {@link send}
   * @throws Error if a reply is still coming, or there is nothing to ask for
   */
  retry(): Promise<ChatMessage | undefined> {
    return this.#ask((conversation) => conversation.retry());
  }

  /** Removes every message; a reply that is coming is stopped first. */
  clear(): void {
    this.#announcer.clear();
    this.#conversation.clear();
  }

  /** Scrolls to the end of the transcript. */
  scrollToEnd(): void {
    this.#scroll.scrollToEnd();
  }

  /** Focuses the input. */
  override focus(options?: FocusOptions): void {
    this.#textarea?.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe ??= this.#conversation.subscribe((state) => this.#onChange(state));
    this.#pending.update(this.#conversation.busy);
    this.requestUpdate(); // what came while the element was on its way to another place
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving the element within the document removes and inserts it in one task; only what is still out after that is gone.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#conversation.stop();
      this.#unsubscribe?.();
      this.#unsubscribe = undefined;
    });
  }

  protected override firstUpdated(changed: PropertyValues<this>): void {
    super.firstUpdated(changed);
    loadMarkdown().catch((error: unknown) => {
      const text = `The file markdown.js could not be loaded (${String(error)}), so replies are shown as plain text. It has to lie beside chat-8080.js: copy the whole folder.`;
      hint(this, 'missing-chunk', text);
    });
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#internals.states[this.#scroll.detached ? 'add' : 'delete']('detached');
    if (this.#isSetUp) return;
    hint(
      this,
      'missing-endpoint',
      'There is no endpoint, so this chat cannot answer. Give it the URL of your server or proxy that speaks chat-completions and holds ' +
        'the API key: <chat-8080 endpoint="/v1/chat/completions" model="…">.',
    );
  }

  protected override render(): TemplateResult {
    const strings = this.#strings;
    const busy = this.#conversation.busy;
    return html`
      <section class="panel" part="panel" aria-labelledby="title">
        ${headerTemplate(this.label ?? strings.label)}
        ${transcriptTemplate({
          strings,
          messages: this.messages,
          pending: this.#pending.pending,
          notSetUp: !this.#isSetUp,
          reserveFor: this.#scroll.reserveFor,
          onRetry: this.#onRetry,
          onApprove: this.#onApprove,
          onDeny: this.#onDeny,
        })}
        ${jumpTemplate({
          strings,
          isFar: this.#scroll.isFar,
          hasNewText: this.#scroll.hasNewText,
          newReplies: this.#scroll.newReplies,
          onJump: this.#onJump,
        })}
        ${composerTemplate({
          strings,
          value: this.#composer.value,
          placeholder: this.placeholder ?? strings.placeholder,
          canSend: this.#isSetUp && !busy && this.#composer.value.trim() !== '',
          canStop: this.#pending.pending,
          onInput: this.#composer.onInput,
          onKeydown: this.#composer.onKeydown,
          keepFromPage: this.#composer.keepFromPage,
          onSend: this.#onSend,
          onStop: this.#onStop,
        })}
        <div class="visually-hidden" role="status">${this.#announcer.text}</div>
      </section>
    `;
  }

  get #isSetUp(): boolean {
    return (this.endpoint ?? '').trim() !== '';
  }

  get #textarea(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  #onChange(state: ConversationState): void {
    this.#scroll.update(state);
    this.#pending.update(this.#conversation.busy);
    this.#frames.requestUpdate();
  }

  #sendDraft(): void {
    const text = this.#composer.value;
    // Enter while a reply is coming keeps the text: it is sent when its writer says so again.
    if (!this.#isSetUp || this.#conversation.busy || text.trim() === '') return;
    this.#composer.value = '';
    void this.send(text);
  }

  async #ask(begin: (conversation: Conversation) => Promise<ChatMessage | undefined>): Promise<ChatMessage | undefined> {
    // Properties that a page set before the element was defined are Lit's to hand over, in the first update.
    if (this.isConnected && !this.hasUpdated) await this.updateComplete;
    this.#conversation.options = conversationOptions(this);
    this.#announcer.clear();
    this.#scroll.attach();
    const message = await begin(this.#conversation);
    if (message) this.#announce(message);
    return message;
  }

  #announce({ status, error, ...message }: ChatMessage): void {
    const text = messageText({ status, ...message });
    if (!error) {
      this.#announcer.announce(text);
      return;
    }
    this.#announcer.announce(errorText(this.#strings, { error, status }));
    hint(this, `request-${error.code}`, error.serverMessage ? `${error.message} It said: ${error.serverMessage}` : error.message);
  }

  readonly #onSend = (): void => {
    this.#sendDraft();
    this.focus({ preventScroll: true });
  };

  readonly #onStop = (): void => {
    this.stop();
    this.focus({ preventScroll: true });
  };

  readonly #onJump = (): void => {
    this.scrollToEnd();
  };

  readonly #onApprove = (callId: string): void => {
    this.#conversation.approve(callId);
    this.focus({ preventScroll: true });
  };

  readonly #onDeny = (callId: string): void => {
    this.#conversation.deny(callId);
    this.focus({ preventScroll: true });
  };

  readonly #onRetry = (): void => {
    if (!this.#conversation.busy) void this.retry();
    this.focus({ preventScroll: true });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'chat-8080': Chat8080;
  }
}
