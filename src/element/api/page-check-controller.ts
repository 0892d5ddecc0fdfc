import type { ReactiveController, ReactiveElement } from 'lit';
import { hint } from '../hints/hints.js';
import { isOdd } from '../hints/suspicion.js';
import type { Parts } from '../host.js';
import { checkStyleWords } from './appearance.js';
import type { AppearanceProperties } from './appearance-properties.js';
import { isSetUp, type AvailabilityHost } from './availability.js';

type Host = ReactiveElement & AvailabilityHost & Pick<AppearanceProperties, 'placement' | 'theme' | 'header'>;

/** Tells the owner what is wrong with the tag, when it has been drawn. */
export class PageCheckController implements ReactiveController {
  readonly #host: Host;
  readonly #parts: Parts;
  #checked: Promise<void> | undefined;

  constructor(host: Host, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#checked ??= this.#check();
    checkStyleWords(this.#host);
    // Unless the check has said why.
    if (!isSetUp(this.#host)) void this.#checked.then(() => hint(this.#host, 'missing-endpoint'));
  }

  async #check(): Promise<void> {
    const { observedAttributes } = this.#host.constructor as typeof ReactiveElement;
    if (!isOdd(this.#host, observedAttributes)) return;
    await this.#parts.load(
      'page-check',
      () => import('../hints/page-check.js'),
      ({ checkPage }) => checkPage(this.#host, observedAttributes),
    );
  }
}
