import { noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';

/** `${countdown(at, text)}`: a text that changes each second until the time `at` (ms since 1970) has come; then its seconds are 0. */
class CountdownDirective extends AsyncDirective {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tick: () => void = () => undefined;

  render(at: number, text: (seconds: number) => unknown): unknown {
    const now = (): unknown => {
      const left = at - Date.now();
      clearTimeout(this.#timer);
      if (left > 0) this.#timer = setTimeout(this.#tick, left % 1000 || 1000);
      return text(Math.max(0, Math.ceil(left / 1000)));
    };
    this.#tick = () => this.setValue(now());
    return this.isConnected ? now() : noChange;
  }

  protected override disconnected(): void {
    clearTimeout(this.#timer);
  }

  protected override reconnected(): void {
    this.#tick();
  }
}

export const countdown = directive(CountdownDirective);
