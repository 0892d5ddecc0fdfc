/** A text, as in `message.ts`. */
const css = String.raw;

/** The row below a reply that is being read, or could not be. */
export const readAloudStyles: string = css`
  .actions:has(.reading, .reading-failed) {
    opacity: 1;
    pointer-events: auto;
  }

  .actions .reading {
    color: var(--_text);
  }

  .reading-failed {
    padding-inline: calc(0.375 * var(--_spacing));
  }
`;
