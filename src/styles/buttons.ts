import { css } from 'lit';

/** The buttons of header and composer. */
export const buttons = css`
  button {
    font: inherit;
    cursor: pointer;
  }

  .icon-button {
    flex: none;
    display: grid;
    place-content: center;
    inline-size: var(--_control-size);
    block-size: var(--_control-size);
    padding: 0;
    border: 0;
    border-radius: calc(0.8 * var(--_radius));
    background: none;
    color: inherit;
  }

  svg {
    inline-size: 1.25em;
    block-size: 1.25em;
  }

  .send-button,
  .stop-button {
    border-radius: 50%;
  }

  .send-button {
    background: var(--_fill);
    color: var(--_icon-on-fill);
  }

  .send-button[aria-disabled='true'] {
    background: color-mix(in oklab, var(--_text) 10%, var(--_background));
    color: var(--_muted);
    cursor: default;
  }

  .stop-button {
    border: 1px solid var(--_border);
    background: var(--_background);
  }

  .header .icon-button {
    color: var(--_muted);
  }

  .stop-button:hover,
  .header .icon-button:hover {
    background: var(--_hover);
    color: var(--_text);
  }

  @media (forced-colors: active) {
    .icon-button,
    .suggestion,
    .launcher {
      border: 1px solid ButtonBorder;
    }

    .send-button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
