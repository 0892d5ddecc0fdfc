/**
 * Brackets: text, until their `]` has come and they lead somewhere (CommonMark 6.3): an inline link, or a full, collapsed or shortcut
 * reference.
 */
import { citationIn } from '../syntax/citations.js';
import { unescapeText } from '../syntax/entities.js';
import { FAIL, INCOMPLETE } from '../syntax/html-syntax.js';
import { longestLabel, normaliseLabel, scanInlineLink, scanLabel } from '../syntax/link-syntax.js';
import type { InlineParser, InlineScope } from './inline-parser.js';
import type { BracketToken, Target } from './tokens.js';

export function openBracket(parser: InlineParser, image: boolean): void {
  const { bracket: previous, delimiters, tokens } = parser;
  if (!previous) delimiters.settle();
  else previous.nested = true;
  const from = parser.at + (image ? 2 : 1);
  parser.bracket = {
    kind: 'bracket',
    image,
    index: tokens.length,
    from,
    active: true,
    nested: false,
    previous,
    outerLink: innermostLink(previous),
    delimiter: delimiters.last,
    target: undefined,
    close: -1,
    hidden: false,
  };
  parser.take(parser.bracket, from);
}

export function closeBracket(parser: InlineParser): void {
  const { bracket: opener, tokens } = parser;
  const found = opener?.active ? findTarget(parser, opener) : FAIL;
  if (found === INCOMPLETE) {
    // Undecided until more text comes: the opener stays open, and from here on nothing is shown.
    parser.at = parser.end;
    return;
  }
  parser.bracket = opener?.previous;
  if (!opener || found === FAIL) {
    parser.literal(1);
    return;
  }
  parser.delimiters.settleAbove(opener.delimiter);
  if (found.number !== undefined && !opener.image) {
    const { destination: url, title } = found.target;
    tokens.length = opener.index;
    parser.take({ kind: 'citation', number: found.number, source: { url, title } }, found.end);
    deactivate(parser);
    return;
  }
  opener.target = found.target;
  opener.close = tokens.length;
  parser.take({ kind: 'close' }, found.end);
  if (opener.image) return;
  // Links hold no links.
  for (let index = opener.index + 1; index < opener.close; index++) {
    const token = tokens[index];
    if (token?.kind === 'autolink' && token.literal) tokens[index] = { kind: 'text', text: token.text };
  }
  deactivate(parser);
}

function deactivate({ bracket }: InlineParser): void {
  for (let outer = innermostLink(bracket); outer?.active; outer = outer.outerLink) outer.active = false;
}

function innermostLink(bracket: BracketToken | undefined): BracketToken | undefined {
  return bracket?.image ? bracket.outerLink : bracket;
}

function unescape({ destination, title }: Target, scope: InlineScope): Target {
  const miss = (): void => scope.missEntity();
  return { destination: unescapeText(destination, miss), title: title === undefined ? undefined : unescapeText(title, miss) };
}

interface Found {
  target: Target;
  /** Where that is written to its end. */
  end: number;
  /** It is the number of a source. */
  number?: string | undefined;
}

/** What the brackets that end at the parser's place lead to; INCOMPLETE: more text decides. */
function findTarget({ text, at, end, open, scope }: InlineParser, opener: BracketToken): Found | typeof FAIL | typeof INCOMPLETE {
  const after = at + 1;
  if (open && after >= end) return INCOMPLETE;
  if (text[after] === '(') {
    const link = scanInlineLink(text, after);
    if (link === INCOMPLETE && open) return INCOMPLETE;
    if (typeof link === 'object' && link.end <= end) return { target: unescape(link, scope), end: link.end };
  }
  let targetEnd = after;
  let label: string | undefined;
  if (text[after] === '[') {
    const labelEnd = scanLabel(text, after);
    if (labelEnd === INCOMPLETE && open) return INCOMPLETE;
    if (labelEnd > 0) {
      label = text.slice(after + 1, labelEnd - 1);
      targetEnd = labelEnd;
    } else if (text[after + 1] === ']') targetEnd = after + 2;
  }
  // A label holds no brackets, and no more characters than this.
  const own = opener.nested || at - opener.from > longestLabel ? undefined : text.slice(opener.from, at);
  if (label === undefined) label = own;
  else if (own !== undefined && citationIn(own) && citationIn(label)) {
    if (scope.definitions.has(own) || scope.sources.has(citationIn(own))) {
      label = own;
      targetEnd = after;
    } else scope.missLabel(own);
  }
  const key = normaliseLabel(label ?? '');
  if (key === '') return FAIL;
  const definition = scope.definitions.get(key);
  if (definition) return { target: unescape(definition, scope), end: targetEnd };
  const number = label === own ? citationIn(key) : undefined;
  const source = scope.sources.get(number);
  if (source) return { target: { destination: source.url, title: source.title }, end: targetEnd, number };
  scope.missLabel(key);
  return FAIL;
}
