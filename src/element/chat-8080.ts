import { nothing, type PropertyValues } from 'lit';
import type { ChatMessage, Draft } from '../conversation/index.js';
import type { Locale } from '../locales/index.js';
import { styles } from '../styles/index.js';
import { persistenceOf, themeFromOf } from './api/appearance.js';
import { property } from './api/attributes.js';
import { applyJsonChild, childrenParsed } from './api/children.js';
import { ConversationElement } from './api/conversation-element.js';
import { ConversationEvents, emitter } from './api/events.js';
import { modeOf } from './api/modes.js';
import { PageCheckController } from './api/page-check-controller.js';
import { setStates } from './api/states.js';
import { ComposerController } from './composer/composer-controller.js';
import type { Begin } from './host.js';
import { FocusController } from './panel/focus-controller.js';
import { LocaleController } from './panel/locale-controller.js';
import { NetworkController } from './panel/network-controller.js';
import { PanelActions } from './panel/panel-actions.js';
import { panelTemplate } from './panel/panel-template.js';
import { sectionTemplate } from './panel/section-template.js';
import { ElementParts } from './parts/element-parts.js';
import { ConversationController } from './turn/conversation-controller.js';
import { forgetStored, storageKeyOf } from './turn/persistence-keys.js';
import { Turn } from './turn/turn.js';

/** What is out of the document for longer is gone. A visit of Turbo takes an element out for some 6 ms (https://turbo.hotwired.dev/handbook/building#persisting-elements-across-page-loads). */
const awayMs = 100;

/**
 * A chat with a model behind an OpenAI-compatible `POST /v1/chat/completions`: a list of messages and an input.
 *
 * Nothing is sent but to `endpoint`. The element takes no API key: a page cannot keep one, so a server or proxy of the site adds it.
 * What stands inside the tag is shown until the element is defined, or where scripts are blocked; a `<script type="application/json">`
 * in it sets what attributes and properties can (an attribute wins).
 *
 * @fires beforetoggle - The floating panel is about to open or close. Opening can be prevented.
 * @fires toggle - The floating panel has opened or closed.
 * @fires input - The visitor has typed in the input.
 * @fires chat-send - The visitor sends a message: `text`, and in `parts` everything that is sent along. Preventable: the draft stays then.
 * @fires chat-request - A request is about to be sent: `url`, `headers` and `body` can be changed; `respondWith(Response | AsyncIterable)` answers in place of the server. Preventable.
 * @fires chat-response-start - The first piece of a reply has arrived: `message`.
 * @fires chat-response-end - A reply has ended, complete or not: `message`, `finishReason`, `usage`, `timing`, `requestId`.
 * @fires chat-message - A message is complete, the visitor's or the assistant's: `message`. Not fired for messages that `addMessage()` adds.
 * @fires chat-tool-call - A tool is about to run: `name`, `input`; `respondWith(value)` answers in place of the tool. Preventable: the model is told that the call was refused.
 * @fires chat-tool-result - A tool has answered: `id`, `name`, `state`, `output`.
 * @fires chat-error - A reply has failed or was interrupted: `code`, `retryable`, `retryAfter` in seconds, `message`. Preventable: the page shows the error itself.
 * @fires chat-change - The list of messages has changed: `messages`. Not fired for each piece of a reply.
 * @fires chat-clear - All messages are about to be removed. Preventable.
 * @fires chat-link - A link in a reply is about to be followed: `href`. Preventable.
 * @fires chat-copy - The visitor has copied a message, or code in a message: `text`, `message`.
 * @fires chat-feedback - The visitor has rated a reply: `message`, `value` (`good`, `bad`, or undefined when the rating was taken back). With `feedback-reasons` a second event follows when the visitor says what was wrong: `reasons`, `comment`.
 * @fires chat-consent - The visitor has answered the question of `consent`: `granted`.
 *
 * @slot header - Replaces avatar and title in the header.
 * @slot header-actions - Further buttons in the header, or in its menu.
 * @slot avatar - Replaces the image of the attribute `avatar`.
 * @slot launcher-icon - The icon of the button that opens the floating panel.
 * @slot welcome - Replaces the greeting of an empty conversation.
 * @slot suggestions - Replaces the buttons with suggested questions.
 * @slot composer-start - Controls of the page before the input.
 * @slot composer-end - Controls of the page after the input.
 * @slot footer - Replaces the disclaimer below the input.
 *
 * @csspart launcher - The button that opens the floating panel.
 * @csspart badge - The number of unread replies, on the launcher.
 * @csspart panel - Everything of the chat except the launcher.
 * @csspart header - The header of the panel, with title and buttons.
 * @csspart avatar - The image in the header, or the first letter of the chat's name.
 * @csspart title - The name of the chat, in the header.
 * @csspart subtitle - The line below the name of the chat.
 * @csspart clear-button - The button that starts a new conversation.
 * @csspart restore-button - Replaces the clear button after clearing, until something is sent: restores the cleared conversation.
 * @csspart close-button - The button that closes the floating panel.
 * @csspart menu-button - The button that opens the menu of the header.
 * @csspart menu - The menu of the header, with `header-menu`.
 * @csspart menu-item - An entry of the menu of the header; also `clear-button`, `download-button`, `size-button` or `contact-button`. A single entry is a button in the header, without the menu.
 * @csspart resizer - The edge of a docked panel, which changes its width.
 * @csspart teaser - The bubble at the launcher, with `teaser-text` and `teaser-close-button`.
 * @csspart transcript - The scrolling list of messages.
 * @csspart welcome - The content of an empty transcript: greeting and suggestions.
 * @csspart suggestions - The row of suggested questions.
 * @csspart suggestion - One suggested question, as a button.
 * @csspart message - One message; also `user`, `assistant`, or `error` if it failed.
 * @csspart body - The text of a message.
 * @csspart reply-avatar - The picture or letter of the assistant above a reply, with `names`.
 * @csspart reply-name - The name of the assistant above a reply, with `names`.
 * @csspart time - The time when a message was sent, with `timestamps`.
 * @csspart reasoning - The thoughts of a reasoning model, before its reply.
 * @csspart tool - One call of a tool, with its state.
 * @csspart approve-button - The button that allows a tool call.
 * @csspart deny-button - The button that refuses a tool call.
 * @csspart sources - The list of sources below a reply.
 * @csspart citation - The number of a source in the text of a reply.
 * @csspart picture - A picture of a message, with `save-button`.
 * @csspart lightbox - The large view of a picture, after a click.
 * @csspart audio - The player of a recording in a reply.
 * @csspart pending - The sign that a reply is awaited.
 * @csspart error - The message that says why a reply failed.
 * @csspart retry-button - The button that requests a failed reply again.
 * @csspart continue-button - The button that requests the rest of a reply that was cut.
 * @csspart contact-link - The link to people, beside an error or below a reply that was rated as bad.
 * @csspart feedback - The question what was wrong with a reply that was rated as bad, with `feedback-button` and `feedback-cancel-button`.
 * @csspart actions - The row of buttons below a message: `copy-button`, `edit-button`, `regenerate-button`, `read-button`, `good-button`, `bad-button`, `versions`.
 * @csspart code - A block of code, with `code-header`, `code-copy`, and `code-wrap` if lines are wider than the block.
 * @csspart table - The scrolling box of a table.
 * @csspart link - A link in a reply.
 * @csspart notice - The line that says that the visitor is offline, or that nothing can be sent.
 * @csspart jump-button - The button that scrolls to the end of the transcript; also `news` if something new is there.
 * @csspart queue - The messages that wait until the current reply has ended.
 * @csspart take-back-button - The button that takes a waiting message back.
 * @csspart consent - The text that the visitor agrees to before anything is sent, with `agree-button` and `decline-button`.
 * @csspart composer - The input with everything around it.
 * @csspart textarea - The input that the visitor types into.
 * @csspart dictate-button - The button that starts and ends dictation; its `aria-pressed` says which.
 * @csspart dictation-notice - The line above the input that says that the chat is listening, or why it cannot; with `retry-button` and `discard-button`.
 * @csspart attach-button - The button that attaches files; `camera-button` takes a photo on a phone.
 * @csspart attachments - The list of attached files, above the input.
 * @csspart attachment - One attached file; also `error` if it cannot be sent. With `remove-attachment-button`, and `retry-upload-button` if its upload has failed.
 * @csspart drop-target - The layer over the panel while files are dragged over it.
 * @csspart send-button - The button that sends the message.
 * @csspart stop-button - The button that stops the reply.
 * @csspart footer - The row below the input: disclaimer and privacy link.
 * @csspart privacy-link - The link to the privacy policy, below the input.
 *
 * @cssstate open - The floating panel is open.
 * @cssstate empty - The conversation has no message.
 * @cssstate pending - A reply was requested and has not begun.
 * @cssstate streaming - A reply is arriving, piece by piece.
 * @cssstate tool-running - A tool of the page is running.
 * @cssstate needs-approval - A tool call waits until the visitor allows or refuses it.
 * @cssstate error - The last reply failed or was interrupted.
 * @cssstate offline - The browser has no network connection.
 * @cssstate detached - The reader has scrolled up, away from the end.
 * @cssstate unread - New replies have arrived while the panel was closed or the page hidden.
 */
export class Chat8080 extends ConversationElement {
  static override styles = styles;
  static readonly formAssociated = true;
  /** Of this package. */
  static readonly version = '0.1.0';

  readonly #internals = this.attachInternals();
  readonly #emit = emitter(this);
  readonly #parts: ElementParts = new ElementParts(this, () => ({
    asker: this.#turn,
    emit: this.#emit,
    focus: this.#focus,
    locale: this.#locale,
    composer: this.#composer,
  }));
  readonly #locale = new LocaleController(this);
  readonly #events = new ConversationEvents(this.#emit);
  readonly #following = new ConversationController(this, {
    events: this.#events,
    transcript: () => this.#parts.transcript,
    cannotAsk: () => this.#parts.isMissing('transcript') || this.#parts.isMissing('tool-card'),
  });
  readonly #turn = new Turn(this, {
    emit: this.#emit,
    events: this.#events,
    transcript: () => this.#parts.transcript,
    loadTranscript: () => this.#parts.loadTranscript(),
    consented: () => this.#parts.consented(),
    ended: () => this.#parts.withFrame((frame) => frame.replied()),
  });
  readonly #composer = new ComposerController(this, this.#internals, {
    asker: this.#turn,
    editLast: () => this.#parts.transcript?.actions.editLast(),
    parts: () => this.#parts.inComposer,
  });
  readonly #focus = new FocusController(this);
  readonly #actions = new PanelActions(this, {
    asker: this.#turn,
    focus: this.#focus,
    transcript: () => this.#parts.transcript,
  });

  /** Everything that the first render shows is there. */
  #isReady = false;
  #openAtLoad: boolean | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new NetworkController(this);
    new PageCheckController(this, this.#parts);
  }

  /** The text in the input that is not sent yet. */
  @property({ attribute: false, noAccessor: true })
  get value(): string {
    return this.#composer.text;
  }

  set value(value: string | number | null | undefined) {
    this.#composer.text = String(value ?? '');
  }

  /** The unsent message, with attachments: `{text, parts}`, as in the event `chat-send`. */
  @property({ attribute: false, noAccessor: true })
  get draft(): Draft {
    return this.#composer.draft;
  }

  set draft(draft: Partial<Draft> | null | undefined) {
    this.#composer.draft = { text: draft?.text ?? '', parts: draft?.parts ?? [] };
  }

  /** Removes every message and the draft, unless a listener of `chat-clear` prevents it. A reply that is coming is stopped first. */
  clear(): void {
    if (this.#emit('chat-clear', null)) this.#empty();
  }

  /**
   * Forgets the visitor, for example after signing out: all messages with their versions and ratings, the queue, the draft, and everything stored
   * under this `storage-key`. Nothing brings them back. Other tabs with this key forget them too. Only the time stays stored, under `KEY:forgotten`.
   */
  forget(): void {
    forgetStored(storageKeyOf(this));
    this.#empty();
    this.#parts.persistence?.forgotten();
    this.#parts.extras?.forgotten();
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
   * @param force true opens the panel, false closes it. Default: the opposite of its state.
   */
  toggle(force?: boolean): void {
    this.#parts.withFrame((frame) => frame.toggle(force));
  }

  /** Scrolls to the end of the transcript. */
  scrollToEnd(): void {
    // What a page has just added has to be drawn first.
    void this.updateComplete.then(() => this.#parts.transcript?.scroll.scrollToEnd());
  }

  /** Moves the focus to the input. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.composer textarea')?.focus(options);
  }

  override connectedCallback(): void {
    clearTimeout(this.#leaving);
    super.connectedCallback();
    this.requestUpdate(); // what came while the element was on its way to another place
  }

  /** What comes back soon has only been moved: a reply goes on, and everything stays as it is. */
  override disconnectedCallback(): void {
    this.#leaving = setTimeout(() => super.disconnectedCallback(), awayMs);
    this.#parts.persistence?.left();
  }

  /** On the way from document to document its stylesheets get lost: see `PartStyles.adopt`. */
  adoptedCallback(): void {
    if (this.hasUpdated) this.#parts.adoptStyles();
  }

  /** The form around the element was reset. */
  formResetCallback(): void {
    this.#composer.clear();
  }

  /** A fieldset around the element was disabled, or enabled. */
  formDisabledCallback(): void {
    // Where a property was the cause Lit is in the middle of its update, and would take this for a part of it.
    queueMicrotask(() => this.requestUpdate());
  }

  /** The browser restores what was typed before the page was left. */
  async formStateRestoreCallback(state: string | File | FormData | null): Promise<void> {
    await this.updateComplete; // only then all is known that the page has set
    // With `persist` the draft has a place of its own, where it can be forgotten.
    if (persistenceOf(this) === 'none' && typeof state === 'string' && this.value === '') this.value = state;
  }

  /** The first render waits for {@link #prepare}. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) {
      void super.scheduleUpdate(); // draws nothing, but Lit hands over the properties that were set before the element was defined
      this.isUpdatePending = true;
      await this.#prepare();
      this.#isReady = true;
    }
    await super.scheduleUpdate();
  }

  /** At once: what is said next is said in the other conversation. */
  override requestUpdate(...given: Parameters<ConversationElement['requestUpdate']>): void {
    super.requestUpdate(...given);
    if (this.hasUpdated && given[0] === 'storageKey') this.#parts.persistence?.start();
  }

  protected override shouldUpdate(): boolean {
    return this.#isReady && (this.isConnected || !this.hasUpdated);
  }

  protected override firstUpdated(changed: PropertyValues<this>): void {
    super.firstUpdated(changed);
    if (this.hasAttribute('autofocus') && !modeOf(this).isClosable) this.focus({ preventScroll: true });
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    setStates(this.#internals, this.conversation.state, {
      open: this.open,
      offline: !navigator.onLine,
      detached: this.#parts.transcript?.scroll.detached === true,
      unread: (this.#parts.frame?.unread ?? 0) > 0,
    });
  }

  protected override render(): unknown {
    const { strings } = this.#locale;
    this.#openAtLoad ??= this.open;
    void this.#parts.loadNeeded();
    const { frame, isFrameComing } = this.#parts;
    if (isFrameComing) return nothing;
    const label = this.label ?? strings.label;
    const content = panelTemplate({
      host: this,
      strings,
      label,
      canClose: modeOf(this).isClosable && frame !== undefined,
      actions: this.#actions,
      composer: this.#composer,
      transcript: this.#parts.transcript,
      extras: this.#parts.extras,
      isLive: this.#parts.isMissing('transcript') || this.#parts.isMissing('speech'),
      isShut: !!this.consent && this.#parts.isMissing('extras'),
      state: this.conversation.state,
      pending: this.#following.pending,
      handled: this.#events.handled,
    });
    const beside = this.#parts.extras?.render('beside');
    const view = { strings, label, content, beside, openAtLoad: this.#openAtLoad, onKeydown: this.#actions.onKeydown };
    return frame?.render(view) ?? sectionTemplate(view);
  }

  protected override ask(begin: Begin): Promise<ChatMessage | undefined> {
    return this.#turn.ask(begin);
  }

  #empty(): void {
    this.#parts.extras?.cleared();
    this.#parts.transcript?.forget();
    this.conversation.clear();
    this.#composer.clear();
  }

  protected override conversationChanged(): void {
    this.#following.replaced();
  }

  protected override get localeStrings(): Locale {
    return this.#locale.strings;
  }

  /**
   * Asks for every part that the page needs, all at once. The first render waits for the children, so that nothing is drawn, and nothing said
   * of the page, that a JSON child would change; and for what takes a saved conversation back and draws it, so that it stands in one paint.
   */
  async #prepare(): Promise<void> {
    void this.#parts.loadNeeded();
    await childrenParsed(this);
    await applyJsonChild(this, this.#parts);
    const loaded = this.#parts.loadNeeded(); // with what the JSON asks for
    if (persistenceOf(this) !== 'none' || themeFromOf(this) !== 'none' || this.messages.length > 0) await loaded;
  }
}
