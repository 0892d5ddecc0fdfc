/** What a visitor does in a scenario, key by key, and what they hear. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Desktop } from './desktop.js';
import type { Entry, Journal } from './journal.js';
import type { Page, Site } from './site.js';

const run = promisify(execFile);

/** A piece of what is said, or a pattern for it. */
export type Words = string | RegExp;

const has = (words: Words, text: string): boolean => (typeof words === 'string' ? text.includes(words) : words.test(text));

export interface Stage {
  journal: Journal;
  desktop: Desktop;
  site: Site;
}

/** A key that is answered by a word is so by then; there are few that are not. */
const longestDelayMs = 4_000;

let fences = 0;

export class Visit {
  readonly #journal: Journal;
  readonly #desktop: Desktop;
  readonly #site: Site;
  /** Where in the journal this visit begins, its page, and its last step. */
  readonly #begin: number;
  #page = 0;
  /** All that was typed. */
  #typed = '';
  #step = 0;

  constructor({ journal, desktop, site }: Stage) {
    this.#journal = journal;
    this.#desktop = desktop;
    this.#site = site;
    this.#begin = journal.entries.length;
  }

  /** Another page, which the screen reader has come to as well. */
  async open(title: string, page: Page): Promise<void> {
    await this.#journal.quiet();
    this.#mark(`opens ${title}`);
    this.#page = this.#step;
    this.#site.open(title, page);
    await this.told(`there: ${title}`);
    await this.#fence();
    this.openAgain = () => this.open(`${title}, again`, page);
  }

  /** The same page as one of its own, in the same tab. */
  openAgain!: () => Promise<void>;

  /** One key after the other, each when all has been said. Names are those of xdotool. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.#journal.quiet();
      await this.pressAtOnce(key);
      await this.#journal.firstWord(this.#step, longestDelayMs);
    }
    await this.#journal.quiet();
  }

  /** While something is said, or comes. */
  async pressAtOnce(key: string): Promise<void> {
    this.#mark(key);
    const [modifier, letter] = key.startsWith('Insert+') ? key.split('+') : [];
    // Orca's own modifier is no modifier to the X server.
    const keys = modifier && letter ? ['keydown', modifier, 'key', letter, 'keyup', modifier] : ['key', '--clearmodifiers', key];
    await run('xdotool', keys, { env: this.#desktop.env });
  }

  async type(text: string): Promise<void> {
    await this.#journal.quiet();
    this.#mark(`types ${text}`);
    this.#typed += `${text}\n`;
    await run('xdotool', ['type', '--delay', '40', text], { env: this.#desktop.env });
  }

  /** Tab until that is said. */
  async tabTo(words: Words, key = 'Tab'): Promise<void> {
    for (let presses = 0; presses < 10; presses++) {
      await this.press(key);
      if (this.heard.some((text) => has(words, text))) return;
    }
    throw new Error(`${String(words)} is not said in ten presses of ${key}:\n${this.transcript}`);
  }

  /** Writes into the input, which has the focus, and sends. */
  async ask(text: string): Promise<void> {
    await this.type(text);
    await this.pressAtOnce('Return');
    await this.told('chat-send');
  }

  /** The page has told of an event since the last step, or since `step`. */
  async told(event: string, step?: string): Promise<void> {
    const begin = step === undefined ? this.#step : this.#journal.entries.findLastIndex(({ text }) => text === `types ${step}`);
    await this.#journal.until(
      () => this.#since(begin, 'page').some(({ text }) => text === event),
      `waited for ${event} of the page`,
    );
  }

  /** Something is said since the last step, and to its end. */
  async hears(words: Words): Promise<string> {
    const entry = await this.#journal.until(
      () => this.#since(this.#step, 'say').find(({ text }) => has(words, text)),
      `waited for Orca to say ${String(words)}`,
    );
    await this.#journal.quiet();
    if (this.#journal.cutShort.has(entry)) throw new Error(`This was cut short: ${entry.text}\n${this.transcript}`);
    return entry.text;
  }

  /** Until nothing more comes of what has been done. @returns what was said since the last step */
  async hearsAll(): Promise<string[]> {
    await this.#journal.quiet();
    if (!this.#isFenced) await this.#fence();
    return this.heard;
  }

  /** What was said since the last step. */
  get heard(): string[] {
    return this.#since(this.#step, 'say').map(({ text }) => text);
  }

  /** What was said since this page was opened. */
  get said(): string[] {
    return this.#since(this.#page, 'say').map(({ text }) => text);
  }

  times(words: Words): number {
    return this.said.filter((text) => has(words, text)).length;
  }

  /** What was done and said, line by line; but not how the screen reader greets a page, which depends on the page before. */
  get transcript(): string {
    const lines: string[] = [];
    let opening = false;
    for (const { kind, text } of this.#journal.entries.slice(this.#begin)) {
      if (kind === 'step') {
        opening = text.startsWith('opens ');
        lines.push(`> ${text}`);
      } else if (kind === 'say' && !opening && !isFence(text) && !this.#isEcho(text)) lines.push(text.replaceAll('\n', ' ⏎ '));
    }
    return `${lines.join('\n')}\n`;
  }

  /** On a busy machine some letters that were typed are taken for a change of the text. */
  #isEcho(text: string): boolean {
    return this.#typed.includes(text.trim());
  }

  /** What was said before the page was told this, is said before this. */
  async #fence(): Promise<void> {
    const text = `Fence ${++fences}.`;
    this.#site.fence(text);
    await this.#journal.until(
      () => this.#journal.entries.some((entry) => entry.kind === 'say' && entry.text === text),
      `waited for ${text}`,
    );
  }

  /** Nothing has been done or said since the last fence. */
  get #isFenced(): boolean {
    const last = this.#journal.entries.findLast(({ kind }) => kind !== 'stop' && kind !== 'lost');
    return last !== undefined && isFence(last.text);
  }

  #mark(text: string): void {
    this.#step = this.#journal.entries.length;
    this.#journal.add('step', text);
  }

  #since(index: number, wanted: Entry['kind']): Entry[] {
    return this.#journal.entries
      .slice(index)
      .filter(({ kind, text }) => kind === wanted && !isFence(text) && !this.#isEcho(text));
  }
}

const isFence = (text: string): boolean => /^Fence \d+\.$/.test(text);
