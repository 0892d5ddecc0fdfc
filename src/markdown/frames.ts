/** When work is done: in an animation frame while the page is seen, at once in slices while it is not. */

/**
 * A frame that does not come is not waited for longer than this. Chromium gives none to a cross-origin iframe that is scrolled out of sight
 * (https://chromestatus.com/feature/4514713492783104), and the page is not told; this can go when it is.
 */
const longestWaitMs = 250;

/** Calls `run` in the next frame after each `request`. */
export class FrameScheduler {
  readonly #run: () => void;
  #requested = false;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #channel: MessageChannel | undefined;

  constructor(run: () => void) {
    this.#run = run;
  }

  request(): void {
    if (this.#requested) return;
    this.#requested = true;
    // Added once, however often it is asked for, and kept for the stream's life: removing it costs more than a frame's parsing.
    // To the window, where it bubbles to: an `<img name="addEventListener">` takes the place of the document's method.
    addEventListener('visibilitychange', this.#whenHidden);
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
    removeEventListener('visibilitychange', this.#whenHidden);
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

  /**
   * Hidden pages get no frames, and Chromium lets their timers fire once a second or once a minute; messages are not held back
   * (https://developer.chrome.com/blog/timer-throttling-in-chrome-88). It can go when a hidden page has a timer that is on time.
   */
  readonly #whenHidden = (): void => {
    if (!document.hidden || !this.#requested) return;
    if (!this.#channel) {
      this.#channel = new MessageChannel();
      this.#channel.port1.onmessage = this.#now;
    }
    this.#channel.port2.postMessage(undefined);
  };
}
