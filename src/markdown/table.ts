// A table: a head, and rows that come one by one.
import { directionOf } from './characters.js';
import type { RenderContext } from './context.js';
import { createElement, setAttributes } from './elements.js';
import { InlineContent } from './inline-content.js';
import type { Container, Leaf } from './leaf.js';
import { splitRow, type Alignment } from './table-syntax.js';

/** So many missing cells are filled in a table: a wide head over short rows would cost the product of both. */
const mostFilled = 20_000;

export class Table implements Leaf {
  private readonly table: HTMLElement;
  private body: HTMLElement | undefined;
  private row: Row;
  private filled = 0;

  constructor(
    private readonly context: RenderContext,
    parent: Container,
    head: string,
    private readonly alignments: readonly Alignment[],
  ) {
    const { document, strings } = context;
    // A wide table scrolls by itself, and the keyboard has to reach what scrolls.
    const region = createElement(document, 'div', {
      part: 'table',
      class: 'table',
      role: 'region',
      'aria-label': strings.table,
      tabindex: '0',
    });
    this.table = createElement(document, 'table');
    const section = createElement(document, 'thead');
    this.table.append(section);
    region.append(this.table);
    parent.element.append(region);
    this.row = new Row(context, section, 'th', alignments);
    this.row.text = head;
    this.endLine();
    // "auto" once it is whole: see InlineContent.
    setAttributes(this.table, { dir: directionOf(head) });
  }

  startLine(text: string): void {
    if (!this.body) {
      this.body = createElement(this.context.document, 'tbody');
      this.table.append(this.body);
    }
    this.row = new Row(this.context, this.body, 'td', this.alignments);
    this.row.text = text;
  }

  append(text: string): void {
    this.row.text += text;
  }

  endLine(): boolean {
    this.row.render(false);
    if (this.filled < mostFilled) this.filled += this.row.fill();
    this.row.text = '';
    return false;
  }

  render(): void {
    if (this.row.text !== '') this.row.render(true);
  }

  close(): void {
    this.table.setAttribute('dir', 'auto');
  }
}

class Row {
  text = '';
  private element: HTMLElement | undefined;
  private readonly cells: InlineContent[] = [];
  private finished = 0;
  private nextLength = 0;

  constructor(
    private readonly context: RenderContext,
    private readonly section: Element,
    private readonly name: 'th' | 'td',
    private readonly alignments: readonly Alignment[],
  ) {}

  /** @param open Whether the line may go on: then its last cell may too. */
  render(open: boolean): void {
    // A row of a megabyte is split each time it has grown by a quarter.
    if (open && this.text.length < this.nextLength) return;
    this.nextLength = this.text.length > 4096 ? this.text.length * 1.25 : 0;
    const text = open && this.text.endsWith('\\') ? this.text.slice(0, -1) : this.text;
    const cells = splitRow(text, this.alignments.length);
    // An open row that ends in a pipe has no open cell.
    const last = open && !/(?:^|[^\\])\|[ \t]*$/.test(text) ? cells.length - 1 : cells.length;
    cells.forEach((cell, index) => {
      if (index < this.finished) return;
      const content = this.cell(index);
      if (index < last) {
        content.finish(cell);
        this.finished = index + 1;
      } else content.update(cell);
    });
  }

  /** Adds the cells that are missing; returns how many. */
  fill(): number {
    const missing = this.alignments.length - this.cells.length;
    for (let index = this.cells.length; index < this.alignments.length; index++) this.cell(index);
    return missing;
  }

  private cell(index: number): InlineContent {
    if (!this.element) {
      this.element = createElement(this.context.document, 'tr');
      this.section.append(this.element);
    }
    let content = this.cells[index];
    if (!content) {
      const element = createElement(this.context.document, this.name, { align: this.alignments[index] });
      this.element.append(element);
      content = new InlineContent(this.context, element, false);
      this.cells.push(content);
    }
    return content;
  }
}
