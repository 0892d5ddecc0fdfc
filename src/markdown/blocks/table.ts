/** A table: a head, and rows that come one by one. */
import type { RenderContext } from '../context.js';
import { appendElement, setAttributes } from '../dom/elements.js';
import { readRow, type Alignment } from '../syntax/table-syntax.js';
import { InlineContent } from './inline-content.js';
import type { Container, Leaf } from './leaf.js';

/** So many missing cells are filled in the tables of a reply: a wide head over short rows would cost the product of both. */
const mostFilled = 20_000;
/** A cell with more characters may break its lines. */
const longestLine = 24;

/** The line above the delimiter row, and what that row says. */
interface TableStart {
  head: string;
  alignments: readonly Alignment[];
}

export class Table implements Leaf {
  readonly #context: RenderContext;
  readonly #alignments: readonly Alignment[];
  /** As wide as the text, whatever the table is: it has the direction of both. */
  readonly #region: HTMLElement;
  readonly #table: HTMLElement;
  #body: HTMLElement | undefined;
  /** The open row: where it is to stand, its cells' name, its source so far, and how many of its cells are whole. */
  #section: HTMLElement;
  #name: 'th' | 'td' = 'th';
  #text: string;
  #row: HTMLElement | undefined;
  #cells: InlineContent[] = [];
  #finished = 0;
  #nextLength = 0;

  constructor(context: RenderContext, parent: Container, { head, alignments }: TableStart) {
    this.#context = context;
    this.#alignments = alignments;
    // A wide table scrolls by itself, and the keyboard has to reach what scrolls: `tabindex` as for code (`CodeFrame`).
    this.#region = appendElement(parent.element, 'div', {
      part: 'table',
      class: 'table',
      role: 'group',
      'aria-label': context.strings.table,
      tabindex: '0',
    });
    this.#table = appendElement(this.#region, 'table');
    this.#section = appendElement(this.#table, 'thead');
    this.#text = head;
    this.endLine();
  }

  startLine(text: string): void {
    this.#section = this.#body ??= appendElement(this.#table, 'tbody');
    this.#name = 'td';
    this.#text = text;
    this.#row = undefined;
    this.#cells = [];
    this.#finished = 0;
    this.#nextLength = 0;
  }

  append(text: string): void {
    this.#text += text;
  }

  endLine(): boolean {
    this.#write(false);
    const context = this.#context;
    for (let index = this.#cells.length; index < this.#alignments.length && context.filledCells < mostFilled; index++) {
      context.filledCells++;
      this.#cell(index);
    }
    this.#text = '';
    const words = this.#cells.find(({ direction }) => direction);
    if (words && !this.#region.dir) setAttributes(this.#region, { dir: words.direction });
    return false;
  }

  render(): void {
    if (this.#text !== '') this.#write(true);
  }

  close(): void {
    // Its lines have.
  }

  /** @param open Whether the line may go on: then its last cell may too. */
  #write(open: boolean): void {
    // A row of a megabyte is split each time it has grown by a quarter.
    if (open && this.#text.length < this.#nextLength) return;
    this.#nextLength = this.#text.length > 4096 ? this.#text.length * 1.25 : 0;
    const text = open && this.#text.endsWith('\\') ? this.#text.slice(0, -1) : this.#text;
    const { cells, whole } = readRow(text, this.#alignments.length, open);
    for (let index = this.#finished; index < cells.length; index++) {
      const content = this.#cell(index);
      const cell = cells[index] ?? '';
      // But for where a link leads.
      if (cell.length > longestLine && cell.replace(/\]\([^)]*\)?/g, '').length > longestLine)
        setAttributes(content.element, { class: 'wide' });
      if (index < whole || !open) {
        content.finish(cell, undefined, index >= whole && this.#context.cut);
        this.#finished = index + 1;
      } else content.update(cell);
    }
  }

  #cell(index: number): InlineContent {
    this.#row ??= appendElement(this.#section, 'tr');
    return (this.#cells[index] ??= new InlineContent(
      this.#context,
      appendElement(this.#row, this.#name, { align: this.#alignments[index] }),
      false,
    ));
  }
}
