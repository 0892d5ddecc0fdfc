import { css } from 'lit';

/** The input and the buttons. */
export const composer = css`
  .composer {
    flex: none;
    padding: calc(0.25 * var(--_spacing)) calc(0.875 * var(--_spacing)) calc(0.875 * var(--_spacing));
  }

  .composer-box {
    display: flex;
    align-items: flex-end;
    gap: calc(0.375 * var(--_spacing));
    max-inline-size: calc(var(--_content-max-width) + 0.75 * var(--_spacing));
    margin-inline: auto;
    padding: calc(0.375 * var(--_spacing));
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: calc(0.375 * var(--_spacing) + var(--_radius));
    cursor: text;
  }

  .composer-box:focus-within {
    border-color: var(--_focus-ring);
    box-shadow: 0 0 0 1px var(--_focus-ring);
  }

  /* The textarea is as high as its text: a hidden copy of the text in the same grid cell makes the room. */
  .field {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    /* Eight lines, at most 40 % of the panel, but never less than two: where nothing gives the panel a height, cqb is 0. */
    max-block-size: clamp(4.5em, 40cqb, 13em);
  }

  .field::after {
    content: attr(data-value) ' ';
    visibility: hidden;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  .textarea,
  .field::after {
    grid-area: 1 / 1;
    min-inline-size: 0;
    max-block-size: inherit;
    margin: 0;
    padding: calc((var(--_control-size) - 1.5em) / 2) calc(0.5 * var(--_spacing));
    border: 0;
    font: inherit;
    line-height: 1.5;
  }

  .textarea {
    background: none;
    color: inherit;
    resize: none;
    overflow-y: auto;
    outline: none; /* the box around it shows the focus */
  }

  .textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  @media (pointer: coarse) {
    /* Below 16 px iOS zooms the page when the field is focused. */
    .textarea,
    .field::after {
      font-size: max(1em, 16px);
    }
  }

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

  .icon-button svg {
    inline-size: 1.25em;
    block-size: 1.25em;
  }

  .send-button {
    background: var(--_accent);
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

  .small-button {
    padding: 0.25em 0.875em;
    min-block-size: 2em;
    border: 1px solid var(--_border);
    border-radius: calc(0.6 * var(--_radius));
    background: var(--_background);
    color: var(--_text);
    font-weight: 500;
  }

  .small-button:hover,
  .stop-button:hover {
    background: var(--_surface);
  }

  @media (forced-colors: active) {
    .icon-button,
    .small-button {
      border: 1px solid ButtonBorder;
    }

    .send-button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
    }
  }

  @media print {
    .composer {
      display: none;
    }
  }
`;
