/** HTML blocks, shown as the text they are (CommonMark 4.6). */
import { appendElement } from '../dom/elements.js';
import { appendText } from '../dom/text-nodes.js';
import { neutralise } from '../syntax/characters.js';
import type { Container, Leaf } from './leaf.js';
import type { Line } from './line.js';

export class HtmlBlock implements Leaf {
  readonly #end: RegExp | undefined;
  #pending = '';
  #line = '';
  /** A Han letter at the end of what is shown: a variation selector may follow. */
  #last = '';
  readonly #element: HTMLElement;

  /** @param end What ends the block within a line; undefined: a blank line does. */

  constructor(parent: Container, end: RegExp | undefined) {
    this.#end = end;
    this.#element = appendElement(parent.element, 'p', { class: 'html' });
  }

  takeLine(line: Line): boolean {
    this.startLine(line.restWithIndent());
    return true;
  }

  takeBlankLine(): boolean | undefined {
    if (!this.#end) return undefined;
    this.startLine('');
    return true;
  }

  startLine(text: string): void {
    if (this.#pending !== '' || this.#element.firstChild) this.#pending += '\n';
    this.append(text);
  }

  append(text: string): void {
    this.#pending += text;
    if (this.#end) this.#line += text;
  }

  endLine(): boolean {
    const ended = this.#end !== undefined && this.#line.search(this.#end) >= 0;
    this.#line = '';
    if (ended) this.close();
    return ended;
  }

  render(): void {
    const text = this.#last + this.#pending;
    appendText(this.#element, neutralise(text).slice(this.#last.length));
    this.#last = /\p{sc=Han}$/u.exec(text)?.[0] ?? '';
    this.#pending = '';
  }

  close(): void {
    this.render();
    this.#element.setAttribute('dir', 'auto');
  }
}
