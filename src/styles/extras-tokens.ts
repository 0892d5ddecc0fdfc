/** A text, as in `message.ts`. */
const css = String.raw;

/** As in `tokens.ts`: what only some pages ask for. */
export const extrasTokens = css`
  /* The panel's own colours: the header may have others. */
  :host {
    --_menu-text: var(--_text);
    --_menu-hover: var(--_hover);
    --_menu-shadow: 0 0.5em 1.5em rgb(0 0 0 / 20%);
  }
`;
