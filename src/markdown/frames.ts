/** When work is done: in an animation frame while the page is seen, at once in slices while it is not. */

/** A frame that does not come (an iframe scrolled out of sight) is not waited for longer than this. */
const longestWaitMs = 250;

/** Calls `run` in the next frame after each `request`. */
export class FrameScheduler {
  #requested = false;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #channel: MessageChannel | undefined;

  readonly #run: () => void;

  constructor(run: () => void) {
    this.#run = run;
  }

  request(): void {
    if (this.#requested) return;
    this.#requested = true;
    // Added once, however often it is asked for, and kept for the stream's life: removing it costs more than a frame's parsing.
    document.addEventListener('visibilitychange', this.#whenHidden);
    if (document.hidden) this.#whenHidden();
    else {
      this.#frame = requestAnimationFrame(this.#now);
      this.#timer ??= setTimeout(this.#whenLate, longestWaitMs);
    }
  }

  /** Gives back the frame that was asked for: what was to be done in it is done. */
  cancel(): void {
    if (!this.#requested) return;
    this.#requested = false;
    cancelAnimationFrame(this.#frame);
  }

  /** Ends it for good. */
  stop(): void {
    this.cancel();
    clearTimeout(this.#timer);
    this.#channel?.port1.close();
    document.removeEventListener('visibilitychange', this.#whenHidden);
  }

  readonly #now = (): void => {
    if (!this.#requested) return;
    this.#requested = false;
    this.#run();
  };

  /** One timer serves many frames: at worst it brings one forward. */
  readonly #whenLate = (): void => {
    this.#timer = undefined;
    this.#now();
  };

  /** Hidden pages get no frames, and their timers fire once a second or once a minute; messages are not held back. */
  readonly #whenHidden = (): void => {
    if (!document.hidden || !this.#requested) return;
    if (!this.#channel) {
      this.#channel = new MessageChannel();
      this.#channel.port1.onmessage = this.#now;
    }
    this.#channel.port2.postMessage(undefined);
  };
}
