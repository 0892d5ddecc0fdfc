import type { RenderContext } from '../context.js';
import type { ElementName } from '../dom/elements.js';
import { trimSpacesEnd } from '../syntax/characters.js';
import { InlineContent } from './inline-content.js';
import type { Leaf } from './leaf.js';

/** The element for a heading of `level` under the reply's own heading, whatever number (or none) the page has given for that. */
export function headingName(level: number, context: RenderContext): ElementName {
  const above = Math.max(0, Math.trunc(context.options.headingLevel ?? 0) || 0);
  return `h${Math.min(6, level + above)}` as ElementName;
}

/** `# Heading` (CommonMark 4.2): one line. */
export class Heading implements Leaf {
  #text = '';
  #nextLength = 0;
  readonly #content: InlineContent;

  constructor(context: RenderContext, element: Element) {
    this.#content = new InlineContent(context, element, true);
  }

  startLine(text: string): void {
    this.#text = text;
  }

  append(text: string): void {
    this.#text += text;
  }

  endLine(): boolean {
    this.#content.finish(this.#title());
    return true;
  }

  render(): void {
    // A line of a megabyte is looked at each time it has grown by a quarter.
    if (this.#text.length < this.#nextLength) return;
    this.#nextLength = this.#text.length > 4096 ? this.#text.length * 1.25 : 0;
    this.#content.update(this.#title());
  }

  close(): void {
    // Its line has closed it.
  }

  /** Without the closing sequence: number signs after a space. */
  #title(): string {
    const text = trimSpacesEnd(this.#text);
    let end = text.length;
    while (text[end - 1] === '#') end--;
    return end === 0 || /[ \t]/.test(text.charAt(end - 1)) ? trimSpacesEnd(text.slice(0, end)) : text;
  }
}
