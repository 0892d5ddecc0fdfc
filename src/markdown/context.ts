/** What every part of one reply shares: its document, options, definitions, and what waits for something that comes late. */
import { loadEntities, mathSyntax } from './lazy.js';
import { englishStrings, type MarkdownOptions, type MarkdownStrings } from './options.js';
import { citationIn, type CitedSource } from './syntax/citations.js';
import type { Definition } from './syntax/definitions.js';
import { addEntities } from './syntax/entities.js';
import type { MathSyntax } from './syntax/math-syntax.js';

interface Waiting {
  labels: ReadonlySet<string> | undefined;
  /** True where an unknown character reference occurred. */

  entities: boolean;
  write: () => void;
}

/** What can wait is done after this at the latest, also on a page that is never idle. */
const longestIdleMs = 1000;
/** Stands for idle time where a browser does not tell of it. */
const withoutIdleMs = 50;

export class RenderContext {
  readonly document: Document;
  /** Asked for its `baseURI`: the document's may be an `<img name="baseURI">`, and no link would be one. */
  readonly target: Element;
  readonly options: MarkdownOptions;
  readonly strings: MarkdownStrings;
  readonly definitions = new Map<string, Definition>();
  /** What the text cites, by its numbers; what the text has defined comes first. */
  readonly sources = new Map<string | undefined, CitedSource>();
  cancelled = false;
  /** The text has broken off: what is open at its end is read as it was while it came. */
  cut = false;
  /** Of its tables, beyond what was written. */
  filledCells = 0;
  /** For owner's renderers. Made when the first is called: making one costs as much as a short reply's blocks. */
  #controller: AbortController | undefined;
  /** What formulas are cannot be had. */
  mathMissing = false;
  readonly #waiting: Waiting[] = [];
  #entities: Promise<void> | undefined;

  constructor(target: Element, options: MarkdownOptions) {
    this.document = target.ownerDocument;
    this.target = target;
    this.options = options;
    this.strings = { ...englishStrings, ...options.strings };
  }

  /** Undefined until the first formula has come. */
  get math(): MathSyntax | undefined {
    return mathSyntax;
  }

  get signal(): AbortSignal {
    return (this.#controller ??= new AbortController()).signal;
  }

  cancel(): void {
    this.cancelled = true;
    this.#controller?.abort();
  }

  define(label: string, definition: Definition): void {
    if (!this.definitions.has(label)) this.definitions.set(label, definition);
  }

  requestEntities(): void {
    // Without the table (offline, blocked) a rare reference stays as it is written.
    this.#entities ??= loadEntities(this.options).then(addEntities, () => undefined);
  }

  /** Runs something that can wait when the page has nothing else to do, unless the stream is cancelled by then. */
  idle(run: () => void): void {
    const later = (): void => {
      if (!this.cancelled) run();
    };
    // Safari has no requestIdleCallback; the timer can go when it has: https://bugs.webkit.org/show_bug.cgi?id=164193
    if ('requestIdleCallback' in globalThis) requestIdleCallback(later, { timeout: longestIdleMs });
    else setTimeout(later, withoutIdleMs);
  }

  /** A settled block that used a label or a name before it was known: `write` writes it once more, at the end. */
  wait(waiting: Waiting): void {
    this.#waiting.push(waiting);
  }

  /** Writes again what has become writable: at once unless a table of names is still on its way. */
  async writeLate(): Promise<void> {
    if (this.#entities && this.#waiting.some(({ entities }) => entities)) await this.#entities;
    if (this.cancelled) return;
    for (const { labels, entities, write } of this.#waiting.splice(0)) {
      if (entities || [...(labels ?? [])].some((label) => this.definitions.has(label) || this.sources.has(citationIn(label))))
        write();
    }
  }
}
