/**
 * Lines → blocks, by the two phases of CommonMark's appendix: first which open blocks a line continues, then which it starts. Every line
 * is taken once. A line may be given unfinished (`isUndecided` says when that is safe): what comes after goes straight to its block.
 */
import type { RenderContext } from '../context.js';
import { appendElement, setAttributes, type ElementName } from '../dom/elements.js';
import { startContainer, startLeaf } from './block-starts.js';
import { codeIndent, listMarker, type Container, type Leaf } from './leaf.js';
import { Line } from './line.js';
import { Paragraph } from './paragraph.js';
import { Table } from './table.js';

/** So many blocks make a section, and the headings among which it would end. */
const sectionLength = 12;
/** Quotes and list items nest this deep; what opens deeper is text. */
const deepest = 100;

function createContainer(kind: Container['kind'], element: Element, parent: Container | undefined): Container {
  return {
    kind,
    element,
    list: kind === 'item' ? parent : undefined,
    indent: 0,
    least: 0,
    marker: '',
    number: 0,
    empty: true,
    directed: false,
  };
}

export class BlockParser {
  readonly context: RenderContext;
  readonly path: Container[];
  leaf: Leaf | undefined;
  line = new Line('');
  /** How many of the path the current line continues. */
  matched = 1;
  /** The line continues every open container; if not, only a paragraph's lazy text may go on. */
  get allMatched(): boolean {
    return this.matched === this.path.length;
  }
  /** The line before was blank, and where: a list inside a deeper quote is not made loose by it. */
  #blankBefore = false;
  #blankFloor = 0;
  #depth = 0;
  #markerOnly = false;
  /** Blocks for which there is room in the open section. */
  #room = 0;

  constructor(context: RenderContext, target: Element) {
    this.context = context;
    this.path = [createContainer('document', target, undefined)];
  }

  /** @param complete False: more of this line comes through `append`. */
  startLine(text: string, complete: boolean): void {
    this.line = new Line(text);
    this.#markerOnly = false;
    this.#matchContainers();
    if (this.line.blank) this.#blankLine();
    else {
      const { leaf, line } = this;
      const taken = this.allMatched
        ? leaf?.takeLine?.(line, complete)
        : leaf?.takeOutdented?.(line, complete, this.path.slice(this.matched));
      if (!taken) this.#startBlocks();
      this.#blankBefore = false;
    }
    if (complete) this.endLine();
  }

  append(text: string): void {
    this.leaf?.append(text);
  }

  endLine(): void {
    while (!this.line.blank && !this.#markerOnly) {
      const rest = this.leaf?.endLine();
      if (rest === undefined || rest === false) break;
      this.leaf = typeof rest === 'object' ? rest : undefined;
      if (typeof rest !== 'string') return;
      this.line = new Line(rest);
      this.matched = this.path.length;
      this.line.find();
      if (!this.line.blank) this.#startBlocks();
    }
    const details = this.#depth > 0 ? this.openDetails : 0;
    if (details > 0 && this.leaf?.takeDetailsEnd?.()) this.closeTo(details);
  }

  render(): void {
    this.leaf?.render();
  }

  close(): void {
    // What never ends would hide the rest of the reply.
    for (const { kind, element } of this.path) if (kind === 'details') setAttributes(element, { open: '' });
    this.closeTo(0);
  }

  /** The leaf if it is a paragraph: the line may continue it even where it leaves its containers out. */
  get lazyParagraph(): Paragraph | undefined {
    return this.leaf instanceof Paragraph ? this.leaf : undefined;
  }

  /** The same, if the line continues its containers too. */
  get paragraph(): Paragraph | undefined {
    return this.allMatched ? this.lazyParagraph : undefined;
  }

  /** The line is indented as code is; in an item that has begun there is none. */
  get isDeep(): boolean {
    const { kind, empty } = this.path[this.matched - 1] as Container;
    return this.line.indent >= codeIndent && (empty || (kind !== 'item' && kind !== 'list'));
  }

  /** Where the innermost `<details>` stands in the path; 0 or less: there is none. Its end need not be indented as its item is. */
  get openDetails(): number {
    let index = this.path.length;
    while (--index > 0) if (this.path[index]?.kind === 'details') break;
    return index;
  }

  /** Room for another quote or list item. */
  get canNest(): boolean {
    return this.#depth < deepest;
  }

  /** Closes the open leaf and every container from `length` on. */
  closeTo(length: number): void {
    this.closeLeaf();
    while (this.path.length > Math.max(1, length)) {
      const container = this.path.pop();
      if (container?.kind !== 'list') this.#depth--;
    }
  }

  closeLeaf(): void {
    this.leaf?.close();
    this.leaf = undefined;
  }

  /** The container that takes a new block, after what the line does not continue is closed. */
  parent(): Container {
    this.closeTo(this.matched);
    if (this.path.at(-1)?.kind === 'list') this.closeTo(this.path.length - 1);
    this.matched = this.path.length;
    const parent = this.path[this.path.length - 1] as Container;
    if (this.matched === 1 && this.context.options.sections) this.#startSection(parent);
    this.loosen(this.path.length - 1);
    parent.empty = false;
    return parent;
  }

  open(leaf: Leaf, text: string): void {
    this.leaf = leaf;
    leaf.startLine(text);
  }

  /** The line has opened the leaf but is no part of its text. */
  openAfterLine(leaf: Leaf): void {
    this.leaf = leaf;
    this.#markerOnly = true;
  }

  pushContainer(kind: 'quote' | 'details' | 'list' | 'item', parent: Container, name: ElementName): Container {
    const container = createContainer(kind, appendElement(parent.element, name), parent);
    this.path.push(container);
    this.matched = this.path.length;
    if (kind !== 'list') this.#depth++;
    return container;
  }

  /**
   * A new child of an item, or of a list, after a blank line makes the list loose (5.3). Only a class changes: the paragraphs of tight
   * lists are elements too, so that no settled node has to be moved.
   */
  loosen(index: number): void {
    const container = this.path[index];
    if (!this.#blankBefore || index < this.#blankFloor || !container || container.empty) return;
    const list = container.kind === 'item' ? this.path[index - 1] : container;
    if (list?.kind === 'list') list.element.classList.remove('tight');
  }

  /** Before a block, which is never moved: by now all that stand before it are as they will be. A heading stays with what is below it. */
  #startSection(parent: Container): void {
    if (this.#room-- > 0 || /^h\d/.test(parent.element.lastElementChild?.localName ?? '')) return;
    this.#room = sectionLength - 1;
    parent.element = appendElement(this.context.target, 'div', { class: 'section' });
  }

  #matchContainers(): void {
    let index = 1;
    for (; index < this.path.length; index++) {
      const container = this.path[index] as Container;
      if (container.kind === 'quote' ? !this.line.takeQuoteMarker() : container.kind === 'item' && !this.#continueItem(container))
        break;
    }
    this.matched = index;
    this.line.find();
  }

  #continueItem(item: Container): boolean {
    const { line } = this;
    line.find();
    // An item may begin with one blank line, not with two (5.2).
    if (line.blank) {
      if (item.empty) return false;
      line.skipToNext();
      return true;
    }
    if (line.indent < item.indent) {
      const number = listMarker.exec(line.nextText())?.[2];
      if (line.indent < item.least || (number !== undefined && Number(number) !== 1)) return false;
      item.indent = line.indent;
    }
    line.advanceColumns(item.indent);
    return true;
  }

  #blankLine(): void {
    this.#blankBefore = true;
    this.#blankFloor = 0;
    for (let index = this.matched - 1; index > 0; index--) {
      if (/quote|details/.test(this.path[index]?.kind ?? '')) {
        this.#blankFloor = index;
        break;
      }
    }
    const taken = this.allMatched ? this.leaf?.takeBlankLine?.(this.line) : undefined;
    if (taken === undefined) this.closeTo(this.matched);
    else if (taken) this.#blankFloor = Infinity;
  }

  #startBlocks(): void {
    while (startContainer(this)) {
      this.line.find();
      if (this.line.blank) return;
    }
    if (startLeaf(this)) return;
    const { leaf, lazyParagraph } = this;
    if (lazyParagraph) lazyParagraph.matched = this.matched;
    // A line that continues a paragraph, perhaps lazily, or a table's next row.
    if (leaf && (lazyParagraph || (leaf instanceof Table && this.allMatched))) leaf.startLine(this.line.rest());
    else {
      const parent = this.parent();
      const text = this.line.rest();
      const first = parent.kind === 'item' && text.startsWith('[') && !parent.element.firstChild;
      const paragraph = new Paragraph(this.context, parent, first);
      paragraph.matched = this.matched;
      this.open(paragraph, text);
    }
  }
}
