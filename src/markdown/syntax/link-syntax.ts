/** The parts of links and of link reference definitions (CommonMark 4.7 and 6.3): label, destination, title. */
import { asciiPunctuation } from './characters.js';
import { FAIL, INCOMPLETE } from './html-syntax.js';

/** Past this many characters a label is none (6.3). */
export const longestLabel = 999;
/** Parentheses nest this deep in a destination, as in cmark: enough for any URL, and it bounds the scan. */
const deepestParentheses = 32;

/** The end of a link label that starts with `[` at `index`. */
export function scanLabel(text: string, index: number): number {
  let blank = true;
  const end = Math.min(text.length, index + longestLabel + 2);
  for (let at = index + 1; at < end; at++) {
    const character = text[at];
    if (character === ']') return blank ? FAIL : at + 1;
    if (character === '[') return FAIL;
    if (character === '\\') at++;
    if (blank && character !== ' ' && character !== '\t' && character !== '\n') blank = false;
  }
  return end === text.length ? INCOMPLETE : FAIL;
}

/** Labels match by Unicode case fold with runs of white space as one (6.3). */
export function normaliseLabel(label: string): string {
  return label
    .trim()
    .replace(/[ \t\r\n]+/g, ' ')
    .toLowerCase()
    .toUpperCase();
}

/** The end of a destination at `index`. */
export function scanDestination(text: string, index: number): number {
  if (text[index] === '<') {
    for (let at = index + 1; at < text.length; at++) {
      const character = text[at];
      if (character === '>') return at + 1;
      if (character === '<' || character === '\n') return FAIL;
      if (character === '\\') at++;
    }
    return INCOMPLETE;
  }
  let depth = 0;
  let at = index;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || code === 0x7f) break;
    if (code === 0x5c && asciiPunctuation.test(text.charAt(at + 1))) at++;
    else if (code === 0x28 && ++depth > deepestParentheses) return FAIL;
    else if (code === 0x29 && --depth < 0) {
      depth = 0;
      break;
    }
  }
  if (at >= text.length) return INCOMPLETE;
  return depth === 0 ? at : FAIL;
}

const closers: Readonly<Record<string, string>> = { '"': '"', "'": "'", '(': ')' };

/** The end of a title at `index`. */
export function scanTitle(text: string, index: number): number {
  const closer = closers[text[index] ?? ''];
  if (closer === undefined) return FAIL;
  for (let at = index + 1; at < text.length; at++) {
    const character = text[at];
    if (character === closer) return at + 1;
    if (character === '(' && closer === ')') return FAIL;
    if (character === '\\') at++;
  }
  return INCOMPLETE;
}

/** White space with at most one line ending; `lineEnded` tells whether it held one. */
export function skipSpace(text: string, index: number): { at: number; lineEnded: boolean } {
  let at = index;
  let lineEnded = false;
  for (; at < text.length; at++) {
    const character = text[at];
    if (character === '\n') {
      if (lineEnded) break;
      lineEnded = true;
    } else if (character !== ' ' && character !== '\t') break;
  }
  return { at, lineEnded };
}

/** A destination as it is written, without its pointed brackets. */
export function bareDestination(written: string): string {
  return written.startsWith('<') ? written.slice(1, -1) : written;
}

export interface InlineLink {
  /** As written, escapes and references not undone; undefined where there is none. */
  destination: string;
  title: string | undefined;
  end: number;
}

/** A link to a path in which spaces stand, as far as it goes: a destination, a title, and the end if it is there. */
const spaced =
  /\([ \t\n]*((?:https?:\/\/[^\s/()]+)?\/(?:[^()[\]<`"\n\\]|\\[^\n]?|\([^()[\]<`"\n]*(?:\)|$))*)(?:"([^"\n]*)(?:"[ \t]*|$))?(\)|$)/iy;

/** `(destination "title")` at `index` (its parenthesis), or FAIL or INCOMPLETE. */
export function scanInlineLink(text: string, index: number): InlineLink | typeof FAIL | typeof INCOMPLETE {
  const link = scanStrictly(text, index);
  if (link !== FAIL) return link;
  spaced.lastIndex = index;
  const [found, destination = '', title, closed] = spaced.exec(text) ?? [];
  if (found === undefined) return FAIL;
  return closed === '' ? INCOMPLETE : { destination: destination.trimEnd(), title, end: index + found.length };
}

function scanStrictly(text: string, index: number): InlineLink | typeof FAIL | typeof INCOMPLETE {
  let { at } = skipSpace(text, index + 1);
  if (at === text.length) return INCOMPLETE;
  if (text[at] === ')') return { destination: '', title: undefined, end: at + 1 };
  const destinationEnd = scanDestination(text, at);
  if (destinationEnd === FAIL || destinationEnd === INCOMPLETE) return destinationEnd;
  const destination = bareDestination(text.slice(at, destinationEnd));
  at = skipSpace(text, destinationEnd).at;
  let title: string | undefined;
  if (at > destinationEnd && text[at] !== ')') {
    if (at === text.length) return INCOMPLETE;
    const titleEnd = scanTitle(text, at);
    if (titleEnd === FAIL || titleEnd === INCOMPLETE) return titleEnd;
    title = text.slice(at + 1, titleEnd - 1);
    at = skipSpace(text, titleEnd).at;
  }
  if (at === text.length) return INCOMPLETE;
  return text[at] === ')' ? { destination, title, end: at + 1 } : FAIL;
}
