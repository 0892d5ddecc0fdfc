/** Raw HTML is shown as text, but it must be recognised: nothing inside a tag is Markdown (CommonMark 4.6 and 6.6). */

/** What a scanner answers when it finds nothing: wrong here, or right so far but the text ends (more may come). */
export const FAIL = -1;
export const INCOMPLETE = -2;

// Each repetition begins with white space and each alternative with a character of its own, so these do not backtrack into what they
// have read; and a quote ends at the next opener's at the latest, so n openers do not read the text n times.
const space = '[ \\t\\n]';
const name = '[a-z][a-z0-9-]*';
const attributeName = '[a-z_:][a-z0-9_.:-]*';
const attributes = `(?:${space}+${attributeName}(?:${space}*=${space}*(?:[^\\s"'=<>\`]+|"[^"]*"|'[^']*'))?){0,999}${space}*`;
const tag = new RegExp(`</${name}${space}*>|<${name}${attributes}/?>`, 'iy');
const unfinishedTag = new RegExp(
  `<(?:/(?:${name}${space}*)?|${name}${attributes}(?:/|${attributeName}${space}*(?:=${space}*(?:"[^"]*|'[^']*)?)?)?)?$`,
  'iy',
);
const unfinishedMarkup = /<!(?:-|\[[A-Z]*)?$/y;

/** Comments, processing instructions, CDATA sections and declarations: how they begin and end. */
const markup: readonly [open: RegExp, close: RegExp][] = [
  [/<!--/y, /-->/g],
  [/<\?/y, /\?>/g],
  [/<!\[CDATA\[/y, /\]\]>/g],
  [/<![a-z]/iy, />/g],
];

function matchesAt(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}

/** Where searches for an end have already failed in this text, so that n unclosed openers cost one search, not n. */
export type Missing = Set<RegExp>;

/** The end of any inline HTML at `index` (its `<`), FAIL or INCOMPLETE. */
export function scanHtml(text: string, index: number, missing: Missing): number {
  for (const [open, close] of markup) {
    if (!matchesAt(open, text, index)) continue;
    // From the second character on: `<!-->` and `<!--->` are whole comments since CommonMark 0.31.
    if (!missing.has(close) && matchesAt(close, text, index + 2)) return close.lastIndex;
    missing.add(close);
    return INCOMPLETE;
  }
  if (matchesAt(tag, text, index)) return tag.lastIndex;
  return matchesAt(unfinishedTag, text, index) || matchesAt(unfinishedMarkup, text, index) ? INCOMPLETE : FAIL;
}

const verbatim = '(?:script|pre|textarea|style)';
const blockTags =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';
const openings: readonly [open: RegExp, close: RegExp | undefined][] = [
  ...markup,
  [new RegExp(`<${verbatim}(?:\\s|>|$)`, 'iy'), new RegExp(`</${verbatim}>`, 'ig')],
  [new RegExp(`</?(?:${blockTags})(?:\\s|/?>|$)`, 'iy'), undefined],
];

export interface HtmlBlockStart {
  /** What ends the block, on the same line or a later one; undefined: a blank line. */
  close: RegExp | undefined;
}

function isLoneTag(line: string): boolean {
  return matchesAt(tag, line, 0) && line.slice(tag.lastIndex).trim() === '';
}

/** The start of an HTML block (4.6): `line` begins at its first character. The seventh kind cannot interrupt a paragraph. */
export function scanHtmlBlockStart(line: string, interrupting: boolean): HtmlBlockStart | undefined {
  for (const [open, close] of openings) if (matchesAt(open, line, 0)) return { close };
  return !interrupting && isLoneTag(line) ? { close: undefined } : undefined;
}

/** True while the line may yet turn out to start an HTML block, or not to: see `isUndecided`. */
export function mayStartHtmlBlock(line: string): boolean {
  if (/^<\/?[a-z][a-z0-9-]*\/?$/i.test(line)) return true;
  if (openings.some(([open]) => matchesAt(open, line, 0))) return false;
  return isLoneTag(line) || scanHtml(line, 0, new Set()) === INCOMPLETE;
}
