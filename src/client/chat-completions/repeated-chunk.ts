/** Chunks that differ from the one before in nothing but their text are compared, not parsed. */

/** What JSON writes as it is. */
const plain = /^[^"\\\u0000-\u001f]*$/;
/** A lesson costs as much as parsing several chunks; so many repetitions pay for it. */
const price = 8;

/** The one thing that a chunk says. */
export interface OnlyText {
  readonly index: number;
  readonly delta: string;
}

/**
 * The chunks of a reply differ from each other in their text alone, as long as tokens come. To compare is so much faster than to parse that
 * the whole client takes 0.6 of the time of `JSON.parse` instead of twice as long (`npm run bench:client`).
 */
export class RepeatedChunk {
  readonly #read: (data: string) => OnlyText | undefined;
  #before = '';
  #after = '';
  #index = 0;
  #credit = 8 * price;

  /** @param read what a chunk says, if it is nothing but text */
  constructor(read: (data: string) => OnlyText | undefined) {
    this.#read = read;
  }

  /** @returns undefined: the chunk has to be parsed */
  find(data: string): OnlyText | undefined {
    if (!this.#isRepeated(data)) return undefined;
    const delta = data.slice(this.#before.length, data.length - this.#after.length);
    if (!plain.test(delta)) return undefined;
    this.#credit++;
    return { index: this.#index, delta };
  }

  /** Takes a chunk that had to be parsed for the model of those to come. */
  learn(data: string): void {
    if (this.#credit < price || this.#isRepeated(data)) return;
    this.#credit -= price;
    const text = this.#read(data);
    if (!text || !plain.test(text.delta)) return;
    const at = data.indexOf(`"${text.delta}"`) + 1;
    const before = data.slice(0, at);
    const after = data.slice(at + text.delta.length);
    // The text may be written in another way, and the same characters stand elsewhere.
    if (at === 0 || this.#read(`${before}${text.delta}+${after}`)?.delta !== `${text.delta}+`) return;
    this.#before = before;
    this.#after = after;
    this.#index = text.index;
  }

  #isRepeated(data: string): boolean {
    const before = this.#before.length;
    const after = data.length - this.#after.length;
    // V8 compares slices by memory, but takes as long for startsWith() and endsWith() as for JSON.parse() (measured with
    // `npm run bench:client`). It can go once that bench shows no difference.
    return before > 0 && after >= before && data.slice(0, before) === this.#before && data.slice(after) === this.#after;
  }
}
