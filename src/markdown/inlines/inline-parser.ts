/**
 * A block's text → tokens (CommonMark 6 and GFM), in one pass. Parsed "open", the text may go on: then the parser also tells from where a
 * later pass can start, and reads what is unclosed at the end as it will be read if it closes.
 */
import { asciiPunctuation, trimSpacesEnd } from '../syntax/characters.js';
import { scanLenticular, type CitedSource } from '../syntax/citations.js';
import type { Definition } from '../syntax/definitions.js';
import { scanReference } from '../syntax/entities.js';
import { FAIL, scanDrawn, scanHtml, type Missing } from '../syntax/html-syntax.js';
import type { MathScanner, MathSyntax } from '../syntax/math-syntax.js';
import { AutolinkFinder } from './autolinks.js';
import { closeBracket, openBracket } from './brackets.js';
import { BacktickFinder, codeText } from './code-spans.js';
import { createDelimiter, createTag, DelimiterStack } from './emphasis.js';
import { mayBePointedAutolink, scanPointedAutolink } from './pointed-autolinks.js';
import type { BracketToken, DelimiterToken, Token } from './tokens.js';

/** What the document knows beside the text. */
export interface InlineScope {
  definitions: ReadonlyMap<string, Definition>;
  /** By their numbers. */
  sources: ReadonlyMap<string | undefined, CitedSource>;
  /** Undefined until a formula has come. */
  math: MathSyntax | undefined;
  /** It cannot be had: formulas stand as they are written. */
  mathMissing: boolean;
  /** Whether `$…$` is a formula. */
  dollars: boolean;
  /** Hears of labels and names that are not known yet. */
  missLabel(label: string): void;
  missEntity(): void;
}

/** Ends a run of plain text. */
const special = /[\n\\`*_~[\]!<&$【]/g;

/** A formula as it is written, for where their syntax cannot be had: longer ones are read as Markdown. */
const formulaSource = /\\\(.{1,2000}?\\\)|\\\[.{1,2000}?\\\]|\$\$.{1,2000}?\$\$/sy;

/** Not a space before these: a line may end there, and a unit belongs to its number. */
const afterNoStart = /[ \t€£¥₹₽₩₺₪฿%‰]/;

/** What may still become part of a marker, at the end of open text: shown once it is known what it is. */
const undecidedEnd = /(?:\\*[*_~`$]+|\\+|!|&#?\w{0,31})?[ \t\n]*$/;
/** What may become a tag that is drawn is hidden up to this length: `</summary`. */
const longestTag = 10;
/** `undecidedEnd` is looked for in so many characters. */
const longestUndecided = 64;
/** The same where no more text comes. */
const cutEnd = /[*_~`]*[ \t\n]*$/;

export class InlineParser {
  readonly text: string;
  readonly scope: InlineScope;
  readonly open: boolean;
  readonly #cut: boolean;
  /** Where it has got to. */
  at: number;
  readonly tokens: Token[] = [];
  readonly delimiters = new DelimiterStack();
  bracket: BracketToken | undefined;
  /** Where the text ends, or what is decided of it. */
  readonly end: number;
  /** So many tokens are final whatever follows, and a later pass may start at `settledAt`. Only for open text. */
  settledTokens = 0;
  settledAt: number;
  #nextSpecial = -1;
  readonly #autolinks: AutolinkFinder;
  #missing: Missing | undefined;
  #backticks: BacktickFinder | undefined;
  readonly #math: MathScanner | undefined;
  /** Something before this place may reach to the end of the text. */
  #blocked = false;

  /**
   * @param place.open Whether the text may go on.
   * @param place.from Where to start: what stands before is settled.
   * @param place.cut Whether open text will not go on: nothing of it is hidden but what is half a marker or a link's target.
   */
  constructor(text: string, scope: InlineScope, { open, from, cut = false }: { open: boolean; from: number; cut?: boolean }) {
    this.text = text;
    this.scope = scope;
    this.open = open;
    this.#cut = cut;
    this.at = from;
    this.settledAt = from;
    const tail = open ? text.slice(Math.max(from, text.length - longestUndecided)) : '';
    this.end = text.length - (open ? ((cut ? cutEnd : undecidedEnd).exec(tail)?.[0].length ?? 0) : 0);
    this.#autolinks = new AutolinkFinder(text, from, this.end);
    this.#math = scope.math && new scope.math.MathScanner(text, { end: this.end, dollars: scope.dollars });
    this.#parse();
  }

  /** Takes the text up to `to` as what the token says. */
  take(token: Token, to: number): void {
    this.tokens.push(token);
    this.at = to;
  }

  /** Takes so many characters as they are. */
  literal(length: number): void {
    this.#takeText(Math.min(this.at + length, this.end));
  }

  #takeText(to: number, text = this.text.slice(this.at, to)): void {
    this.take({ kind: 'text', text }, to);
  }

  #parse(): void {
    while (this.at < this.end) {
      this.#plain();
      if (this.at < this.end && !this.#autolink()) this.#special(this.text.charAt(this.at));
    }
    this.delimiters.settle();
    if (!this.open) return;
    // What is open at the end is read as it will be if it closes.
    for (let { bracket } = this; bracket; bracket = bracket.previous) bracket.hidden = bracket.active;
    this.delimiters.speculate(this.tokens);
  }

  /** A run without special characters. In open text the last space in it is a place to start from later, if nothing is open there. */
  #plain(): void {
    const { text, at } = this;
    this.#autolinks.skipTo(at);
    if (this.#nextSpecial < at) {
      special.lastIndex = at;
      this.#nextSpecial = special.test(text) ? special.lastIndex - 1 : Infinity;
    }
    const to = Math.min(this.end, this.#autolinks.start, this.#nextSpecial);
    if (to === at) return;
    if (this.open) {
      // A space between words; not one that may belong to a line's end.
      let space = to - 2;
      while (space >= at && (text[space] !== ' ' || afterNoStart.test(text.charAt(space + 1)))) space--;
      if (space >= at && this.#nothingOpen()) {
        if (space > at) this.#takeText(space);
        this.#settle();
      }
    }
    this.#takeText(to);
  }

  #nothingOpen(): boolean {
    if (this.#blocked || this.bracket) return false;
    this.delimiters.settle();
    return !this.delimiters.last;
  }

  #settle(): void {
    this.settledTokens = this.tokens.length;
    this.settledAt = this.at;
  }

  #autolink(): boolean {
    if (this.at !== this.#autolinks.start) return false;
    const autolink = this.#autolinks.take(this.bracket !== undefined);
    if (autolink) this.take({ kind: 'autolink', ...autolink, literal: true }, this.at + autolink.text.length);
    return autolink !== undefined;
  }

  #special(character: string): void {
    const next = this.text.charAt(this.at + 1);
    switch (character) {
      case '\n':
        this.#lineEnding();
        break;
      case '\\':
        this.#backslash(next);
        break;
      case '`':
        this.#codeSpan();
        break;
      case '*':
      case '_':
      case '~':
        this.#delimiterRun(character);
        break;
      case '[':
        openBracket(this, false);
        break;
      case '!':
        if (next === '[') openBracket(this, true);
        else this.literal(1);
        break;
      case ']':
        closeBracket(this);
        break;
      case '<':
        this.#pointedBracket();
        break;
      case '&':
        this.#reference();
        break;
      case '$':
        if (!this.#mathSpan()) this.literal(next === '$' ? 2 : 1);
        break;
      case '【':
        this.#lenticular();
        break;
      default:
        this.literal(1); // an autolink's first letter that began none
    }
  }

  #lineEnding(): void {
    const last = this.tokens.at(-1);
    const { text, at } = this;
    if (text[at - 1] === ' ' && last?.kind === 'text') {
      last.text = trimSpacesEnd(last.text);
      if (text[at - 2] === ' ') this.tokens.push({ kind: 'break' });
    }
    this.#startLine(at + 1);
  }

  /** A `<br>`: a line ending too, but where one follows. */
  #break(to: number): void {
    this.take({ kind: 'break' }, to);
    while (/[ \t]/.test(this.text.charAt(this.at))) this.at++;
    if (this.text[this.at] !== '\n') this.#startLine(this.at);
  }

  /** A line ending before `from`, and white space after it, which does not count. */
  #startLine(from: number): void {
    this.#takeText(from, '\n');
    while (/[ \t]/.test(this.text.charAt(this.at))) this.at++;
    if (this.open && this.at < this.end && this.#nothingOpen()) this.#settle();
  }

  #backslash(next: string): void {
    if ((next === '(' || next === '[') && this.#mathSpan()) return;
    if (next === '\n') {
      this.tokens.push({ kind: 'break' });
      this.#startLine(this.at + 2);
    } else if (asciiPunctuation.test(next) && this.at + 1 < this.end) this.#takeText(this.at + 2, next);
    else this.literal(1);
  }

  /** Where the run of a character that starts here ends. */
  #runEnd(character: string): number {
    let to = this.at;
    while (to < this.end && this.text[to] === character) to++;
    return to;
  }

  #codeSpan(): void {
    const { text, end } = this;
    const from = this.#runEnd('`');
    const length = from - this.at;
    this.#backticks ??= new BacktickFinder(text, end);
    const close = this.#backticks.find(from, length);
    if (close >= 0) this.take({ kind: 'code', text: codeText(text.slice(from, close)) }, close + length);
    else if (this.open) {
      this.#blocked = true;
      this.take(
        {
          kind: 'code',
          text: text
            .slice(from, end)
            .replaceAll('\n', ' ')
            .replace(/^ (?=.)/, ''),
        },
        end,
      );
    } else this.literal(length);
  }

  #delimiterRun(character: string): void {
    const to = this.#runEnd(character);
    this.#delimiter(createDelimiter(this, to), to);
  }

  #delimiter(delimiter: DelimiterToken, to: number): void {
    this.take(delimiter, to);
    if (delimiter.canOpen || delimiter.canClose || delimiter.slips) this.delimiters.push(delimiter);
  }

  #pointedBracket(): void {
    const { text, at, end } = this;
    const open = this.open && !this.#cut;
    const drawn = scanDrawn(text, at);
    if (typeof drawn === 'object') {
      this.#delimiter(createTag(this, drawn), drawn.end);
      return;
    }
    if (drawn !== undefined) {
      this.#break(drawn);
      return;
    }
    const autolink = scanPointedAutolink(text, at);
    if (autolink && autolink.end <= end) {
      this.take({ kind: 'autolink', ...autolink, literal: false }, autolink.end);
      return;
    }
    const found = scanHtml(text, at, (this.#missing ??= new Set()));
    const comment = text.startsWith('<!--', at);
    if (found > 0 && found <= end) {
      if (comment) this.at = found;
      // `</details>` at a line's end is not the paragraph's.
      else if (open && found === end && text.startsWith('</d', at)) this.#hideRest();
      else this.#takeText(found);
    } else if (open && (mayBePointedAutolink(text, at) || (found !== FAIL && (comment || end - at < longestTag))))
      this.#hideRest(); // its bracket would be no part of it
    else if (open && found !== FAIL) {
      this.#blocked = true;
      this.#takeText(end);
    } else this.literal(1);
  }

  /** Nothing is shown of what stands here until more text has come. */
  #hideRest(): void {
    this.#blocked = true;
    this.at = this.end;
  }

  #reference(): void {
    const found = scanReference(this.text, this.at);
    if (!found || found.end > this.end) {
      this.literal(1);
      return;
    }
    if (found.value === undefined) this.scope.missEntity();
    this.#takeText(found.end, found.value);
  }

  #lenticular(): void {
    const { text, at, end, scope } = this;
    const found = scanLenticular(text, at);
    const number = typeof found === 'object' ? found.number : undefined;
    const source = scope.sources.get(number);
    if (source && number !== undefined && typeof found === 'object' && found.end <= end)
      this.take({ kind: 'citation', number, source }, found.end);
    else if (found === true && this.open && !this.#cut) this.#hideRest();
    else {
      if (number !== undefined) scope.missLabel(number);
      this.literal(1);
    }
  }

  #mathSpan(): boolean {
    const found = this.#math?.scan(this.at);
    if (!found) return this.scope.mathMissing && this.#formulaSource();
    if (typeof found === 'object') {
      const source = this.text.slice(this.at, found.end);
      this.take({ kind: 'math', source, tex: found.tex, display: found.display }, found.end);
    } else {
      if (!this.open || this.#cut) return false;
      this.#blocked = true;
      if (found === 'shown') return false;
      this.at = this.end;
    }
    return true;
  }

  /** A formula that nothing is known of but where it ends. */
  #formulaSource(): boolean {
    formulaSource.lastIndex = this.at;
    const found = formulaSource.test(this.text) && formulaSource.lastIndex <= this.end;
    if (found) this.#takeText(formulaSource.lastIndex);
    else if (this.open) this.#blocked = true;
    return found;
  }
}
