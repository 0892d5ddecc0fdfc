/** A text, as in `message.ts`. */
const css = String.raw;

/** What went wrong with a reply. */
export const failureStyles: string = css`
  .error {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    justify-items: start;
    align-items: center;
    gap: calc(0.5 * var(--_spacing)) calc(0.75 * var(--_spacing));
    margin-block-start: calc(0.75 * var(--_spacing));
    padding: calc(0.625 * var(--_spacing)) calc(0.875 * var(--_spacing));
    background: color-mix(in oklab, var(--_error) 7%, var(--_background));
    border: 1px solid color-mix(in oklab, var(--_error) 30%, var(--_background));
    border-radius: calc(0.75 * var(--_radius));
  }

  .error-icon {
    display: grid;
    color: var(--_error);
  }

  .error-text {
    overflow-wrap: anywhere;
    margin: 0;
  }

  .error button {
    grid-column: 2;
  }
`;
