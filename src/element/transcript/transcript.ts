/** Everything that is of use once there are messages. It comes as a part, and is there whole or not at all. */
import { nothing, type LitElement } from 'lit';
import { isEmptyDraft, type ChatMessage, type ConversationState, type Draft } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { allowLink } from '../../markdown/syntax/urls.js';
import type { AppearanceProperties, Suggestion } from '../api/appearance-properties.js';
import type { RequestProperties } from '../api/request-properties.js';
import type { AvailabilityHost } from '../api/availability.js';
import { MessageActions, type MessageServices, type Say } from '../message/message-actions.js';
import { messageStyle, type MessageStyleHost } from '../message/message-style.js';
import type { MessageStyle } from '../message/message-view.js';
import { Announcements, type AnnouncementsServices } from './announcements.js';
import type { ClearedConversation } from './cleared-conversation.js';
import { jumpTemplate } from './jump-template.js';
import type { Bylines } from '../message/bylines.js';
import type { Wrapping } from '../message/wrapping.js';
import type { queueTemplate } from './queue-template.js';
import { ScrollController } from './scroll-controller.js';
import type { TranscriptKeysController } from './transcript-keys-controller.js';
import { suggestionsTemplate, type SuggestionsView } from './welcome-template.js';
import { turnTemplates, type TranscriptView } from './transcript-template.js';

export type TranscriptHost = LitElement &
  AvailabilityHost &
  MessageStyleHost &
  Pick<
    AppearanceProperties,
    'announce' | 'avatar' | 'mode' | 'names' | 'open' | 'readAloud' | 'scrollMode' | 'submitOn' | 'suggestions' | 'timestamps'
  > &
  RequestProperties & {
    draft: Draft;
    clear: () => void;
  };

export type TranscriptServices = MessageServices & AnnouncementsServices;

export class Transcript {
  readonly scroll: ScrollController;
  readonly announcements: Announcements;
  readonly actions: MessageActions;
  /** For parts, which share code with the script only. */
  readonly allowLink = allowLink;
  /** Once its part is there. */
  cleared: ClearedConversation | undefined;

  readonly #host: TranscriptHost;
  readonly #services: TranscriptServices;
  #keys: TranscriptKeysController | undefined;
  #queueTemplate: typeof queueTemplate | undefined;
  #wrapping: Wrapping | undefined;
  #bylines: Bylines | undefined;
  #queued = 0;
  #suggestions: readonly Suggestion[] | undefined;
  /** Id of the message of the visitor that was the last one when they were set. */
  #suggestedAfter: string | undefined;
  #style: MessageStyle | undefined;

  constructor(host: TranscriptHost, services: TranscriptServices) {
    this.#host = host;
    this.#services = services;
    this.#suggestions = host.suggestions;
    this.scroll = new ScrollController(host);
    this.actions = new MessageActions(host, services, {
      clear: () => {
        this.clear(1);
        services.focus.focusComposer();
      },
      say: this.#say,
    });
    this.announcements = new Announcements(host, services, this.actions);
    host.renderRoot.addEventListener('click', (event) => this.#onClick(event as MouseEvent));
    host.renderRoot.addEventListener('focusin', (event) => this.#onFocusin(event as FocusEvent));
    this.update(host.conversation.state);
  }

  /** The turns. */
  render(strings: Locale, { state, pending, handled }: Pick<TranscriptView, 'state' | 'pending' | 'handled'>): unknown {
    if (this.#host.names || this.#host.timestamps) this.#loadBylines();
    if (this.#host.readAloud) this.#loadReader();
    this.#style = messageStyle(this.#host, {
      strings,
      extras: this.#services.parts.extras?.inMessages,
      bylines: this.#bylines,
      onCodeCopied: this.#onCodeCopied,
      onCode: this.#onCode,
      before: this.#style,
    });
    return turnTemplates({
      style: this.#style,
      actions: this.actions,
      state,
      replyId: this.#host.conversation.snapshot().replyId,
      pending,
      handled,
      reserveFor: this.scroll.reserveFor,
      current: this.#keys?.current,
    });
  }

  /** What stands between the messages and the input: the button that leads to the end, what can be asked next, and what waits to be sent. */
  renderBelow(view: SuggestionsView & { strings: Locale }): unknown {
    const { isFar, news } = this.scroll;
    const { state } = this.#host.conversation;
    if (state.queue.length > 0) this.#loadQueue();
    return [
      jumpTemplate({ strings: view.strings, isFar, news, onJump: () => this.scroll.scrollToEnd() }),
      this.#areSuggestionsNew(state) ? suggestionsTemplate(view) : nothing,
      this.#queueTemplate?.({ strings: view.strings, queue: state.queue, onRemove: this.#takeBack }) ?? nothing,
    ];
  }

  /** Suggestions that a page has set while there are messages, until something is sent. */
  #areSuggestionsNew({ messages }: ConversationState): boolean {
    const { suggestions } = this.#host;
    const last = messages.findLast(({ role }) => role === 'user')?.id ?? '';
    if (suggestions !== this.#suggestions) {
      this.#suggestedAfter = messages.length > 0 ? last : undefined;
      this.#suggestions = suggestions;
    }
    return messages.length > 0 && this.#suggestedAfter === last;
  }

  /**
   * What the visitor's button for a new conversation does; with its part there is a way back.
   * @param clicks how many the press is of
   */
  clear(clicks: number): void {
    void this.#services.parts
      .load(
        'clearing',
        () => import('../parts/clearing.js'),
        ({ ClearedConversation }) =>
          (this.cleared = new ClearedConversation(this.#host, {
            scroll: this.scroll,
            ratings: this.actions.ratings,
            say: this.#say,
          })),
      )
      .then((cleared) => (cleared ? cleared.press(clicks) : this.#host.clear()));
  }

  /** To be told before the page, or the visitor, empties the conversation. */
  forget(): void {
    this.announcements.clear();
    this.actions.ratings.clear();
  }

  /** To be told at each change. */
  update(state: ConversationState): void {
    if (state.queue.length > this.#queued && this.#host.conversation.busy) void this.#say((strings) => strings.queued);
    this.#queued = state.queue.length;
    this.scroll.update(state);
    this.announcements.update();
  }

  /** For `keydown` on the panel. */
  onKeydown(event: KeyboardEvent): void {
    const { key } = event;
    const onMessage = (event.target as Element).matches('.message') && /^(?:Arrow(?:Up|Down)|Home|End|Enter)$/.test(key);
    if (this.#keys) this.#keys.onKeydown(event);
    else if (key === 'Tab') this.#loadKeys(key);
    else if ((key === 'F6' || onMessage) && !event.defaultPrevented) {
      event.preventDefault();
      // Pressed once more when they have come, where the focus is then.
      this.#loadKeys(key, new KeyboardEvent(event.type, event));
    }
  }

  #onFocusin(event: FocusEvent): void {
    if (!(event.target as Element).closest('.transcript')) return;
    if (this.#keys) this.#keys.onFocusin(event);
    else this.#loadKeys();
  }

  /** On the root: browsers take what has a listener, and all that stands in it, for something to be clicked, and screen readers say so. */
  #onClick(event: MouseEvent): void {
    const target = event.target as Element;
    const { emit } = this.#services;
    const link = target.closest<HTMLAnchorElement>(':is(.markdown, .sources) a[href]');
    if (link && (!emit('chat-link', { href: link.href }) || this.actions.showSource(link))) event.preventDefault();
    const code = target.closest('.code-copy')?.closest('.code')?.querySelector('code');
    if (code) emit('chat-copy', { text: code.textContent, message: this.#messageAround(code) });
  }

  /** What was taken back can be changed and sent again, unless something else is being written. */
  readonly #takeBack = ({ id, text, parts }: ConversationState['queue'][number]): void => {
    this.#host.conversation.removeQueued(id);
    if (isEmptyDraft(this.#host.draft)) this.#host.draft = { text, parts };
    this.#services.focus.focusComposer();
  };

  #loadQueue(): void {
    const { parts } = this.#services;
    void parts.load(
      'queue',
      () => import('../parts/queue.js'),
      ({ queueTemplate, queueWords, styles }) => {
        this.#queueTemplate = queueTemplate;
        parts.add(styles, queueWords);
      },
    );
  }

  #loadKeys(key?: string, again?: KeyboardEvent): void {
    void this.#services.parts
      .load(
        'keys',
        () => import('../parts/keys.js'),
        ({ TranscriptKeysController }) => (this.#keys = new TranscriptKeysController(this.#host)),
      )
      .then((keys) => {
        const { renderRoot } = this.#host;
        if (keys && again) ((renderRoot as ShadowRoot).activeElement ?? renderRoot.querySelector('.panel'))?.dispatchEvent(again);
        else keys?.begin(key);
      });
  }

  readonly #say: Say = (text) => this.announcements.say(text);

  readonly #onCodeCopied = (): void => void this.#say((strings) => strings.codeCopied);

  #loadBylines(): void {
    const { parts } = this.#services;
    void parts.load(
      'bylines',
      () => import('../parts/bylines.js'),
      ({ Bylines, styles }) => {
        parts.add(styles);
        this.#bylines = new Bylines(this.#host);
        this.#host.requestUpdate();
      },
    );
  }

  #loadReader(): void {
    const { locale, parts } = this.#services;
    void parts.load(
      'read-aloud',
      () => import('../parts/read-aloud.js'),
      ({ ReadAloud, readAloudWords, styles }) => {
        const blocks = (message: ChatMessage): Promise<string[] | undefined> => this.announcements.blocks(message);
        this.actions.reader = new ReadAloud(this.#host, { locale, blocks, say: this.#say });
        parts.add(styles, readAloudWords);
      },
    );
  }

  /** Its colours, and the button that wraps its lines; what was there before is found. */
  readonly #onCode = (box: Element): void => {
    const { locale, parts } = this.#services;
    if (this.#wrapping) this.#wrapping.add(box);
    else
      void parts.load(
        'code',
        () => import('../parts/code.js'),
        ({ styles, Wrapping, wrappingWords }) => {
          parts.add(styles);
          this.#wrapping = new Wrapping(this.#host.renderRoot, { ...wrappingWords, ...locale.strings }.wrapLines);
        },
      );
  };

  #messageAround(element: Element): ChatMessage | undefined {
    const id = element.closest('.message')?.id;
    return this.#host.conversation.state.messages.find((message) => message.id === id);
  }
}
