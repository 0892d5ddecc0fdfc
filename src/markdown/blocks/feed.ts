/** Pieces of text, cut anywhere → lines for the block parser. */
import type { BlockParser } from './block-parser.js';
import { Code } from './code.js';
import { isUndecided } from './undecided.js';

/** From this length on an undecided line is looked at again only when it has grown by a quarter, so that the sum stays linear. */
const longHeld = 1024;

/** Where formulas may begin: in a line, and as a line. */
const formula = /\\[([]|\$\$/;
const formulaOrDollar = /\\[([]|\$/;
const mathFence = /^[\s\d>*+.)-]*(?:`{3,}|~{3,})[ \t]*math\s*$/;

export class LineFeed {
  readonly #parser: BlockParser;
  /** Half a character or half a line ending from the end of the last piece. */
  #carried = '';
  /** The start of a line of which it is not yet known what it is. */
  #held = '';
  #lookAgainAt = 0;
  /** A code span is open in the line. */
  #inCode = false;
  /** The current line has been given to the parser; the rest of it follows. */
  #started = false;

  constructor(parser: BlockParser) {
    this.#parser = parser;
  }

  /** @returns what it has not taken: the formulas in it wait until their syntax has come. */
  write(piece: string): string {
    let text = this.#carried + piece;
    this.#carried = '';
    const last = text.charCodeAt(text.length - 1);
    // A carriage return may be half of a line ending, a high surrogate is half of a character, and a backslash or dollars may begin a formula.
    const half = last === 0x0d || (last >= 0xd800 && last <= 0xdbff) || (last === 0x5c && this.#seeking);
    const length = last === 0x24 && this.#seeking ? (text.endsWith('$$') ? 2 : 1) : half ? 1 : 0;
    if (length > 0) {
      this.#carried = text.slice(-length);
      text = text.slice(0, -length);
    }
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
    let from = 0;
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      const line = text.slice(from, to);
      if (this.#waits(line)) return this.#giveBack(text, from);
      this.#endLine(line);
      from = to + 1;
    }
    if (from < text.length) {
      const line = from === 0 ? text : text.slice(from);
      if (this.#waits(line)) return this.#giveBack(text, from);
      this.#unfinished(line);
    }
    return '';
  }

  #giveBack(text: string, from: number): string {
    const rest = text.slice(from) + this.#carried;
    this.#carried = '';
    return rest;
  }

  /** Formulas are looked for until what they are is known, or cannot be. */
  get #seeking(): boolean {
    const { math, mathMissing } = this.#parser.context;
    return !math && !mathMissing;
  }

  /** Whether more of a line may begin a formula that has to wait. Code holds none. */
  #waits(text: string): boolean {
    if (!this.#seeking) return false;
    if (!/[\\$`~]/.test(text) || this.#parser.leaf instanceof Code) return false;
    // What is left of the text without its code spans.
    let inCode = this.#inCode;
    const prose = (inCode ? '`' + text : text).replace(/`[^`]*(`?)/g, (_, close: string) => {
      inCode = close === '';
      return ' ';
    });
    const { options } = this.#parser.context;
    if ((options.math ? formulaOrDollar : formula).test(prose) || mathFence.test(this.#held + text)) return true;
    this.#inCode = inCode;
    return false;
  }

  end(cut: boolean): void {
    const carried = this.#carried;
    this.#carried = '';
    if (carried === '\r') this.#endLine('');
    else if ((!cut || /[\\$]/.test(carried)) && carried !== '') this.#unfinished(carried);
    this.#parser.context.cut = cut;
    // Half a marker.
    if (cut && !/\w/.test(this.#held)) this.#held = '';
    if (this.#started || this.#held !== '') this.#endLine('');
    this.#parser.close();
  }

  #endLine(text: string): void {
    if (this.#started) {
      if (text !== '') this.#parser.append(text);
      this.#parser.endLine();
    } else this.#parser.startLine(this.#held + text, true);
    this.#held = '';
    this.#lookAgainAt = 0;
    this.#started = false;
    this.#inCode = false;
  }

  #unfinished(text: string): void {
    if (this.#started) {
      this.#parser.append(text);
      return;
    }
    this.#held += text;
    if (this.#held.length < this.#lookAgainAt) return;
    if (isUndecided(this.#held, this.#parser.context.math)) {
      if (this.#held.length > longHeld) this.#lookAgainAt = this.#held.length * 1.25;
      return;
    }
    this.#parser.startLine(this.#held, false);
    this.#started = true;
    this.#held = '';
  }
}
