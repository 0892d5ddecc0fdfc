/** `<summary>` at the start of `<details>`: inline content, in one line or several. */
import type { RenderContext } from '../context.js';
import { InlineContent } from './inline-content.js';
import type { Leaf } from './leaf.js';
import type { Line } from './line.js';

const end = /<\/summary>/i;
/** Longer ones are shown once they are whole. */
const longest = 1000;

export class Summary implements Leaf {
  /** The lines before the open one. */
  #text = '';
  #line = '';
  readonly #content: InlineContent;

  constructor(context: RenderContext, element: Element) {
    this.#content = new InlineContent(context, element, true);
  }

  startLine(text: string): void {
    this.#text += `${this.#line}\n`;
    this.#line = text;
  }

  takeLine(line: Line): boolean {
    this.startLine(line.rest());
    return true;
  }

  append(text: string): void {
    this.#line += text;
  }

  endLine(): boolean | string {
    const at = this.#line.search(end);
    if (at < 0) return false;
    const rest = this.#line.slice(at + 10);
    this.#line = this.#line.slice(0, at);
    this.close();
    return rest;
  }

  render(): void {
    const text = this.#text + this.#line;
    if (text.length < longest) this.#content.update(text.replace(/<\/summary>.*/i, '').trim());
  }

  close(): void {
    this.#content.finish((this.#text + this.#line).trim());
  }
}
