/** All that has happened in the order in which it has: keys, what the page has told, what Orca has said. */

export type Kind = 'step' | 'page' | 'say' | 'stop' | 'lost';

export interface Entry {
  kind: Kind;
  text: string;
  /** Milliseconds. */
  at: number;
}

/** Of somebody who listens fast. */
const charactersPerSecond = 50;

/** What comes at all has come by then, on a slow machine too. */
const patienceMs = 30_000;

/** Nothing else is said after so long on a fast machine. The screen reader gathers announcements for 100 ms. */
const quietMs = 400;

/** So many of the last waits for a first word say how fast this machine is now. */
const remembered = 5;

export class Journal {
  readonly entries: Entry[] = [];
  /** Says why nothing can come any more. */
  trouble: string | undefined;
  readonly #delays: number[] = [];

  add(kind: Kind, text = ''): Entry {
    const entry = { kind, text, at: performance.now() };
    this.entries.push(entry);
    return entry;
  }

  has(kind: Kind, text: string): boolean {
    return this.entries.some((entry) => entry.kind === kind && entry.text.includes(text));
  }

  /** What was broken off before half of it could be spoken, by something else than the next key. */
  get cutShort(): Set<Entry> {
    const cut = new Set<Entry>();
    let until = 0;
    let speaking: { entry: Entry; half: number }[] = [];
    for (const entry of this.entries) {
      if (entry.kind === 'page' || entry.kind === 'lost') continue;
      if (entry.kind === 'say') {
        const begins = Math.max(until, entry.at);
        until = begins + (1_000 * entry.text.length) / charactersPerSecond;
        speaking.push({ entry, half: (begins + until) / 2 });
        continue;
      }
      if (entry.kind === 'stop') for (const { entry: said, half } of speaking) if (half > entry.at) cut.add(said);
      until = entry.at;
      speaking = [];
    }
    return cut;
  }

  async until<T>(find: () => T, what: string): Promise<NonNullable<T>> {
    for (const end = performance.now() + patienceMs; performance.now() < end;) {
      const found = find();
      if (found !== undefined && found !== null && found !== false) return found;
      if (this.trouble !== undefined) throw new Error(this.trouble);
      await pause(25);
    }
    throw new Error(
      `${what}, which has not come. What has:\n${this.entries
        .slice(-40)
        .map(({ kind, text }) => `  ${kind} ${text}`)
        .join('\n')}`,
    );
  }

  /** The first word after an entry, which is waited for no longer than that. */
  async firstWord(of: number, longestMs: number): Promise<void> {
    const { at } = this.entries[of]!;
    const word = (): Entry | undefined => this.entries.slice(of).find(({ kind }) => kind === 'say');
    await this.until(() => word() ?? performance.now() - at > longestMs, 'waited for a word');
    const first = word();
    if (first) this.#delays.unshift(first.at - at);
    this.#delays.length = Math.min(this.#delays.length, remembered);
  }

  /** Until nothing has happened for a while. What is said is not waited for to be spoken: a key would cut it short, and the test has it all the same. */
  async quiet(): Promise<void> {
    await this.until(() => {
      const last = this.entries.findLast(({ kind }) => kind !== 'stop' && kind !== 'lost')?.at ?? 0;
      return performance.now() - last > quietMs + 2 * Math.max(0, ...this.#delays);
    }, 'waited for silence');
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
