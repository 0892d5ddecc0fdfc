/**
 * Delimiter runs: CommonMark 6.2 and the algorithm of its appendix, run as the text comes rather than at its end, so that the parser
 * knows at any place whether something is still open. GFM's strikethrough takes part with runs of one or two tildes.
 */
import { characterAt, characterBefore, isPunctuation, isSpaceless, isWhitespace } from '../syntax/characters.js';
import type { InlineParser } from './inline-parser.js';
import type { Tag, TagName } from '../syntax/html-syntax.js';
import type { DelimiterToken, Token, Wrapper } from './tokens.js';

/** Before a run in which a bold stretch may end although a letter follows: neither an opening sign nor a space that ends no sentence. */
const mayEnd = /[:.!?…] {1,2}$|[^\s([{<“‘„«‹¿¡$£#@=/"'`]$|[^\s([{*]["'`]$/;

/** The run from the parser's place to `end`: what it may do follows from the characters beside it. */
export function createDelimiter({ text, at: start, tokens, delimiters }: InlineParser, end: number): DelimiterToken {
  const character = text.charAt(start);
  const before = characterBefore(text, start);
  const after = characterAt(text, end);
  const spaceAfter = isWhitespace(after);
  const spaceBefore = isWhitespace(before);
  const punctuationAfter = isPunctuation(after);
  const punctuationBefore = isPunctuation(before);
  const spacelessAfter = isSpaceless(after);
  const spacelessBefore = isSpaceless(before);
  const left = !spaceAfter && (!punctuationAfter || spaceBefore || punctuationBefore || spacelessBefore || spacelessAfter);
  const right = !spaceBefore && (!punctuationBefore || spaceAfter || punctuationAfter || spacelessBefore || spacelessAfter);
  const length = end - start;
  const star = character === '*';
  const single = character === '~' && length === 1;
  const usable = character !== '~' || length <= 2;
  const sides = star && !spaceBefore && !spaceAfter ? before + after : '';
  return {
    kind: 'delimiter',
    character,
    tag: undefined,
    index: tokens.length,
    length,
    count: length,
    canOpen:
      usable &&
      left &&
      (star ? !/^(?:[\d)][\da-z]|[a-z]\d)$/i.test(sides) : !right || (!single && (character === '~' || punctuationBefore))),
    canClose: usable && right && (star ? !/^\d\d$/.test(sides) : !left || (!single && (character === '~' || punctuationAfter))),
    slips:
      delimiters.last !== undefined &&
      !right &&
      usable &&
      character !== '_' &&
      (length === 2 || length === 3) &&
      (spaceAfter ? /[^\s\d)] $/ : mayEnd).test(text.slice(Math.max(0, start - 3), start)),
    closes: [],
    opens: [],
    previous: undefined,
    next: undefined,
  };
}

/** A tag takes part as a run that can do one thing: it is an element if the other tag comes, and text if not. */
export function createTag({ text, at, tokens }: InlineParser, { end, name, closing }: Tag): DelimiterToken {
  return {
    kind: 'delimiter',
    character: text.slice(at, end),
    tag: name,
    index: tokens.length,
    length: 1,
    count: 1,
    canOpen: !closing,
    canClose: closing,
    slips: false,
    closes: [],
    opens: [],
    previous: undefined,
    next: undefined,
  };
}

/** Closers of one kind share a floor under which no opener for them was found: that keeps the search linear. */
function kindOf(closer: DelimiterToken): number | TagName {
  if (closer.tag) return closer.tag;
  if (closer.slips) return closer.length + (closer.character === '~' ? 17 : 15);
  if (closer.character === '~') return closer.length;
  return (closer.character === '*' ? 3 : 9) + (closer.canOpen ? 3 : 0) + (closer.length % 3);
}

/** "Rule of three": a run that can both open and close only matches where the lengths do not add up to a multiple of 3. */
function matches(opener: DelimiterToken, closer: DelimiterToken): boolean {
  if (closer.tag || opener.tag) return opener.canOpen && opener.tag === closer.tag;
  if (!opener.canOpen || opener.character !== closer.character) return false;
  if (closer.slips) return !opener.canClose && opener.length === closer.length;
  if (closer.character === '~') return opener.length === closer.length;
  return !(opener.canClose || closer.canOpen) || closer.length % 3 === 0 || (opener.length + closer.length) % 3 !== 0;
}

/** By kind: see `kindOf`. */
type Floors = Partial<Record<number | TagName, number>>;

export class DelimiterStack {
  last: DelimiterToken | undefined;
  /** The first run that has not been tried as a closer yet. */
  #untried: DelimiterToken | undefined;
  /** Made when the first closer comes: most blocks have none. */
  #floors: Floors | undefined;

  push(delimiter: DelimiterToken): void {
    delimiter.previous = this.last;
    if (this.last) this.last.next = delimiter;
    this.last = delimiter;
    this.#untried ??= delimiter;
  }

  /** Matches everything so far. Only right while no bracket is open: a link binds tighter than emphasis. */
  settle(): void {
    const from = this.#untried;
    this.#untried = undefined;
    if (from) this.#match(from, -1, (this.#floors ??= {}));
  }

  /** Matches what stands above `bottom`, inside a link that has just closed, and takes it off the stack. */
  settleAbove(bottom: DelimiterToken | undefined): void {
    const floor = bottom ? bottom.index : -1;
    let from: DelimiterToken | undefined;
    for (let at = this.last; at && at.index > floor; at = at.previous) from = at;
    if (!from) return;
    if (this.#untried && this.#untried.index > floor) this.#untried = undefined;
    this.#match(from, floor, {});
    this.last = bottom;
    if (bottom) bottom.next = undefined;
  }

  /** Reads what is still open as it will be read if it closes. */
  speculate(tokens: readonly Token[]): void {
    for (let run = this.last; run; run = run.previous) {
      if (!run.canOpen) continue;
      if (run.tag) {
        run.opens.push(run.tag);
        run.count = 0;
      }
      if (run.character === '~') {
        // "~5 minutes": a lone tilde before a digit is hardly ever meant to strike out.
        const next = tokens[run.index + 1];
        if (run.count === 1 && next?.kind === 'text' && /^\d/.test(next.text)) continue;
        run.opens.push('del');
        run.count = 0;
      }
      for (; run.count > 1; run.count -= 2) run.opens.push('strong');
      if (run.count === 1) run.opens.push('em');
      run.count = 0;
    }
  }

  #match(from: DelimiterToken, floor: number, floors: Floors): void {
    let closer: DelimiterToken | undefined = from;
    while (closer) {
      if (!closer.canClose && !closer.slips) {
        closer = closer.next;
        continue;
      }
      const kind = kindOf(closer);
      const lowest = Math.max(floor, floors[kind] ?? -1);
      let opener = closer.previous;
      while (opener && opener.index > lowest && !matches(opener, closer)) opener = opener.previous;
      if (!opener || opener.index <= lowest) {
        floors[kind] = closer.index - 1;
        const next: DelimiterToken | undefined = closer.next;
        if (!closer.canOpen) this.#remove(closer);
        closer = next;
        continue;
      }
      const strong = opener.count >= 2 && closer.count >= 2;
      const used = closer.character === '~' ? closer.count : strong ? 2 : 1;
      const wrapper: Wrapper = closer.tag ?? (closer.character === '~' ? 'del' : strong ? 'strong' : 'em');
      opener.opens.push(wrapper);
      closer.closes.push(wrapper);
      opener.count -= used;
      closer.count -= used;
      // Runs between the two are text now.
      opener.next = closer;
      closer.previous = opener;
      if (opener.count === 0) this.#remove(opener);
      if (closer.count === 0) {
        const next: DelimiterToken | undefined = closer.next;
        this.#remove(closer);
        closer = next;
      }
    }
  }

  #remove(delimiter: DelimiterToken): void {
    if (delimiter.previous) delimiter.previous.next = delimiter.next;
    if (delimiter.next) delimiter.next.previous = delimiter.previous;
    else this.last = delimiter.previous;
  }
}
