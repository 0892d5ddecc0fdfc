import { html, nothing, type ReactiveController } from 'lit';
import type { ChatMessage, MessageError } from '../../conversation/index.js';
import type { Extras as Face, MessageExtras } from '../host.js';
import { Consent } from './consent.js';
import { Docking } from './docking.js';
import type { ExtrasHost, ExtrasServices, Given } from './extras-host.js';
import { FeedbackForm } from './feedback-form.js';
import { HeaderMenu } from './header-menu.js';
import { link } from './link.js';
import { Remembered } from './remembered.js';
import { Teaser } from './teaser.js';

/** What only some pages ask for, together in one part. */
export class Extras implements ReactiveController, Face {
  readonly #given: Given;
  readonly #menu: HeaderMenu;
  readonly #consent: Consent;
  readonly #feedback: FeedbackForm;
  readonly #docking: Docking;
  readonly #teaser: Teaser;
  #inMessages: MessageExtras | undefined;
  /** What messages depend on. */
  #shown = '';

  constructor(host: ExtrasHost, services: ExtrasServices) {
    this.#given = { host, services, remembered: new Remembered(host) };
    this.#menu = new HeaderMenu(this.#given);
    this.#consent = new Consent(this.#given);
    this.#feedback = new FeedbackForm(this.#given, () => {
      this.#inMessages = undefined;
      host.requestUpdate();
    });
    this.#docking = new Docking(this.#given);
    this.#teaser = new Teaser(this.#given);
    host.addController(this);
  }

  get isAsking(): boolean {
    return this.#consent.isAsking;
  }

  get inMessages(): MessageExtras {
    const { host } = this.#given;
    const shown = [host.contact, host.feedbackReasons].join('\n');
    if (shown !== this.#shown) this.#inMessages = undefined;
    this.#shown = shown;
    return (this.#inMessages ??= { rated: this.#rated, failed: this.#failed });
  }

  render(place: Parameters<Face['render']>[0]): unknown {
    switch (place) {
      case 'header':
        return this.#menu.render();
      case 'above':
        return this.#consent.render();
      case 'below':
        return html`${this.#privacy()}${this.#docking.render()}`;
      case 'beside':
        return this.#teaser.render();
    }
  }

  consented(): Promise<boolean> {
    return this.#consent.ask();
  }

  cleared(): void {
    this.#consent.end();
  }

  forgotten(): void {
    this.#given.remembered.forget();
  }

  hostConnected(): void {
    this.#menu.connected();
  }

  hostDisconnected(): void {
    this.#menu.disconnected();
    this.#consent.end();
    this.#docking.disconnected();
    this.#teaser.disconnected();
  }

  hostUpdate(): void {
    this.#menu.update();
    this.#consent.update();
    this.#teaser.update();
  }

  hostUpdated(): void {
    const style = this.#given.host.renderRoot.querySelector('dialog')?.style;
    const { width = this.#docking.width, height = null } = this.#menu.size ?? {};
    style?.setProperty('--_width', width ?? null);
    style?.setProperty('--_height', height);
    this.#consent.updated();
    this.#feedback.updated();
    this.#docking.updated();
    this.#teaser.updated();
  }

  readonly #rated = (message: ChatMessage, rating: 'good' | 'bad' | undefined): unknown => this.#feedback.render(message, rating);

  /** Asking again will not mend it. */
  readonly #failed = (error: MessageError | undefined): unknown => {
    const { host, services } = this.#given;
    if (!error || error.retryable) return nothing;
    return link(this.#given, { url: host.contact, part: 'contact-link', text: services.locale.strings.contact });
  };

  #privacy(): unknown {
    const { host, services } = this.#given;
    return link(this.#given, { url: host.privacy, part: 'privacy-link', text: services.locale.strings.privacy });
  }
}
