/** GFM tables (GFM 4.10): delimiter rows and cells. */
import { trimSpaces } from './characters.js';

/** More is no table that anyone reads: 100,000 columns, 0.4 MB, took 15 s to lay out (Chromium 143, a shared server). */
const mostColumns = 200;

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

/** The cells of a row, trimmed; `\|` is a pipe inside a cell, in code too. `most` bounds them. */
export function splitRow(line: string, most: number): string[] {
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
