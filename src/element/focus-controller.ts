import type { LitElement, ReactiveController } from 'lit';
import { isTouchOnly } from './composer-controller.js';

/** Keeps the focus in the chat: a control that disappears hands it on. */
export class FocusController implements ReactiveController {
  #focused: HTMLElement | null | undefined;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.#focused = this.host.shadowRoot?.activeElement as HTMLElement | null | undefined;
  }

  hostUpdated(): void {
    const before = this.#focused;
    if (!before || this.host.shadowRoot?.activeElement || (before.isConnected && !before.matches(':disabled'))) return;
    this.focusComposer();
  }

  /** The input; on touch devices, where that would bring up the keyboard, the transcript. */
  focusComposer(): void {
    const { renderRoot } = this.host;
    const input = isTouchOnly() ? null : renderRoot.querySelector<HTMLElement>('.composer textarea:enabled');
    (input ?? renderRoot.querySelector<HTMLElement>('.transcript'))?.focus({ preventScroll: true });
  }
}
