import type { ReactiveController } from 'lit';
import { isEmptyDraft, type Draft } from '../../conversation/index.js';
import { persistenceOf } from '../api/appearance.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import { modeOf } from '../api/modes.js';
import type { ConversationHost, ElementHost, Parts } from '../host.js';
import type { Transcript } from '../transcript/transcript.js';
import { hint } from '../hints/hints.js';
import type * as KeptMedia from './kept-media.js';
import { storageKeyOf, type KeyHost } from './persistence-keys.js';
import { Persistence, type PersistenceHost, type SavedView } from './persistence.js';

type Host = ElementHost & ConversationHost & KeyHost & Pick<AppearanceProperties, 'mode' | 'open' | 'persist'>;

export interface PersistenceServices {
  composer: { draft: Draft; clear: () => void };
  /** The transcript: once its part is there. */
  parts: Pick<Parts, 'load'> & { readonly transcript: Transcript | undefined };
}

/** Says when what is kept, and under which name. */
export class PersistenceController implements ReactiveController, PersistenceHost {
  readonly #host: Host;
  readonly #services: PersistenceServices;
  readonly #persistence = new Persistence(this);
  #kind: ReturnType<typeof persistenceOf> = 'none';
  /** Stays, so that another endpoint, or another address of the page, does not change what the visitor sees. */
  #defaultKey = '';
  /** Outside the document it ends, and does not begin. */
  #isOut = false;

  constructor(host: Host, services: PersistenceServices) {
    this.#host = host;
    this.#services = services;
    host.addController(this);
  }

  get draft(): Draft {
    return this.#services.composer.draft;
  }

  set draft(draft: Draft) {
    this.#services.composer.draft = draft;
  }

  keptMedia(): Promise<typeof KeptMedia | undefined> {
    return this.#services.parts.load(
      'kept-media',
      () => import('../parts/kept-media.js'),
      (exports) => exports,
    );
  }

  get view(): SavedView {
    return { draft: this.draft, open: this.#host.open, place: this.#services.parts.transcript?.scroll.place };
  }

  readonly forget = (): void => {
    this.#services.parts.transcript?.forget();
    this.#host.conversation.clear();
    this.forgetDraft();
  };

  readonly forgetDraft = (): void => this.#services.composer.clear();

  /** The host has forgotten everything. */
  forgotten(): void {
    this.#persistence.forgotten();
  }

  hostConnected(): void {
    if (this.#isOut) this.start();
  }

  /** To be told when the host is taken out of the document. Unlike a reply this does not wait: who comes in its place reads what is kept. */
  left(): void {
    // Moving the element within the document removes and inserts it in one task.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#isOut = true;
      this.#persistence.stop();
    });
  }

  hostUpdate(): void {
    if (this.#kind !== persistenceOf(this.#host)) this.start();
  }

  hostUpdated(): void {
    this.#persistence.written(this.draft);
  }

  /** Begins to keep the conversation, with what was kept of it; also under another name, or in another place. */
  start(): void {
    const host = this.#host;
    const kind = persistenceOf(host);
    const key = host.storageKey ?? (this.#defaultKey ||= storageKeyOf(host));
    this.#kind = key ? kind : 'none'; // without a server: until there is one
    this.#persistence.stop();
    this.#isOut = !host.isConnected;
    if (this.#kind === 'none' || this.#isOut) return;
    const view = this.#persistence.start(host.conversation, this.#kind, key);
    if (this.#persistence.isShared) hint(host, 'shared-storage-key', key);
    if (!view) return;
    if (isEmptyDraft(this.draft)) this.draft = view.draft;
    if (modeOf(host).isClosable && view.open) host.open = true;
    const transcript = this.#services.parts.transcript;
    if (transcript) transcript.scroll.place = view.place;
  }
}
