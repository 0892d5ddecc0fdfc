import { noChange } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';

/** `${countdown(at, text)}`: a text that changes each second until the time `at` (ms since 1970) has come; what is left is then ''. */
class CountdownDirective extends AsyncDirective {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tick: () => void = () => undefined;

  render(at: number, text: (left: string) => unknown): unknown {
    const now = (): unknown => {
      const left = at - Date.now();
      clearTimeout(this.#timer);
      if (left > 0) this.#timer = setTimeout(this.#tick, left % 1000 || 1000);
      return text(left > 0 ? duration(Math.ceil(left / 1000)) : '');
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

/** Seconds, and minutes from two on: the signs of the SI are the same in every language. */
function duration(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
