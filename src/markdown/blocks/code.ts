/** Code blocks, fenced and indented (CommonMark 4.4 and 4.5): text that only grows. */
import type { RenderContext } from '../context.js';
import { CodeFrame } from '../dom/code-frame.js';
import { reveal } from '../syntax/characters.js';
import { codeIndent, type Container, type Leaf } from './leaf.js';
import type { Line } from './line.js';

/** How a block of code begins. */
interface Fence {
  /** The run of backticks or tildes; '': the block is indented. */
  run: string;
  /** Columns that are taken off each line. */
  indent: number;
  /** The info string, escapes and references undone. */
  info: string;
}

const indented: Fence = { run: '', indent: codeIndent, info: '' };

export class Code implements Leaf {
  readonly #fence: Fence;
  readonly #frame: CodeFrame;
  #pending = '';
  /** Blank lines of an indented block that count only if more code follows. */
  #blanks = '';
  #closed = false;

  constructor(context: RenderContext, parent: Container, fence: Fence = indented) {
    this.#fence = fence;
    this.#frame = new CodeFrame(context, parent.element, /^\S*/.exec(fence.info)?.[0] ?? '');
  }

  takeLine(line: Line, complete: boolean): boolean {
    const indented = line.indent >= codeIndent;
    if (this.#fence.run === '' && !indented) return false;
    if (complete && !indented && this.#isClosedBy(line.nextText().trimEnd())) this.#closed = true;
    else {
      line.advanceColumns(this.#fence.indent);
      this.startLine(line.restWithIndent());
    }
    return true;
  }

  takeBlankLine(line: Line): boolean {
    line.advanceColumns(this.#fence.indent);
    const text = `${line.restWithIndent()}\n`;
    if (this.#fence.run === '') this.#blanks += text;
    else this.#pending += text;
    return this.#fence.run !== '';
  }

  startLine(text: string): void {
    this.#pending += this.#blanks + text;
    this.#blanks = '';
  }

  append(text: string): void {
    this.#pending += text;
  }

  endLine(): boolean {
    if (this.#closed) this.close();
    else this.#pending += '\n';
    return this.#closed;
  }

  render(): void {
    if (this.#pending === '') return;
    this.#frame.append(this.#pending, reveal(this.#pending));
    this.#pending = '';
  }

  close(): void {
    this.render();
    this.#frame.close();
  }

  #isClosedBy(text: string): boolean {
    return text.startsWith(this.#fence.run) && text === this.#fence.run.charAt(0).repeat(text.length);
  }
}
