/** All that has happened in the order in which it has: keys, what the page has told, what Orca has said. */

export type Kind = 'step' | 'page' | 'say' | 'stop' | 'fence';

export interface Entry {
  kind: Kind;
  text: string;
  /** Milliseconds. */
  at: number;
}

/** Of somebody who listens fast. */
const charactersPerSecond = 50;

/** What comes at all has come by then, on a slow machine too. */
const patienceMs = 45_000;

/** Nothing else is said of its own accord after so long. The screen reader gathers announcements for 100 ms. */
const quietMs = 700;

const spokenMs = ({ text }: Entry): number => (1_000 * text.length) / charactersPerSecond;

export class Journal {
  readonly entries: Entry[] = [];
  /** Says why nothing can come any more. */
  trouble: string | undefined;

  add(kind: Kind, text = ''): Entry {
    const entry = { kind, text, at: performance.now() };
    this.entries.push(entry);
    return entry;
  }

  /** When the last word has been spoken: the screen reader hands over its sentences much faster than they are spoken. */
  get #spokenUntil(): number {
    let until = 0;
    for (const entry of this.entries) {
      if (entry.kind === 'stop') until = Math.min(until, entry.at);
      if (entry.kind === 'say') until = Math.max(until, entry.at) + spokenMs(entry);
    }
    return until;
  }

  /** What was broken off before half of it had been spoken. */
  get cutShort(): Set<Entry> {
    const cut = new Set<Entry>();
    let until = 0;
    let waiting: { entry: Entry; half: number }[] = [];
    for (const entry of this.entries) {
      if (entry.kind === 'stop') {
        for (const { entry: said, half } of waiting) if (half > entry.at) cut.add(said);
        until = Math.min(until, entry.at);
        waiting = [];
      } else if (entry.kind === 'say') {
        const begins = Math.max(until, entry.at);
        until = begins + spokenMs(entry);
        waiting.push({ entry, half: (begins + until) / 2 });
      }
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

  /** Until all has been spoken and nothing has happened for a while. */
  async quiet(): Promise<void> {
    const begun = performance.now();
    await this.until(() => {
      const last = this.entries.findLast(({ kind }) => kind !== 'stop')?.at ?? 0;
      return performance.now() - Math.max(last, begun - quietMs / 2, this.#spokenUntil) > quietMs;
    }, 'waited for silence');
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
