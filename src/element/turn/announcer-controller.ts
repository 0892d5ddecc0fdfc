import type { LitElement, ReactiveController } from 'lit';

/**
 * How long a text stays in the live region, in ms. Screen readers take it when it appears; standing there longer it would be found a second
 * time by whoever reads or searches the page, and the same text could not be announced again.
 */
const standing = 1_000;
/** After so many ms without an end it is said that a reply is coming. */
const patience = 1_000;

/**
 * What a screen reader says of its own accord: a reply once, when it is complete, and an error. `ariaNotify` says it where there is one.
 * Elsewhere it goes into a polite live region, which is in the page from the beginning: one that comes with its text is often not read.
 */
export class AnnouncerController implements ReactiveController {
  /** What the live region holds. */
  text = '';

  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: LitElement & { ariaNotify?: (text: string) => void }) {
    host.addController(this);
  }

  announce(text: string): void {
    clearTimeout(this.#waiting);
    if (this.host.ariaNotify) {
      this.host.ariaNotify(text);
      return;
    }
    this.#show(text);
    this.#timer = setTimeout(() => this.#show(''), standing);
  }

  /** Says `text` once a second has passed without an announcement. */
  announceLater(text: string): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.announce(text), patience);
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
    if (this.text === text) return;
    this.text = text;
    this.host.requestUpdate();
  }
}
