import { css } from 'lit';

/** Buttons, wherever they stand. */
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

  .small-button {
    padding: 0.25em 0.875em;
    min-block-size: var(--_target-size);
    border: 1px solid var(--_border);
    border-radius: calc(0.6 * var(--_radius));
    background: var(--_background);
    color: var(--_text);
    font-weight: 500;
  }

  .send-button,
  .save-button,
  .approve-button {
    background: var(--_accent);
    border-color: transparent;
    color: var(--_on-accent);
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

  :is(.header, .actions) .icon-button {
    color: var(--_muted);
  }

  .small-button:not(.save-button, .approve-button):hover,
  .stop-button:hover,
  :is(.header, .actions) .icon-button:is(:hover, [aria-pressed='true']) {
    background: var(--_hover);
    color: var(--_text);
  }

  @media (forced-colors: active) {
    .icon-button,
    .small-button,
    .suggestion,
    .launcher {
      border: 1px solid ButtonBorder;
    }

    .icon-button[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
    }

    .send-button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
