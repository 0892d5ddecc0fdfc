/**
 * What stands around code: its language, a button that copies the exact source, a scrolling box; and what happens once it is whole.
 */
import type { RenderContext } from '../context.js';
import { loadHighlight } from '../lazy.js';
import { neutralise } from '../syntax/characters.js';
import { turn } from '../turns.js';
import { appendElement } from './elements.js';
import { appendText } from './text-nodes.js';

/** The name of a language, and a path behind it, in what stands after a fence: `python:app.py`, `{.js #id}`, `{r, echo=FALSE}`, `js{1,3}`. */
const labels = /^(?:\{\.?)?([^\s{},:]*)(:[^\s{},]+)?/;

/** "Copied" is shown this long. */
const copiedForMs = 2000;
/**
 * Longer code stays plain, in UTF-16 units: finding and painting its colours takes its length, and what is painted is painted in each frame.
 */
const longestHighlighted = 15_000;
/** Code is laid out in pieces of about this many characters: a new line then costs the layout of its piece, not of the whole block. */
const pieceLength = 4096;

export class CodeFrame {
  readonly #context: RenderContext;
  readonly #language: string;
  readonly #box: HTMLElement;
  readonly #code: HTMLElement;
  /** The last piece, once the code has outgrown a single one. */
  #piece: HTMLElement;
  #pieceSize = 0;
  #source = '';

  /** @param info What stands after the opening fence. */
  constructor(context: RenderContext, parent: Element, info: string) {
    this.#context = context;
    const [, label = '', path = ''] = labels.exec(info) ?? [];
    // A path alone tells the language by its end.
    this.#language = label.replace(/.*[./]/, '');
    const { strings } = context;
    const shown = neutralise(label + path);
    const frame = appendElement(parent, 'div', { class: 'code', part: 'code', dir: 'ltr' });
    const header = appendElement(frame, 'div', { class: 'code-header', part: 'code-header' });
    appendElement(header, 'span', { class: 'code-language', translate: 'no' }).append(shown);
    const button = appendElement(header, 'button', {
      type: 'button',
      class: 'code-copy',
      part: 'code-copy',
      'aria-label': strings.copyCode,
    });
    button.append(strings.copy);
    button.addEventListener('click', () => {
      this.#copy(button);
    });
    // Long lines scroll by themselves, and the keyboard has to reach what scrolls. In WebKit it does not without `tabindex`, which can go
    // when it does: https://bugs.webkit.org/show_bug.cgi?id=190870
    const name = strings.code.replace('{language}', () => shown).trim();
    this.#box = appendElement(frame, 'pre', { tabindex: '0', role: 'group', 'aria-label': name });
    this.#code = appendElement(this.#box, 'code', {
      translate: 'no',
      class: this.#language === '' ? undefined : `language-${neutralise(this.#language)}`,
    });
    this.#piece = this.#code;
  }

  /** @param shown The same text with its hazards made visible. */
  append(source: string, shown: string): void {
    this.#source += source;
    let from = 0;
    while (this.#pieceSize + shown.length - from > pieceLength) {
      // A piece is a block of its own, so it ends with a line.
      const lineEnd = shown.indexOf('\n', Math.max(from, from + pieceLength - this.#pieceSize)) + 1;
      if (lineEnd === 0) break;
      appendText(this.#piece, shown.slice(from, lineEnd));
      this.#startPiece();
      from = lineEnd;
    }
    if (from === shown.length) return;
    appendText(this.#piece, from === 0 ? shown : shown.slice(from));
    this.#pieceSize += shown.length - from;
  }

  close(): void {
    if (this.#piece !== this.#code && !this.#piece.firstChild) this.#piece.remove();
    const context = this.#context;
    const { options } = context;
    options.onCode?.(this.#box);
    const language = this.#language.toLowerCase();
    const source = this.#exactSource();
    const draw = Object.hasOwn(options.fences ?? {}, language) ? options.fences?.[language] : undefined;
    if (draw) {
      const { signal } = context;
      Promise.resolve()
        .then(() => draw(source, { signal }))
        .then((node) => {
          // Not `replaceWith`: that takes what is no node, undefined too, for a text.
          if (!context.cancelled) this.#box.parentNode?.replaceChild(node, this.#box);
        })
        .catch(() => undefined); // what the owner's renderer throws, or cannot be put there, leaves the code as it is
    } else if (language !== '' && options.highlight !== false && source.length <= longestHighlighted) {
      context.idle(() => {
        options.onHighlight?.();
        loadHighlight(options).then(
          (highlight) => highlight(this.#code, language, turn),
          () => undefined, // no colours without the part
        );
      });
    }
  }

  #startPiece(): void {
    if (this.#piece === this.#code) {
      const nodes = [...this.#code.childNodes];
      appendElement(this.#code, 'span', { class: 'code-piece' }).append(...nodes);
    }
    this.#piece = appendElement(this.#code, 'span', { class: 'code-piece' });
    this.#pieceSize = 0;
  }

  /** Without the last line ending, which belongs to the fence. */
  #exactSource(): string {
    return this.#source.replace(/\n$/, '');
  }

  #copy(button: HTMLElement): void {
    const { options, strings } = this.#context;
    // Undefined on a page that is not secure.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    clipboard?.writeText(this.#exactSource()).then(
      () => {
        options.onCopy?.();
        button.textContent = strings.copied;
        setTimeout(() => (button.textContent = strings.copy), copiedForMs);
      },
      () => undefined, // the reader has refused; the code can still be selected
    );
  }
}
