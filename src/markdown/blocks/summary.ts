/** `<summary>` at the start of `<details>`: inline content, in one line or several. */
import type { RenderContext } from '../context.js';
import { InlineContent } from './inline-content.js';
import type { Leaf } from './leaf.js';
import type { Line } from './line.js';

const end = /<\/summary>/i;
/** Longer ones are shown once they are whole. */
const longest = 1000;

export class Summary implements Leaf {
  #text = '';
  readonly #content: InlineContent;

  constructor(context: RenderContext, element: Element) {
    this.#content = new InlineContent(context, element, true);
  }

  startLine(text: string): void {
    this.#text += `\n${text}`;
  }

  takeLine(line: Line): boolean {
    this.startLine(line.rest());
    return true;
  }

  append(text: string): void {
    this.#text += text;
  }

  endLine(): boolean | string {
    const [title = '', ...rest] = this.#text.split(end);
    if (rest.length === 0) return false;
    this.#text = title;
    this.close();
    return rest.join('</summary>');
  }

  render(): void {
    if (this.#text.length < longest) this.#content.update(this.#text.split(end)[0]?.trim() ?? '');
  }

  close(): void {
    this.#content.finish(this.#text.trim());
  }
}
