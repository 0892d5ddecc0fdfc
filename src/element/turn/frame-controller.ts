import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Renders what streams in at most once an animation frame, and at the very next one. A hidden tab has no frames: there it renders at
 * once, so that a reply is complete when the visitor comes back.
 */
export class FrameController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #frame: number | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  requestUpdate(): void {
    if (document.hidden) {
      this.#cancel();
      this.#host.requestUpdate();
      return;
    }
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#cancel();
  }

  #cancel(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }
}
