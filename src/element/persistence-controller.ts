import { persist, type Conversation } from '../conversation/index.js';

/** What is kept beside the messages: what the visitor had before them. */
export interface SavedView {
  readonly draft: string;
  readonly open: boolean;
}

/** Keeps the conversation, and how it was looked at, over reloads. */
export class PersistenceController {
  #end: (() => void) | undefined;
  #storage: Storage | undefined;
  #key = '';

  constructor(private readonly view: () => SavedView) {}

  /** @returns what was kept of the view; undefined if nothing was, or nothing can be */
  start(conversation: Conversation, kind: 'none' | 'session' | 'local', key: string): SavedView | undefined {
    this.stop();
    if (kind === 'none') return undefined;
    try {
      this.#storage = kind === 'local' ? localStorage : sessionStorage;
    } catch {
      return undefined; // cookies are blocked, or the frame is sandboxed
    }
    this.#key = `${key}:view`;
    this.#end = persist(conversation, { storage: kind, key });
    addEventListener('pagehide', this.#save);
    try {
      return JSON.parse(this.#storage.getItem(this.#key) ?? 'null') as SavedView | undefined;
    } catch {
      return undefined;
    }
  }

  stop(): void {
    if (!this.#end) return;
    this.#save();
    removeEventListener('pagehide', this.#save);
    this.#end();
    this.#end = undefined;
    this.#storage = undefined;
  }

  readonly #save = (): void => {
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(this.view()));
    } catch {
      // Full: the messages are worth more, and have a place of their own.
    }
  };
}
