/** Words that appear in a reply, or that a screen reader says of it. */
export interface MarkdownStrings {
  copy: string;
  /** Accessible name of the button that copies code; it begins with `copy`. */
  copyCode: string;
  copied: string;
  /** Accessible name of a code block; `{language}` is replaced. */
  code: string;
  table: string;
  /** `{host}` is replaced. */
  loadImage: string;
  /** Accessible name of a citation, before the title of what is cited; `{number}` is replaced. */
  source: string;
  taskDone: string;
  taskOpen: string;
}

export const englishStrings: MarkdownStrings = {
  copy: 'Copy',
  copyCode: 'Copy code',
  copied: 'Copied',
  code: 'Code {language}',
  table: 'Table',
  loadImage: 'Load image from {host}',
  source: 'Source {number}',
  taskDone: 'Done',
  taskOpen: 'To do',
};

/**
 * Draws a fenced block of one language.
 * @param code The exact source, without the fences and the last line ending.
 * @param context.signal Aborted when the stream is cancelled.
 * @returns The node that takes the code's place. It is inserted as it is: it is the owner's, not the model's. What is thrown leaves the code.
 */
export type FenceRenderer = (code: string, context: { signal: AbortSignal }) => Node | Promise<Node>;

export interface MarkdownOptions {
  /** Level of the heading that the reply stands under, 0 to 5; a reply's own `#` is one level below it. Default 0. */
  headingLevel?: number;
  /** Hosts whose images load at once: `example.com`, `*.example.com`. Default none: a click loads an image. */
  imageHosts?: readonly string[];
  /** Whether `$…$` is a formula, as `$$…$$`, `\(…\)` and `\[…\]` always are. Default false: prices. */
  math?: boolean;
  /** Whether fenced code gets colours. Default true. */
  highlight?: boolean;
  /** Called before code gets colours, each time: their style sheet is to be there then. */
  onHighlight?: () => void;
  /** Called with the box of each block of code once the code is whole. */
  onCode?: (box: Element) => void;
  /** Called when a reader has copied code: their screen reader is to say so. */
  onCopy?: () => void;
  /** Renderers by the language of a fence, lower case. */
  fences?: Readonly<Record<string, FenceRenderer>>;
  /** What differs from English. */
  strings?: Partial<MarkdownStrings>;
  /** Whether the blocks stand in `<div class="section">`s, some dozen in each, which a style sheet can let the browser skip. Default false. */
  sections?: boolean;
  /** Told of a part of this package that could not be loaded: what it would draw stays as it was written. */
  onMissingPart?: (part: 'entity-table' | 'math-syntax' | 'math' | 'highlight', error: unknown) => void;
}
