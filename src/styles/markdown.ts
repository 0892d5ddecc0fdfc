/** A text, as in `message.ts`. */
const css = String.raw;

/** What the model writes: the elements, classes and parts that the Markdown renderer makes. */
export const markdownStyles = css`
  /* A line that a model ends is meant to end, though CommonMark calls it a space. */
  .markdown {
    white-space: pre-line;
  }

  /* A hard break is followed by the end of its line, which breaks already. */
  .markdown br {
    display: none;
  }

  /*
   * Most of a reply comes below the view: what is drawn there waits until somebody scrolls. Margins do not collapse through what is contained:
   * between two sections there is what the second begins with, which is never less than what the first would end with.
   */
  .section,
  .section > :is(ul, ol, blockquote) {
    display: flow-root;
  }

  /*
   * As for turns, of which these are the last two: see message.ts. One that was put at a place has its true height, so that it stays there; and
   * so has what stands right above the last, where that begins. The first sections fill the view: what comes there in one frame with what stands
   * below it would move that, for a browser begins with the guess.
   */
  @supports (overflow-anchor: auto) and (not (-moz-appearance: none)) {
    @media screen {
      .turn:last-of-type:not([style]) .section:nth-child(n + 4):not(:empty),
      .turn:not(.far, [style]) .section:nth-last-child(n + 9) {
        content-visibility: auto;
        contain-intrinsic-block-size: auto 40em;
        overflow-clip-margin: 0.25em;
      }
    }
  }

  .section > :is(ul, ol, blockquote) > :first-child,
  .section > :is(ul, ol, blockquote) > :first-child > :first-child,
  .section:first-child > :first-child {
    margin-block-start: 0;
  }

  .section > :is(ul, ol, blockquote) > :last-child,
  .section > :is(ul, ol, blockquote) > :last-child > :last-child,
  .section > :last-child {
    margin-block-end: 0;
  }

  .markdown :where(p, ul, ol, blockquote, .code, .table, hr, details) {
    margin-block: calc(0.75 * var(--_spacing));
  }

  .markdown :is(h4, h5, h6) {
    margin-block: calc(1.25 * var(--_spacing)) calc(0.5 * var(--_spacing));
    font-size: 1em;
    font-weight: 600;
    line-height: 1.35;
    text-wrap: balance;
  }

  .markdown h4 {
    font-size: 1.1875em;
  }

  .markdown h5 {
    font-size: 1.0625em;
  }

  .markdown :is(ul, ol) {
    padding-inline-start: 1.5em;
  }

  /* Numbers stand outside their items, to the left of which something may end: a bubble, or what is painted of a message. */
  .markdown ol {
    padding-inline-start: 1.75em;
  }

  .markdown .long {
    padding-inline-start: 3.25em;
  }

  .markdown .longer {
    padding-inline-start: 6.5em;
  }

  .markdown li {
    margin-block: 0.25em;
  }

  /* Of the other direction than its list, which has made room for markers at its other side. */
  .markdown li[dir] {
    margin-inline-start: 1.75em;
  }

  .markdown li > :is(ul, ol) {
    margin-block: 0.25em;
  }

  .markdown .tight > li > p {
    margin-block: 0;
  }

  .markdown .task {
    list-style: none;
  }

  .markdown .task input {
    margin-inline: -1.4em 0.5em;
  }

  .markdown blockquote {
    margin-inline: 0;
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--_border);
    color: var(--_muted);
  }

  .markdown hr {
    border: 0;
    border-block-start: 1px solid var(--_border);
  }

  .markdown a {
    color: var(--_link);
    text-underline-offset: 0.15em;
  }

  .markdown .citation {
    margin-inline: 0.125em;
    padding-inline: 0.375em;
    border-radius: 0.375em;
    background: var(--_code-background);
    font-size: 0.75em;
    font-variant-numeric: tabular-nums;
    text-decoration: none;
    vertical-align: 0.25em;
  }

  .markdown .link-host {
    color: var(--_muted);
    font-size: var(--_small);
  }

  .markdown :is(code, pre, kbd) {
    font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
    font-size: 0.9375em;
  }

  .markdown :is(:not(pre) > code, kbd) {
    padding: 0.1em 0.3em;
    background: var(--_code-background);
    color: var(--_code-text);
    border-radius: 0.3em;
  }

  /* Also between words of the other direction. */
  .markdown :is(code, .math) {
    direction: ltr;
    unicode-bidi: isolate;
  }

  /* Or what is nested deep enough is too small to be read. */
  .markdown :is(small, sub, sup) :is(small, sub, sup) {
    font-size: 1em;
  }

  .markdown .code {
    overflow: clip;
    background: var(--_code-background);
    color: var(--_code-text);
    border: 1px solid var(--_border);
    border-radius: calc(0.75 * var(--_radius));
  }

  .markdown .code-header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-inline: 1em 0.5em;
    -webkit-user-select: none;
    user-select: none;
    color: var(--_muted);
    font-size: var(--_small);
  }

  .markdown :is(.code-copy, .code-wrap, .image-load) {
    min-block-size: max(2.25em, var(--_target-size));
    padding: 0.25em 0.625em;
    border: 0;
    border-radius: calc(0.6 * var(--_radius));
    background: none;
    color: inherit;
  }

  .markdown :is(.code-copy, .code-wrap, .image-load):hover {
    background: var(--_border);
    color: var(--_text);
  }

  .markdown pre {
    margin: 0;
    padding: 0.25em 1em 0.875em;
    overflow-x: auto;
    line-height: 1.5;
    tab-size: 2;
    white-space: var(--_code-white-space);
    overflow-wrap: break-word;
  }

  /* Where more can be scrolled to, the edge is shaded; at its end a cover that scrolls along lies over the shade. */
  .markdown :is(pre, .table) {
    --_cover: var(--_background);
    background:
      linear-gradient(to right, var(--_cover) 50%, transparent) left / 2em 100% local no-repeat,
      linear-gradient(to left, var(--_cover) 50%, transparent) right / 2em 100% local no-repeat,
      linear-gradient(to right, var(--_edge), transparent) left / 0.75em 100% no-repeat,
      linear-gradient(to left, var(--_edge), transparent) right / 0.75em 100% no-repeat;
  }

  .markdown .code pre {
    --_cover: var(--_code-background);
  }

  @container panel (inline-size < 32em) {
    .markdown pre {
      font-size: var(--_small);
    }
  }

  .markdown :is(.code-piece, .piece) {
    display: block;
    content-visibility: auto;
    contain-intrinsic-size: auto 60em;
  }

  .markdown .piece {
    contain-intrinsic-size: auto 2000em;
  }

  .markdown .table {
    overflow-x: auto;
  }

  .markdown table {
    border-spacing: 0;
    font-variant-numeric: tabular-nums;
  }

  .markdown :is(th, td) {
    padding: 0.4em 0.75em;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: top;
    overflow-wrap: normal;
    white-space: pre;
  }

  /* A table is as wide as its words make it: cells that hold more of them break lines, but not at each word. */
  .markdown .wide {
    min-inline-size: 12em;
    white-space: pre-line;
  }

  .markdown :is(th, td)[align='center'] {
    text-align: center;
  }

  .markdown :is(th, td)[align='right'] {
    text-align: end;
  }

  .markdown th {
    font-weight: 600;
  }

  .markdown .image {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.5em;
    padding: 0.25em 0.75em;
    border: 1px dashed var(--_border);
    border-radius: calc(0.6 * var(--_radius));
    color: var(--_muted);
  }

  .markdown img {
    max-inline-size: 100%;
    block-size: auto;
    border-radius: calc(0.6 * var(--_radius));
  }

  .markdown .image-load {
    color: var(--_link);
    font-size: var(--_small);
  }

  .markdown .html {
    white-space: pre-wrap;
  }

  .markdown .math-display {
    display: block;
    overflow-x: auto;
    text-align: center;
  }

  .markdown math .box {
    padding: 0.2em;
    border: 1px solid;
  }

  .markdown math .bottom {
    border-block-end: 1px solid;
  }

  .markdown math .top {
    border-block-start: 1px solid;
  }

  .markdown math {
    --_strike: transparent 47%, currentColor 0 53%, transparent 0;
  }

  .markdown math .updiagonalstrike {
    background: linear-gradient(to top left, var(--_strike));
  }

  .markdown math .downdiagonalstrike {
    background: linear-gradient(to top right, var(--_strike));
  }

  .markdown math .updiagonalstrike.downdiagonalstrike {
    background: linear-gradient(to top left, var(--_strike)), linear-gradient(to top right, var(--_strike));
  }

  .markdown math .horizontalstrike {
    background: linear-gradient(var(--_strike));
  }
`;
