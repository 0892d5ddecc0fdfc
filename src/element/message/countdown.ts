interface Countdown {
  /** What it is written in. */
  readonly node: Text;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const countdowns = new WeakMap<object, Countdown>();

/**
 * @param text is asked each second, with what is left and the node that its answer will stand in
 * @returns the text of what is `waited` for: it changes until the time `at` (ms since 1970) has come; what is left is then ''
 */
export function countdown(waited: object, at: number, text: (left: string, node: Text) => string): Text {
  const known = countdowns.get(waited) ?? { node: new Text(), timer: undefined };
  countdowns.set(waited, known);
  const left = at - Date.now();
  clearTimeout(known.timer);
  if (left > 0) {
    const reference = new WeakRef(waited); // what has left the page is not kept by its timer
    known.timer = setTimeout(
      () => {
        const waited = reference.deref();
        if (waited) countdown(waited, at, text);
      },
      left % 1000 || 1000,
    );
  }
  known.node.data = text(left > 0 ? duration(Math.ceil(left / 1000)) : '', known.node);
  return known.node;
}

/** Seconds, from two on minutes, hours: the signs of the SI are the same in every language, and no line is broken before them. */
function duration(seconds: number): string {
  if (seconds < 120) return `${seconds}\xa0s`;
  return seconds < 7200 ? `${Math.ceil(seconds / 60)}\xa0min` : `${Math.ceil(seconds / 3600)}\xa0h`;
}
