/** A text, as in `message.ts`. */
const css = String.raw;

/** The button that wraps the lines of code, and code that is wrapped. */
export const wrappingStyles: string = css`
  .markdown .code-wrap {
    margin-inline-start: auto;
  }

  .markdown .code-wrap[aria-pressed='true'] {
    background: var(--_border);
    color: var(--_text);
  }

  .markdown .wraps pre {
    white-space: pre-wrap;
  }

  @media (forced-colors: active) {
    .markdown .code-wrap[aria-pressed='true'] {
      outline: 1px solid;
    }
  }
`;
