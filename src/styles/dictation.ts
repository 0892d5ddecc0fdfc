/** A text, as in `message.ts`. */
const css = String.raw;

/** The button beside the input, and what stands above it while somebody speaks. */
export const dictationStyles: string = css`
  .dictate-button {
    border-radius: 50%;
    color: var(--_muted);
  }

  .dictate-button:not([aria-disabled='true']):hover {
    background: var(--_hover);
    color: var(--_text);
  }

  .dictate-button[aria-disabled='true'] {
    cursor: default;
  }

  .dictate-button[aria-pressed='true'] {
    border: 1px solid currentcolor;
    color: var(--_error);
  }

  @media (forced-colors: active) {
    .dictate-button[aria-pressed='true'] {
      color: HighlightText; /* on the background of any pressed button */
    }
  }

  .dictation-notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.5 * var(--_spacing));
    max-inline-size: var(--_content-max-width);
    margin: 0 auto;
    padding-block-end: calc(0.375 * var(--_spacing));
    color: var(--_muted);
    font-size: var(--_small);
  }

  .dictation-notice > bdi {
    flex: 1 1 0;
    min-inline-size: min(12em, 100%);
  }

  .dictation-notice .elapsed {
    color: var(--_text);
    font-variant-numeric: tabular-nums;
  }

  .dictation-notice .small-button {
    color: var(--_text);
  }
`;
