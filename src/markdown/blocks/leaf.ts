import type { Line } from './line.js';

/** Code is indented by at least so many columns (CommonMark 4.4). */
export const codeIndent = 4;

export const fenceStart = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/s;
export const listMarker = /^(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)/;

/** The character by which the items of a list are told from another's, if the text begins with an item's marker. */
export function markerOf(text: string): string | undefined {
  const match = listMarker.exec(text);
  return match?.[1] ?? match?.[3];
}

/** A block that holds text: the deepest open one, to which a line is given. */
export interface Leaf {
  /** A line that belongs to it; it may be unfinished. */
  startLine(text: string): void;
  /** More of the same line. */
  append(text: string): void;
  /**
   * The line is whole; true: so is the block, and it has closed itself; a leaf: it has, and that one follows; or this rest of the line is no
   * part of it.
   */
  endLine(): boolean | string | Leaf;
  /** Shows what there is, so far as it is known what it will be. Called once a frame. */
  render(): void;
  close(): void;
  /** Literal blocks take lines whatever they look like. False: the line is not its. */
  takeLine?(line: Line, complete: boolean): boolean;
  /** The same for a line that leaves open containers out. */
  takeOutdented?(line: Line, complete: boolean, left: readonly Container[]): boolean;
  /** A blank line. True: it is its own; false: so it is if more follows; undefined: it ends the block. */
  takeBlankLine?(line: Line): boolean | undefined;
  /** Takes `</details>` off the end of a line that is whole, if it is there. */
  takeDetailsEnd?(): boolean;
}

/** Where leaves put their elements. */
export interface Container {
  readonly kind: 'document' | 'quote' | 'details' | 'list' | 'item';
  /** Of the document: the section that blocks are put in now. */
  element: Element;
  /** Items: their list. */
  readonly list: Container | undefined;
  /** Items: the column where content begins, and the one it must reach; what stands between is content unless it is another item. */
  indent: number;
  least: number;
  /** Lists: the character that ends each marker. */
  marker: string;
  /** Lists: the number of the next item; without numbers -Infinity. */
  number: number;
  /** Nothing has been put in it yet. */
  empty: boolean;
  /** It has the direction of the first text in it. */
  directed: boolean;
}
