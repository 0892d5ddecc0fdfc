// A block's text → tokens (CommonMark 6 and GFM), in one pass. Parsed "open", the text may go on: then the parser also tells from where a
// later pass can start, and reads what is unclosed at the end as it will be read if it closes.
import { AutolinkFinder } from './autolinks.js';
import { asciiPunctuation, trimSpacesEnd } from './characters.js';
import { BacktickFinder, codeText } from './code-spans.js';
import { createDelimiter, DelimiterStack } from './emphasis.js';
import { scanReference } from './entities.js';
import { FAIL, INCOMPLETE, scanHtml, type Missing } from './html-syntax.js';
import type { BracketToken, Token } from './inline-tokens.js';
import { findTarget } from './link-target.js';
import type { MathSyntax } from './lazy.js';
import type { MathScanner } from './math-syntax.js';
import { mayBePointedAutolink, scanPointedAutolink } from './pointed-autolinks.js';
import type { Definition } from './definitions.js';

/** What the document knows beside the text. */
export interface InlineScope {
  definitions: ReadonlyMap<string, Definition>;
  /** Undefined where `$…$` and its kin are text. */
  math: MathSyntax | undefined;
  /** Hears of labels and names that are not known yet. */
  missLabel(label: string): void;
  missEntity(): void;
}

export interface ParsedInlines {
  tokens: Token[];
  /** So many tokens are final whatever follows, and a later pass may start at `settledAt`. Only for open text. */
  settledTokens: number;
  settledAt: number;
}

/** Ends a run of plain text. */
const special = /[\n\\`*_~[\]!<&$]/g;

/** What may still become part of a marker, at the end of open text: shown once it is known what it is. */
const undecidedEnd = /(?:\\*[*_~`$]+|\\+|!|&#?\w{0,31})?[ \t\n]*$/;

export class InlineParser {
  private readonly tokens: Token[] = [];
  private readonly delimiters = new DelimiterStack();
  private bracket: BracketToken | undefined;
  private at: number;
  private readonly end: number;
  private readonly autolinks: AutolinkFinder;
  private nextSpecial = -1;
  private missing: Missing | undefined;
  private backticks: BacktickFinder | undefined;
  private readonly math: MathScanner | undefined;
  private settledTokens = 0;
  private settledAt: number;
  /** Something before this place may reach to the end of the text. */
  private blocked = false;

  constructor(
    private readonly text: string,
    private readonly scope: InlineScope,
    private readonly open: boolean,
    from: number,
  ) {
    this.at = from;
    this.settledAt = from;
    this.end = open ? from + this.decidedLength(from) : text.length;
    this.autolinks = new AutolinkFinder(text, from, this.end);
    this.math = scope.math && new scope.math.MathScanner(text, this.end);
  }

  parse(): ParsedInlines {
    while (this.at < this.end) {
      this.plain();
      if (this.at >= this.end) break;
      if (this.at === this.autolinks.start && this.autolink()) continue;
      if (this.at < this.end) this.special();
    }
    this.delimiters.settle();
    if (this.open) this.speculate();
    return { tokens: this.tokens, settledTokens: this.settledTokens, settledAt: this.settledAt };
  }

  private decidedLength(from: number): number {
    const tailFrom = Math.max(from, this.text.length - 64);
    const tail = this.text.slice(tailFrom);
    return tailFrom - from + tail.length - (undecidedEnd.exec(tail)?.[0].length ?? 0);
  }

  private push(token: Token): void {
    this.tokens.push(token);
  }

  private pushText(text: string): void {
    this.tokens.push({ kind: 'text', text });
  }

  /** A run without special characters. */
  private plain(): void {
    const { text } = this;
    const from = this.at;
    this.autolinks.skipTo(from);
    if (this.nextSpecial < from) {
      special.lastIndex = from;
      this.nextSpecial = special.test(text) ? special.lastIndex - 1 : Infinity;
    }
    const at = Math.min(this.end, this.autolinks.start, this.nextSpecial);
    if (at === from) return;
    this.at = at;
    if (this.open) this.plainOpen(from, at);
    else this.pushText(text.slice(from, at));
  }

  /** The same, and the last space in it is a place to start from later, if nothing is open there. */
  private plainOpen(from: number, to: number): void {
    // A space between words; not one that may belong to a line's end.
    let at = to - 2;
    while (at >= from && (this.text[at] !== ' ' || /[ \t]/.test(this.text.charAt(at + 1)))) at--;
    if (at < from || !this.nothingOpen()) {
      this.pushText(this.text.slice(from, to));
      return;
    }
    if (at > from) this.pushText(this.text.slice(from, at));
    this.settledTokens = this.tokens.length;
    this.settledAt = at;
    this.pushText(this.text.slice(at, to));
  }

  private nothingOpen(): boolean {
    if (this.blocked || this.bracket) return false;
    if (this.delimiters.last) this.delimiters.settle();
    return !this.delimiters.last;
  }

  private autolink(): boolean {
    const autolink = this.autolinks.take(this.bracket !== undefined);
    if (!autolink) return false;
    this.push({
      kind: 'autolink',
      text: this.text.slice(autolink.start, autolink.end),
      destination: autolink.destination,
      literal: true,
    });
    this.at = autolink.end;
    return true;
  }

  private special(): void {
    const character = this.text.charAt(this.at);
    switch (character) {
      case '\n':
        this.lineEnding();
        break;
      case '\\':
        this.backslash();
        break;
      case '`':
        this.codeSpan();
        break;
      case '*':
      case '_':
      case '~':
        this.delimiterRun(character);
        break;
      case '[':
        this.openBracket(false, this.at + 1);
        break;
      case '!':
        if (this.text[this.at + 1] === '[' && this.at + 1 < this.end) this.openBracket(true, this.at + 2);
        else this.literal(1);
        break;
      case ']':
        this.closeBracket();
        break;
      case '<':
        this.pointedBracket();
        break;
      case '&':
        this.reference();
        break;
      case '$':
        if (!this.mathSpan()) this.literal(this.text.startsWith('$$', this.at) ? 2 : 1);
        break;
      default:
        this.literal(1); // an autolink's first letter that began none
    }
  }

  private literal(length: number): void {
    const to = Math.min(this.at + length, this.end);
    this.pushText(this.text.slice(this.at, to));
    this.at = to;
  }

  private lineEnding(): void {
    const last = this.tokens.at(-1);
    const { text } = this;
    const spaced = text[this.at - 1] === ' ' && last?.kind === 'text';
    if (spaced) last.text = trimSpacesEnd(last.text);
    if (spaced && text[this.at - 2] === ' ') this.push({ kind: 'break' });
    this.pushText('\n');
    this.at++;
    this.skipIndent();
  }

  private skipIndent(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at++;
    if (this.open && this.at < this.end && this.nothingOpen()) {
      this.settledTokens = this.tokens.length;
      this.settledAt = this.at;
    }
  }

  private backslash(): void {
    const next = this.text.charAt(this.at + 1);
    if ((next === '(' || next === '[') && this.mathSpan()) return;
    if (next === '\n') {
      this.push({ kind: 'break' });
      this.pushText('\n');
      this.at += 2;
      this.skipIndent();
    } else if (asciiPunctuation.test(next) && this.at + 1 < this.end) {
      this.pushText(next);
      this.at += 2;
    } else this.literal(1);
  }

  private codeSpan(): void {
    const { text } = this;
    let to = this.at;
    while (to < this.end && text[to] === '`') to++;
    const length = to - this.at;
    this.backticks ??= new BacktickFinder(text, this.end);
    const close = this.backticks.find(to, length);
    if (close < 0) {
      if (this.open) {
        this.blocked = true;
        this.push({
          kind: 'code',
          text: text
            .slice(to, this.end)
            .replaceAll('\n', ' ')
            .replace(/^ (?=.)/, ''),
        });
        this.at = this.end;
        return;
      }
      this.literal(length);
      return;
    }
    this.push({ kind: 'code', text: codeText(text.slice(to, close)) });
    this.at = close + length;
  }

  private delimiterRun(character: string): void {
    let to = this.at;
    while (to < this.end && this.text[to] === character) to++;
    const delimiter = createDelimiter(this.text, this.at, to, this.tokens.length);
    this.at = to;
    this.push(delimiter);
    if (delimiter.canOpen || delimiter.canClose) this.delimiters.push(delimiter);
  }

  private openBracket(image: boolean, from: number): void {
    if (!this.bracket) this.delimiters.settle();
    else this.bracket.nested = true;
    this.bracket = {
      kind: 'bracket',
      image,
      index: this.tokens.length,
      from,
      active: true,
      nested: false,
      previous: this.bracket,
      outerLink: this.innermostLink(),
      delimiter: this.delimiters.last,
      target: undefined,
      close: -1,
      hidden: false,
    };
    this.push(this.bracket);
    this.at = from;
  }

  private closeBracket(): void {
    const opener = this.bracket;
    if (!opener) {
      this.literal(1);
      return;
    }
    if (!opener.active) {
      this.bracket = opener.previous;
      this.literal(1);
      return;
    }
    const found = findTarget(this.text, this.at, this.end, this.open, opener, this.scope);
    if (found === INCOMPLETE) {
      // Undecided until more text comes: the opener stays open, and from here on nothing is shown.
      this.at = this.end;
      return;
    }
    this.bracket = opener.previous;
    if (found === FAIL) {
      this.literal(1);
      return;
    }
    this.delimiters.settleAbove(opener.delimiter);
    opener.target = found.target;
    opener.close = this.tokens.length;
    this.push({ kind: 'close' });
    this.at = found.end;
    if (opener.image) return;
    for (let index = opener.index + 1; index < opener.close; index++) {
      const token = this.tokens[index];
      if (token?.kind === 'autolink' && token.literal) this.tokens[index] = { kind: 'text', text: token.text };
    }
    for (let outer = this.innermostLink(); outer?.active; outer = outer.outerLink) outer.active = false;
  }

  private innermostLink(): BracketToken | undefined {
    return this.bracket?.image ? this.bracket.outerLink : this.bracket;
  }

  private pointedBracket(): void {
    const { text, at } = this;
    const autolink = scanPointedAutolink(text, at);
    if (autolink && autolink.end <= this.end) {
      this.push({ kind: 'autolink', text: autolink.text, destination: autolink.destination, literal: false });
      this.at = autolink.end;
      return;
    }
    const end = scanHtml(text, at, (this.missing ??= new Set()));
    if (end > 0 && end <= this.end) {
      this.pushText(text.slice(at, end));
      this.at = end;
      return;
    }
    const unfinished = this.open && mayBePointedAutolink(text, at);
    if (unfinished || (this.open && end !== FAIL)) {
      this.blocked = true;
      // A tag is shown as it is; an autolink's bracket is no part of it, so that waits.
      if (!unfinished) this.pushText(text.slice(at, this.end));
      this.at = this.end;
      return;
    }
    this.literal(1);
  }

  private reference(): void {
    const found = scanReference(this.text, this.at);
    if (!found || found.end > this.end) {
      this.literal(1);
      return;
    }
    if (found.value === undefined && found.name !== undefined) this.scope.missEntity();
    this.pushText(found.value ?? this.text.slice(this.at, found.end));
    this.at = found.end;
  }

  private mathSpan(): boolean {
    const found = this.math?.scan(this.at);
    if (!found) return false;
    if (found === 'open') {
      if (!this.open) return false;
      this.blocked = true;
      this.at = this.end; // nothing is shown of an unfinished formula
      return true;
    }
    this.push({ kind: 'math', source: this.text.slice(this.at, found.end), tex: found.tex, display: found.display });
    this.at = found.end;
    return true;
  }

  /** Reads what is open at the end as it will be read if it closes. */
  private speculate(): void {
    for (let bracket = this.bracket; bracket; bracket = bracket.previous) bracket.hidden = bracket.active;
    for (let run = this.delimiters.last; run; run = run.previous) {
      if (!run.canOpen) continue;
      if (run.character === '~') {
        // "~5 minutes": a lone tilde before a digit is hardly ever meant to strike out.
        const next = this.tokens[run.index + 1];
        if (run.count === 1 && next?.kind === 'text' && /^\d/.test(next.text)) continue;
        run.opens.push('del');
        run.count = 0;
      }
      for (; run.count > 1; run.count -= 2) run.opens.push('strong');
      if (run.count === 1) run.opens.push('em');
      run.count = 0;
    }
  }
}
