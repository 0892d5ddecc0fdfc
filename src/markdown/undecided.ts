// What an unfinished line may yet become. A line is given to the block parser as soon as its end can no longer change which blocks it
// continues and starts; until then nothing of it is shown. The answer looks at the line alone, so it is sometimes "undecided" for longer
// than it must; it is never wrong the other way, which the tests hold by feeding everything character by character.
import { mayStartHtmlBlock } from './html-syntax.js';

const spaceOrQuote = /[ \t>]*/y;
const itemMarker = /(?:[-+*]|\d{1,9}[.)])(?=[ \t])/y;

const undecided: readonly RegExp[] = [
  /^#{1,6}[ \t]*$/, // heading, or "#5" in prose
  /^([-*_])[ \t]*(?:\1[ \t]*)*$/, // thematic break, list item, underline, emphasis
  /^=+[ \t]*$/, // underline
  /^(?:\+|\d{1,9}[.)]?)$/, // list item
  /^`{1,2}$|^`{3,}[^`]*$/, // fence and its info string, or a code span
  /^~{1,2}$|^~{3,}/,
  /^[-|: \t]+$/, // a table's delimiter row
];
const undecidedMath = /^(?:\${1,2}|\\\[?)[ \t]*$/;

export function isUndecided(line: string, math: boolean): boolean {
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
  return (
    rest === '' ||
    undecided.some((pattern) => pattern.test(rest)) ||
    (rest.startsWith('<') && mayStartHtmlBlock(rest)) ||
    (math && undecidedMath.test(rest))
  );
}
