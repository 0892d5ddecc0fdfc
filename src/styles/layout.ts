import { css } from 'lit';

/** The host and the panel: header, transcript and composer above one another. */
export const layout = css`
  :host {
    display: block;
    inline-size: var(--_width);
    block-size: var(--_height);
    min-block-size: 12em;
    color: var(--_text);
    font-family: var(--_font-family);
    font-size: var(--_font-size);
    font-style: normal;
    font-variant: normal;
    font-weight: normal;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    white-space: normal;
    -webkit-user-select: text;
    user-select: text;
  }

  :host(:is([mode='floating' i], [mode='docked' i], [mode='fullscreen' i])) {
    display: contents;
  }

  :host([hidden]) {
    display: none !important; /* wins over the modes */
  }

  :host([theme='light' i]) {
    color-scheme: light;
  }

  :host([theme='dark' i]) {
    color-scheme: dark;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  .panel {
    container: panel / size;
    display: flex;
    flex-direction: column;
    /* As high as the host. Where that has no height of its own ("* { all: unset !important }", "height: auto") the percentages mean nothing. */
    block-size: var(--_height);
    min-block-size: 100%;
    max-block-size: 100%;
    overflow: clip;
    background: var(--_background);
    color: var(--_text);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    line-height: 1.55;
    text-align: start;
  }

  :host([mode='fullscreen' i]) .panel {
    position: fixed;
    inset: 0;
    z-index: 1;
    block-size: auto;
    border: 0;
    border-radius: 0;
  }

  .header {
    flex: none;
    display: flex;
    align-items: center;
    gap: calc(0.25 * var(--_spacing));
    padding-block: calc(0.75 * var(--_spacing));
    padding-inline: calc(1.25 * var(--_spacing)) calc(0.75 * var(--_spacing));
    background: color-mix(in oklab, var(--_fill) 8%, var(--_background));
    line-height: 1.4;
  }

  .avatar {
    flex: none;
    display: grid;
    place-content: center;
    inline-size: 2.5em;
    block-size: 2.5em;
    margin-inline-end: 0.375em;
    border-radius: 50%;
    background: var(--_fill);
    color: var(--_on-fill);
    font-weight: 600;
    object-fit: cover;
  }

  .titles,
  ::slotted([slot='header']) {
    flex: 1;
  }

  .titles {
    max-block-size: 9em;
    overflow: hidden;
    overflow-wrap: anywhere;
  }

  .title {
    font-weight: 600;
  }

  @container panel (block-size < 26em) {
    .header {
      padding-block: 0;
    }

    .avatar {
      scale: 0.8;
    }
  }

  .subtitle {
    color: var(--_muted);
    font-size: var(--_small);
  }

  :host([header='plain' i]) .header {
    background: none;
    border-block-end: 1px solid var(--_border);
  }

  :host([header='solid' i]) .header {
    --_muted: currentColor;
    --_text: var(--_on-fill);
    --_hover: none;
    background: var(--_fill);
    color: var(--_on-fill);
  }

  /* The keyboard comes here only when a phone's panel opens, to say its name. */
  .title:focus-visible {
    outline: none;
  }

  .notice {
    position: relative;
    z-index: 1; /* above the fade of the messages, as all that stands there */
    flex: none;
    margin: 0 auto calc(0.25 * var(--_spacing));
    padding-inline: var(--_spacing);
    color: var(--_muted);
    font-size: var(--_small);
  }

  .footer {
    flex: none;
    margin-block-start: calc(-0.625 * var(--_spacing));
    padding: 0 var(--_spacing) calc(0.625 * var(--_spacing));
    color: var(--_muted);
    font-size: 0.75em;
    text-align: center;
    text-wrap: balance;
  }

  .disclaimer,
  ::slotted([slot='footer']) {
    margin-block: 0;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    /* No higher than its box: a heading that is level with the text below it is one line with it for a screen reader, which goes on behind both. */
    font-size: 1px;
    line-height: 1;
  }

  :focus-visible {
    outline: 2px solid var(--_focus-ring);
    outline-offset: 2px;
  }
`;
