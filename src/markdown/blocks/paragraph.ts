/** A paragraph, which may yet turn out to be link definitions, a heading (by its underline) or a table (by its second line). */
import type { RenderContext } from '../context.js';
import { createElement, setAttributes, type ElementName } from '../dom/elements.js';
import { trimSpacesEnd } from '../syntax/characters.js';
import { scanDefinition } from '../syntax/definitions.js';
import { FAIL, INCOMPLETE } from '../syntax/html-syntax.js';
import { findPipe, mostColumns, readRow } from '../syntax/table-syntax.js';
import { Code } from './code.js';
import { InlineContent } from './inline-content.js';
import type { Container, Leaf } from './leaf.js';
import type { Line } from './line.js';
import { Table } from './table.js';

/** Settled text is put aside in pieces of this size, so that a line of 10 MB is not copied for each frame. */
const asideFrom = 4096;
/** A line that may become a table's head waits this many characters for the next. */
const longestHead = 300;
/** A line that opens a fence at its end is no longer than this. */
const longestOpener = 1000;
/** GFM task list: `[ ] ` or `[x] ` before something. */
const checkbox = /^\[([ xX])\](?=[ \t\n]+\S)/;
/**
 * What `---` makes a heading: one short line that ends as no sentence does, and is no entry of YAML's front matter. Below other text it is a
 * rule, as models mean it.
 */
const title = /^(?![a-z][\w-]*: ).{0,60}(?<![.!?:;,…。！？：；，、\p{Extended_Pictographic}\uFE0F]['"”’»)\]*_`~ ]*)$/u;
/** What more than text may start with. */
const blockStart = /^(?:[-+*>#|`~<]|\d+[.)] )/;
const threeBackticks = '```';
/** From the character before it on. Without a word it follows a space or a colon, or it is a closing fence gone astray. */
const openedFence = /^(?:[\s:：](?=`+\s*$)|[^\\](?=`+[^\s`]))(`{3,})([^\s`]*)[ \t]*$/;

export class Paragraph implements Leaf {
  readonly #context: RenderContext;
  readonly #parent: Container;
  /** What follows `aside`. */
  #text = '';
  #aside = '';
  /** The last line, as it came: to cut it off the text copies that. */
  #line = '';
  /** Where the last line starts, in the whole text. */
  #lineStart = 0;
  /** Whether the text may still start with definitions, and from which length on it pays to look again. */
  #defining = true;
  #lookAgainAt = 0;
  #content: InlineContent | undefined;
  /** What closes the formula that is open at the end of the last line. */
  #formula = '';
  #checkbox: boolean;
  #checkboxSource = '';
  /** Three backticks stand in a line before. */
  #fenced = false;
  /** How many of the open containers its last line continues. */
  matched = 0;

  /** @param first Whether it is the first block of a list item, where `[ ]` is a check box. */
  constructor(context: RenderContext, parent: Container, first: boolean) {
    this.#context = context;
    this.#parent = parent;
    this.#checkbox = first;
  }

  startLine(text: string): void {
    if (this.#text !== '' || this.#aside !== '') this.#text += '\n';
    this.#lineStart = this.#aside.length + this.#text.length;
    this.#text += text;
    this.#line = text;
  }

  append(text: string): void {
    this.#text += text;
    this.#line += text;
  }

  /** A line of text may open a fence at its end: ``Run this: ```sh``. */
  endLine(): boolean | Leaf {
    const fence = this.#openedFence();
    if (!fence) {
      this.#fenced ||= this.#line.length > longestOpener || this.#line.includes(threeBackticks);
      const { math } = this.#context;
      if (math) this.#formula = math.openAfter(this.#line, this.#formula);
      return false;
    }
    if (this.#defining) this.#takeDefinitions(false);
    this.#inlines('p');
    this.#text = this.#text.slice(0, 1 - fence[0].length);
    this.#finish('p');
    const [, run = '', info = ''] = fence;
    return new Code(this.#context, this.#parent, { run, indent: 0, info });
  }

  /** The fence at the end of the last line, if no run of three backticks stands before it. */
  #openedFence(): RegExpExecArray | null {
    const line = this.#line;
    const at = this.#fenced || line.length > longestOpener ? -1 : line.indexOf(threeBackticks);
    return at > 0 && line[0] !== '|' ? openedFence.exec(line.slice(at - 1)) : null;
  }

  /** A formula goes on, whatever its lines begin with; but not what may be a price. */
  takeLine(line: Line): boolean {
    const formula = this.#formula;
    if (formula === '' || (formula === this.#context.math?.perhapsPrice && blockStart.test(line.nextText()))) return false;
    this.startLine(line.rest());
    return true;
  }

  render(): void {
    if (this.#defining && !this.#takeDefinitions(true)) return;
    if (this.#checkbox && /^\[[ xX]?\]?[ \t]*$/.test(this.#text)) return;
    // Only before anything is shown: to look at a text that has grown copies it.
    if (!this.#content && this.#text.slice(0, this.#headStart()).trim() === '') return;
    const content = this.#inlines('p');
    const settled = content.update(this.#text.slice(0, this.#headStart()));
    this.#directContainers(content.element.getAttribute('dir') ?? undefined, false);
    if (settled > asideFrom) this.#putAside(settled - 2); // two units: what stands before a place decides what may start there
  }

  close(): void {
    // As it was shown: not yet.
    const head = this.#context.cut ? this.lastLine : '';
    if (head.startsWith('|')) {
      this.closeBeforeLastLine();
      const { length } = readRow(head, mostColumns, false).cells;
      new Table(this.#context, this.#parent, { head, alignments: Array.from({ length }) }).close();
    } else this.#finish('p');
  }

  get isTitle(): boolean {
    if (this.#defining) this.#takeDefinitions(false);
    return title.test(this.#checkboxSource + this.#whole());
  }

  /** Ends it as a heading; false: it held nothing but definitions, and the underline is text. */
  closeAsHeading(name: ElementName): boolean {
    if (this.#defining) this.#takeDefinitions(false);
    if (this.#whole() === '') return false;
    this.#text = this.#checkboxSource + this.#whole();
    this.#aside = '';
    if (this.#checkboxSource !== '') this.#parent.element.removeAttribute('class');
    this.#checkbox = false;
    const shown = this.#content?.element;
    this.#content = undefined;
    if (shown) {
      const heading = createElement(this.#context.document, name);
      shown.replaceWith(heading);
      this.#content = new InlineContent(this.#context, heading, true);
    }
    this.#finish(name);
    return true;
  }

  /** The last line, which may be a table's head. */
  get lastLine(): string {
    // A check box is none of it, whether it has been shown or not.
    if (this.#checkbox && checkbox.test(this.#text)) this.#inlines('p');
    if (this.#lineStart >= this.#aside.length) return this.#text.slice(this.#lineStart - this.#aside.length);
    return this.#whole().slice(this.#lineStart);
  }

  takeDetailsEnd(): boolean {
    const found = /<\/details>[ \t]*$/i.exec(this.#line);
    if (found) this.#text = this.#text.slice(0, -found[0].length);
    return found !== null;
  }

  /** Ends it without its last line, which belongs to a table. */
  closeBeforeLastLine(): void {
    const text = this.#whole().slice(0, Math.max(0, this.#lineStart - 1));
    this.#aside = '';
    this.#text = text;
    this.#content?.restart();
    if (text === '' && this.#checkboxSource === '') {
      this.#content?.element.remove();
      this.#directContainers(undefined, true);
    } else this.#finish('p');
  }

  #whole(): string {
    return this.#aside + this.#text;
  }

  #putAside(count: number): void {
    this.#aside += this.#text.slice(0, count);
    this.#text = this.#text.slice(count);
    this.#content?.drop(count);
  }

  #inlines(name: ElementName): InlineContent {
    if (!this.#content) {
      const element = createElement(this.#context.document, name);
      this.#parent.element.append(element);
      this.#content = new InlineContent(this.#context, element, true);
      if (this.#checkbox) this.#takeCheckbox(element);
    }
    return this.#content;
  }

  #finish(name: ElementName): void {
    if (this.#defining) this.#takeDefinitions(false);
    this.#text = trimSpacesEnd(this.#text);
    // What is left may be a check box.
    if (this.#whole() === '' && !this.#content) return;
    const content = this.#inlines(name);
    content.finish(this.#text, () => this.#whole());
    this.#directContainers(content.direction, true);
  }

  /** A list's markers and a quote's bar stand where the first text in it begins; an item's marker, where the first of its own does. */
  #directContainers(direction: string | undefined, isWhole: boolean): void {
    const { list } = this.#parent;
    for (const container of [list, this.#parent]) {
      if (!container || container.directed || container.kind === 'document') continue;
      container.directed = isWhole && !!direction;
      const isLists = container !== list && list?.element.getAttribute('dir') === direction;
      setAttributes(container.element, { dir: isLists ? undefined : direction });
    }
  }

  /** Takes complete definitions off the start; true: no more can follow. With `open` the text may go on. */
  #takeDefinitions(open: boolean): boolean {
    if (open && this.#text.length < this.#lookAgainAt) return false;
    let at = 0;
    while (this.#defining) {
      const found = at === this.#text.length ? FAIL : scanDefinition(this.#text, at, open);
      if (found === INCOMPLETE || (at === this.#text.length && open)) break;
      if (found === FAIL) this.#defining = false;
      else {
        this.#context.define(found.label, found);
        at = found.end;
      }
    }
    if (at > 0) {
      this.#text = this.#text.slice(at);
      this.#lineStart = Math.max(0, this.#lineStart - at);
    }
    // A long title that never ends is looked at each time it has doubled, not each frame.
    this.#lookAgainAt = this.#text.length > 1024 ? this.#text.length * 2 : 0;
    return !this.#defining;
  }

  #takeCheckbox(element: Element): void {
    const match = checkbox.exec(this.#text);
    if (!match) return;
    const done = match[1] !== ' ';
    const { strings, document } = this.#context;
    element.append(
      createElement(document, 'input', {
        type: 'checkbox',
        disabled: '',
        checked: done ? '' : undefined,
        'aria-label': done ? strings.taskDone : strings.taskOpen,
      }),
    );
    this.#parent.element.setAttribute('class', 'task');
    this.#checkboxSource = match[0];
    this.#text = this.#text.slice(3);
    this.#lineStart = Math.max(0, this.#lineStart - 3);
    this.#content?.startAfter(element.firstChild);
  }

  /** Where the visible text ends: the last line waits if it may be a table's head, its end if it may open a fence. */
  #headStart(): number {
    const from = this.#lineStart - this.#aside.length;
    const fence = this.#openedFence();
    if (fence) return this.#text.length + 1 - fence[0].length;
    if (from < 0 || this.#text.length - from > longestHead) return this.#text.length;
    const pipe = findPipe(this.#text, from);
    if (pipe < 0) return this.#text.length;
    return this.#text.slice(from, pipe).trim() === '' ? Math.max(0, from - 1) : pipe;
  }
}
