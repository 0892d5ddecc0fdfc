import type { KeyHost } from '../turn/persistence-keys.js';
import { extrasKey, storageKeyOf } from '../turn/persistence-keys.js';

/** For how long: until the tab is closed, or for good. */
export type Term = 'session' | 'local';

/** What a visitor has answered and set up. Where nothing can be stored it is known until the page is left. */
export class Remembered {
  readonly #host: KeyHost;
  readonly #unstored = new Map<string, unknown>();

  constructor(host: KeyHost) {
    this.#host = host;
  }

  get(name: string): unknown {
    if (this.#unstored.has(name)) return this.#unstored.get(name); // what is stored is older
    for (const term of ['session', 'local'] as const) {
      const value = this.#read(term)[name];
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** Of two terms the one that was said last holds. */
  set(name: string, value: string | number | boolean, term: Term): void {
    const key = storageKeyOf(this.#host);
    try {
      if (!key) throw new Error('There is no name to keep it under.');
      const other = term === 'local' ? 'session' : 'local';
      const { [name]: before, ...rest } = this.#read(other);
      if (before !== undefined) storageOf(other).setItem(extrasKey(key), JSON.stringify(rest));
      storageOf(term).setItem(extrasKey(key), JSON.stringify({ ...this.#read(term), [name]: value }));
      this.#unstored.delete(name);
    } catch {
      this.#unstored.set(name, value);
    }
  }

  /** What is stored has gone already. */
  forget(): void {
    this.#unstored.clear();
  }

  /** Believes nothing: anybody may have written there. */
  #read(term: Term): Record<string, unknown> {
    try {
      const saved: unknown = JSON.parse(storageOf(term).getItem(extrasKey(storageKeyOf(this.#host))) ?? 'null');
      return typeof saved === 'object' && saved !== null ? (saved as Record<string, unknown>) : {};
    } catch {
      return {};
    }
  }
}

const storageOf = (term: Term): Storage => (term === 'local' ? localStorage : sessionStorage);
