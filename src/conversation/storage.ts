/** Keeps a conversation over reloads, and the same in every tab that shows it. */
import type { Conversation } from './conversation.js';
import { listen } from './environment.js';
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
}

/** While a reply streams it is saved at most once in so many ms; leaving the page saves it at once. */
const streamingInterval = 1_000;

/**
 * Takes back what was saved, and from then on saves every change. With `local`, tabs hear of each other's changes. Nothing of it ever
 * throws: where storage is full, forbidden or missing, the conversation simply lasts as long as the page.
 * @returns saves what is not saved yet, and ends it
 * @throws Error if a reply is coming
 */
export function persist(conversation: Conversation, { storage: option, key }: PersistOptions): () => void {
  const storage = find(option);
  if (!storage) return () => undefined;
  conversation.restore(load(storage, key));

  let timer: ReturnType<typeof setTimeout> | undefined;
  let merging = false;

  const save = (what: Pick<Conversation, 'toJSON'> = conversation): void => {
    clearTimeout(timer);
    timer = undefined;
    const saved = what.toJSON();
    try {
      if (saved.messages.length === 0 && saved.queue.length === 0) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(saved));
    } catch {
      // Full (QuotaExceededError) or forbidden (SecurityError): what was saved before stays.
    }
  };
  const leave = (): void => {
    if (timer !== undefined || conversation.busy) save({ toJSON: () => conversation.toJSONOnLeave() });
  };
  const changed = (): void => {
    if (merging) return;
    const { all, queue } = conversation.state;
    if (all.length === 0 && queue.length === 0) {
      save(); // what was cleared must not be found by whoever looks next
      return;
    }
    const isStreaming = all.some((message) => isUnsettled(message) && message.parts.length > 0);
    if (!isStreaming) clearTimeout(timer);
    else if (timer !== undefined) return;
    timer = setTimeout(save, isStreaming ? streamingInterval : 0);
  };
  const takeIn = (text: string | null): void => {
    if (text === null) {
      if (conversation.state.all.length > 0) conversation.clear();
      return;
    }
    merging = true;
    const same = conversation.merge(parse(text));
    merging = false;
    if (!same) changed();
  };
  const heard = (event: unknown): void => {
    const {
      key: changedKey,
      newValue,
      storageArea,
    } = event as { key: string | null; newValue: string | null; storageArea: unknown };
    if (storageArea !== storage || (changedKey !== key && changedKey !== null)) return;
    takeIn(changedKey === null ? null : newValue);
  };
  /** A page that comes back from the back-forward cache has heard nothing of what happened meanwhile. */
  const cameBack = (event: unknown): void => {
    if ((event as { persisted?: boolean }).persisted === true) takeIn(storage.getItem(key));
  };

  const ends = [
    conversation.subscribe(changed),
    listen('pagehide', leave),
    listen('pageshow', cameBack),
    listen('storage', heard),
  ];
  return () => {
    if (timer !== undefined) save();
    for (const end of ends) end();
  };
}

function find(option: PersistOptions['storage']): StorageLike | undefined {
  if (typeof option === 'object') return option;
  const scope = globalThis as { localStorage?: StorageLike; sessionStorage?: StorageLike };
  try {
    // Merely naming them throws where cookies are blocked, and in sandboxed frames.
    return option === 'local' ? scope.localStorage : option === 'session' ? scope.sessionStorage : undefined;
  } catch {
    return undefined;
  }
}

function load(storage: StorageLike, key: string): unknown {
  try {
    return parse(storage.getItem(key));
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
