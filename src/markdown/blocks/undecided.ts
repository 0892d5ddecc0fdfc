/**
 * What an unfinished line may yet become. A line is given to the block parser as soon as its end can no longer change which blocks it
 * continues and starts; until then nothing of it is shown. The answer looks at the line alone, so it is sometimes "undecided" for longer
 * than it must; it is never wrong the other way, which the tests hold by feeding everything character by character.
 */
import { mayStartHtmlBlock } from '../syntax/html-syntax.js';
import type { MathSyntax } from '../syntax/math-syntax.js';

const spaceOrQuote = /[ \t>]*/y;
const itemMarker = /(?:[-+*]|\d{1,9}[.)])(?=[ \t])|<\/?details>/iy;

/**
 * In this order: a heading, or "#5" in prose; a thematic break, list item, underline or emphasis; an underline; a list item; a fence and its
 * info string, or a code span; a fence or strikethrough; a table's delimiter row; a fence.
 */
const undecided = /^(?:#{1,6}\s*|[*\s]+|[_\s]+|=+\s*|\+|\d{1,9}[.)]?|`{1,2}|`{3,}[^`]*|~{1,2}|[-|:\s]+)?$|^~{3}/;

export function isUndecided(line: string, math: MathSyntax | undefined): boolean {
  let at = 0;
  for (;;) {
    spaceOrQuote.lastIndex = at;
    spaceOrQuote.test(line);
    at = spaceOrQuote.lastIndex;
    itemMarker.lastIndex = at;
    if (!itemMarker.test(line)) break;
    at = itemMarker.lastIndex;
  }
  const rest = line.slice(at);
  return undecided.test(rest) || (rest.startsWith('<') && mayStartHtmlBlock(rest)) || math?.undecidedMath.test(rest) === true;
}
