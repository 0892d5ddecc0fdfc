import type { Line } from './line.js';

/** Code is indented by at least so many columns (CommonMark 4.4). */
export const codeIndent = 4;

/** A block that holds text: the deepest open one, to which a line is given. */
export interface Leaf {
  /** A line that belongs to it; it may be unfinished. */
  startLine(text: string): void;
  /** More of the same line. */
  append(text: string): void;
  /** The line is whole; true: so is the block, and it has closed itself; or this rest of the line is no part of it. */
  endLine(): boolean | string;
  /** Shows what there is, so far as it is known what it will be. Called once a frame. */
  render(): void;
  close(): void;
  /** Literal blocks take lines whatever they look like. False: the line is not its. */
  takeLine?(line: Line, complete: boolean): boolean;
  /** A blank line. True: it is its own; false: so it is if more follows; undefined: it ends the block. */
  takeBlankLine?(line: Line): boolean | undefined;
}

/** Where leaves put their elements. */
export interface Container {
  readonly kind: 'document' | 'quote' | 'details' | 'list' | 'item';
  readonly element: Element;
  /** Items: their list. */
  readonly list: Container | undefined;
  /** Items: the column that content must reach. */
  indent: number;
  /** Lists: the character that ends each marker. */
  marker: string;
  /** Nothing has been put in it yet. */
  empty: boolean;
  /** It has the direction of the first text in it. */
  directed: boolean;
}
