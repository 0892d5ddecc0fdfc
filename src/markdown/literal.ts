// Blocks whose lines are not Markdown: HTML, shown as the text it is, and display math between fences of its own.
import { neutralise } from './characters.js';
import type { RenderContext } from './context.js';
import { createElement } from './elements.js';
import { createMath } from './formulas.js';
import type { Container, Leaf } from './leaf.js';

const longestText = 8192;

/** Adds to the text of an element that only grows, in text nodes of bounded length: appending to a long one costs its length. */
export function appendText(element: Element, text: string): void {
  for (let from = 0; from < text.length;) {
    const last = element.lastChild;
    const room = last?.nodeType === 3 ? longestText - (last as Text).length : 0;
    if (last && room > 0 && text.length - from <= room) {
      (last as Text).appendData(text.slice(from));
      return;
    }
    let to = Math.min(text.length, from + longestText);
    const unit = text.charCodeAt(to);
    if (unit >= 0xdc00 && unit <= 0xdfff) to++;
    element.append(text.slice(from, to));
    from = to;
  }
}

export class HtmlText implements Leaf {
  readonly kind = 'html';
  private pending = '';
  private line = '';
  private readonly element: HTMLElement;

  /** @param end What ends the block within a line; undefined: a blank line does. */
  constructor(
    context: RenderContext,
    parent: Container,
    readonly end: RegExp | undefined,
  ) {
    this.element = createElement(context.document, 'p', { class: 'html' });
    parent.element.append(this.element);
  }

  startLine(text: string): void {
    if (this.pending !== '' || this.element.firstChild) this.pending += '\n';
    this.append(text);
  }

  append(text: string): void {
    this.pending += text;
    if (this.end) this.line += text;
  }

  endLine(): boolean {
    const ended = this.end !== undefined && this.line.search(this.end) >= 0;
    this.line = '';
    if (ended) this.close();
    return ended;
  }

  render(): void {
    appendText(this.element, neutralise(this.pending));
    this.pending = '';
  }

  close(): void {
    this.render();
    this.element.setAttribute('dir', 'auto');
  }
}

export class MathBlock implements Leaf {
  readonly kind = 'math';
  private readonly lines: string[] = [];
  private readonly fence: string;

  constructor(
    private readonly context: RenderContext,
    private readonly parent: Container,
    private readonly opening: '$$' | '\\[',
  ) {
    this.fence = opening === '$$' ? '$$' : '\\]';
  }

  startLine(text: string): void {
    this.lines.push(text);
  }

  append(text: string): void {
    this.lines.push((this.lines.pop() ?? '') + text);
  }

  /** The opening fence is a line of its own, the closing one may stand at the end of the last. */
  endLine(): boolean {
    const line = this.lines.at(-1)?.trimEnd() ?? '';
    if (!line.endsWith(this.fence)) return false;
    this.lines.push((this.lines.pop() ?? '').trimEnd().slice(0, -2));
    const tex = this.lines.join('\n');
    const element = createElement(this.context.document, 'p', { class: 'math-block' });
    element.append(createMath(this.context, `${this.opening}\n${tex}${this.fence}`, tex, true));
    this.parent.element.append(element);
    return true;
  }

  render(): void {
    // Nothing is shown of an unfinished formula.
  }

  /** The text ended, or its container did: what was meant as a formula is shown as it was written. */
  close(): void {
    const element = createElement(this.context.document, 'p', { class: 'html', dir: 'auto' });
    element.append(neutralise(`${this.opening}\n${this.lines.join('\n')}`));
    this.parent.element.append(element);
  }
}
