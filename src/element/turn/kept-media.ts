/** Where the bytes of what is attached, and of pictures in replies, are kept: the text stays where one paint finds it. */
import { createStore, get, promisifyRequest, set, type UseStore } from 'idb-keyval';
import type { MediaStore } from '../../conversation/kept.js';

/** What nothing refers to is removed once it is so old: what is younger a tab may be about to refer to. */
const orphanAgeMs = 3_600_000;

/**
 * `local`: IndexedDB, which has room for pictures. `session`: items of their own in sessionStorage, as far as they fit, for IndexedDB would outlive
 * the tab.
 * @param name under which the JSON is stored that refers to them
 */
export function mediaStore(kind: 'session' | 'local', name: string): MediaStore {
  return kind === 'local' ? new DatabaseStore(name) : new SessionStore(name);
}

let database: UseStore | undefined;

/** One database for all chats of an origin; where there is none, in a private window say, each use of it throws. */
class DatabaseStore implements MediaStore {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  async put(id: string, bytes: string): Promise<void> {
    return set([this.#name, id], bytes, open());
  }

  async get(id: string): Promise<unknown> {
    return get([this.#name, id], open());
  }

  /** In one transaction: what is put after it stays. */
  async clear(): Promise<void> {
    return open()('readwrite', (store) => {
      store.delete(IDBKeyRange.bound([this.#name], [this.#name, []])); // an array is more than any text
      return promisifyRequest(store.transaction);
    });
  }
}

function open(): UseStore {
  if (!database) {
    database = createStore('chat-8080', 'media');
    database('readwrite', removeOrphans).catch(() => undefined);
  }
  return database;
}

/** Of tabs that crashed, drafts that were given up, and what a page has removed itself. */
async function removeOrphans(store: IDBObjectStore): Promise<void> {
  const keys = await promisifyRequest(store.getAllKeys());
  for (const key of keys) {
    const [name, id] = key as [string, string];
    if (isOrphan(localStorage, name, id)) store.delete(key);
  }
}

class SessionStore implements MediaStore {
  readonly #prefix: string;

  constructor(name: string) {
    this.#prefix = `${name}:kept:`;
    for (const id of this.#ids()) if (isOrphan(sessionStorage, name, id)) sessionStorage.removeItem(this.#prefix + id);
  }

  async put(id: string, bytes: string): Promise<void> {
    sessionStorage.setItem(this.#prefix + id, bytes);
    return Promise.resolve();
  }

  async get(id: string): Promise<unknown> {
    return Promise.resolve(sessionStorage.getItem(this.#prefix + id));
  }

  async clear(): Promise<void> {
    for (const id of this.#ids()) sessionStorage.removeItem(this.#prefix + id);
    return Promise.resolve();
  }

  #ids(): string[] {
    const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(this.#prefix));
    return keys.map((key) => key.slice(this.#prefix.length));
  }
}

/** The id begins with its time: see `conversation/kept.ts`. */
function isOrphan(storage: Storage, name: string, id: string): boolean {
  const isOld = !(Date.now() - parseInt(id, 36) < orphanAgeMs);
  return isOld && storage.getItem(name)?.includes(id) !== true;
}
