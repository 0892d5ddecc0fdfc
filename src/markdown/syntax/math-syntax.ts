/**
 * Where formulas begin and end: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, and the fence "math". There is no specification; the guards are Pandoc's
 * (tex_math_dollars), and two more: no space just inside the dollars, no digit or letter after the closing one, and the next dollar
 * decides, so that prices and shell variables are left alone ("$5 and $10 or $x$" holds one formula). `$$` may be a price too ("cheap ($$)"),
 * and `\[…\]` escaped brackets ("Dear \[Name\]"). Loaded with the first formula, so it imports nothing: what it shared with another part
 * would be a file of its own.
 */

/** This file as a whole: what is passed to whoever finds formulas, once it has been loaded. */
export type MathSyntax = typeof import('./math-syntax.js');

export interface Formula {
  tex: string;
  display: boolean;
  end: number;
}

/** A formula in a line of prose is not longer than this: an unmatched dollar must not swallow, or hide, a whole paragraph. */
const longest = 2000;
/** As long as what is set at all (`setMath`); until then nothing is shown of it, nor of what follows where it never closes. */
const longestBlock = 5000;
/** An open formula is hidden no longer than this many characters; from then on it is shown as it was written until it closes. */
const longestHidden = 300;
/** An amount of money, shown at once: it is hardly ever a formula, though "$2 + 3$" is one in the end. */
const price = /\d[\d.,]*(?:[kmb]|bn)?(?![\w^\\{])/iy;

/** An unfinished line that may yet open display math. */
export const undecidedMath = /^(?:\${1,2}|\\\[?)[ \t]*$/;

/** What closes formulas, by what opens them. */
const closers: Readonly<Record<string, string>> = { $$: '$$', '\\(': '\\)', '\\[': '\\]' };

/** `$$` before one of these is a price. */
const afterPrice = /[$)\],.;:!?|–—]/;
/** What closes `$$` that may be a price as well: "Price: $$", "a $$ place". What starts another block ends it. */
export const perhapsPrice = '$$ ';

/** What closes the formula that is open at the end of a line: ''; with `open`, which is so at its start. */
export function openAfter(line: string, open: string): string {
  const first = line.search(/\S/);
  for (const { 0: found, index } of line.matchAll(/`[^`]*`|\\.|\$+|]/g)) {
    const next = line[index + found.length] ?? ' ';
    if (open !== '') {
      // The first is an escaped bracket.
      if ((found === ']' && open === '\\]') || found === open.trim()) open = '';
    } else if (found !== '$$') open = closers[found] ?? '';
    else if (!afterPrice.test(next)) open = next.trim() === '' && index > first ? perhapsPrice : found;
  }
  return open;
}

export class MathScanner {
  readonly #text: string;
  readonly #end: number;
  readonly #dollars: boolean;
  #missing = new Set<string>();
  #dollar = -1;

  /** @param place.dollars Whether a formula may stand between single dollars. */
  constructor(text: string, { end, dollars }: { end: number; dollars: boolean }) {
    this.#text = text;
    this.#end = end;
    this.#dollars = dollars;
  }

  /** The formula that starts at `at`. It may be one if the text goes on: 'hidden' until then, or 'shown' as it was written. */
  scan(at: number): Formula | 'hidden' | 'shown' | undefined {
    const text = this.#text;
    if (text[at] === '\\') return this.#until(at + 2, text[at + 1] === '(' ? '\\)' : '\\]', text[at + 1] === '[');
    if (text[at + 1] === '$') {
      return text[at - 1] === '$' || afterPrice.test(text[at + 2] ?? ' ') ? undefined : this.#until(at + 2, '$$', true);
    }
    if (!this.#dollars || /[\w$\\]/.test(text[at - 1] ?? ' ') || /[\s$]/.test(text[at + 1] ?? ' ')) return undefined;
    const close = this.#nextDollar(at + 1);
    if (close - at > longest) {
      const open = this.#open(at);
      price.lastIndex = at + 1;
      return open && price.test(text) && price.lastIndex < this.#end ? 'shown' : open;
    }
    if (/[\s`]/.test(text[close - 1] ?? ' ') || /[\w$]/.test(text[close + 1] ?? ' ')) return undefined;
    return { tex: text.slice(at + 1, close), display: false, end: close + 1 };
  }

  #until(from: number, terminator: string, display: boolean): Formula | 'hidden' | 'shown' | undefined {
    const close = this.#missing.has(terminator) ? -1 : this.#text.indexOf(terminator, from);
    if (close < 0) this.#missing.add(terminator);
    if (close < 0 || close + 2 > this.#end || close - from > longest) return this.#open(from);
    const tex = this.#text.slice(from, close);
    if (terminator === '$$' && this.#text[close + 2] === '$') return undefined;
    // Escaped brackets around words, or the number of a source; and words between two prices.
    const words =
      terminator === '\\]'
        ? /^(?!\s)[^\\^_=+<>{}|*/]*$/.test(tex) && /\p{L}{3}|^\d+$/u.test(tex)
        : terminator === '$$' &&
          /[^\n]/.test(this.#text[from - 3] ?? '\n') &&
          /^\s|\s$/.test(tex) &&
          /^[^\\^_=+{}]*$/.test(tex) &&
          /\p{L}{3}/u.test(tex);
    return words || !/[\p{L}\p{N}]/u.test(tex) ? undefined : { tex, display, end: close + terminator.length };
  }

  #open(from: number): 'hidden' | 'shown' | undefined {
    const length = this.#end - from;
    return length < longestHidden ? 'hidden' : length <= longest + 2 ? 'shown' : undefined;
  }

  /** The first dollar at or after `from` that no backslash stands before; Infinity: there is none. */
  #nextDollar(from: number): number {
    if (this.#dollar >= from) return this.#dollar;
    let at = from - 1;
    do at = this.#text.indexOf('$', at + 1);
    while (at >= 0 && this.#text[at - 1] === '\\');
    return (this.#dollar = at < 0 || at >= this.#end ? Infinity : at);
  }
}

/**
 * Display math between fences of its own: `$$` or `\[` alone on a line, or a fence "math". One that grows too long is none, and what follows is
 * text again. It has the shape of the block parser's `Leaf`; importing that type would lead up to a layer above.
 */
export class MathBlock {
  readonly #opening: string;
  readonly #closing: string;
  readonly #show: (source: string, tex?: string) => void;
  readonly #lines: string[] = [];
  #length = 0;

  constructor(opening: string, closing: string, show: (source: string, tex?: string) => void) {
    this.#opening = opening;
    this.#closing = closing;
    this.#show = show;
  }

  /** @param show Puts it where it belongs: set, or as it was written where `tex` is undefined. */
  static opened(line: string, show: (source: string, tex?: string) => void): MathBlock | undefined {
    const [, opening = '', fence] = /^(\$\$|\\\[|(`{3,}|~{3,})[ \t]*math)[ \t]*$/.exec(line) ?? [];
    return opening === '' ? undefined : new MathBlock(opening, fence ?? closers[opening] ?? '', show);
  }

  takeLine(line: { restWithIndent(): string }): boolean {
    if (this.#length > longestBlock) return false;
    this.startLine(line.restWithIndent());
    return true;
  }

  takeBlankLine(): boolean | undefined {
    if (this.#length > longestBlock) return undefined;
    this.startLine('');
    return true;
  }

  startLine(text: string): void {
    this.#lines.push(text);
    this.#length += text.length;
  }

  append(text: string): void {
    this.#lines.push((this.#lines.pop() ?? '') + text);
    this.#length += text.length;
  }

  /** The opening fence is a line of its own, the closing one may stand at the end of the last. */
  endLine(): boolean {
    const line = this.#lines.at(-1)?.trimEnd() ?? '';
    if (!line.endsWith(this.#closing)) return false;
    this.#lines[this.#lines.length - 1] = line.slice(0, -this.#closing.length);
    const tex = this.#lines.join('\n');
    this.#show(`${this.#opening}\n${tex}${this.#closing}`, tex);
    return true;
  }

  render(): void {
    // Nothing is shown of an unfinished formula.
  }

  /** The text ended, or its container did: what was meant as a formula is shown as it was written. */
  close(): void {
    this.#show(`${this.#opening}\n${this.#lines.join('\n')}`);
  }
}
