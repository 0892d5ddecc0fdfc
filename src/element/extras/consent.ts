import { html, nothing, type TemplateResult } from 'lit';
import { persistenceOf } from '../api/appearance.js';
import { isComposing, isTouchOnly } from '../composer/keyboard.js';
import { button } from './button.js';
import type { Given } from './extras-host.js';
import { link } from './link.js';

/** Asks for the visitor's leave before anything is sent. */
export class Consent {
  readonly #given: Given;
  /** Those that wait for the answer. */
  #waiting: ((agreed: boolean) => void)[] = [];
  #isNew = false;
  /** As it was drawn: what the visitor has read. */
  #text: string | undefined;

  constructor(given: Given) {
    this.#given = given;
  }

  get isAsking(): boolean {
    return this.#waiting.length > 0;
  }

  /** Another text is another question. */
  get #isGranted(): boolean {
    const { host, remembered } = this.#given;
    return !host.consent || remembered.get('consent') === host.consent;
  }

  async ask(): Promise<boolean> {
    if (this.#isGranted) return true;
    if (!this.isAsking) this.#text = undefined;
    this.#given.host.requestUpdate();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** For who waits when what was to be sent is removed, or the chat has gone. */
  end(): void {
    this.#settle(false);
  }

  /** The page may ask for nothing any more; another tab may have the answer. */
  update(): void {
    if (this.isAsking && this.#isGranted) this.#settle(true);
  }

  render(): TemplateResult | typeof nothing {
    if (!this.isAsking) return nothing;
    const { host, services } = this.#given;
    const { strings } = services.locale;
    this.#isNew ||= this.#text !== host.consent;
    this.#text = host.consent;
    return html`<div
      class="consent"
      part="consent"
      role="group"
      aria-labelledby="consent"
      tabindex="-1"
      @keydown=${this.#onKeydown}
    >
      <p id="consent"><bdi>${host.consent}</bdi></p>
      ${link(this.#given, { url: host.privacy, part: 'privacy-link', text: strings.privacy })}
      <div class="buttons">
        ${button(strings.agree, 'agree-button', () => this.#answer(true))}
        ${button(strings.decline, 'decline-button', () => this.#answer(false))}
      </div>
    </div>`;
  }

  /** Said by its having the focus, which goes there from the input alone: a script of the page that sends takes it from nobody. */
  updated(): void {
    const { host, services } = this.#given;
    const question = host.renderRoot.querySelector<HTMLElement>('.consent');
    // What says it may come with a later update.
    const announcements = services.transcript()?.announcements;
    const isInside = Boolean(host.shadowRoot?.activeElement);
    if (!question || !this.#isNew || !(isInside || announcements)) return;
    this.#isNew = false;
    if (isInside) question.focus();
    else announcements?.say(({ keyToAnswer }) => `${host.consent ?? ''} ${isTouchOnly() ? '' : keyToAnswer}`);
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || isComposing(event)) return;
    event.preventDefault();
    this.#answer(false);
  };

  #answer(granted: boolean): void {
    const { host, services, remembered } = this.#given;
    if (granted) remembered.set('consent', this.#text ?? '', persistenceOf(host) === 'local' ? 'local' : 'session');
    services.emit('chat-consent', { granted });
    if (granted && !this.#isGranted) return; // the page asks something else since
    this.#settle(granted);
    void host.updateComplete.then(() => services.focus.focusComposer());
  }

  #settle(agreed: boolean): void {
    for (const resolve of this.#waiting.splice(0)) resolve(agreed);
    this.#given.host.requestUpdate();
  }
}
