/** Keeps a conversation over reloads, and the same in every tab that shows it. */
import type { Conversation } from './conversation.js';
import { listen } from './environment.js';
import { keptMedia, partsOf, savedIn, savedOut, stateIn, type MediaStore } from './kept.js';
import { merge, restore, save, saveOnLeave } from './saving.js';
import { readSaved, version } from './saved-format.js';
import { isUnsettled } from './state.js';

/** The part of the Web Storage API that is used; anything that has it will do. */
export interface StorageLike {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface PersistOptions {
  /** `session` and `local` are the browser's own; `none` keeps nothing. */
  storage: 'none' | 'session' | 'local' | StorageLike;
  key: string;
  /** Where the bytes of pictures, recordings and files are kept. Default: with the rest. */
  media?: MediaStore | undefined;
}

/** While a reply streams it is saved at most once in this time; leaving the page saves it at once. */
const streamingIntervalMs = 1_000;

/** All that keep a conversation in this page: what one of them writes the browser tells to other pages only (https://html.spec.whatwg.org/multipage/webstorage.html#concept-storage-broadcast). */
const keepers = new Set<{ storage: StorageLike; key: string; takeIn: () => void }>();

/**
 * Takes back what was saved, and from then on saves every change. With `local`, tabs hear of each other's changes; conversations of one page
 * that are kept under the same key always do. Nothing of it ever
 * throws: where storage is full, forbidden or missing, the conversation simply lasts as long as the page. Where something was asked or
 * cleared already, what was saved is brought together with that; messages that were only added give way to what was saved, being added on each page anew.
 * @returns saves what is not saved yet, and ends it; with `true` only ends it, for what has been forgotten elsewhere
 */
export function persist(
  conversation: Conversation,
  { storage: option, key, media: store }: PersistOptions,
): (isForgotten?: boolean) => void {
  const storage = find(option);
  if (!storage) return () => undefined;
  const { all, clearedAt } = conversation.state;
  const hasBegun = all.some(({ timing }) => timing) || (all.length === 0 && clearedAt > 0);
  const takeBack = hasBegun ? merge : restore;
  const newest = (): number => conversation.state.all.reduce((latest, { createdAt }) => Math.max(latest, createdAt), 0);
  const media = store && keptMedia(store);
  const parsed = (text: string | null): unknown => {
    const value = parse(text);
    const saved = media && readSaved(value);
    return saved ? savedIn(media, saved) : value;
  };
  const before = read(storage, key);
  takeBack(conversation, parsed(before ?? null));

  /** The time of the newest message in the storage, as far as we know; undefined where nothing is stored. */
  let storedUntil = typeof before === 'string' ? newest() : undefined;
  /** What stands in the storage, as far as we know. */
  let known = before;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** While something heard is taken in: how many changes that has made. One is the taking in; more are a listener's, and are to be saved. */
  let heardChanges: number | undefined;

  const write = (asOf = save): void => {
    clearTimeout(timer);
    timer = undefined;
    const text = read(storage, key);
    // What somebody has removed, when a visitor signed out perhaps, is not written there again.
    if (storedUntil !== undefined && text === null) {
      takeIn();
      return;
    }
    // Of what somebody else has written since, and we have not heard yet, nothing is to be lost.
    if (typeof text === 'string' && text !== known) takeIn();
    // What was taken in may be a change that is to be saved: now it is.
    clearTimeout(timer);
    timer = undefined;
    const saved = asOf(conversation);
    try {
      if (saved.messages.length === 0 && saved.queue.length === 0) {
        storage.removeItem(key);
        media?.clear();
        storedUntil = undefined;
      } else {
        known = JSON.stringify(media ? savedOut(media, saved) : saved);
        storage.setItem(key, known);
        storedUntil = newest();
      }
      for (const other of keepers) if (other !== keeper && other.storage === storage && other.key === key) other.takeIn();
    } catch {
      // Full (QuotaExceededError) or forbidden (SecurityError): what was saved before stays.
    }
  };
  const leave = (): void => {
    if (timer !== undefined || conversation.busy) write(saveOnLeave);
  };
  const changed = (): void => {
    if (heardChanges !== undefined) {
      heardChanges++;
      return;
    }
    const { all, queue } = conversation.state;
    if (all.length === 0 && queue.length === 0) {
      write(); // what was cleared must not be found by whoever looks next
      return;
    }
    const isStreaming = all.some((message) => isUnsettled(message) && message.parts.length > 0);
    if (!isStreaming) clearTimeout(timer);
    else if (timer !== undefined) return;
    timer = setTimeout(() => void writeAfterMedia(), isStreaming ? streamingIntervalMs : 0);
  };
  /** Another tab that reads a reference at once finds what it means. */
  const writeAfterMedia = async (): Promise<void> => {
    const due = timer;
    await media?.keep(partsOf(conversation.state));
    if (timer === due && due !== undefined) write();
  };
  /** What is not there yet: the text does not wait for it. */
  const fetchMedia = async (): Promise<void> => {
    await media?.fetch(partsOf(conversation.state));
    const { state, queuedElsewhere } = conversation.snapshot();
    const next = media && stateIn(media, state);
    if (!next || next === state || !keepers.has(keeper)) return;
    const isToBeSaved = quietly(() => {
      conversation.replace(next, queuedElsewhere);
      return true;
    });
    if (isToBeSaved) changed();
  };
  /**
   * @param change returns whether what is stored has all of it
   * @returns whether it has not, or a listener has changed more
   */
  const quietly = (change: () => boolean): boolean => {
    heardChanges = 0;
    const isStored = change();
    const more = heardChanges > 1;
    heardChanges = undefined;
    return more || !isStored;
  };
  /** Takes in what is stored now; what an event says of it may be old already. Nothing is removed because of something that was heard. */
  const takeIn = (): void => {
    const text = read(storage, key);
    if (text === undefined) return;
    known = text;
    // What was said since it was stored is not what somebody has removed.
    const until = storedUntil ?? Infinity;
    const isToBeSaved = quietly(() => {
      if (text !== null) return merge(conversation, parsed(text));
      if (newest() > until) return merge(conversation, { version, messages: [], chosen: {}, queue: [], clearedAt: until });
      conversation.clear();
      media?.clear();
      return true;
    });
    storedUntil = text === null ? undefined : newest();
    void fetchMedia();
    if (isToBeSaved) changed();
  };
  const heard = (event: unknown): void => {
    const { key: changedKey, storageArea } = event as { key: string | null; storageArea: unknown };
    if (storageArea === storage && (changedKey === key || changedKey === null)) takeIn();
  };
  /** A page that comes back from the back-forward cache has heard nothing of what happened meanwhile (https://web.dev/articles/bfcache). */
  const cameBack = (event: unknown): void => {
    if ((event as { persisted?: boolean }).persisted === true) takeIn();
  };

  const keeper = { storage, key, takeIn };
  keepers.add(keeper);
  const ends = [
    conversation.subscribe(changed),
    listen('pagehide', leave),
    listen('pageshow', cameBack),
    listen('storage', heard),
  ];
  if (hasBegun) changed();
  void fetchMedia();
  return (isForgotten = false) => {
    if (timer !== undefined && !isForgotten) write();
    if (isForgotten) media?.forget();
    clearTimeout(timer);
    timer = undefined;
    for (const end of ends) end();
    keepers.delete(keeper);
  };
}

function find(option: PersistOptions['storage']): StorageLike | undefined {
  if (typeof option === 'object') return option;
  const scope = globalThis as { localStorage?: StorageLike; sessionStorage?: StorageLike };
  try {
    // Merely naming them throws where cookies are blocked, and in sandboxed frames:
    // https://html.spec.whatwg.org/multipage/webstorage.html#dom-localstorage-dev
    return option === 'local' ? scope.localStorage : option === 'session' ? scope.sessionStorage : undefined;
  } catch {
    return undefined;
  }
}

/** @returns null where nothing is stored, undefined where that cannot be told */
function read(storage: StorageLike, key: string): string | null | undefined {
  try {
    return storage.getItem(key);
  } catch {
    return undefined;
  }
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null') as unknown;
  } catch {
    return undefined;
  }
}
