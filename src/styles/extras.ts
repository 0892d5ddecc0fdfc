import { extrasTokens } from './extras-tokens.js';

/** A text, as in `message.ts`. */
const css = String.raw;

const rules = css`
  a.contact-link,
  a.privacy-link {
    color: var(--_ink);
  }

  .error .contact-link {
    grid-column: 2;
  }

  .footer:has(.privacy-link) .disclaimer {
    display: inline;
    margin-inline-end: 0.375em;
  }

  /* Large text in a narrow panel gives its buttons a line of their own. */
  .header {
    position: relative;
    flex-wrap: wrap;
    justify-content: flex-end;
  }

  .menu-box {
    flex: none;
  }

  .menu {
    position: absolute;
    z-index: 2;
    inset-block-start: 100%;
    inset-inline-end: calc(0.75 * var(--_spacing));
    display: grid;
    inline-size: max-content;
    max-inline-size: min(20em, 100% - 1.5 * var(--_spacing));
    max-block-size: calc(100cqb - 5em);
    padding: calc(0.375 * var(--_spacing));
    overflow-y: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    color: var(--_menu-text);
    box-shadow: var(--_menu-shadow);
  }

  .menu[hidden] {
    display: none;
  }

  .menu-item {
    display: flex;
    align-items: center;
    gap: 0.75em;
    min-block-size: max(var(--_target-size), 2.25em);
    padding: 0.375em 0.625em;
    border: 0;
    border-radius: calc(0.6 * var(--_radius));
    background: none;
    color: inherit;
    text-align: start;
    text-decoration: none;
  }

  .menu-item svg {
    flex: none;
  }

  .menu-item span {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .menu-item:hover {
    background: var(--_menu-hover);
  }

  .consent {
    position: relative;
    z-index: 1;
    flex: none;
    inline-size: min(100% - 1.75 * var(--_spacing), var(--_content-max-width));
    max-block-size: 60cqb;
    margin: 0 auto calc(0.5 * var(--_spacing));
    padding: calc(0.75 * var(--_spacing)) calc(0.875 * var(--_spacing));
    overflow-y: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
  }

  .consent p {
    margin: 0;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.5 * var(--_spacing));
    margin-block-start: calc(0.75 * var(--_spacing));
  }

  .consent .buttons .agree-button {
    background: var(--_fill);
    border-color: transparent;
    color: var(--_on-fill);
  }

  .consent .buttons .agree-button:hover {
    background: var(--_fill);
    color: var(--_on-fill);
    filter: brightness(1.08);
  }

  .rated {
    margin: calc(0.25 * var(--_spacing)) 0 0;
    font-size: var(--_small);
  }

  .feedback {
    scroll-margin-block-end: 1em; /* above the fade at the end */
    max-inline-size: 32em;
    padding: calc(0.75 * var(--_spacing));
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .feedback fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.375 * var(--_spacing)) calc(0.5 * var(--_spacing));
    min-inline-size: 0;
    margin: 0 0 calc(0.625 * var(--_spacing));
    padding: 0;
    border: 0;
  }

  .feedback legend {
    margin-block-end: calc(0.375 * var(--_spacing));
    padding: 0;
    font-weight: 600;
  }

  .feedback label {
    display: flex;
    align-items: center;
    gap: 0.5em;
    max-inline-size: 100%;
    min-block-size: var(--_target-size);
    padding-inline: 0.625em;
    border: 1px solid var(--_border);
    border-radius: 1em;
    overflow-wrap: anywhere;
    cursor: pointer;
  }

  .feedback label:has(:checked) {
    border-color: var(--_ink);
  }

  .feedback input {
    margin: 0;
    accent-color: var(--_ink);
  }

  .feedback textarea {
    display: block;
    inline-size: 100%;
    padding: 0.5em 0.625em;
    border: 1px solid var(--_border);
    border-radius: calc(0.6 * var(--_radius));
    background: none;
    color: inherit;
    font: inherit;
    resize: vertical;
  }

  .feedback textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  @media (pointer: coarse) {
    /* As in 'composer.ts': below 16 px iOS zooms the page. */
    .feedback textarea {
      font-size: max(1em, 16px);
    }

    :is(.contact-link, .privacy-link):not(.icon-button) {
      display: inline-flex;
      align-items: center;
      min-block-size: var(--_target-size);
      min-inline-size: var(--_target-size);
    }
  }

  .resizer {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: 0.5em;
    cursor: ew-resize;
    touch-action: none;
    -webkit-user-select: none;
    user-select: none; /* no text is selected while it is dragged */
  }

  :host([placement$='start' i]) .resizer {
    inset-inline: auto 0;
  }

  /* What can be hit is as wide as a finger needs it (WCAG 2.2, 2.5.8); beside text stands no more than the edge. */
  .resizer::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: var(--_target-size);
  }

  :host([placement$='start' i]) .resizer::before {
    inset-inline: auto 0;
  }

  .resizer:is(:hover, :active, :focus-visible) {
    background: var(--_focus-ring);
    outline: none;
  }

  dialog.panel:modal .resizer {
    display: none;
  }

  .teaser {
    --_inline-edge: var(--_inset-inline);
    --_block-edge: calc(var(--_inset-block) + var(--_launcher-size) + 0.75em);
    position: fixed;
    z-index: 9999;
    inset-block: auto var(--_block-edge);
    inset-inline: auto var(--_inline-edge);
    display: flex;
    align-items: flex-start;
    max-inline-size: min(20em, 100vw - 2 * var(--_inset-inline));
    max-block-size: calc(100dvh - var(--_block-edge) - 0.5em);
    margin: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
    padding: 0.25em;
    overflow: hidden auto;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    color: var(--_text);
    box-shadow: var(--_shadow);
    font-size: inherit;
    line-height: 1.45;
  }

  .teaser-text {
    flex: 1;
    padding: 0.5em 0.25em 0.5em 0.75em;
    border: 0;
    border-radius: calc(0.8 * var(--_radius));
    background: none;
    color: inherit;
    text-align: start;
    overflow-wrap: anywhere;
  }

  .teaser .icon-button {
    position: sticky;
    inset-block-start: 0;
    color: var(--_muted);
  }

  .teaser button:hover {
    background: var(--_hover);
    color: var(--_text);
  }

  :host([placement$='start' i]) .teaser {
    inset-inline: var(--_inline-edge) auto;
  }

  :host([placement^='top' i]) .teaser {
    inset-block: var(--_block-edge) auto;
  }

  @media (prefers-reduced-motion: no-preference) {
    .teaser {
      animation: teaser 200ms;
    }

    @keyframes teaser {
      from {
        opacity: 0;
        translate: 0 0.5em;
      }
    }
  }

  @media (forced-colors: active) {
    .menu-item,
    .teaser button {
      border: 1px solid ButtonBorder;
    }

    .resizer {
      border-inline-start: 1px solid CanvasText;
    }

    /* Its background is the system's. */
    .resizer:focus-visible {
      outline: 3px solid Highlight;
    }
  }
`;

/** What only some pages ask for. */
export const extrasStyles = extrasTokens + rules;
