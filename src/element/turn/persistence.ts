import { isEmptyDraft, isKept, type ContentPart, type Conversation, type Draft } from '../../conversation/index.js';
import { keptMedia, type KeptMedia, type MediaStore } from '../../conversation/kept.js';
import { readDraft } from '../../conversation/saved-format.js';
import { persist } from '../../conversation/storage.js';
import type { Place } from '../transcript/scroll-controller.js';
import type * as Store from './kept-media.js';
import { forgetStored, forgottenKey, viewKey } from './persistence-keys.js';

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
  /** Waits for the part; undefined where it cannot be had. */
  keptMedia: () => Promise<typeof Store | undefined>;
  /** Everything that the element itself holds of the visitor. */
  forget: () => void;
  /** What is written, and what is on its way into it. */
  forgetDraft: () => void;
  /** Begins anew, with what is stored now. */
  start: () => void;
}

/** All that are at work in this page: of what one of them does the browser tells other pages only. */
const atWork = new Set<Persistence>();

/** Keeps the conversation, and how it was looked at, over reloads. A part of its own: most chats keep nothing. */
export class Persistence {
  #end: ReturnType<typeof persist> | undefined;
  /** Where, and under which name, what is kept now, or was kept last. */
  #storage: Storage | undefined;
  #key = '';
  /** Where the view is: of several chats under one key each has a draft of its own. */
  #viewKey = '';
  #conversation: Conversation | undefined;
  /** There was something of the conversation in the storage at the end. */
  #wasStored = false;
  /** There is something of the view in the storage, unless somebody has removed it. */
  #isViewStored = false;
  /** There may be a draft in it. */
  #isDraftStored = false;
  /** When everything was last forgotten, as far as this tab has heard. */
  #forgotten: string | undefined;
  /** Each once: a conversation that is kept anew knows what it has kept. */
  readonly #stores = new Map<string, MediaStore>();
  /** These: what is attached to the draft, and what of it is on its way from where it was kept. */
  #media: KeptMedia | undefined;
  #coming: readonly ContentPart[] = [];

  readonly #host: PersistenceHost;

  constructor(host: PersistenceHost) {
    this.#host = host;
  }

  /** Another chat of this page keeps its conversation in the same place, so it is the same conversation. */
  get isShared(): boolean {
    return this.#viewKey.length > viewKey(this.#key).length;
  }

  /** @returns what was kept of the view; undefined if nothing was, nothing can be, or the host still has it */
  start(conversation: Conversation, kind: 'session' | 'local', key: string): SavedView | undefined {
    this.stop();
    const isSame = conversation === this.#conversation;
    const isOtherKey = this.#key !== '' && this.#key !== key;
    const storageBefore = this.#storage;
    if (isOtherKey) {
      // Another visitor, perhaps: what was said and written so far is kept under its own key.
      if (isSame) conversation.replace(nothing, []);
      this.#host.forgetDraft();
    }
    this.#conversation = conversation;
    this.#key = key;
    try {
      this.#storage = kind === 'local' ? localStorage : sessionStorage;
    } catch {
      this.#storage = undefined;
      return undefined; // cookies are blocked, or the frame is sandboxed
    }
    const name = this.#freeName(key);
    if (name !== this.#viewKey) this.#isViewStored = false; // there it is not gone, it never was
    this.#viewKey = name;
    const isSamePlace = isSame && !isOtherKey && this.#storage === storageBefore;
    // Somebody has cleared it, while the element was out of the document perhaps.
    const isGone = this.#isForgotten || (this.#wasStored && this.#read(key) === null);
    if (isSamePlace && isGone) {
      this.#host.forget();
      for (const kept of [key, name]) keptMedia(this.#store(kind, kept)).forget();
    }
    if (!isSamePlace || isGone) this.#coming = [];
    for (const [type, listener] of this.#listeners) addEventListener(type, listener);
    this.#end = persist(conversation, { storage: kind, key, media: this.#store(kind, key) });
    this.#media = keptMedia(this.#store(kind, name));
    atWork.add(this);
    this.#beginAnew();
    const forgottenAt = Number(this.#forgotten);
    // A time that has not come yet is nobody's.
    const isForgotten = (time: number): boolean => time <= forgottenAt && forgottenAt <= Date.now();
    const { all } = conversation.state;
    // Kept by a tab that was not there to hear of it.
    if (all.length > 0 && all.every(({ createdAt }) => isForgotten(createdAt))) conversation.clear();
    const text = this.#read(name);
    this.#isViewStored = typeof text === 'string';
    const view = readView(text);
    this.#isDraftStored = !!view && !isEmptyDraft(view.draft);
    if (view && isForgotten(view.at)) {
      this.#storage.removeItem(name);
      return undefined;
    }
    // What the host holds itself it need not be given: a place, most of all, is for a conversation that is about to be drawn.
    return isSamePlace || !view ? undefined : { ...view, draft: this.#withoutComing(view.draft) };
  }

  /** What is attached comes later than the text. */
  #withoutComing({ text, parts }: Draft): Draft {
    const media = this.#media;
    const there = media?.in(parts) ?? parts;
    const coming = there.filter(isKept);
    this.#coming = coming;
    if (coming.length > 0)
      void media?.fetch(coming).then(() => {
        if (this.#coming !== coming) return; // what was written is another's now
        this.#coming = [];
        const { draft } = this.#host;
        this.#host.draft = { ...draft, parts: [...media.in(coming).filter((part) => !isKept(part)), ...draft.parts] };
      });
    return { text, parts: there.filter((part) => !isKept(part)) };
  }

  #store(kind: 'session' | 'local', name: string): MediaStore {
    const id = `${kind} ${name}`;
    const known = this.#stores.get(id);
    if (known) return known;
    let opened: Promise<MediaStore> | undefined;
    const open = (): Promise<MediaStore> =>
      (opened ??= this.#host.keptMedia().then((part) => part?.mediaStore(kind, name) ?? Promise.reject(new Error('No part.'))));
    const store: MediaStore = {
      put: async (...given) => (await open()).put(...given),
      get: async (...given) => (await open()).get(...given),
      clear: async () => (await open()).clear(),
    };
    this.#stores.set(id, store);
    return store;
  }

  stop(): void {
    if (!this.#end) return;
    this.#save();
    for (const [type, listener] of this.#listeners) removeEventListener(type, listener);
    this.#end();
    this.#end = undefined;
    atWork.delete(this);
    this.#wasStored = typeof this.#read(this.#key) === 'string';
  }

  /**
   * To be told what is written in the composer: only what is stored can be found to have been removed, and a draft that has been
   * cleared, or sent, does not stay until the page is left.
   */
  written(draft: Draft): void {
    if (!this.#end) return;
    const hasDraft = !isEmptyDraft(draft);
    // When the page is left there is no time for it.
    if (draft.parts.length > 0) void this.#media?.keep(draft.parts);
    else if (this.#coming.length === 0) this.#media?.clear();
    if (hasDraft ? !this.#isViewStored : this.#isDraftStored) this.#save();
  }

  /** To be told when everything has been forgotten: what is kept from now on is somebody else's. */
  forgotten(): void {
    if (!this.#key) return;
    forgetStored(this.#key); // the page may have changed by what the key was made
    this.#storage?.removeItem(this.#viewKey);
    this.#coming = [];
    this.#media?.clear();
    this.#beginAnew();
    for (const other of atWork) if (other.#key === this.#key) other.#heed();
  }

  #beginAnew(): void {
    this.#isViewStored = false;
    this.#wasStored = false;
    this.#forgotten = readForgotten(this.#key);
  }

  readonly #save = (): void => {
    const { view } = this.#host;
    this.#isDraftStored = this.#coming.length > 0 || !isEmptyDraft(view.draft);
    const isNobodys = this.#forgotten !== undefined && isEmptyDraft(view.draft) && !view.open && !view.place;
    // What somebody has removed, when a visitor signed out perhaps, is not written there again.
    if (this.#isViewStored ? this.#isViewGone : isNobodys) return;
    try {
      const { text, parts } = view.draft;
      const draft = { text, parts: [...this.#coming, ...(this.#media?.out(parts) ?? parts)] };
      this.#storage?.setItem(this.#viewKey, JSON.stringify({ ...view, draft, at: Date.now() }));
      this.#isViewStored = true;
    } catch {
      // Full: the messages are worth more, and have a place of their own.
    }
  };

  /** Another tab has forgotten everything, or the page there has emptied the storage. */
  readonly #heard = ({ key }: StorageEvent): void => {
    if (key === null || key === forgottenKey(this.#key) || key === this.#viewKey) this.#heed();
  };

  /** A page in the back-forward cache hears of nothing. */
  readonly #cameBack = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#heed();
  };

  // Before those of the conversation: what is forgotten must not be brought together with what somebody else has said since.
  readonly #listeners = [
    ['pagehide', this.#save],
    ['storage', this.#heard],
    ['pageshow', this.#cameBack],
  ] as unknown as readonly [string, EventListener][];

  #freeName(key: string): string {
    const taken = [...atWork].filter((other) => other.#storage === this.#storage).map((other) => other.#viewKey);
    let name = viewKey(key);
    for (let number = 2; taken.includes(name); number++) name = viewKey(key) + String(number);
    return name;
  }

  get #isViewGone(): boolean {
    return this.#isViewStored && this.#read(this.#viewKey) === null;
  }

  get #isForgotten(): boolean {
    return this.#isViewGone || readForgotten(this.#key) !== this.#forgotten;
  }

  /** What is stored now is somebody else's: it must neither be removed nor brought together with what was said before. */
  #heed(): void {
    if (!this.#isForgotten) return;
    this.#end?.(true);
    this.#end = undefined;
    atWork.delete(this);
    this.#host.start();
  }

  /** @returns null where there is nothing, undefined where that cannot be told */
  #read(key: string): string | null | undefined {
    try {
      return this.#storage?.getItem(key);
    } catch {
      return undefined;
    }
  }
}

/** @returns undefined where nothing was, or where that cannot be told */
function readForgotten(key: string): string | undefined {
  try {
    return localStorage.getItem(forgottenKey(key)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Believes nothing: anybody may have written there. */
function readView(text: string | null | undefined): (SavedView & { at: number }) | undefined {
  let saved: unknown;
  try {
    saved = JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
  if (typeof saved !== 'object' || saved === null) return undefined;
  const { draft, open, place, at } = saved as Partial<Record<keyof SavedView | 'at', unknown>>;
  const read = readDraft(draft);
  return (
    read && { draft: read, open: open === true, place: isPlace(place) ? place : undefined, at: typeof at === 'number' ? at : 0 }
  );
}

function isPlace(value: unknown): value is Place {
  const { turn, offset } = (value ?? {}) as Partial<Record<keyof Place, unknown>>;
  return typeof turn === 'string' && Number.isSafeInteger(Math.round(offset as number));
}
