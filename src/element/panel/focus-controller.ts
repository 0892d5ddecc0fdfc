import type { ReactiveController } from 'lit';
import { isTouchOnly } from '../composer/keyboard.js';
import type { ElementHost, FocusKeeper } from '../host.js';

/** Keeps the focus in the chat: a control that disappears hands it on. */
export class FocusController implements ReactiveController, FocusKeeper {
  next: string | undefined;

  readonly #host: ElementHost;
  #focused: HTMLElement | null | undefined;

  constructor(host: ElementHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#focused = this.#host.shadowRoot?.activeElement as HTMLElement | null | undefined;
  }

  hostUpdated(): void {
    const before = this.#focused;
    if (!before) return;
    // What the stylesheet hides while a reply is coming has the focus until the next frame.
    const isHidden = before.closest('.busy') && getComputedStyle(before).visibility === 'hidden';
    const isThere = this.#host.shadowRoot?.activeElement || (before.isConnected && !before.matches(':disabled'));
    if (!isHidden && isThere) return;
    const next = this.next && this.#find(this.next);
    this.next = undefined;
    if (next) next.focus({ preventScroll: true });
    else this.focusComposer();
  }

  focusComposer(): void {
    const input = isTouchOnly() ? undefined : this.#find('.composer textarea:enabled');
    (input ?? this.#find('.transcript'))?.focus({ preventScroll: true });
  }

  /** Where the focus goes when the panel opens: on touch devices its title, which brings up no keyboard. */
  focusPanel(): void {
    const title = isTouchOnly() ? this.#find('.title') : undefined;
    (title ?? this.#find('.composer textarea'))?.focus({ preventScroll: true });
  }

  #find(selector: string): HTMLElement | undefined {
    return this.#host.renderRoot.querySelector<HTMLElement>(selector) ?? undefined;
  }
}
