/** A text, as in `message.ts`. */
const css = String.raw;

/** As in `tokens.ts`: what only a floating chat uses. */
export const panelTokens = css`
  :host {
    --_shadow: var(--chat-8080-shadow, 0 0.5em 2em rgb(0 0 0 / 20%), 0 0 0 1px rgb(0 0 0 / 4%));
    /* Seen on any page: one of the two lines has 1.6 : 1 with whatever lies around it. */
    --_ring: inset 0 0 0 1px rgb(255 255 255 / 40%), 0 0 0 1px rgb(0 0 0 / 35%);
    --_launcher-size: var(--chat-8080-launcher-size, 3.5em);
    --_inset-inline: var(--chat-8080-inset-inline, 1.25em);
    --_inset-block: var(--chat-8080-inset-block, 1.25em);
  }

  /* It is no part of the page's text: large or small type around it is not its own. A reader's own size, which is that of the root, is. */
  :host(:is([mode='floating' i], [mode='docked' i])) {
    --_font-size: var(--chat-8080-font-size, clamp(14px, 1em, max(17px, 1rem)));
    --_width: var(--chat-8080-width, 25em);
    --_height: var(--chat-8080-height, 40em);
  }
`;
