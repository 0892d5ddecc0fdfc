/** A text, as in `message.ts`. */
const css = String.raw;

/** What a reply draws on. */
export const sourcesStyles: string = css`
  .sources {
    margin-block-start: calc(0.75 * var(--_spacing));
    font-size: var(--_small);
    color: var(--_muted);
  }

  .sources-name {
    margin: 0;
    font-weight: 600;
  }

  .sources ol {
    margin: calc(0.25 * var(--_spacing)) 0 0;
    padding-inline-start: 1.75em;
    overflow-wrap: anywhere;
  }

  /* Links in a row of 24 px each (WCAG 2.2, 2.5.8). */
  .sources li {
    padding-block: 0.25em;
  }

  .sources a {
    color: var(--_link);
    text-underline-offset: 0.15em;
  }

  @media (pointer: coarse) {
    .sources a {
      display: inline-flex;
      align-items: center;
      min-block-size: var(--_target-size);
    }
  }

  .source-host::before {
    content: '· ';
  }

  .sources summary {
    inline-size: fit-content;
    margin-block-start: calc(0.25 * var(--_spacing));
    padding-block: 0.25em;
    cursor: pointer;
  }
`;
