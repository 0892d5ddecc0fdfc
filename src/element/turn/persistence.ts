import { emptyDraft, type Conversation, type Draft } from '../../conversation/index.js';
import { readDraft } from '../../conversation/saved-format.js';
import { persist } from '../../conversation/storage.js';
import type { Place } from '../transcript/scroll-controller.js';

const nothing = { all: [], chosen: {}, queue: [], clearedAt: 0 };

/** What is kept beside the messages: what the visitor had before them. */
export interface SavedView {
  readonly draft: Draft;
  readonly open: boolean;
  readonly place: Place | undefined;
}

export interface PersistenceHost {
  draft: Draft;
  /** What is to be kept beside the conversation. */
  readonly view: SavedView;
}

/** Keeps the conversation, and how it was looked at, over reloads. A part of its own: most chats keep nothing. */
export class Persistence {
  #end: (() => void) | undefined;
  /** Where, and under which name, what is kept now, or was kept last. */
  #storage: Storage | undefined;
  #key: string | undefined;
  #conversation: Conversation | undefined;
  /** There was something of it in the storage at the end. */
  #wasStored = false;

  readonly #host: PersistenceHost;

  constructor(host: PersistenceHost) {
    this.#host = host;
  }

  /** @returns what was kept of the view; undefined if nothing was, or nothing can be */
  start(conversation: Conversation, kind: 'session' | 'local', key: string): SavedView | undefined {
    this.stop();
    const isSame = conversation === this.#conversation;
    const isOtherKey = this.#key !== undefined && this.#key !== key;
    const storageBefore = this.#storage;
    if (isOtherKey) {
      // Another visitor, perhaps: what was said and written so far is kept under its own key.
      if (isSame) conversation.replace(nothing, []);
      this.#host.draft = emptyDraft;
    }
    this.#conversation = conversation;
    this.#key = key;
    try {
      this.#storage = kind === 'local' ? localStorage : sessionStorage;
    } catch {
      this.#storage = undefined;
      return undefined; // cookies are blocked, or the frame is sandboxed
    }
    const isSamePlace = isSame && !isOtherKey && this.#storage === storageBefore;
    // Somebody has cleared it while the element was out of the document.
    if (isSamePlace && this.#wasStored && this.#read(key) === null) conversation.clear();
    this.#end = persist(conversation, { storage: kind, key });
    addEventListener('pagehide', this.#save);
    try {
      return readView(JSON.parse(this.#read(`${key}:view`) ?? 'null'));
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
    this.#wasStored = typeof this.#read(this.#key) === 'string';
  }

  readonly #save = (): void => {
    try {
      this.#storage?.setItem(`${this.#key}:view`, JSON.stringify(this.#host.view));
    } catch {
      // Full: the messages are worth more, and have a place of their own.
    }
  };

  /** @returns null where there is nothing, undefined where that cannot be told */
  #read(key = ''): string | null | undefined {
    try {
      return this.#storage?.getItem(key);
    } catch {
      return undefined;
    }
  }
}

/** Believes nothing: anybody may have written there. */
function readView(saved: unknown): SavedView | undefined {
  if (typeof saved !== 'object' || saved === null) return undefined;
  const { draft, open, place } = saved as Partial<Record<keyof SavedView, unknown>>;
  const read = readDraft(draft);
  return read && { draft: read, open: open === true, place: isPlace(place) ? place : undefined };
}

function isPlace(value: unknown): value is Place {
  const { turn, offset } = (value ?? {}) as Partial<Record<keyof Place, unknown>>;
  return typeof turn === 'string' && Number.isSafeInteger(Math.round(offset as number));
}
