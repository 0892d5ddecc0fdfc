/** Character classes of CommonMark 0.31.2 (section 2.1), and how characters are shown that must not act on a reader's screen. */
import { hazards, proseHazards } from './hazards.js';

/** ASCII punctuation: what a backslash escapes. */
export const asciiPunctuation = /[!-/:-@[-`{-~]/;
const punctuation = /[\p{P}\p{S}]/u;

const letter = /\p{L}/u;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** The direction of a text by its first letter, as dir="auto" has it; undefined without one. */
export function directionOf(text: string): 'ltr' | 'rtl' | undefined {
  // Most text begins with one of A to Z, and Unicode's letters are hundreds of ranges, compiled at their first use: see `isPunctuation`.
  const lowerCase = text.charCodeAt(0) | 0x20;
  if (lowerCase >= 0x61 && lowerCase <= 0x7a) return 'ltr';
  const first = letter.exec(text)?.[0];
  return first === undefined ? undefined : rightToLeft.test(first) ? 'rtl' : 'ltr';
}

/** Unicode whitespace, or the start or end of the text (''). */
export function isWhitespace(character: string): boolean {
  return /^\s?$/.test(character);
}

/** Unicode punctuation; since CommonMark 0.31 symbols (general category S) count too. */
export function isPunctuation(character: string): boolean {
  // V8 compiles a pattern at its first use (https://v8.dev/blog/regexp-tier-up), and Unicode's classes are tables of thousands of ranges.
  // The choice between the two can go when the first use of `punctuation` costs no more than its later ones.
  return (character < '\x80' ? asciiPunctuation : punctuation).test(character);
}

/**
 * Of a script that is written without spaces: what https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md calls a CJK
 * character or an ideographic variation selector; and Thai, Lao, Burmese and Khmer.
 */
const spaceless =
  /[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2329\u232a\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uffef\u{16fe0}-\u{1b2ff}\u{20000}-\u{3ffff}\u{e0100}-\u{e01ef}]/u;

export function isSpaceless(character: string): boolean {
  return character > '\u0dff' && spaceless.test(character);
}

/** The whole character that ends before `index`, also where it takes two code units; '' at the start. */
export function characterBefore(text: string, index: number): string {
  if (index <= 0) return '';
  const unit = text.charCodeAt(index - 1);
  return unit >= 0xdc00 && unit <= 0xdfff && index > 1 ? text.slice(index - 2, index) : text.charAt(index - 1);
}

/** The whole character that starts at `index`; '' past the end. */
export function characterAt(text: string, index: number): string {
  const codePoint = text.codePointAt(index);
  return codePoint === undefined ? '' : String.fromCodePoint(codePoint);
}

/** C0 controls have pictures of their own (U+2400…), C1 and half characters have none; a NUL is U+FFFD by CommonMark 2.3. */
function picture(code: number): string | undefined {
  if (code === 0 || (code >= 0x80 && code <= 0x9f) || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd';
  if (code > 0xa0) return undefined;
  return code === 0x7f ? '\u2421' : String.fromCharCode(0x2400 + code);
}

/** For prose: controls become pictures, bidirectional controls, tag characters and stray variation selectors are left out. */
export function neutralise(text: string): string {
  return text.replace(proseHazards, (found) => picture(found.codePointAt(0) ?? 0) ?? '');
}

/** A number and its unit stay on one line: `4.90 €`. */
export function bound(text: string): string {
  return text.replace(/(?<=\d) (?=[€£¥₹₽₩₺₪฿%‰])/g, '\u00a0');
}

/** For code: every hazard is shown, `[U+202E]`, because code that hides something must look like it. */
export function reveal(text: string): string {
  return text.replace(hazards, (found) => {
    const code = found.codePointAt(0) ?? 0;
    return picture(code) ?? `[U+${code.toString(16).toUpperCase()}]`;
  });
}

/** Without spaces and tabs at the end. Not a regular expression: those try every start and cost a square on long runs of spaces. */
export function trimSpacesEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return text.slice(0, end);
}

export function trimSpaces(text: string): string {
  let start = 0;
  while (text[start] === ' ' || text[start] === '\t') start++;
  return trimSpacesEnd(text.slice(start));
}
