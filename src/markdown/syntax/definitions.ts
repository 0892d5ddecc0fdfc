/** Link reference definitions (CommonMark 4.7): `[label]: destination "title"` at the start of a paragraph. */
import { FAIL, INCOMPLETE } from './html-syntax.js';
import { bareDestination, normaliseLabel, scanDestination, scanLabel, scanTitle, skipSpace } from './link-syntax.js';

/** Of a destination, and of a title. `[a]` would stand for all of it, and as often as it is written. Longer than any address that works everywhere. */
const longest = 2048;

export interface Definition {
  /** As written, escapes and references not undone. */

  destination: string;
  title: string | undefined;
}

export interface ScannedDefinition extends Definition {
  label: string;
  /** After the line ending, or at the end of the text. */
  end: number;
}

/** The index after the line ending if only white space stands before it, else FAIL. */
function endOfLine(text: string, index: number): number {
  let at = index;
  while (text[at] === ' ' || text[at] === '\t') at++;
  if (at === text.length) return at;
  return text[at] === '\n' ? at + 1 : FAIL;
}

/**
 * The definition at `index`. With `open` the text may go on, and INCOMPLETE says that the answer is not known yet; without it the
 * text is whole.
 */
export function scanDefinition(text: string, index: number, open: boolean): ScannedDefinition | typeof FAIL | typeof INCOMPLETE {
  const unknown = open ? INCOMPLETE : FAIL;
  if (text[index] !== '[') return FAIL;
  const labelEnd = scanLabel(text, index);
  if (labelEnd === INCOMPLETE) return unknown;
  if (labelEnd === FAIL) return FAIL;
  if (labelEnd === text.length) return unknown;
  if (text[labelEnd] !== ':') return FAIL;
  const start = skipSpace(text, labelEnd + 1).at;
  if (start === text.length) return unknown;
  let destinationEnd = scanDestination(text, start);
  if (destinationEnd === INCOMPLETE) {
    if (open) return INCOMPLETE;
    // A bare destination may end with the text; one in pointed brackets may not.
    destinationEnd = text[start] === '<' ? FAIL : scanDestination(`${text}\n`, start);
  }
  if (destinationEnd === FAIL || destinationEnd === start || destinationEnd - start > longest) return FAIL;
  const label = normaliseLabel(text.slice(index + 1, labelEnd - 1));
  const destination = bareDestination(text.slice(start, destinationEnd));
  const untitledEnd = endOfLine(text, destinationEnd);
  const untitled = untitledEnd === FAIL ? FAIL : { label, destination, title: undefined, end: untitledEnd };

  const titleStart = skipSpace(text, destinationEnd).at;
  if (titleStart === text.length) return open ? INCOMPLETE : untitled;
  if (titleStart === destinationEnd) return untitled;
  const titleEnd = scanTitle(text, titleStart);
  if (titleEnd === INCOMPLETE && open) return INCOMPLETE;
  if (titleEnd < 0 || titleEnd - titleStart > longest) return untitled;
  const end = endOfLine(text, titleEnd);
  if (end === FAIL) return untitled;
  if (end === text.length && open) return INCOMPLETE;
  return { label, destination, title: text.slice(titleStart + 1, titleEnd - 1), end };
}
