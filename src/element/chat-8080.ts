import type { PropertyValues } from 'lit';
import type { ChatMessage, Conversation, ConversationState } from '../conversation/index.js';
import type { Locale } from '../locales/index.js';
import { styles } from '../styles/index.js';
import { checkStyleWords, headingLevelOf, modeOf, persistenceOf, scrollModeOf } from './api/appearance.js';
import { property } from './api/attributes.js';
import { isTouchOnly } from './composer/composer-controller.js';
import { ChunkController } from './parts/chunk-controller.js';
import { endpointOf } from './api/conversation-options.js';
import { ConversationElement } from './api/conversation-element.js';
import { ConversationEvents, dispatch, type ChatEventDetails } from './api/events.js';
import { FrameController } from './turn/frame-controller.js';
import { hint } from './hints/hints.js';
import { LocaleController } from './panel/locale-controller.js';
import { messageStyle } from './message/message-style.js';
import { PendingController } from './turn/pending-controller.js';
import type { ScrollController } from './transcript/scroll-controller.js';
import { setStates } from './api/states.js';
import { panelTemplate } from './panel/panel-template.js';
import type { MessageStyle } from './message/message-view.js';
import { TurnController } from './turn/turn.js';
import { VisitorController } from './composer/visitor-controller.js';

/**
 * A chat with a model behind an OpenAI-compatible `POST /v1/chat/completions`: a list of messages and an input.
 *
 * Nothing is sent but to `endpoint`. The element takes no API key: a page cannot keep one, so a server or proxy of the site adds it.
 * What stands inside the tag is shown until the element is defined, or where scripts are blocked; a `<script type="application/json">`
 * in it sets what attributes and properties can (an attribute wins).
 *
 * @fires beforetoggle - The floating panel is about to open or close; opening can be prevented.
 * @fires toggle - The floating panel has opened or closed.
 * @fires input - The visitor has typed.
 * @fires chat-send - The visitor sends `content`. Preventable; the draft stays then.
 * @fires chat-request - A request is about to go out: `url`, `headers` and `body` can be changed; `respondWith(Response | AsyncIterable)` answers in the server's stead. Preventable.
 * @fires chat-response-start - The first piece of a reply has come: `message`.
 * @fires chat-response-end - A reply has ended, in whatever way: `message`, `finishReason`, `usage`, `timing`, `requestId`.
 * @fires chat-message - A message is complete, the visitor's or the model's: `message`. Not for those that `addMessage()` adds.
 * @fires chat-tool-call - A tool is about to run: `name`, `input`; `respondWith(value)` answers in its stead. Preventable: the model hears that it was refused.
 * @fires chat-tool-result - A tool has answered: `id`, `name`, `state`, `output`.
 * @fires chat-error - A reply has failed or broken off: `code`, `retryable`, `retryAfter` in seconds, `message`. Preventable: the page shows the error itself.
 * @fires chat-change - The list of messages has changed: `messages`. Not for each piece of a reply.
 * @fires chat-clear - All messages are about to be removed. Preventable.
 * @fires chat-link - A link in a reply is about to be followed: `href`. Preventable.
 * @fires chat-copy - The visitor has copied a message, or code of it: `text`, `message`.
 * @fires chat-feedback - The visitor has rated a reply: `message`, `value` (`good`, `bad`, or undefined when it was taken back).
 *
 * @slot header - In place of avatar and title.
 * @slot header-actions - Further buttons in the header.
 * @slot avatar - In place of the image of `avatar`.
 * @slot launcher-icon - The icon of the button that opens the floating panel.
 * @slot welcome - In place of the greeting.
 * @slot suggestions - In place of the suggestions.
 * @slot composer-start - Before the input.
 * @slot composer-end - After the input.
 * @slot footer - In place of the disclaimer.
 *
 * @csspart launcher - The button that opens the floating panel.
 * @csspart badge - The number of unread replies on it.
 * @csspart panel - Everything but the launcher.
 * @csspart header - The head of the panel.
 * @csspart avatar - The image in the header.
 * @csspart title - The name of the chat.
 * @csspart clear-button - Starts a new conversation.
 * @csspart restore-button - In its place until anything is sent: brings the conversation back.
 * @csspart close-button - Closes the floating panel.
 * @csspart transcript - The scrolling list of messages.
 * @csspart welcome - What stands in an empty transcript.
 * @csspart suggestions - The suggestions together.
 * @csspart suggestion - One of them.
 * @csspart message - A message; also `user`, `assistant`, or `error` where it failed.
 * @csspart body - The text of a message.
 * @csspart reasoning - What a reasoning model thought.
 * @csspart tool - A tool call.
 * @csspart approve-button - Lets a tool run.
 * @csspart deny-button - Does not.
 * @csspart pending - The sign that a reply is waited for.
 * @csspart error - What went wrong with a reply.
 * @csspart retry-button - Asks again.
 * @csspart continue-button - Asks for the rest of a reply that was cut.
 * @csspart actions - The row of buttons below a message: `copy-button`, `edit-button`, `regenerate-button`, `good-button`, `bad-button`, `versions`.
 * @csspart code - A block of code, with `code-header` and `code-copy`.
 * @csspart table - The scrolling box of a table.
 * @csspart link - A link in a reply.
 * @csspart notice - What says that the visitor is offline.
 * @csspart jump-button - Scrolls to the end of the transcript.
 * @csspart composer - Everything around the input.
 * @csspart textarea - The input.
 * @csspart send-button - Sends.
 * @csspart stop-button - Ends a reply.
 * @csspart footer - The disclaimer.
 *
 * @cssstate open - The floating panel is open.
 * @cssstate empty - There is no message.
 * @cssstate pending - A reply was asked for.
 * @cssstate streaming - A reply is coming.
 * @cssstate tool-running - A tool is at work.
 * @cssstate needs-approval - A tool waits for the visitor's leave.
 * @cssstate error - The last reply failed or broke off.
 * @cssstate offline - The browser has no network.
 * @cssstate detached - The reader has scrolled up and away.
 * @cssstate unread - Replies came while the panel was closed or the page hidden.
 */
export class Chat8080 extends ConversationElement {
  static override styles = styles;
  static readonly formAssociated = true;
  /** Of this package. */
  static readonly version = '0.1.0';

  readonly #internals = this.attachInternals();
  readonly #frames = new FrameController(this);
  readonly #pending = new PendingController(this);
  /** Once its chunk is there. */
  #scroll: ScrollController | undefined;
  readonly #locale = new LocaleController(this);
  readonly #visitor = new VisitorController(
    this,
    (type, detail) => this.#tell(type, detail),
    () => this.#canSend,
  );
  readonly #chunks = new ChunkController(this, {
    messages: (module) => {
      this.#visitor.equip(module, () => this.#scroll);
      this.#scroll = new module.ScrollController(this, () => scrollModeOf(this));
      this.#scroll.update(this.conversation.state);
    },
    panel: ({ PanelController, phone }) =>
      new PanelController(
        this,
        () => modeOf(this) === 'floating',
        () => this.#focusInside(),
        phone,
      ),
    persistence: (Persistence) =>
      new Persistence(this, () => ({ draft: this.value, open: this.open, place: this.#scroll?.place })),
  });
  readonly #events = new ConversationEvents((type, detail) => this.#tell(type, detail));
  readonly #turns = new TurnController({
    element: this,
    tell: (type, detail) => this.#tell(type, detail),
    strings: () => this.#locale.strings,
    isSetUp: () => this.#isSetUp,
    hasOwnOptions: () => this.#hasOwnOptions,
    began: () => this.#scroll?.attach(),
    ended: () => {
      if (modeOf(this) === 'floating') void this.#chunks.loadPanel().then(() => this.#chunks.panel?.replied());
    },
    isErrorHandled: (id) => this.#events.handled.has(id),
    wordsOf: (drawn) => this.#visitor.wordsOf?.(drawn),
  });
  #unsubscribe: (() => void) | undefined;
  #style: MessageStyle | undefined;
  #isFormDisabled = false;
  /** Everything that the first render shows is there. */
  #isReady = false;
  #pageChecked: Promise<void> | undefined;

  /** What is written in the input and not sent yet. */
  @property({ attribute: false, noAccessor: true })
  get value(): string {
    return this.#visitor.composer.value;
  }

  set value(value: string | number | null | undefined) {
    this.#visitor.composer.value = String(value ?? '');
    this.#internals.setFormValue(this.value);
    this.requestUpdate();
  }

  /** Removes every message, unless a listener of `chat-clear` prevents it; a reply that is coming is stopped first. */
  clear(): void {
    if (!this.#tell('chat-clear', null)) return;
    this.#turns.announcer.clear();
    this.#visitor.feedback.clear();
    this.conversation.clear();
  }

  /** Opens the floating panel. */
  show(): void {
    this.toggle(true);
  }

  /** Closes the floating panel. */
  hide(): void {
    this.toggle(false);
  }

  /**
   * Opens the floating panel, or closes it.
   * @param force true opens it, false closes it. Default: whichever is not the case.
   */
  toggle(force?: boolean): void {
    if (this.#chunks.panel) this.#chunks.panel.toggle(force);
    else if (modeOf(this) === 'floating') void this.#chunks.loadPanel().then(() => this.#chunks.panel?.toggle(force));
  }

  /** Scrolls to the end of the transcript. */
  scrollToEnd(): void {
    // What a page has just added has to be drawn first.
    void this.updateComplete.then(() => this.#scroll?.scrollToEnd());
  }

  /** Focuses the input. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.composer textarea')?.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.#onNetwork);
    addEventListener('offline', this.#onNetwork);
    // A while outside the document has ended it.
    if (this.hasUpdated && !this.#unsubscribe) this.#startPersistence();
    this.#subscribe();
    this.requestUpdate(); // what came while the element was on its way to another place
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.#onNetwork);
    removeEventListener('offline', this.#onNetwork);
    // Moving the element within the document removes and inserts it in one task; only what is still out after that is gone.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.conversation.stop();
      this.#chunks.persistence?.stop();
      this.#unsubscribe?.();
      this.#unsubscribe = undefined;
    });
  }

  /** On the way from document to document its stylesheets get lost. */
  adoptedCallback(): void {
    if (this.hasUpdated) this.#chunks.adopt();
  }

  /** The form around the element was reset. */
  formResetCallback(): void {
    this.value = '';
  }

  /** A fieldset around the element was disabled. */
  formDisabledCallback(disabled: boolean): void {
    this.#isFormDisabled = disabled;
    // Where a property was the cause Lit is in the middle of its update, and would take this for a part of it.
    queueMicrotask(() => this.requestUpdate());
  }

  /** The browser restores what was typed before the page was left. */
  formStateRestoreCallback(state: string | File | FormData | null): void {
    if (typeof state === 'string' && this.value === '') this.value = state;
  }

  /**
   * The first render waits for the children, so that nothing is drawn, and nothing said of the page, that a JSON child would change; and for
   * what takes a saved conversation back and draws it, so that it stands in one paint.
   */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) {
      void super.scheduleUpdate(); // draws nothing, but Lit hands over the properties that were set before the element was defined
      this.isUpdatePending = true;
      await this.#chunks.applyChildren((this.constructor as typeof Chat8080).elementProperties);
      const messages = this.#chunks.loadMessages();
      const persists = persistenceOf(this) !== 'none';
      if (persists || this.messages.length > 0) await Promise.all([messages, persists && this.#chunks.loadPersistence()]);
      this.#isReady = true;
    }
    await super.scheduleUpdate();
  }

  /** At once: what is said next is said in the other conversation. */
  override requestUpdate(...given: Parameters<ConversationElement['requestUpdate']>): void {
    super.requestUpdate(...given);
    if (this.hasUpdated && given[0] === 'storageKey') this.#startPersistence();
  }

  protected override shouldUpdate(): boolean {
    return this.#isReady;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (!this.hasUpdated || changed.has('persist')) this.#startPersistence();
    if (modeOf(this) === 'floating') void this.#chunks.loadPanel();
  }

  protected override firstUpdated(changed: PropertyValues<this>): void {
    super.firstUpdated(changed);
    this.#pageChecked = this.#chunks.checkPage((this.constructor as typeof Chat8080).observedAttributes);
    if (this.hasAttribute('autofocus') && modeOf(this) !== 'floating') this.focus({ preventScroll: true });
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#internals.setFormValue(this.value);
    setStates(this.#internals, this.conversation.state, {
      open: this.open,
      offline: !navigator.onLine,
      detached: this.#scroll?.detached === true,
      unread: (this.#chunks.panel?.unread ?? 0) > 0,
    });
    if (!this.#isSetUp) void this.#pageChecked?.then(() => hint(this, 'missing-endpoint')); // unless that has said why
  }

  protected override render(): unknown {
    const { strings } = this.#locale;
    checkStyleWords(this);
    const isEquipped = this.#visitor.edit !== undefined;
    this.#style = messageStyle(this, strings, headingLevelOf(this), this.#isSetUp, this.#isDisabled, isEquipped, this.#style);
    return panelTemplate({
      element: this,
      strings,
      style: this.#style,
      visitor: this.#visitor,
      state: this.conversation.state,
      busy: this.conversation.busy,
      mode: modeOf(this) === 'floating' && !this.#chunks.panel ? 'loading' : modeOf(this),
      isSetUp: this.#isSetUp,
      isDisabled: this.#isDisabled,
      canSend: this.#canSend,
      pending: this.#pending.pending,
      unread: this.#chunks.panel?.unread ?? 0,
      scroll: this.#scroll,
      handled: this.#events.handled,
      announcement: this.#turns.announcer.text,
    });
  }

  get #isSetUp(): boolean {
    return this.#hasOwnOptions || endpointOf(this) !== '';
  }

  /** The conversation is one of the page's, and there is no endpoint here to ask instead of its own. */
  get #hasOwnOptions(): boolean {
    return this.isGiven && endpointOf(this) === '' && this.conversation.options.endpoint !== '';
  }

  get #isDisabled(): boolean {
    return this.disabled || this.#isFormDisabled;
  }

  get #canSend(): boolean {
    return this.#isSetUp && !this.#isDisabled && !this.readOnly && !this.conversation.busy;
  }

  protected override ask(
    begin: (conversation: Conversation) => Promise<ChatMessage | undefined>,
  ): Promise<ChatMessage | undefined> {
    return this.#turns.ask(begin);
  }

  protected override conversationChanged(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    if (this.isConnected) this.#subscribe();
  }

  protected override get words(): Locale {
    return this.#locale.strings;
  }

  #focusInside(): void {
    const title = this.renderRoot.querySelector<HTMLElement>('.title');
    if (isTouchOnly() && title) title.focus({ preventScroll: true });
    else this.focus({ preventScroll: true });
  }

  #tell<Type extends keyof ChatEventDetails>(type: Type, detail: ChatEventDetails[Type]): boolean {
    if (this.debug) console.debug('<chat-8080>', type, detail);
    return dispatch(this, type, detail);
  }

  #subscribe(): void {
    this.#pending.update(this.conversation.busy);
    if (this.#unsubscribe) return;
    this.#events.reset(this.conversation.state);
    this.#unsubscribe = this.conversation.subscribe((state) => this.#onChange(state));
  }

  #startPersistence(): void {
    const kind = persistenceOf(this);
    const { persistence } = this.#chunks;
    if (kind !== 'none' && !persistence) {
      void this.#chunks.loadPersistence().then(() => this.#chunks.persistence && this.requestUpdate('persist'));
      return;
    }
    persistence?.stop();
    if (kind === 'none') return;
    const view = persistence?.start(this.conversation, kind, this.storageKey ?? 'chat-8080');
    if (!view) return;
    if (this.value === '') this.#visitor.composer.value = view.draft;
    if (modeOf(this) === 'floating' && view.open) this.open = true;
    if (this.#scroll) this.#scroll.place = view.place;
  }

  #onChange(state: ConversationState): void {
    this.#scroll?.update(state);
    this.#pending.update(this.conversation.busy);
    this.#events.update(state, this.conversation.busy);
    this.#frames.requestUpdate();
  }

  readonly #onNetwork = (): void => this.requestUpdate();
}

declare global {
  interface HTMLElementTagNameMap {
    'chat-8080': Chat8080;
  }
}
