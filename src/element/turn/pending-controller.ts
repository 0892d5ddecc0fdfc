import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Replies of this model are often complete within 40 ms: what comes and goes within this time would only flicker. */
const patienceMs = 150;

/** Whether a reply has been waited for so long that the screen should say so, and offer to stop it. */
export class PendingController implements ReactiveController {
  /** True from {@link patienceMs} after a reply was asked for until it has ended. */
  pending = false;

  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** To be told at each change. */
  update(busy: boolean): void {
    if (!busy) {
      this.#clear();
    } else if (!this.pending) {
      this.#timer ??= setTimeout(() => {
        this.pending = true;
        this.#host.requestUpdate();
      }, patienceMs);
    }
  }

  hostDisconnected(): void {
    this.#clear();
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.pending = false;
  }
}
