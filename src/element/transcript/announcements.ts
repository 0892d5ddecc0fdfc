import type { LitElement } from 'lit';
import type { ChatMessage } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { announceOf, type Announce } from '../api/appearance.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import { readableText } from '../message/drawn-text.js';
import { errorText } from '../message/error-text.js';
import { whenDrawn } from '../message/markdown-directive.js';
import { AnnouncerController } from './announcer-controller.js';

export type AnnouncementsHost = LitElement & Pick<AppearanceProperties, 'announce'>;

/** No words are waited for longer: where there is no network they do not come. */
const patienceMs = 1_000;

/** What a screen reader says of a turn, as far as `announce` lets it. */
export class Announcements {
  readonly #host: AnnouncementsHost;
  readonly #announcer: AnnouncerController;
  readonly #loadFailure: () => Promise<unknown>;

  /** @param loadFailure waits for the words of failures */
  constructor(host: AnnouncementsHost, loadFailure: () => Promise<unknown>) {
    this.#host = host;
    this.#loadFailure = loadFailure;
    this.#announcer = new AnnouncerController(host);
  }

  /** What the live region holds. */
  get text(): string {
    return this.#announcer.text;
  }

  clear(): void {
    this.#announcer.clear();
  }

  /** A reply was asked for. */
  asked(strings: Locale): void {
    this.clear();
    if (announceOf(this.#host) !== 'off') this.#announcer.announceLater(strings.waiting);
  }

  /**
   * A reply has ended.
   * @param announce as it was then: this part may have come since
   */
  async replied(strings: () => Locale, message: ChatMessage, announce: Announce): Promise<void> {
    if (announce === 'off') return;
    if (message.error) {
      await Promise.race([this.#loadFailure(), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
      this.#announcer.announce(errorText(strings(), message));
    } else if (announce === 'brief') this.#announcer.announce(strings().complete);
    else this.#announcer.announce(await this.#readableText(message));
  }

  /** A reply as it is to be read out: its words, not its source. Asterisks and the addresses of links are nothing to listen to. */
  async #readableText(message: ChatMessage): Promise<string> {
    // Its end is drawn in the next frame; a hidden page has none, and draws at once.
    await (document.hidden ? this.#host.updateComplete : new Promise(requestAnimationFrame));
    // What is noted below it is read too.
    const selector = `[id="${CSS.escape(message.id)}"] .content > :is(.text, .note)`;
    const drawn = [...this.#host.renderRoot.querySelectorAll(selector)];
    await Promise.all(drawn.map(whenDrawn));
    return readableText(drawn);
  }
}
