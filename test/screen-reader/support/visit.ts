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

let fences = 0;

export class Visit {
  readonly #journal: Journal;
  readonly #desktop: Desktop;
  readonly #site: Site;
  /** Where this visit begins in the journal, and where its last step does. */
  #begin = 0;
  #step = 0;

  constructor({ journal, desktop, site }: Stage) {
    this.#journal = journal;
    this.#desktop = desktop;
    this.#site = site;
  }

  /** Another page, which the screen reader has come to as well. */
  async open(title: string, page: Page): Promise<void> {
    await this.#journal.quiet();
    this.#begin = this.#mark(`opens ${title}`);
    this.#site.open(title, page);
    await this.told(`there: ${title}`);
    await this.#fence();
    await this.#journal.quiet();
  }

  /** One key after the other, each when all has been said. Names are those of xdotool. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.#journal.quiet();
      this.#mark(key);
      await run('xdotool', ['key', '--clearmodifiers', key], { env: this.#desktop.env });
    }
    await this.#journal.quiet();
  }

  /** Keys that are pressed while something is said or comes. */
  async pressAtOnce(key: string): Promise<void> {
    this.#mark(key);
    await run('xdotool', ['key', '--clearmodifiers', key], { env: this.#desktop.env });
  }

  async type(text: string): Promise<void> {
    await this.#journal.quiet();
    this.#mark(`types ${text}`);
    await run('xdotool', ['type', '--delay', '15', text], { env: this.#desktop.env });
  }

  /** Tab until that is said. */
  async tabTo(words: Words, key = 'Tab'): Promise<void> {
    for (let presses = 0; presses < 20; presses++) {
      await this.press(key);
      if (this.heard.some((text) => has(words, text))) return;
    }
    throw new Error(`${String(words)} is not said in twenty presses of ${key}:\n${this.transcript}`);
  }

  /** Writes into the input, which has the focus, and sends. */
  async ask(text: string): Promise<void> {
    await this.type(text);
    await this.#journal.quiet();
    await this.pressAtOnce('Return');
    await this.told('chat-send');
  }

  /** The page has told of an event since the last step. */
  async told(event: string): Promise<void> {
    await this.#journal.until(
      () => this.#since(this.#step, 'page').some(({ text }) => text === event),
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
    await this.#fence();
    return this.heard;
  }

  /** What was said since the last step. */
  get heard(): string[] {
    return this.#since(this.#step, 'say').map(({ text }) => text);
  }

  /** What was said since this page was opened. */
  get said(): string[] {
    return this.#since(this.#begin, 'say').map(({ text }) => text);
  }

  times(words: Words): number {
    return this.said.filter((text) => has(words, text)).length;
  }

  /** What was done and said, line by line. */
  get transcript(): string {
    const lines = this.#journal.entries
      .slice(this.#begin)
      .filter(({ kind, text }) => kind === 'step' || (kind === 'say' && !isFence(text)))
      .map(({ kind, text }) => (kind === 'step' ? `> ${text}` : text.replaceAll('\n', ' ⏎ ')));
    return `${lines.join('\n')}\n`;
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

  #mark(text: string): number {
    this.#journal.add('step', text);
    return (this.#step = this.#journal.entries.length - 1);
  }

  #since(index: number, wanted: Entry['kind']): Entry[] {
    return this.#journal.entries.slice(index).filter(({ kind, text }) => kind === wanted && !isFence(text));
  }
}

const isFence = (text: string): boolean => /^Fence \d+\.$/.test(text);
