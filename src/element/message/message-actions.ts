/** What a visitor can do with a message: every button below one ends here. */
import { messageText, type ChatMessage } from '../../conversation/index.js';
import { neutralise } from '../../markdown/syntax/characters.js';
import { allowSource, type Link } from '../../markdown/syntax/urls.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import { canSend, type AvailabilityHost } from '../api/availability.js';
import { withFootnotes } from '../api/footnotes.js';
import { modeOf } from '../api/modes.js';
import type { Emit } from '../api/events.js';
import type { Locale, MessageWords } from '../../locales/index.js';
import type { PartName } from '../../parts.js';
import type { Asker, Begin, ElementHost, FocusKeeper, Parts, Reader } from '../host.js';
import type { htmlOf } from './copied.js';
import { CopyController } from './copy-controller.js';
import type { EditController } from './edit-controller.js';
import type * as Failure from './failure-template.js';
import type * as Media from './media-template.js';
import type * as Places from './page-place.js';
import type * as Lists from './sources-template.js';
import type { ToolCardController } from './tool-card-controller.js';

export type Rating = 'good' | 'bad';

export type MessageActionsHost = ElementHost &
  AvailabilityHost &
  Pick<AppearanceProperties, 'mode' | 'open' | 'withoutEdit' | 'submitOn'>;

export interface MessageServices {
  asker: Asker;
  emit: Emit;
  focus: FocusKeeper;
  parts: Parts;
}

/** What is said of what the visitor has done. */
export type Saying = (strings: Locale, versionText: (id: string) => string) => string;

export type Say = (saying: Saying) => unknown;

type Sources = typeof Places & typeof Lists;

interface Copying {
  htmlOf: typeof htmlOf;
}

export class MessageActions {
  readonly copying: CopyController;
  /** These: once their parts are there. */
  editing: EditController | undefined;
  toolCard: ToolCardController | undefined;
  reader: Reader | undefined;
  /** Parts that draw in messages, once they are there. */
  readonly #drawing = new Map<PartName, unknown>();
  /** By id of the message. */
  readonly ratings = new Map<string, Rating>();

  readonly #host: MessageActionsHost;
  readonly #services: MessageServices;
  /** Does what the button for a new conversation does. */
  readonly clear: () => void;
  readonly #say: Say;

  constructor(host: MessageActionsHost, services: MessageServices, { clear, say }: { clear: () => void; say: Say }) {
    this.#host = host;
    this.#services = services;
    this.clear = clear;
    this.#say = say;
    this.copying = new CopyController(host);
    // With the first selection of a message: the browser does not wait for what is to be copied.
    host.renderRoot.addEventListener('selectstart', ({ target }) => {
      if ((target as Node).parentElement?.closest('.turn')) void this.#loadCopying();
    });
  }

  readonly retry = (): void => this.#ask((conversation) => conversation.retry());

  readonly continueReply = (): void => this.#ask((conversation) => conversation.continueReply());

  regenerate(id: string): void {
    this.#ask((conversation) => conversation.regenerate(id));
  }

  edit(message: ChatMessage): void {
    if (!canSend(this.#host)) return;
    void this.#loadEditing().then((editing) => {
      if (!editing) return;
      editing.begin(message);
      // The name of the field is not enough: after an arrow key Orca says no more of it, in Chromium, than the line that the caret has come to.
      this.#say((strings) => strings.editing);
    });
  }

  /** For arrow up in an empty composer. */
  editLast(): void {
    const last = this.#host.conversation.state.messages.findLast(({ role }) => role === 'user');
    if (last && !this.#host.withoutEdit) this.edit(last);
  }

  copy(message: ChatMessage): void {
    const text = neutralise(withFootnotes(messageText(message), message.sources)); // as it is shown
    const drawn = this.#host.renderRoot.querySelectorAll(`[id="${CSS.escape(message.id)}"] .content > .text`);
    // Where the part cannot be had this fails, and the text alone is copied.
    const html = this.#loadCopying().then((copying) => (copying as Copying).htmlOf([...drawn]));
    void this.copying.copy(message.id, text, html).then((isCopied) => isCopied && this.#say((strings) => strings.messageCopied));
    this.#services.emit('chat-copy', { text, message });
  }

  /** @param button class of the one that was pressed: in the other version it has the focus again */
  choose(id: string, button: string): void {
    const { conversation } = this.#host;
    if (conversation.busy) return;
    this.#services.focus.next = `[id="${CSS.escape(id)}"] .${button}`;
    conversation.choose(id);
    this.#say((_strings, versionText) => versionText(id));
  }

  /** The same rating again takes it back. */
  rate(message: ChatMessage, rating: Rating): void {
    const value = this.ratings.get(message.id) === rating ? undefined : rating;
    if (value) this.ratings.set(message.id, value);
    else this.ratings.delete(message.id);
    this.#host.requestUpdate();
    this.#services.emit('chat-feedback', { message, value });
  }

  /** Answers a tool call that waits for the visitor's leave. */
  decide(messageId: string, callId: string, isAllowed: boolean): void {
    const { conversation } = this.#host;
    if (isAllowed) conversation.approve(callId, messageId);
    else conversation.deny(callId, messageId);
    this.#services.focus.focusComposer();
  }

  /** To be called where there is a tool call to be shown. */
  loadToolCard(): Promise<unknown> {
    const { parts } = this.#services;
    return parts.load(
      'tool-card',
      () => import('../parts/tool-card.js'),
      ({ ToolCardController, styles, toolWords }) => {
        parts.add(styles, toolWords);
        this.toolCard = new ToolCardController(this.#host);
      },
    );
  }

  /** These: what shows a reply that failed, pictures and recordings, sources. Once it has come everything is rendered anew. */
  failure(): typeof Failure | undefined {
    void this.loadFailure();
    return this.#drawing.get('failure') as typeof Failure | undefined;
  }

  loadFailure(): Promise<unknown> {
    return this.#load(
      'failure',
      () => import('../parts/failure.js'),
      ({ failureWords }) => failureWords,
    );
  }

  media(): typeof Media | undefined {
    void this.loadMedia();
    return this.#media;
  }

  /** @returns undefined where it cannot be had */
  async loadMedia(): Promise<typeof Media | undefined> {
    await this.#load(
      'media',
      () => import('../parts/media.js'),
      ({ mediaWords }) => mediaWords,
    );
    return this.#media;
  }

  sources(): Sources | undefined {
    void this.#load(
      'sources',
      () => import('../parts/sources.js'),
      ({ sourcesWords }) => sourcesWords,
    );
    return this.#sources;
  }

  sourceLink(url: string): Link | undefined {
    return allowSource(url, this.#host.baseURI);
  }

  /**
   * A source that is on the page itself is shown there, and a panel that stands in the way goes: its launcher leads back.
   * @returns whether it is
   */
  showSource(link: HTMLAnchorElement): boolean {
    if (!link.matches('.citation, .sources a')) return false;
    const place = this.#sources?.placeOnPage(this.#host.ownerDocument, link.href);
    if (!place) return false;
    const { left, right } = place.getBoundingClientRect();
    const panel = this.#host.renderRoot.querySelector('.panel')?.getBoundingClientRect();
    if (panel && modeOf(this.#host).isClosable && panel.left < right && panel.right > left) this.#host.open = false;
    // A panel that closes gives the focus back.
    void this.#host.updateComplete.then(() => this.#sources?.showPlace(place));
    return true;
  }

  get #media(): typeof Media | undefined {
    return this.#drawing.get('media') as typeof Media | undefined;
  }

  get #sources(): Sources | undefined {
    return this.#drawing.get('sources') as Sources | undefined;
  }

  #load<Exports extends { styles: string }>(
    name: PartName,
    load: () => Promise<Exports>,
    words: (exports: Exports) => Partial<MessageWords>,
  ): Promise<unknown> {
    const { parts } = this.#services;
    return parts.load(name, load, (exports) => {
      this.#drawing.set(name, exports);
      parts.add(exports.styles, words(exports));
    });
  }

  #loadCopying(): Promise<Copying | undefined> {
    return this.#services.parts.load(
      'copying',
      () => import('../parts/copying.js'),
      (copying) => {
        this.#host.renderRoot.addEventListener('copy', (event) => copying.copySelection(event as ClipboardEvent));
        return copying;
      },
    );
  }

  #loadEditing(): Promise<EditController | undefined> {
    const { asker, focus, parts } = this.#services;
    return parts.load(
      'editing',
      () => import('../parts/editing.js'),
      ({ EditController, styles, editingWords }) => {
        parts.add(styles, editingWords);
        return (this.editing = new EditController(this.#host, asker, focus));
      },
    );
  }

  #ask(begin: Begin): void {
    if (canSend(this.#host)) void this.#services.asker.ask(begin);
    this.#services.focus.focusComposer();
  }
}
