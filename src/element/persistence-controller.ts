import type { ReactiveElement } from 'lit';
import type { Conversation } from '../conversation/index.js';
import { hint } from './hints.js';
import { importPersistence } from './lazy.js';
import type { Place } from './scroll-controller.js';

/** What is kept beside the messages: what the visitor had before them. */
export interface SavedView {
  readonly draft: string;
  readonly open: boolean;
  readonly place: Place | undefined;
}

let room: Awaited<ReturnType<typeof importPersistence>> | undefined;
let loading: Promise<void> | undefined;

/** Keeps the conversation, and how it was looked at, over reloads. */
export class PersistenceController {
  #end: (() => void) | undefined;
  #storage: Storage | undefined;
  #key = '';

  constructor(
    private readonly host: ReactiveElement,
    private readonly view: () => SavedView,
  ) {}

  /** Loads what saving takes, once a page: a chat that keeps nothing does without. Where it is not to be had, the chat goes on without too. */
  async load(): Promise<void> {
    loading ??= importPersistence().then((module) => void (room = module));
    await loading.catch((error: unknown) => hint(this.host, 'missing-chunk', 'persist.js', String(error)));
  }

  /** @returns what was kept of the view; undefined if nothing was, or nothing can be, or it has to wait for {@link load} */
  start(conversation: Conversation, kind: 'none' | 'session' | 'local', key: string): SavedView | undefined {
    this.stop();
    if (kind === 'none') return undefined;
    if (!room) {
      // `persist` was set after the first render, or before the element was defined: then Lit hands it over in the first update.
      void this.load().then(() => room && this.host.requestUpdate('persist'));
      return undefined;
    }
    try {
      this.#storage = kind === 'local' ? localStorage : sessionStorage;
    } catch {
      return undefined; // cookies are blocked, or the frame is sandboxed
    }
    this.#key = `${key}:view`;
    this.#end = room.persist(conversation, { storage: kind, key });
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
