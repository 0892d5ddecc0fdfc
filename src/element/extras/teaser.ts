import { html, nothing, type TemplateResult } from 'lit';
import { numberOf } from '../api/attributes.js';
import { modeOf } from '../api/modes.js';
import { isComposing, keepFromPage } from '../composer/keyboard.js';
import { iconButton } from '../controls/icon-button.js';
import { closeIcon } from '../controls/icons.js';
import type { Given } from './extras-host.js';

const usualDelay = 5;
/** In ms: a timer counts in 32 bits, and does not wait for a longer time. */
const longest = 2 ** 31 - 1;

/** A bubble at the button that opens the panel. It comes once a visit, and never again once it was answered or closed. */
export class Teaser {
  readonly #given: Given;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isShown = false;

  constructor(given: Given) {
    this.#given = given;
  }

  /** Opening the chat by its button is an answer as well. */
  update(): void {
    if (this.#isShown && this.#given.host.open) this.#answer();
  }

  /** In the top layer, as the button: nothing of the page moves. What says it is there before it has anything to say; it has no role, or an empty one would be read as a status bar. */
  render(): TemplateResult | typeof nothing {
    const { host, services } = this.#given;
    if (!host.teaser || !modeOf(host).isClosable || host.withoutLauncher) return nothing;
    const isShown = this.#isShown;
    const open = (): void => {
      this.#answer();
      host.toggle(true);
    };
    return html`<p class="visually-hidden" aria-live="polite">${isShown ? host.teaser : nothing}</p>
      ${
        isShown
          ? html`<div
              class="teaser"
              part="teaser"
              popover="manual"
              @keydown=${this.#onKeydown}
              @keyup=${keepFromPage}
              @keypress=${keepFromPage}
            >
              <button class="teaser-text" part="teaser-text" type="button" @click=${open}><bdi>${host.teaser}</bdi></button>
              ${iconButton({ name: services.locale.strings.dismiss, icon: closeIcon, part: 'teaser-close-button', onClick: this.#close })}
            </div>`
          : nothing
      }`;
  }

  updated(): void {
    const bubble: Partial<HTMLElement> | null = this.#given.host.renderRoot.querySelector<HTMLElement>('.teaser');
    if (bubble && !bubble.matches?.(':is(:popover-open)')) bubble.showPopover?.();
    this.#wait();
  }

  disconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wait(): void {
    const { host } = this.#given;
    const isToCome = host.teaser && !host.open && host.isConnected && !this.#isShown && !this.#wasSeen;
    if (!isToCome) this.disconnected();
    else
      this.#timer ??= setTimeout(
        this.#show,
        Math.min(Math.max(0, 1000 * (numberOf(host, 'teaserDelay') ?? usualDelay)), longest),
      );
  }

  /** In this visit, or answered in another. */
  get #wasSeen(): boolean {
    return this.#given.remembered.get('teaser') === true;
  }

  readonly #show = (): void => {
    this.#timer = undefined;
    if (this.#wasSeen) return; // in another tab meanwhile
    this.#isShown = true;
    this.#given.remembered.set('teaser', true, 'session');
    this.#given.host.requestUpdate();
  };

  readonly #close = (): void => {
    this.#answer();
    this.#given.host.renderRoot.querySelector<HTMLElement>('.launcher')?.focus({ preventScroll: true });
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !isComposing(event)) {
      event.preventDefault();
      this.#close();
    }
    keepFromPage(event);
  };

  #answer(): void {
    this.#isShown = false;
    this.#given.remembered.set('teaser', true, 'local');
    this.#given.host.requestUpdate();
  }
}
