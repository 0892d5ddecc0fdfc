import { nothing, type LitElement, type ReactiveController } from 'lit';
import { emptyDraft, filenameOf, messageDraft, type ContentPart, type Draft } from '../../conversation/index.js';
import type { Locale } from '../../locales/index.js';
import { numberOf } from '../api/attributes.js';
import type { AppearanceProperties } from '../api/appearance-properties.js';
import { canWrite, type AvailabilityHost } from '../api/availability.js';
import type { RequestProperties } from '../api/request-properties.js';
import { isTouchOnly } from '../composer/keyboard.js';
import type { Begin, ComposerPart, ElementHost } from '../host.js';
import type { Transcript } from '../transcript/transcript.js';
import { accepts, acceptsPictures } from './accepted.js';
import { pictureUrl, sizeOf, type Attachment } from './attachment.js';
import { buttonsTemplate, chipsTemplate } from './attachments-template.js';
import { IncomingFiles, type Incoming } from './incoming.js';
import { makeReady } from './make-ready.js';
import { PictureMaker } from './picture.js';

export type AttachmentsHost = ElementHost &
  LitElement &
  AvailabilityHost &
  RequestProperties &
  Pick<AppearanceProperties, 'consent'>;

export interface AttachmentsServices {
  composer: { draft: Draft; readonly isEmpty: boolean };
  locale: { readonly strings: Locale; readonly language: string };
  focus: { focusComposer: () => void };
  /** What is said, and knows pictures, waits for its part. */
  loadTranscript: () => Promise<Transcript | undefined>;
  /** The visitor has agreed to what the page asks for; they are asked first. */
  consented: () => Promise<boolean | undefined>;
}

/** Where the page says nothing. */
const defaultCount = 8;

/** What a visitor attaches: from the file that was chosen to its part of the draft. What is ready is in the composer's draft, which alone is sent. */
export class Attachments implements ReactiveController, ComposerPart {
  readonly #host: AttachmentsHost;
  readonly #services: AttachmentsServices;
  readonly #pictures: PictureMaker;
  readonly #incoming: IncomingFiles;
  #items: readonly Attachment[] = [];
  #draft: Draft | undefined;
  #nextId = 1;
  #settled: (() => void)[] = [];
  /** A message that the server refused because of what was attached, and that is in the input again. */
  #refused: string | undefined;

  constructor(host: AttachmentsHost, services: AttachmentsServices) {
    this.#host = host;
    this.#services = services;
    // What shows pictures reads their size: two parts cannot share a module.
    this.#pictures = new PictureMaker(async (base64) => {
      const transcript = await services.loadTranscript();
      return (await transcript?.actions.loadMedia())?.pixelsIn(base64);
    });
    this.#incoming = new IncomingFiles(host, (incoming) => this.#add(incoming));
    host.addEventListener('chat-error', this.#onError);
    // Who goes on writing has not finished: what stands there when the upload has ended would be half a sentence. Dictated words are nobody's keys.
    host.addEventListener('input', ({ isTrusted }) => isTrusted && this.#sendNothing());
    host.addController(this);
  }

  get isBusy(): boolean {
    return this.#items.some(isUnderWay);
  }

  get begin(): Begin | undefined {
    const id = this.#refused;
    const { draft } = this.#services.composer; // as it is now: once it is sent it is empty
    const { messages } = this.#host.conversation.state;
    const isLast = id !== undefined && messages.at(-2)?.id === id;
    return isLast && !this.#host.conversation.busy ? (conversation) => conversation.edit(id, draft) : undefined;
  }

  settle(): Promise<boolean> | undefined {
    if (!this.isBusy) return undefined;
    const ready = this.#items.filter(isUnderWay).map(({ id }) => id);
    return new Promise<void>((resolve) => this.#settled.push(resolve)).then(() =>
      // What could not be made ready is looked at first.
      ready.every((id) => this.#items.every((item) => item.id !== id || item.state === 'ready')),
    );
  }

  cleared(): void {
    this.#sendNothing();
    this.#refused = undefined;
    for (const { abort } of this.#items) abort.abort();
    this.#set([]);
  }

  hostUpdate(): void {
    const { draft } = this.#services.composer;
    if (draft !== this.#draft) this.#follow(draft);
  }

  render(place: Parameters<ComposerPart['render']>[0]): unknown {
    const { strings } = this.#services.locale;
    if (place === 'above') {
      return chipsTemplate({
        strings,
        items: this.#items,
        isDropTarget: this.#incoming.isDropTarget,
        size: this.#size,
        onRemove: this.#remove,
        onRetry: (item) => void this.#makeAll([item]),
      });
    }
    const { accept } = this.#host;
    if (place === 'end' || typeof accept !== 'string') return nothing; // frameworks take a property away by `null`
    return buttonsTemplate({
      strings,
      accept,
      isDisabled: !canWrite(this.#host),
      withCamera: isTouchOnly() && acceptsPictures(accept),
      onFiles: this.#onFiles,
    });
  }

  /** What was to be sent as soon as it is ready is not what is written now. */
  #sendNothing(): void {
    this.#settled = [];
  }

  /** The draft is somebody else's too: it is sent, taken back from storage, set by the page. */
  #follow(draft: Draft): void {
    this.#draft = draft;
    const kept = this.#items.filter(({ part, state }) =>
      part ? draft.parts.includes(part) : draft !== emptyDraft || state !== 'refused',
    );
    const known = new Set(kept.map(({ part }) => part));
    const added = draft.parts.filter((part) => !known.has(part)).map((part) => this.#ofPart(part));
    if (kept.length < this.#items.length || added.length > 0) this.#items = [...kept, ...added];
    if (draft === emptyDraft) this.#refused = undefined;
  }

  #ofPart(part: ContentPart): Attachment {
    const { strings } = this.#services.locale;
    const kind = part.type === 'image_url' ? strings.image : part.type === 'input_audio' ? strings.audio : strings.file;
    return {
      id: this.#nextId++,
      name: shownName(filenameOf(part)) || kind,
      file: undefined,
      state: 'ready',
      progress: 1,
      problem: undefined,
      part,
      preview: pictureUrl(part),
      size: sizeOf(part),
      abort: new AbortController(),
    };
  }

  #add({ files, folders }: Incoming): void {
    const problems = this.#services.locale.strings.attachmentProblem;
    const most = numberOf(this.#host, 'maxAttachments') ?? defaultCount;
    const accept = this.#host.accept ?? '';
    let room = most - this.#items.filter(({ state }) => state !== 'refused').length;
    const items = files.map((file): Attachment => {
      const problem = !accepts(accept, file) ? problems.wrongType : room < 1 ? problems.tooMany(most) : undefined;
      if (problem === undefined) room--;
      return this.#item(file.name, file, problem);
    });
    items.push(...folders.map((name) => this.#item(name, undefined, problems.folder)));
    if (items.length === 0) return;
    this.#set([...this.#items, ...items]);
    void this.#host.updateComplete.then(() => {
      const list = this.#host.renderRoot.querySelector('.attachments');
      if (list) list.scrollTop = list.scrollHeight;
    });
    const begun = items.filter(isUnderWay);
    this.#say(items);
    void this.#makeAll(begun);
  }

  /** What has become of them is said once, all of it together. */
  async #makeAll(items: readonly Attachment[]): Promise<void> {
    await Promise.all(items.map((item) => this.#make(item)));
    const ended = this.#items.filter(({ id }) => items.some((item) => item.id === id));
    const names = ended.filter(({ state }) => state === 'ready').map(({ name }) => name);
    if (names.length > 0) this.#tell(this.#services.locale.strings.attached(names.join(', ')));
    this.#say(ended);
  }

  #item(name: string, file: File | undefined, problem: string | undefined): Attachment {
    return {
      id: this.#nextId++,
      name: shownName(name) || this.#services.locale.strings.file,
      file,
      state: problem === undefined ? 'waiting' : 'refused',
      progress: 0,
      problem,
      part: undefined,
      preview: undefined,
      size: file?.size ?? 0,
      abort: new AbortController(),
    };
  }

  #make(item: Attachment): Promise<void> {
    return makeReady(item, (changes) => this.#change(item.id, changes), {
      host: this.#host,
      strings: this.#services.locale.strings,
      pictures: this.#pictures,
      size: this.#size,
      consented: this.#services.consented,
    });
  }

  #change(id: number, changes: Partial<Attachment>): void {
    this.#set(this.#items.map((item) => (item.id === id ? { ...item, ...changes } : item)));
  }

  /** What is ready is in the draft, in the order of what is shown. */
  #set(items: readonly Attachment[]): void {
    this.#items = items;
    const { composer } = this.#services;
    const parts = items.flatMap(({ part }) => part ?? []);
    if (parts.length !== composer.draft.parts.length || parts.some((part, index) => part !== composer.draft.parts[index])) {
      composer.draft = this.#draft = { ...composer.draft, parts };
    }
    if (!this.isBusy) for (const resolve of this.#settled.splice(0)) resolve();
    this.#host.requestUpdate();
  }

  readonly #remove = (item: Attachment): void => {
    item.abort.abort();
    const index = this.#items.findIndex(({ id }) => id === item.id);
    this.#set(this.#items.filter(({ id }) => id !== item.id));
    this.#tell(this.#services.locale.strings.removed(item.name));
    const next = this.#items[index] ?? this.#items[index - 1];
    void this.#host.updateComplete.then(() => {
      const button = next && this.#host.renderRoot.querySelector<HTMLElement>(`[data-id="${next.id}"] .remove-attachment-button`);
      if (button) button.focus();
      else this.#services.focus.focusComposer();
    });
  };

  /** To whoever hears the page. */
  #tell(text: string): void {
    void this.#services.loadTranscript().then((transcript) => transcript?.announcements.say(() => text));
  }

  /** Each problem once, with the names of all that have it. */
  #say(items: readonly Attachment[]): void {
    for (const problem of new Set(items.map((item) => item.problem))) {
      const names = items.filter((item) => item.problem === problem).map(({ name }) => name);
      if (problem !== undefined) this.#tell(`${names.join(', ')}: ${problem}`);
    }
  }

  readonly #size = (bytes: number): string => {
    const [unit, divisor] =
      bytes < 1_000
        ? (['byte', 1] as const)
        : bytes < 1_000_000
          ? (['kilobyte', 1_000] as const)
          : (['megabyte', 1_000_000] as const);
    const maximumFractionDigits = unit === 'megabyte' ? 1 : 0;
    const unitDisplay = unit === 'byte' ? 'long' : 'short'; // "8 byte" is no English
    return new Intl.NumberFormat(this.#services.locale.language, {
      style: 'unit',
      unit,
      unitDisplay,
      maximumFractionDigits,
    }).format(bytes / divisor);
  };

  readonly #onFiles = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    this.#add({ files: [...(input.files ?? [])], folders: [] });
    input.value = ''; // or the same file could not be chosen again
  };

  /** The server takes no such parts: text and files go back to where they can be changed. */
  readonly #onError = ({ detail: { code, message } }: HTMLElementEventMap['chat-error']): void => {
    const { composer } = this.#services;
    const question = this.#host.conversation.state.all.find(({ id }) => id === message.parent);
    if (code !== 'unsupported-content' || !question || !composer.isEmpty) return;
    composer.draft = messageDraft(question);
    this.#refused = question.id;
  };
}

function isUnderWay({ state }: Attachment): boolean {
  return state === 'waiting' || state === 'preparing' || state === 'uploading';
}

/** Names are the sender's, whoever that was: of several lines, turned around, a thousand letters long. */
function shownName(name = ''): string {
  const line = name.replace(/\s+/g, ' ').replace(/\p{C}/gu, '').trim();
  const [, start = '', extension = ''] = /^(.*?)(\.[^.\s]{1,10})?$/s.exec(line) ?? [];
  return start.length > 80 ? `${start.slice(0, 79)}…${extension}` : line;
}
