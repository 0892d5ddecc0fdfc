/**
 * Pictures, recordings and files of a saved conversation: their bytes are kept apart, and a reference (`kept:…`) stands in the JSON. The JSON is
 * read and written whole, at once, and has little room.
 */
import { createId, keptPrefix, mediaOf, type Part } from '../client/index.js';
import { keptState, lost, withMedia } from './media.js';
import type { SavedConversation } from './saved-format.js';
import { isUnsettled, type ChatMessage, type ConversationState } from './state.js';

/** Where bytes are kept, each under an id. What it throws, or rejects with, costs the bytes after a reload and nothing else. */
export interface MediaStore {
  put: (id: string, bytes: string) => Promise<void>;
  get: (id: string) => Promise<unknown>;
  /** Removes all of them. */
  clear: () => Promise<void>;
}

/** In characters. What is shorter stays in the JSON. */
const shortest = 2_000;
/** A store that neither takes nor refuses must not keep the text from being saved; nor one that does not answer a picture in doubt. */
const patienceMs = 2_000;
const longPatienceMs = 10_000;

/** As {@link newReference} makes them: the storage belongs to the whole page, and anybody may have written there. */
const ours = /^kept:[\da-z]{8,9}-[\da-f]{24}$/;

/** It begins with the time, so that a store can tell what is old by its keys. */
const newReference = (): string => `${keptPrefix}${Date.now().toString(36)}-${createId()}`;
const idOf = (reference: string): string => reference.slice(keptPrefix.length);

const known = new WeakMap<MediaStore, KeptMedia>();

/** The same for the same store: what is known of it stays known. */
export function keptMedia(store: MediaStore): KeptMedia {
  const media = known.get(store) ?? new KeptMedia(store);
  known.set(store, media);
  return media;
}

export class KeptMedia {
  readonly #store: MediaStore;
  readonly #references = new Map<string, string>();
  /** Or, of a reference whose bytes are lost, what says so. */
  readonly #bytes = new Map<string, string>();
  readonly #fetches = new Map<string, Promise<void>>();
  #putting: Promise<unknown> | undefined;

  constructor(store: MediaStore) {
    this.#store = store;
  }

  /** Bytes → references, as it is saved. What is not in the store yet is on its way there. */
  out<T extends Part>(parts: readonly T[]): readonly T[] {
    return change(parts, (media) => this.#references.get(media) ?? (isLong(media) ? this.#keep(media) : media));
  }

  /** References → bytes, as far as they are known: what is the same on two sides is the same text. */
  in<T extends Part>(parts: readonly T[]): readonly T[] {
    return change(parts, (media) => {
      if (keptState(media) !== 'coming') return media;
      return this.#bytes.get(media) ?? (ours.test(media) ? media : lost(keptPrefix));
    });
  }

  /** @returns resolves when all of it is in the store, or cannot be; undefined where it is already */
  keep(parts: readonly Part[]): Promise<unknown> | undefined {
    this.out(parts);
    return this.#putting;
  }

  /** Asks for the bytes of all references, each once; then {@link in} knows them. */
  async fetch(parts: readonly Part[]): Promise<void> {
    for (const part of parts) {
      const media = mediaOf(part) ?? '';
      if (ours.test(media) && !this.#fetches.has(media)) this.#fetches.set(media, this.#fetch(part, media));
    }
    await Promise.all(this.#fetches.values());
  }

  /** Everything is to be removed. */
  clear(): void {
    if (this.#fetches.size + this.#references.size === 0) return;
    this.forget();
    this.#store.clear().catch(() => undefined); // what nothing refers to is removed some day
  }

  /** Somebody has removed everything; what is in the store now is theirs. */
  forget(): void {
    for (const map of [this.#references, this.#bytes, this.#fetches]) map.clear();
  }

  async #fetch(part: Part, reference: string): Promise<void> {
    const bytes = await Promise.race([this.#store.get(idOf(reference)).catch(() => undefined), after(longPatienceMs)]);
    const isGood = typeof bytes === 'string' && expected(part).test(bytes);
    this.#know(reference, isGood ? bytes : lost(reference));
  }

  #keep(bytes: string): string {
    const reference = newReference();
    this.#know(reference, bytes);
    const put = this.#store.put(idOf(reference), bytes).catch(() => undefined);
    const all = Promise.race([Promise.all([this.#putting, put]), after(patienceMs)]).then(() => {
      if (this.#putting === all) this.#putting = undefined;
    });
    this.#putting = all;
    return reference;
  }

  #know(reference: string, bytes: string): void {
    this.#bytes.set(reference, bytes);
    this.#references.set(bytes, reference);
  }
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const isLong = (media: string): boolean => media.length > shortest && !/^https?:/.test(media);

/** What comes out of a store is believed no more than what is in the JSON. */
function expected({ type }: Part): RegExp {
  return type === 'image_url' ? /^data:image\// : type === 'file' ? /^data:/ : /^[\w+/=-]+$/;
}

function change<T extends Part>(parts: readonly T[], to: (media: string) => string): readonly T[] {
  return mapped(parts, (part) => {
    const media = mediaOf(part) ?? '';
    const other = to(media);
    return other === media ? part : withMedia(part, other);
  });
}

/** @returns the same list where nothing has changed */
function mapped<T>(items: readonly T[], to: (item: T) => T): readonly T[] {
  const changed = items.map(to);
  return changed.some((item, index) => item !== items[index]) ? changed : items;
}

interface Holder {
  readonly parts: readonly Part[];
}

/** As it is saved. */
export function savedOut(media: KeptMedia, saved: SavedConversation): SavedConversation {
  const messages = within(saved.messages.map(withoutSpeech), (parts) => media.out(parts));
  return { ...saved, messages, queue: within(saved.queue, (parts) => media.out(parts)) };
}

export function savedIn(media: KeptMedia, saved: SavedConversation): SavedConversation {
  const messages = within(saved.messages, (parts) => media.in(parts));
  return { ...saved, messages, queue: within(saved.queue, (parts) => media.in(parts)) };
}

/** @returns the same state where nothing has changed */
export function stateIn(media: KeptMedia, state: ConversationState): ConversationState {
  const all = within(state.all, (parts) => media.in(parts));
  const queue = within(state.queue, (parts) => media.in(parts));
  return all === state.all && queue === state.queue ? state : { ...state, all, queue };
}

/** Of which anything may be kept apart. */
export function partsOf({ all, queue }: ConversationState): readonly Part[] {
  return [...all.map(withoutSpeech), ...queue].flatMap<Part>(({ parts }) => parts);
}

function within<T extends Holder>(holders: readonly T[], to: (parts: T['parts']) => readonly Part[]): readonly T[] {
  return mapped(holders, (holder) => {
    const parts = to(holder.parts);
    return parts === holder.parts ? holder : { ...holder, parts };
  });
}

/** A recording that grows would be kept anew with each piece. */
function withoutSpeech(message: ChatMessage): ChatMessage {
  if (!isUnsettled(message)) return message;
  return { ...message, parts: message.parts.map((part) => (part.type === 'audio' ? { ...part, data: '' } : part)) };
}
