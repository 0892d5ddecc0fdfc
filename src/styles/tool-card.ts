/** A text, as in `message.ts`. */
const css = String.raw;

/** A tool call, and the question whether it may run. */
export const toolCardStyles: string = css`
  .tool {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.5 * var(--_spacing));
    margin-block: calc(0.5 * var(--_spacing));
  }

  .question {
    padding: calc(0.75 * var(--_spacing));
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: calc(0.75 * var(--_radius));
  }

  .tool .details {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
  }

  /* Above the buttons: open it is as wide as the question. */
  .question .details {
    flex-basis: 100%;
  }

  .tool-question {
    flex-basis: 100%;
    overflow-wrap: anywhere;
    margin: 0;
    font-weight: 500;
  }

  .tool-label {
    margin: 0.5em 0 0.125em;
  }

  /* What a visitor is asked to allow, whole, however long it is. */
  .tool-json {
    display: block;
    flex-basis: 100%;
    max-block-size: 12em;
    padding: 0.5em 0.75em;
    overflow: auto;
    background: var(--_code-background);
    color: var(--_code-text);
    border-radius: calc(0.5 * var(--_radius));
    font-size: var(--_small);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  .details .tool-json {
    font-size: 1em;
  }

  /* Has a size: what has none counts as seen where it only touches the view. */
  .mark {
    display: inline-block;
    inline-size: 1px;
    block-size: 1em;
    vertical-align: text-bottom;
  }

  .tool-hint {
    flex-basis: 100%;
    color: var(--_muted);
    font-size: var(--_small);
  }

  .approve-button {
    background: var(--_fill);
    border-color: transparent;
    color: var(--_on-fill);
  }

  .approve-button[aria-disabled='true'] {
    background: var(--_hover);
    color: var(--_muted);
    cursor: default;
  }

  @media (forced-colors: active) {
    .approve-button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
