/** Code spans (CommonMark 6.1): a run of backticks is closed by the next run of the same length. */

/** Finds closing runs; n runs that are never closed cost one search of the text, not n. */
export class BacktickFinder {
  readonly #text: string;
  readonly #end: number;
  /** Lengths of runs → where the last one stands, once the text has been searched to its end. */
  #lastOfLength: Map<number, number> | undefined;

  constructor(text: string, end: number) {
    this.#text = text;
    this.#end = end;
  }

  /** The start of the next run of `length` backticks at or after `from`, or -1. */
  find(from: number, length: number): number {
    if (this.#lastOfLength && (this.#lastOfLength.get(length) ?? -1) < from) return -1;
    const run = /`+/g;
    run.lastIndex = from;
    const seen = new Map<number, number>();
    for (let match = run.exec(this.#text); match && match.index < this.#end; match = run.exec(this.#text)) {
      const found = Math.min(match.index + match[0].length, this.#end) - match.index;
      if (found === length) return match.index;
      seen.set(found, match.index);
    }
    this.#lastOfLength ??= seen;
    return -1;
  }
}

/** Line endings are spaces, and one space on each side is taken off, unless there is nothing else. */
export function codeText(written: string): string {
  const code = written.replaceAll('\n', ' ');
  return code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '' ? code.slice(1, -1) : code;
}
