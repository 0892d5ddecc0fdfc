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

/** Seconds, from two on minutes, hours: the signs of the SI are the same in every language, and no line is broken before them. */
function duration(seconds: number): string {
  if (seconds < 120) return `${seconds}\xa0s`;
  return seconds < 7200 ? `${Math.ceil(seconds / 60)}\xa0min` : `${Math.ceil(seconds / 3600)}\xa0h`;
}
