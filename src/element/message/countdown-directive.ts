import { Directive, directive } from 'lit/directive.js';

/** `${countdown(at, text)}`: a text that changes each second until the time `at` (ms since 1970) has come; what is left is then ''. */
class CountdownDirective extends Directive {
  readonly #node = new Text();
  #timer: ReturnType<typeof setTimeout> | undefined;

  render(at: number, text: (left: string) => string): Text {
    const left = at - Date.now();
    clearTimeout(this.#timer);
    if (left > 0) {
      const self = new WeakRef(this); // what has left the page is not kept by its timer
      this.#timer = setTimeout(() => self.deref()?.render(at, text), left % 1000 || 1000);
    }
    this.#node.data = text(left > 0 ? duration(Math.ceil(left / 1000)) : '');
    return this.#node;
  }
}

export const countdown = directive(CountdownDirective);

/** Seconds, from two on minutes, hours: the signs of the SI are the same in every language, and no line is broken before them. */
function duration(seconds: number): string {
  if (seconds < 120) return `${seconds}\xa0s`;
  return seconds < 7200 ? `${Math.ceil(seconds / 60)}\xa0min` : `${Math.ceil(seconds / 3600)}\xa0h`;
}
