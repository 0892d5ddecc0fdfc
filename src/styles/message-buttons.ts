/** A text, as in `message.ts`. */
const css = String.raw;

/** The buttons in the transcript. */
export const messageButtons = css`
  .small-button {
    padding: 0.25em 0.875em;
    min-block-size: var(--_target-size);
    border: 1px solid var(--_border);
    border-radius: calc(0.6 * var(--_radius));
    background: var(--_background);
    color: var(--_text);
    font-weight: 500;
    overflow-wrap: anywhere;
  }

  .save-button {
    background: var(--_fill);
    border-color: transparent;
    color: var(--_on-fill);
  }

  .small-button[aria-disabled='true'] {
    color: var(--_muted);
    cursor: default;
  }

  .actions .icon-button {
    color: var(--_muted);
  }

  .small-button:not(.save-button, .approve-button, [aria-disabled='true']):hover,
  .actions .icon-button:is(:hover, [aria-pressed='true']) {
    background: var(--_hover);
    color: var(--_text);
  }

  @media (forced-colors: active) {
    .small-button {
      border: 1px solid ButtonBorder;
    }

    .icon-button[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
    }
  }
`;
