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
    line-height: 1.55;
    text-align: start;
  }

  :host([hidden]) {
    display: none;
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
    block-size: 100%;
    min-block-size: inherit;
    overflow: clip;
    background: var(--_background);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .header {
    flex: none;
    padding: calc(0.75 * var(--_spacing)) calc(1.25 * var(--_spacing));
    border-block-end: 1px solid var(--_border);
  }

  .title {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  :focus-visible {
    outline: 2px solid var(--_focus-ring);
    outline-offset: 2px;
  }
`;
