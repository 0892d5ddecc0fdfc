/** HTML blocks, shown as the text they are (CommonMark 4.6); a comment is shown only if it never ends. */
import { appendElement } from '../dom/elements.js';
import { appendText } from '../dom/text-nodes.js';
import { neutralise } from '../syntax/characters.js';
import type { Container, Leaf } from './leaf.js';
import type { Line } from './line.js';

/** Not its text in `<details>`: and what may become that, at the end of what has come. */
const detailsEnd = /\n?<\/details>[ \t]*$/i;
const heldEnd = /\n?(?:<(?:\/[a-z]{0,7}(?:>[ \t]{0,9})?)?)?$/i;

export class HtmlBlock implements Leaf {
  readonly #end: RegExp | undefined;
  #pending = '';
  #line = '';
  /** A Han letter at the end of what is shown: a variation selector may follow. */
  #last = '';
  readonly #parent: Container;
  readonly #comment: boolean;
  #element: HTMLElement | undefined;

  /** @param end What ends the block within a line; undefined: a blank line does. */

  constructor(parent: Container, end: RegExp | undefined) {
    this.#parent = parent;
    this.#end = end;
    this.#comment = end?.source === '-->';
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
    if (this.#pending !== '' || this.#element) this.#pending += '\n';
    this.append(text);
  }

  append(text: string): void {
    this.#pending += text;
    if (this.#end) this.#line += text;
  }

  endLine(): boolean | string {
    const line = this.#line;
    this.#line = '';
    const end = this.#end ? line.search(this.#end) : -1;
    if (end < 0) return false;
    if (this.#comment) return line.slice(end + 3);
    this.close();
    return true;
  }

  takeDetailsEnd(): boolean {
    const text = this.#pending;
    if (!this.#end) this.#pending = text.replace(detailsEnd, '');
    return this.#pending !== text;
  }

  render(): void {
    if (this.#comment) return;
    const [held = ''] = (!this.#end && heldEnd.exec(this.#pending)) || [];
    this.#pending = this.#pending.slice(0, this.#pending.length - held.length);
    this.#show();
    this.#pending = held;
  }

  close(): void {
    this.#show().setAttribute('dir', 'auto');
  }

  #show(): HTMLElement {
    this.#element ??= appendElement(this.#parent.element, 'p', { class: 'html' });
    const text = this.#last + this.#pending;
    appendText(this.#element, neutralise(text).slice(this.#last.length));
    this.#last = /\p{sc=Han}$/u.exec(text)?.[0] ?? '';
    this.#pending = '';
    return this.#element;
  }
}
