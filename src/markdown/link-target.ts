// What brackets lead to, once their `]` has come (CommonMark 6.3): an inline link, or a full, collapsed or shortcut reference.
import { unescapeText } from './entities.js';
import { FAIL, INCOMPLETE } from './html-syntax.js';
import type { BracketToken, Target } from './inline-tokens.js';
import type { InlineScope } from './inlines.js';
import { longestLabel, normaliseLabel, scanInlineLink, scanLabel } from './link-syntax.js';

export interface FoundTarget {
  target: Target;
  end: number;
}

function unescape({ destination, title }: Target, scope: InlineScope): Target {
  const miss = (): void => scope.missEntity();
  return { destination: unescapeText(destination, miss), title: title === undefined ? undefined : unescapeText(title, miss) };
}

/**
 * @param at Where the `]` stands.
 * @param end Where the text ends; with `open` more may follow, and INCOMPLETE says that it decides.
 */
export function findTarget(
  text: string,
  at: number,
  end: number,
  open: boolean,
  opener: BracketToken,
  scope: InlineScope,
): FoundTarget | typeof FAIL | typeof INCOMPLETE {
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
  if (label === undefined && !opener.nested && at - opener.from <= longestLabel) label = text.slice(opener.from, at);
  const key = label === undefined ? '' : normaliseLabel(label);
  if (key === '') return FAIL;
  const definition = scope.definitions.get(key);
  if (definition) return { target: unescape(definition, scope), end: targetEnd };
  scope.missLabel(key);
  return FAIL;
}
