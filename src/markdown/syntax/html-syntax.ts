/**
 * Raw HTML (CommonMark 4.6 and 6.6). A few tags are drawn as what they are, a comment is nothing, everything else is shown as text, but must be
 * recognised: nothing inside a tag is Markdown.
 */

export type TagName = 'b' | 'del' | 'em' | 'i' | 'ins' | 'kbd' | 'mark' | 's' | 'small' | 'strong' | 'sub' | 'sup' | 'u';

/** A tag that is drawn. */
export interface Tag {
  name: TagName;
  closing: boolean;
  end: number;
}

const drawn = '(?:b|del|em|i|ins|kbd|mark|s|small|strong|su[bp]|u)';
const drawnTag = new RegExp(`<(/?)(${drawn})>`, 'iy');
const lineBreak = /<\/?br *\/?>/iy;

/** The tag at `index` that is drawn, without attributes; or where a `<br>` ends. */
export function scanDrawn(text: string, index: number): Tag | number | undefined {
  if (matchesAt(lineBreak, text, index)) return lineBreak.lastIndex;
  drawnTag.lastIndex = index;
  const match = drawnTag.exec(text);
  return match
    ? { name: (match[2] ?? '').toLowerCase() as TagName, closing: match[1] === '/', end: drawnTag.lastIndex }
    : undefined;
}

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

const onlyComments = /\s*(?:<!--|$)/y;

/** Where the comment that the line begins with ends; 0: there is none, or it goes on. */
function commentEnd(line: string): number {
  const at = line.startsWith('<!--') ? line.indexOf('-->', 2) : -1;
  return at < 0 ? 0 : at + 3;
}

export interface HtmlBlockStart {
  /** What ends the block, on the same line or a later one; undefined: a blank line. */
  close: RegExp | undefined;
}

function isLoneTag(line: string): boolean {
  return scanDrawn(line, 0) === undefined && matchesAt(tag, line, 0) && line.slice(tag.lastIndex).trim() === '';
}

/**
 * The start of an HTML block (4.6): `line` begins at its first character. The seventh kind cannot interrupt a paragraph. Comments before text
 * are part of that.
 */
export function scanHtmlBlockStart(line: string, interrupting: boolean): HtmlBlockStart | undefined {
  const text = commentEnd(line);
  if (text > 0 && !matchesAt(onlyComments, line, text)) return undefined;
  for (const [open, close] of openings) if (matchesAt(open, line, 0)) return { close };
  return !interrupting && isLoneTag(line) ? { close: undefined } : undefined;
}

/** True while the line may yet turn out to start an HTML block, or not to: see `isUndecided`. */
export function mayStartHtmlBlock(line: string): boolean {
  if (/^<\/?[a-z][a-z0-9-]*\/?$/i.test(line)) return true;
  if (line.startsWith('<!--')) return /^\s*(?:<!?-?)?$/.test(line.slice(commentEnd(line) || line.length));
  if (openings.some(([open]) => matchesAt(open, line, 0))) return false;
  return isLoneTag(line) || scanHtml(line, 0, new Set()) === INCOMPLETE;
}
