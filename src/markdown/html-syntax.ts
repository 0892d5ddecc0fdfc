// Raw HTML is shown as text, but it must be recognised: nothing inside a tag is Markdown (CommonMark 4.6 and 6.6).

/** What a scanner answers when it finds nothing: wrong here, or right so far but the text ends (more may come). */
export const FAIL = -1;
export const INCOMPLETE = -2;

const space = /[ \t\n]*/y;
const tagName = /[a-z][a-z0-9-]*/iy;
const attributeName = /[a-z_:][a-z0-9_.:-]*/iy;
const unquoted = /[^\s"'=<>`]+/y;

function skip(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : index;
}

/** Where searches for a terminator have already failed in this text, so that n unclosed openers cost one search, not n. */
export type Missing = Set<string>;

function scanUntil(text: string, index: number, terminator: string, missing: Missing): number {
  if (missing.has(terminator)) return INCOMPLETE;
  const found = text.indexOf(terminator, index);
  if (found >= 0) return found + terminator.length;
  missing.add(terminator);
  return INCOMPLETE;
}

/** The end of an open or closing tag at `index` (its `<`), FAIL or INCOMPLETE. */
export function scanTag(text: string, index: number, missing: Missing): number {
  let at = index + 1;
  const closing = text[at] === '/';
  if (closing) at++;
  if (at === text.length) return INCOMPLETE;
  const named = skip(tagName, text, at);
  if (named === at) return FAIL;
  at = named;
  for (;;) {
    const spaced = skip(space, text, at);
    if (spaced === text.length) return INCOMPLETE;
    const character = text[spaced];
    if (character === '>') return spaced + 1;
    if (closing) return FAIL;
    if (character === '/') {
      if (spaced + 1 === text.length) return INCOMPLETE;
      return text[spaced + 1] === '>' ? spaced + 2 : FAIL;
    }
    if (spaced === at) return FAIL;
    at = skip(attributeName, text, spaced);
    if (at === spaced) return FAIL;
    const equals = skip(space, text, at);
    if (text[equals] !== '=') continue;
    const value = skip(space, text, equals + 1);
    if (value === text.length) return INCOMPLETE;
    const quote = text[value];
    if (quote === '"' || quote === "'") {
      at = scanUntil(text, value + 1, quote, missing);
      if (at < 0) return at;
    } else {
      at = skip(unquoted, text, value);
      if (at === value) return FAIL;
    }
  }
}

/** The end of any inline HTML at `index`: tag, comment, processing instruction, declaration or CDATA section. */
export function scanHtml(text: string, index: number, missing: Missing): number {
  const next = text[index + 1];
  if (next === undefined) return INCOMPLETE;
  if (next === '?') return scanUntil(text, index + 2, '?>', missing);
  if (next !== '!') return scanTag(text, index, missing);
  const start = text.slice(index, index + 9);
  if (start.startsWith('<!--')) {
    // CommonMark 0.31: `<!-->` and `<!--->` are whole comments.
    if (start.startsWith('<!-->')) return index + 5;
    if (start.startsWith('<!--->')) return index + 6;
    return scanUntil(text, index + 4, '-->', missing);
  }
  if (start === '<![CDATA[') return scanUntil(text, index + 9, ']]>', missing);
  if (/^<![a-z]/i.test(start)) return scanUntil(text, index + 2, '>', missing);
  return '<!--'.startsWith(start) || '<![CDATA['.startsWith(start) ? INCOMPLETE : FAIL;
}

const blockTags =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';
const openings: readonly [open: RegExp, close: RegExp | undefined][] = [
  [/^<(?:script|pre|textarea|style)(?:\s|>|$)/i, /<\/(?:script|pre|textarea|style)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![a-z]/i, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [new RegExp(`^</?(?:${blockTags})(?:\\s|/?>|$)`, 'i'), undefined],
];

export interface HtmlBlockStart {
  /** What ends the block, on the same line or a later one; undefined: a blank line. */
  close: RegExp | undefined;
}

/** The start of an HTML block (4.6): `line` begins at its first character. The seventh kind cannot interrupt a paragraph. */
export function scanHtmlBlockStart(line: string, interrupting: boolean): HtmlBlockStart | undefined {
  for (const [open, close] of openings) if (open.test(line)) return { close };
  if (interrupting) return undefined;
  const end = scanTag(line, 0, new Set());
  return end > 0 && line.slice(end).trim() === '' ? { close: undefined } : undefined;
}

/** True while the line may yet turn out to start an HTML block, or not to: see `isUndecided`. */
export function mayStartHtmlBlock(line: string): boolean {
  if (/^<\/?[a-z][a-z0-9-]*\/?$/i.test(line) || /^<(?:\/|!-?|!\[[A-Z]*)?$/.test(line)) return true;
  if (openings.some(([open]) => open.test(line))) return false;
  const end = scanTag(line, 0, new Set());
  return end === INCOMPLETE || (end > 0 && line.slice(end).trim() === '');
}
