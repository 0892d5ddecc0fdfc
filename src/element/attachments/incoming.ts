/** Files that come by paste and by drop. */
import { canWrite, type AvailabilityHost } from '../api/availability.js';
import type { ElementHost } from '../host.js';

export interface Incoming {
  readonly files: readonly File[];
  /** Names of what is no file. */
  readonly folders: readonly string[];
}

type IncomingHost = ElementHost & AvailabilityHost & { readonly accept: string | undefined };

export class IncomingFiles {
  /** Files are held over the panel. */
  isDropTarget = false;

  readonly #host: IncomingHost;
  readonly #take: (incoming: Incoming) => void;

  constructor(host: IncomingHost, take: (incoming: Incoming) => void) {
    this.#host = host;
    this.#take = take;
    // An element's shadow root lives as long as the element.
    const root = host.renderRoot as ShadowRoot;
    root.addEventListener('paste', this.#onPaste as EventListener);
    root.addEventListener('dragenter', this.#onDrag as EventListener);
    root.addEventListener('dragover', this.#onDrag as EventListener);
    root.addEventListener('dragleave', this.#onDragLeave as EventListener);
    root.addEventListener('drop', this.#onDrop as EventListener);
  }

  get #isOffered(): boolean {
    return typeof this.#host.accept === 'string';
  }

  get #takes(): boolean {
    return this.#isOffered && canWrite(this.#host);
  }

  readonly #onPaste = (event: ClipboardEvent): void => {
    const isEdit = (event.target as Element).closest('.edit') !== null;
    const files = this.#takes && !isEdit ? pastedFiles(event) : [];
    if (files.length === 0) return;
    event.preventDefault();
    this.#take({ files, folders: [] });
  };

  /** Without this the browser would leave the page for the file, also where nothing can be attached just now. */
  readonly #onDrag = (event: DragEvent): void => {
    if (!this.#isOffered || !holdsFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = this.#takes ? 'copy' : 'none';
    this.#setDropTarget(this.#takes);
  };

  readonly #onDragLeave = ({ relatedTarget }: DragEvent): void => {
    if (!(relatedTarget instanceof Node) || !this.#host.renderRoot.contains(relatedTarget)) this.#setDropTarget(false);
  };

  readonly #onDrop = (event: DragEvent): void => {
    this.#setDropTarget(false);
    if (!this.#isOffered || !holdsFiles(event)) return;
    event.preventDefault();
    if (this.#takes) this.#take(dropped(event));
  };

  #setDropTarget(isDropTarget: boolean): void {
    if (this.isDropTarget === isDropTarget) return;
    this.isDropTarget = isDropTarget;
    this.#host.requestUpdate();
  }
}

/**
 * Office programs put a picture of the words beside the words: who copies words wants words. A page's picture comes as HTML and as a file, never
 * as plain text.
 */
function pastedFiles({ clipboardData }: ClipboardEvent): File[] {
  return !clipboardData || clipboardData.types.includes('text/plain') ? [] : [...clipboardData.files];
}

/** A folder looks like a file without a type; only its entry says what it is (https://wicg.github.io/entries-api/#api-datatransferitem). */
function dropped({ dataTransfer }: DragEvent): Incoming {
  const files: File[] = [];
  const folders: string[] = [];
  for (const item of dataTransfer?.items ?? []) {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    const file = item.kind === 'file' ? item.getAsFile() : null;
    if (entry?.isDirectory) folders.push(entry.name);
    else if (file) files.push(file);
  }
  return { files, folders };
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
