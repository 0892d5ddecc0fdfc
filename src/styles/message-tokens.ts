/** A text, as in `message.ts`. */
const css = String.raw;

/** As in `tokens.ts`: what only messages use. */
export const messageTokens = css`
  :host {
    --_user-background: var(--chat-8080-user-background, var(--_fill));
    --_user-text: var(--chat-8080-user-text, var(--_on-fill));
    --_assistant-background: var(--chat-8080-assistant-background, transparent);
    --_assistant-text: var(--chat-8080-assistant-text, var(--_text));
    --_assistant-padding: var(--chat-8080-assistant-padding, 0);
    --_link: var(--chat-8080-link, var(--_ink));
    --_code-background: var(--chat-8080-code-background, color-mix(in oklab, var(--_text) 6%, var(--_background)));
    --_code-white-space: var(--chat-8080-code-white-space, pre);
    --_edge: color-mix(in oklab, var(--_text) 16%, transparent);
    --_code-text: var(--chat-8080-code-text, var(--_text));
  }

  /* Their visitor's wish, before the page's. Here, for the script has no room; messages are there at once. */
  @media (prefers-contrast: more) {
    :host {
      --_border: var(--_text);
      --_fill: var(--_text);
      --_ink: var(--_text);
      --_muted: var(--_text);
      --_on-fill: var(--_background);
      --_icon-on-fill: var(--_background);
    }
  }
`;
