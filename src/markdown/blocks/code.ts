/** Code blocks, fenced and indented (CommonMark 4.4 and 4.5): text that only grows. */
import type { RenderContext } from '../context.js';
import { CodeFrame } from '../dom/code-frame.js';
import { reveal } from '../syntax/characters.js';
import { codeIndent, fenceStart, markerOf, type Container, type Leaf } from './leaf.js';
import type { Line } from './line.js';

/** How a block of code begins. */
export interface Fence {
  /** The run of backticks or tildes; '': the block is indented. */
  run: string;
  /** Columns that are taken off each line. */
  indent: number;
  /** The info string, escapes and references undone. */
  info: string;
}

const indented: Fence = { run: '', indent: codeIndent, info: '' };
/** Fences stand in it as text. */
const markdown = /^(?:markdown|mdx?)\b/i;
/** What may stand before a closing fence on its line. After one of the others it is a comment's own (`/// ```), or escaped. */
const gluedTo = /[^\s`~\\/*#!]/;

export class Code implements Leaf {
  readonly #fence: Fence;
  readonly #frame: CodeFrame;
  #pending = '';
  /** Of a fence: the line that has begun. */
  #line = '';
  /** Blank lines of an indented block that count only if more code follows. */
  #blanks = '';
  /** Fences that stand open in a block of Markdown. */
  #inner = 0;
  #closed = false;

  constructor(context: RenderContext, parent: Container, fence: Fence = indented) {
    this.#fence = fence;
    this.#frame = new CodeFrame(context, parent.element, fence.info);
  }

  takeLine(line: Line, complete: boolean): boolean {
    const { run, indent } = this.#fence;
    if (run === '' && line.indent < codeIndent) return false;
    if (complete && run !== '' && this.#isClosedBy(line)) this.#closed = true;
    else {
      line.advanceColumns(indent);
      this.startLine(line.restWithIndent());
    }
    return true;
  }

  /** In a list item the code goes on to its closing fence, or to the next item: models indent neither it nor the fence. */
  takeOutdented(line: Line, complete: boolean, left: readonly Container[]): boolean {
    const { run } = this.#fence;
    const text = line.nextText();
    const marker = markerOf(text);
    const ended = left.some(({ kind, list }) => kind === 'quote' || (marker !== undefined && list?.marker === marker));
    return run !== '' && (!ended || (complete && isBare(text.trimEnd(), run))) && this.takeLine(line, complete);
  }

  takeBlankLine(line: Line): boolean {
    line.advanceColumns(this.#fence.indent);
    const text = `${line.restWithIndent()}\n`;
    if (this.#fence.run === '') this.#blanks += text;
    else this.#pending += text;
    return this.#fence.run !== '';
  }

  startLine(text: string): void {
    this.#pending += this.#blanks;
    this.#blanks = '';
    this.#line = '';
    this.append(text);
  }

  append(text: string): void {
    this.#pending += text;
    this.#line += text;
  }

  endLine(): boolean {
    if (!this.#closed) {
      const { run } = this.#fence;
      const before = this.#line.slice(0, -run.length);
      this.#closed = run !== '' && this.#line.endsWith(run) && gluedTo.test(before.slice(-1)) && !before.includes(run);
      this.#pending = `${this.#closed ? this.#pending.slice(0, -run.length) : this.#pending}\n`;
    }
    if (this.#closed) this.close();
    return this.#closed;
  }

  render(): void {
    this.#show(this.#pending.length - this.#held());
  }

  close(): void {
    this.#show(this.#pending.length);
    this.#frame.close();
  }

  #show(length: number): void {
    if (length === 0) return;
    const text = this.#pending.slice(0, length);
    this.#pending = this.#pending.slice(length);
    this.#frame.append(text, reveal(text));
  }

  /** How much of the end may yet be a closing fence. */
  #held(): number {
    const { run } = this.#fence;
    let length = 0;
    while (length < run.length && this.#pending.at(-1 - length) === run[0]) length++;
    return length;
  }

  #isClosedBy(line: Line): boolean {
    const { run, indent, info } = this.#fence;
    const text = line.nextText().trimEnd();
    if (!text.startsWith(run)) return false;
    if (isBare(text, run)) return line.indent < Math.max(codeIndent, indent + 1) && this.#inner-- === 0;
    if (markdown.test(info) && fenceStart.test(text)) this.#inner++;
    return false;
  }
}

function isBare(text: string, run: string): boolean {
  return text.startsWith(run) && text === run.charAt(0).repeat(text.length);
}
