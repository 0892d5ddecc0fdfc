import { panelTokens } from './panel-tokens.js';

/** A text, as in `message.ts`. */
const css = String.raw;

/** Up to this width, and on a phone on its side, the panel takes the whole screen, and the page behind it is out of reach. */
export const phone = '(max-width:480px),(max-height:480px) and (pointer:coarse)';

const wideStyles = css`
  dialog.panel,
  .launcher {
    --_inline-edge: var(--_inset-inline);
    --_block-edge: var(--_inset-block);
    position: fixed;
    z-index: 9999;
    inset-block: auto var(--_block-edge);
    inset-inline: auto var(--_inline-edge);
    margin: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
    color: var(--_text);
    font-size: inherit;
  }

  .launcher {
    display: grid;
    place-content: center;
    inline-size: var(--_launcher-size);
    block-size: var(--_launcher-size);
    padding: 0;
    overflow: visible;
    border: 0;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
    box-shadow: var(--_shadow);
  }

  .launcher svg {
    inline-size: 1.625em;
    block-size: 1.625em;
  }

  .launcher:focus-visible {
    outline-color: var(--_text);
  }

  .badge {
    position: absolute;
    inset-block-start: -0.25em;
    inset-inline-end: -0.25em;
    min-inline-size: 1.5em;
    padding-inline: 0.375em;
    border-radius: 1em;
    background: var(--_error);
    color: var(--_background);
    font-size: var(--_small);
    font-weight: 600;
    line-height: 1.5;
  }

  dialog.panel {
    --_block-edge: calc(var(--_inset-block) + var(--_launcher-size) + 0.75em);
    inline-size: var(--_width);
    block-size: var(--_height);
    min-block-size: 12em;
    max-inline-size: calc(100vw - 2 * var(--_inset-inline));
    max-block-size: calc(100dvh - var(--_block-edge) - var(--_inset-block));
    padding: 0;
    box-shadow: var(--_shadow);
  }

  :host([without-launcher]) dialog.panel {
    --_block-edge: var(--_inset-block);
  }

  :host([placement$='start' i]) :is(dialog.panel, .launcher) {
    inset-inline: var(--_inline-edge) auto;
  }

  :host([placement^='top' i]) :is(dialog.panel, .launcher) {
    inset-block: var(--_block-edge) auto;
  }

  /*
   * Not shown until it is asked for, also where the browser knows no popovers: Firefox before 125, Safari before 17, Chrome before 114
   * (https://developer.mozilla.org/en-US/docs/Web/API/Popover_API). It can go with those, and so can the z-index, which means nothing in the
   * top layer.
   */
  :host(:not([open])) dialog.panel {
    display: none;
  }

  dialog.panel:popover-open {
    animation: open 150ms ease-out;
  }

  @keyframes open {
    from {
      opacity: 0;
      translate: 0 0.5em;
    }
  }

  dialog.panel::backdrop {
    background: none;
  }

  @media (prefers-reduced-motion: reduce) {
    dialog.panel:popover-open {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    dialog.panel {
      border: 1px solid CanvasText;
    }
  }
`;

const phoneStyles = css`
  dialog.panel,
  :host([placement]) dialog.panel {
    inset: var(--_viewport-top, 0) 0 auto 0;
    inline-size: 100vw;
    max-inline-size: none;
    min-block-size: 0;
    margin: 0;
    block-size: var(--_viewport-height, 100dvh);
    max-block-size: none;
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
    overflow: hidden;
    overscroll-behavior: contain;
    border: 0;
    border-radius: 0;
  }

  :host([open]) .launcher {
    display: none;
  }
`;

/** The panel of a floating chat, in the top layer, and its launcher. What is put together here cannot be put into the texts: those are made small as they stand. */
export const panelStyles = `${panelTokens}${wideStyles}@media ${phone}{${phoneStyles}}`;
