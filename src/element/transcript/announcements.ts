import type { LitElement } from 'lit';
import { toolCalls, type ChatMessage, type ConversationState } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { announceOf, type Announce } from '../api/appearance.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import type { ConversationHost, Parts } from '../host.js';
import { errorText } from '../message/error-text.js';
import { whenDrawn } from '../message/markdown-directive.js';
import type { MessageActions } from '../message/message-actions.js';
import { AnnouncerController } from './announcer-controller.js';
import type * as Speech from './speech.js';

export type AnnouncementsHost = LitElement & ConversationHost & Pick<AppearanceProperties, 'announce'>;

export interface AnnouncementsServices {
  parts: Parts;
  locale: { readonly strings: Locale };
}

/** After this time without a word of the reply it is said that one is waited for. No words of ours are waited for longer, either. */
const patienceMs = 1_000;
/** What gets the focus when a panel opens is said first; and a live region that was hidden is not listened to at once. */
const openingMs = 500;

/** What a screen reader says of its own accord: when, and as far as `announce` lets it. What it says is made by a part, which comes with the first need. */
export class Announcements {
  readonly #host: AnnouncementsHost;
  readonly #services: AnnouncementsServices;
  readonly #actions: MessageActions;
  readonly #announcer: AnnouncerController;
  /** Nothing has come of the reply. */
  #isWaiting = false;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  /** The call that was asked about last. */
  #question: string | undefined;

  constructor(host: AnnouncementsHost, services: AnnouncementsServices, actions: MessageActions) {
    this.#host = host;
    this.#services = services;
    this.#actions = actions;
    this.#announcer = new AnnouncerController(host);
    host.addEventListener('toggle', () => setTimeout(() => void this.#opened(), openingMs));
  }

  /** What the live region holds. */
  render(): unknown {
    return this.#announcer.render();
  }

  clear(): void {
    this.#announcer.clear();
  }

  /** What the visitor has just done; always said. */
  async say(text: (strings: Locale) => string): Promise<void> {
    await this.#speech();
    this.#announcer.announce(text(this.#strings));
  }

  /** To be told at each change. */
  update({ messages }: ConversationState): void {
    const last = messages.at(-1);
    const reply = last && this.#isOurs(last) ? last : undefined;
    this.#wait(reply?.status === 'waiting' && reply.parts.length === 0);
    const question = reply && toolCalls(reply).find(({ state }) => state === 'approval')?.id;
    if (question !== this.#question && reply && question !== undefined) void this.#ask(reply.id);
    this.#question = question;
  }

  /**
   * A reply has ended.
   * @param announce as it was then: this part may have come since
   */
  async replied(message: ChatMessage, announce: Announce): Promise<void> {
    const isTrouble = message.error !== undefined || message.status === 'filtered';
    const [speech, drawn] = await Promise.all([
      this.#speech(),
      this.#drawn(message),
      isTrouble && within(this.#actions.loadFailure()),
    ]);
    const strings = this.#strings;
    const trouble = isTrouble ? errorText(strings, message) : undefined;
    const given = { message, announce, strings, drawn, trouble, ...this.#version(message) };
    const plain = trouble ?? (announce === 'off' ? '' : strings.complete);
    this.#announcer.announce(speech?.replySpeech(given) ?? plain);
  }

  get #strings(): Locale {
    return this.#services.locale.strings;
  }

  #isOurs({ id }: ChatMessage): boolean {
    return id === this.#host.conversation.snapshot().replyId;
  }

  #wait(isWaiting: boolean): void {
    if (isWaiting === this.#isWaiting) return;
    this.#isWaiting = isWaiting;
    clearTimeout(this.#waiting);
    if (!isWaiting) return;
    void this.#speech();
    this.#waiting = setTimeout(() => {
      const { waiting, waitingForNetwork } = this.#strings;
      const retry = this.#host.conversation.state.messages.at(-1)?.retry;
      if (announceOf(this.#host) !== 'off')
        this.#announcer.announce(retry && retry.at === undefined ? waitingForNetwork : waiting);
    }, patienceMs);
  }

  /** A tool asks: errors and questions are said whatever `announce` is. */
  async #ask(id: string): Promise<void> {
    const [speech] = await Promise.all([this.#speech(), this.#actions.loadToolCard()]);
    await this.#host.updateComplete;
    const question = this.#host.renderRoot.querySelector(`[id="${CSS.escape(id)}"] .tool-question`)?.textContent;
    if (question) this.#announcer.announce(speech?.questionSpeech(this.#strings, question) ?? question);
  }

  /** The panel has opened, by whoever has the focus in it now, and there is nothing in it yet. */
  async #opened(): Promise<void> {
    const { renderRoot, conversation } = this.#host;
    if (!(renderRoot as ShadowRoot).activeElement || conversation.state.messages.length > 0 || announceOf(this.#host) === 'off')
      return;
    this.#announcer.announce((await this.#speech())?.welcomeSpeech(renderRoot) ?? '');
  }

  #version({ id, parent }: ChatMessage): { version: number; versions: number } {
    const versions = this.#host.conversation.state.all.filter((other) => other.parent === parent);
    return { version: versions.findIndex((other) => other.id === id) + 1, versions: versions.length };
  }

  /** The texts of a message, when all of them have been drawn. */
  async #drawn(message: ChatMessage): Promise<Element[]> {
    // Its end is drawn in the next frame; a hidden page has none, and draws at once.
    await (document.hidden ? this.#host.updateComplete : new Promise(requestAnimationFrame));
    const drawn = [...this.#host.renderRoot.querySelectorAll(`[id="${CSS.escape(message.id)}"] .content > .text`)];
    await Promise.all(drawn.map(whenDrawn));
    return drawn;
  }

  #speech(): Promise<typeof Speech | undefined> {
    const { parts } = this.#services;
    return parts.load(
      'speech',
      () => import('../parts/speech.js'),
      (speech) => {
        parts.add('', speech.speechWords);
        return speech;
      },
    );
  }
}

/** Not for long: where there is no network it does not come. */
function within(loading: Promise<unknown>): Promise<unknown> {
  return Promise.race([loading, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}
