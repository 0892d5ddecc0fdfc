import { css } from 'lit';

/** The input. */
export const composer = css`
  .composer {
    flex: none;
    outline: none; /* the focus only passes through it */
    position: relative;
    padding: calc(0.25 * var(--_spacing)) calc(0.875 * var(--_spacing)) calc(0.875 * var(--_spacing));
  }

  /* The messages fade out above it, and are not cut. */
  .composer::before {
    content: '';
    position: absolute;
    inset: -1em 0 100%;
    background: linear-gradient(transparent, var(--_background));
    pointer-events: none;
  }

  .composer-box {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
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

  .composer-box:has(:disabled) {
    opacity: 0.5;
    cursor: not-allowed;
  }

  .composer-box:focus-within {
    border-color: var(--_focus-ring);
    box-shadow: 0 0 0 1px var(--_focus-ring);
    outline: 1px solid transparent; /* seen where colours are forced, where there are no shadows */
  }

  /* The textarea is as high as its text: a hidden copy of the text in the same grid cell makes the room. */
  .field {
    flex: 1 1 8em; /* large text in a narrow panel has a line of its own */
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
    unicode-bidi: plaintext; /* English in a page that is read from right to left ends with its dots at the right */
  }

  @media (pointer: coarse) {
    /*
     * Below 16 px iOS zooms the page when the field is focused. It can go when '_zoomToFocusRect' no longer does:
     * https://github.com/WebKit/WebKit/blob/main/Source/WebKit/UIProcess/API/ios/WKWebViewIOS.mm
     */
    .textarea,
    .field::after {
      font-size: max(1em, 16px);
    }
  }

  .count {
    margin: calc(0.25 * var(--_spacing)) auto 0;
    max-inline-size: var(--_content-max-width);
    color: var(--_muted);
    font-size: var(--_small);
    text-align: end;
  }

  .textarea:disabled {
    cursor: not-allowed;
  }
`;
