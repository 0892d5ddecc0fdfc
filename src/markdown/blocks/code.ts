// Code blocks, fenced and indented (CommonMark 4.4 and 4.5): text that only grows.
import type { RenderContext } from '../context.js';
import { CodeFrame } from '../dom/code-frame.js';
import { reveal } from '../syntax/characters.js';
import { codeIndent, type Container, type Leaf } from './leaf.js';
import type { Line } from './line.js';

export class Code implements Leaf {
  private readonly frame: CodeFrame;
  private pending = '';
  /** Blank lines of an indented block that count only if more code follows. */
  private blanks = '';
  private closed = false;

  constructor(
    context: RenderContext,
    parent: Container,
    /** The run that opened it; '': an indented block. */
    private readonly fence = '',
    /** Columns that are taken off each line. */
    private readonly indent = codeIndent,
    /** The info string, escapes and references undone. */
    info = '',
  ) {
    this.frame = new CodeFrame(context, parent.element, /^\S*/.exec(info)?.[0] ?? '');
  }

  takeLine(line: Line, complete: boolean): boolean {
    const indented = line.indent >= codeIndent;
    if (this.fence === '' && !indented) return false;
    if (complete && !indented && this.isClosedBy(line.nextText().trimEnd())) this.closed = true;
    else {
      line.advanceColumns(this.indent);
      this.startLine(line.restWithIndent());
    }
    return true;
  }

  takeBlankLine(line: Line): boolean {
    line.advanceColumns(this.indent);
    const text = `${line.restWithIndent()}\n`;
    if (this.fence === '') this.blanks += text;
    else this.pending += text;
    return this.fence !== '';
  }

  startLine(text: string): void {
    this.pending += this.blanks + text;
    this.blanks = '';
  }

  append(text: string): void {
    this.pending += text;
  }

  endLine(): boolean {
    if (this.closed) this.close();
    else this.pending += '\n';
    return this.closed;
  }

  render(): void {
    if (this.pending === '') return;
    this.frame.append(this.pending, reveal(this.pending));
    this.pending = '';
  }

  close(): void {
    this.render();
    this.frame.close();
  }

  private isClosedBy(text: string): boolean {
    return text.startsWith(this.fence) && text === this.fence.charAt(0).repeat(text.length);
  }
}
