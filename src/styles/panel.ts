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
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.625em;
    min-inline-size: var(--_launcher-size);
    max-inline-size: calc(100vw - 2 * var(--_inset-inline));
    block-size: var(--_launcher-size);
    padding: 0;
    overflow: visible;
    border: 0;
    border-radius: 10em;
    font-weight: 600;
    background: var(--_fill);
    color: var(--_icon-on-fill);
    box-shadow: var(--_ring), var(--_shadow);
  }

  .launcher:has(.launcher-label) {
    padding-inline: 1.125em 1.375em;
  }

  .launcher-label {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .launcher:hover {
    filter: brightness(1.08);
  }

  .launcher:active {
    scale: 0.96;
  }

  .launcher svg {
    flex: none;
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

  :is(.panel:first-child, .away ~ .panel) {
    --_block-edge: var(--_inset-block);
  }

  /*
   * Nobody sees it, but it is there until a screen reader has heard where the focus has gone: where what had the focus is no more, Orca looks for
   * the new one itself, and says nothing of it.
   */
  .launcher.away {
    visibility: hidden;
    opacity: 0;
    pointer-events: none;
    transition: visibility 0s 500ms;
  }

  :host([placement$='start' i]) :is(dialog.panel, .launcher) {
    inset-inline: var(--_inline-edge) auto;
  }

  :host([placement^='top' i]) :is(dialog.panel, .launcher) {
    inset-block: var(--_block-edge) auto;
  }

  /* Along the side of the page, from top to bottom. */
  :host([mode='docked' i]) dialog.panel {
    --_inline-edge: 0px;
    --_block-edge: 0px;
    --_height: 100dvh;
    max-inline-size: 80vw;
    max-block-size: none;
    border-block: 0;
    border-radius: 0;
  }

  /*
   * Not shown until it is asked for, also where the browser knows no popovers: Firefox before 125, Safari before 17, Chrome before 114
   * (https://developer.mozilla.org/en-US/docs/Web/API/Popover_API). It can go with those, and so can the z-index, which means nothing in the
   * top layer.
   */
  :host(:not([open])) dialog.panel {
    display: none;
  }

  dialog.panel::backdrop {
    background: none;
  }

  /*
   * It grows from its corner, and goes back there. What is on its way out stays in the top layer until it has gone, and takes no click
   * (https://developer.mozilla.org/en-US/docs/Web/CSS/transition-behavior); where that is unknown it goes at once.
   */
  @media (prefers-reduced-motion: no-preference) {
    .launcher {
      transition: scale 100ms;
    }

    dialog.panel {
      transform-origin: var(--_corner-inline, right) var(--_corner-block, bottom);
      transition:
        opacity 120ms,
        scale 120ms,
        translate 120ms,
        display 120ms allow-discrete,
        overlay 120ms allow-discrete;
    }

    dialog.panel:not(:popover-open, :modal) {
      opacity: 0;
      scale: 0.94;
      pointer-events: none;
    }

    dialog.panel:is(:popover-open, :modal) {
      transition-duration: 200ms;
      transition-timing-function: cubic-bezier(0.2, 0, 0, 1);
    }

    @starting-style {
      dialog.panel:is(:popover-open, :modal) {
        opacity: 0;
        scale: 0.9;
      }
    }
  }

  :host([placement^='top' i]) {
    --_corner-block: top;
  }

  :host(:is([placement$='start' i]:not(:dir(rtl)), :dir(rtl):not([placement$='start' i]))) {
    --_corner-inline: left;
  }

  @media (forced-colors: active) {
    dialog.panel {
      border: 1px solid CanvasText;
    }
  }
`;

const phoneStyles = css`
  :host([placement]) dialog.panel,
  :host([mode]) dialog.panel {
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

  /* A sheet that comes from below. */
  @media (prefers-reduced-motion: no-preference) {
    dialog.panel:is(:popover-open, :modal) {
      transition-duration: 240ms;
    }

    dialog.panel:not(:popover-open, :modal) {
      scale: 1;
      translate: 0 4em;
    }

    @starting-style {
      dialog.panel:is(:popover-open, :modal) {
        scale: 1;
        translate: 0 4em;
      }
    }
  }

  /* Behind the keyboard, which comes over the page before the panel has its new height. */
  dialog.panel::backdrop {
    background: var(--_background);
  }

  :host([open]) .launcher {
    display: none;
  }
`;

/** The panel of a floating chat, in the top layer, and its launcher. What is put together here cannot be put into the texts: those are made small as they stand. */
export const panelStyles = `${panelTokens}${wideStyles}@media ${phone}{${phoneStyles}}`;
