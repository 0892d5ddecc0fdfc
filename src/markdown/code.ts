// Code blocks, fenced and indented (CommonMark 4.4 and 4.5): text that only grows.
import { reveal } from './characters.js';
import { CodeFrame } from './code-frame.js';
import type { RenderContext } from './context.js';
import type { Container, Leaf } from './leaf.js';

export interface Fence {
  character: string;
  length: number;
  /** Columns before the fence: so many are taken off each line. */
  indent: number;
  /** The info string, escapes and references undone. */
  info: string;
}

export class Code implements Leaf {
  readonly kind = 'code';
  private readonly frame: CodeFrame;
  private pending = '';
  /** Blank lines of an indented block that count only if more code follows. */
  private blanks = '';

  constructor(
    context: RenderContext,
    parent: Container,
    /** Undefined: an indented block. */
    readonly fence: Fence | undefined,
  ) {
    const language = /^\S*/.exec(fence?.info ?? '')?.[0] ?? '';
    this.frame = new CodeFrame(context, parent.element, language);
  }

  startLine(text: string): void {
    this.pending += this.blanks + text;
    this.blanks = '';
  }

  append(text: string): void {
    this.pending += text;
  }

  endLine(): boolean {
    this.pending += '\n';
    return false;
  }

  blankLine(text: string): void {
    if (this.fence) this.pending += `${text}\n`;
    else this.blanks += `${text}\n`;
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
}
