import type { LitElement, ReactiveController } from 'lit';
import { isTouchOnly } from '../composer/composer-controller.js';

/** Keeps the focus in the chat: a control that disappears hands it on. */
export class FocusController implements ReactiveController {
  /** Selector of a control that is yet to come, and takes the place of the one that has the focus. */
  next: string | undefined;

  #focused: HTMLElement | null | undefined;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.#focused = this.host.shadowRoot?.activeElement as HTMLElement | null | undefined;
  }

  hostUpdated(): void {
    const before = this.#focused;
    if (!before) return;
    // What the stylesheet hides while a reply is coming has the focus until the next frame.
    const isHidden = before.closest('.busy') && !before.checkVisibility({ visibilityProperty: true });
    const isThere = this.host.shadowRoot?.activeElement || (before.isConnected && !before.matches(':disabled'));
    if (!isHidden && isThere) return;
    const next = this.next && this.host.renderRoot.querySelector<HTMLElement>(this.next);
    this.next = undefined;
    if (next) next.focus({ preventScroll: true });
    else this.focusComposer();
  }

  /** The input; on touch devices, where that would bring up the keyboard, the transcript. */
  focusComposer(): void {
    const { renderRoot } = this.host;
    const input = isTouchOnly() ? null : renderRoot.querySelector<HTMLElement>('.composer textarea:enabled');
    (input ?? renderRoot.querySelector<HTMLElement>('.transcript'))?.focus({ preventScroll: true });
  }
}
