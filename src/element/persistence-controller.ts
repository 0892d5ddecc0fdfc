import type { Conversation } from '../conversation/index.js';
import { persist } from '../conversation/storage.js';
import type { Place } from './scroll-controller.js';

/** What is kept beside the messages: what the visitor had before them. */
export interface SavedView {
  readonly draft: string;
  readonly open: boolean;
  readonly place: Place | undefined;
}

/** Keeps the conversation, and how it was looked at, over reloads. A chunk of its own: most chats keep nothing. */
export class PersistenceController {
  #end: (() => void) | undefined;
  #storage: Storage | undefined;
  #key = '';

  constructor(private readonly view: () => SavedView) {}

  /** @returns what was kept of the view; undefined if nothing was, or nothing can be */
  start(conversation: Conversation, kind: 'session' | 'local', key: string): SavedView | undefined {
    this.stop();
    const viewKey = `${key}:view`;
    if (this.#key !== '' && this.#key !== viewKey) conversation.clear(); // it is another's, and kept for them
    this.#key = viewKey;
    try {
      this.#storage = kind === 'local' ? localStorage : sessionStorage;
    } catch {
      return undefined; // cookies are blocked, or the frame is sandboxed
    }
    this.#end = persist(conversation, { storage: kind, key });
    addEventListener('pagehide', this.#save);
    try {
      const view = JSON.parse(this.#storage.getItem(this.#key) ?? 'null') as SavedView | null;
      return typeof view?.draft === 'string' ? view : undefined; // anybody may have written there
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
