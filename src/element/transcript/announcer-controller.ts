import type { ReactiveController } from 'lit';
import type { ElementHost } from '../host.js';

/**
 * How long a text stays in the live region. Screen readers take it when it appears; standing there longer it would be found a second
 * time by whoever reads or searches the page, and the same text could not be announced again.
 */
const standingMs = 1_000;
/** After this time without an end it is said that a reply is coming. */
const patienceMs = 1_000;

/**
 * What a screen reader says of its own accord: a reply once, when it is complete, and an error. `ariaNotify` says it where there is one.
 * Elsewhere it goes into a polite live region, which is in the page from the beginning: one that comes with its text is often not read
 * (https://developer.mozilla.org/en-US/docs/Web/Accessibility/ARIA/Guides/Live_regions). The region can go when every browser has the method
 * (https://developer.mozilla.org/en-US/docs/Web/API/Element/ariaNotify).
 */
export class AnnouncerController implements ReactiveController {
  readonly #host: ElementHost & { ariaNotify?: (text: string) => void };
  #text = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ElementHost) {
    this.#host = host;
    host.addController(this);
  }

  /** What the live region holds. */
  get text(): string {
    return this.#text;
  }

  announce(text: string): void {
    clearTimeout(this.#waiting);
    if (this.#host.ariaNotify) {
      this.#host.ariaNotify(text);
      return;
    }
    this.#show(text);
    this.#timer = setTimeout(() => this.#show(''), standingMs);
  }

  /** Says `text` once a second has passed without an announcement. */
  announceLater(text: string): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.announce(text), patienceMs);
  }

  clear(): void {
    clearTimeout(this.#waiting);
    this.#show('');
  }

  hostDisconnected(): void {
    this.clear();
  }

  #show(text: string): void {
    clearTimeout(this.#timer);
    if (this.#text === text) return;
    this.#text = text;
    this.#host.requestUpdate();
  }
}
