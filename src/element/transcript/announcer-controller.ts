import { html, type ReactiveController, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { ElementHost } from '../host.js';

/**
 * How long a text stays in the live region. A screen reader that is busy takes it late; standing there for good it would be found a second
 * time by whoever reads or searches the page.
 */
const standingMs = 5_000;

/**
 * What screen readers say of their own accord: the text of a polite live region, which is in the page, and empty, from the beginning: one that
 * comes with its text is often not read (https://developer.mozilla.org/en-US/docs/Web/Accessibility/ARIA/Guides/Live_regions). Not
 * `ariaNotify`: with Orca 43 it reached nobody in Firefox 150, nor in a panel in Chromium's top layer.
 */
export class AnnouncerController implements ReactiveController {
  readonly #host: ElementHost;
  #text = '';
  #isDrawn = true;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ElementHost) {
    this.#host = host;
    host.addController(this);
  }

  announce(text: string): void {
    if (text === '') return;
    // What nobody can have heard yet goes first. A text that stands there already would be no change.
    if (!this.#isDrawn) this.#show(`${this.#text} ${text}`);
    else this.#show(text === this.#text ? `${text}\u00a0` : text);
    this.#isDrawn = false;
    this.#timer = setTimeout(() => this.clear(), standingMs);
  }

  clear(): void {
    this.#show('');
  }

  /** What the live region holds. A new node each time: of a text that has changed a browser may tell only the letters that differ. */
  render(): TemplateResult[] {
    return this.#text === '' ? [] : [keyed(this.#text, html`<span>${this.#text}</span>`) as TemplateResult];
  }

  hostUpdated(): void {
    this.#isDrawn = true;
  }

  hostDisconnected(): void {
    this.clear();
  }

  #show(text: string): void {
    clearTimeout(this.#timer);
    this.#text = text;
    this.#host.requestUpdate();
  }
}
