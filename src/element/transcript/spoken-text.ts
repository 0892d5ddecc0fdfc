/** What is drawn, as it is said: blocks that end, without what is nothing to listen to. */
import type { Locale } from '../../locales/index.js';

/** Where one thing ends that is read, and another begins. Sets of names, for each node of a reply is asked: selectors take three times as long. */
const blocks = new Set('p div li ul ol blockquote h1 h2 h3 h4 h5 h6 summary details pre table'.split(' '));
const silent = new Set(['button', 'svg', 'textarea', 'hr']);
/** What makes a formula more than a row of signs. */
const structures = 'mfrac, msqrt, mroot, msub, msup, msubsup, munder, mover, munderover, mmultiscripts, mtable, merror';

/** A block without one gets a full stop, or two headings would be heard as one sentence. */
const ended = /[.!?…:;,。！？：；，،؟।][\p{Pe}\p{Pf}\p{Po}]*$/u;

type Words = Partial<Pick<Locale, 'spokenCode' | 'spokenTable' | 'formula'>>;

export function blocksOf(drawn: readonly Element[], words: Words): string[] {
  const writer = new Writer(words);
  for (const element of drawn) writer.block(element);
  return writer.blocks;
}

/** As many sentences as are no longer than `longest` together; where the first one is, its words. */
export function beginningOf(blocks: readonly string[], longest: number): string {
  let beginning = '';
  for (const block of blocks) {
    for (const [sentence] of block.slice(0, longest + 1).matchAll(sentences)) {
      if (beginning.length + sentence.length > longest)
        return beginning.trimEnd() || `${sentence.slice(0, longest).replace(/\s+\S*$/, '')} …`;
      beginning += sentence;
    }
    beginning += ' ';
  }
  return beginning.trimEnd();
}

/**
 * A stop ends a sentence where a space follows it, an ideographic one everywhere. Not by Intl.Segmenter: it takes 10 ms to begin with, as long as
 * drawing the reply, and knows no abbreviations either.
 */
const sentences = /.*?(?:[.!?…؟।]+[\p{Pe}\p{Pf}\p{Po}]*(?:\s+|$)|[。！？]+[\p{Pe}\p{Pf}\p{Po}]*|$)/gsu;

class Writer {
  readonly blocks: string[] = [];
  readonly #words: Words;
  #text = '';

  constructor(words: Words) {
    this.#words = words;
  }

  block(element: Element): void {
    this.#end();
    if (element.classList.contains('code')) this.#text = this.#code(element);
    else if (element.localName === 'table') this.#text = this.#table(element);
    // What is folded is not seen either.
    else
      for (const node of element.matches('details:not([open])') ? [...element.children].slice(0, 1) : element.childNodes)
        this.#node(node);
    this.#end();
  }

  #node(node: Node): void {
    if (node instanceof Text) this.#text += node.data;
    if (!(node instanceof Element) || silent.has(node.localName) || node.hasAttribute('hidden')) return;
    // The number of a source says nothing, and would end the word before it.
    if (node.classList.contains('citation')) return;
    const { localName } = node;
    if (blocks.has(localName)) this.block(node);
    else if (node.classList.contains('math')) this.#text += this.#formula(node);
    else if (localName === 'img' || localName === 'input')
      this.#text += ` ${node.getAttribute('alt') ?? node.getAttribute('aria-label') ?? ''} `;
    else if (localName === 'br') this.#text += ' ';
    else for (let child = node.firstChild; child; child = child.nextSibling) this.#node(child);
  }

  /** Of an abbreviation the letters: "S Q L". What the page has drawn in the place of code has no lines. */
  #code(element: Element): string {
    const language = element.querySelector('.code-language')?.textContent ?? '';
    const name = language.length < 4 ? language.toUpperCase() : language;
    const lines = element.querySelector('pre')?.textContent.replace(/\n$/, '').split('\n').length;
    return (lines && this.#words.spokenCode?.(name, lines)) || name;
  }

  #table(element: Element): string {
    const rows = element.getElementsByTagName('tr');
    return this.#words.spokenTable?.(rows[0]?.children.length ?? 0, rows.length) ?? '';
  }

  #formula(element: Element): string {
    const math = element.querySelector('math');
    // Signs that nobody sees stand between a function and what it is of.
    const text =
      math && !math.querySelector(structures) ? math.textContent.replace(/[\u2061-\u2064]/g, ' ') : this.#words.formula;
    return ` ${text ?? ''} `;
  }

  #end(): void {
    const text = this.#text.replace(/\s+/g, ' ').trim();
    this.#text = '';
    if (text !== '') this.blocks.push(ended.test(text.slice(-8)) ? text : `${text}.`);
  }
}
