/** GFM tables (GFM 4.10): delimiter rows and cells. */
import { trimSpaces } from './characters.js';

/** More is no table that anyone reads: 100,000 columns, 0.4 MB, took 15 s to lay out (Chromium 143, a shared server). */
export const mostColumns = 200;

export type Alignment = 'left' | 'right' | 'center' | undefined;

/** The columns' alignments if the line is a delimiter row: at least one pipe or colon tells it from an underline. */
export function parseDelimiterRow(line: string): Alignment[] | undefined {
  if (!/[|:]/.test(line) || !/^[-|: \t]+$/.test(line)) return undefined;
  const cells = line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|', mostColumns + 1)
    .map((cell) => /^(:?)-+(:?)$/.exec(cell.trim()));
  if (cells.length > mostColumns || !cells.every((cell) => cell !== null)) return undefined;
  return cells.map(([, left, right]) => (left ? (right ? 'center' : 'left') : right ? 'right' : undefined));
}

/** The first pipe that is not escaped, or -1. */
export function findPipe(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '|') return at;
  }
  return -1;
}

/**
 * Code or a formula, or what may become one at the end of an open row (its last group is empty then). Bounded, because a group repeated
 * millions of times would exhaust a regular expression's stack. A dollar before a digit is a price.
 */
const spans =
  /(?<![`\\])(`{1,3})(?!`)(?:[^`]|(?!(?<!`)\1(?!`))`){0,500}(?:\1(?!`)|($))|(?<!\\)(\$\$?)(?![\d\s$])[^$]{0,500}(?:(?<!\s)\3|\$?($))|\\\((?:(?!\\\)).){0,500}(?:\\\)|($))/g;

/** The same row with the pipes in its code and formulas escaped. */
function joinSpans(row: string): string {
  return row.replace(spans, (span: string, ...groups) => (groups.includes('') ? span : span.replace(/\\?\|/g, '\\|')));
}

/** The cells of a row, trimmed, at most `most`; `\|` is a pipe inside a cell, in code too. */
function splitRow(line: string, most: number): string[] {
  const row = trimSpaces(line);
  const cells: string[] = [];
  let from = row.startsWith('|') ? 1 : 0;
  while (from < row.length && cells.length < most) {
    const pipe = findPipe(row, from);
    const to = pipe < 0 ? row.length : pipe;
    cells.push(trimSpaces(row.slice(from, to)).replaceAll('\\|', '|'));
    from = to + 1;
  }
  return cells;
}

/** How many columns a table has; 0: its head and its delimiter row, which says `columns`, are none together. */
export function countColumns(head: string, columns: number): number {
  let found = splitRow(head, mostColumns + 1).length;
  if (found > columns) found = splitRow(joinSpans(head), mostColumns + 1).length;
  return found === columns || (found > 1 && found <= mostColumns) ? Math.max(found, columns) : 0;
}

/**
 * The cells of a row, and how many of them have ended if it goes on. In a row that would have too many a pipe in code or in a formula belongs to its cell.
 * @param open Whether the row may go on: what stands behind a pipe of which that is not known yet is left out.
 */
export function readRow(line: string, columns: number, open: boolean): { cells: string[]; whole: number } {
  let row = line;
  let cells = splitRow(row, columns + 1);
  const over = cells.length > columns;
  if ((over || open) && /[`$\\]/.test(row)) {
    for (const { 0: span, index } of open ? row.matchAll(spans) : []) {
      const pipe = findPipe(span, 0);
      if (pipe < 0 || (over && index + span.length < line.length)) continue;
      row = row.slice(0, index + pipe);
      break;
    }
    cells = splitRow(over ? joinSpans(row) : row, columns + 1);
  }
  // A row that ends in a pipe has no open cell.
  const whole = cells.length > columns || /(?:^|[^\\])\|[ \t]*$/.test(row) ? columns : cells.length - 1;
  return { cells: cells.slice(0, columns), whole };
}
