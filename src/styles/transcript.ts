import { css } from 'lit';

/** The scrolling list of turns and their messages. */
export const transcript = css`
  .transcript {
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    /* Until a reader has moved it: the browser's own anchoring would move a view that was put somewhere. */
    overflow-anchor: none;
    padding-inline: calc(1.25 * var(--_spacing));
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
  }

  .transcript:focus-visible {
    outline-offset: -2px;
  }

  .turn {
    display: flow-root;
    max-inline-size: var(--_content-max-width);
    margin-inline: auto;
    padding-block-end: var(--_spacing);
  }

  .turn:first-of-type {
    padding-block-start: calc(0.25 * var(--_spacing));
  }

  /* The room below a message that was just sent: it can stand at the top while its reply grows into that room. */
  .turn.reserve {
    min-block-size: 100%;
  }

  /*
   * Turns far off cost no layout and no paint. A browser that does not anchor what is in view would let it jump as the guessed heights come
   * true. The last two turns are where the view is put and held, so those have their true height.
   */
  @supports (overflow-anchor: auto) {
    .turn:nth-last-of-type(n + 3) {
      content-visibility: auto;
    }

    .turn {
      contain-intrinsic-block-size: auto 20em;
    }
  }

  .message {
    margin-block-start: var(--_spacing);
  }

  .text {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .plain {
    white-space: pre-wrap;
  }

  .message.user {
    inline-size: fit-content;
    max-inline-size: min(85%, 36em);
    margin-inline-start: auto;
    padding: calc(0.5 * var(--_spacing)) calc(0.875 * var(--_spacing));
    background: var(--_user-background);
    color: var(--_user-text);
    border-radius: var(--_radius);
    border-end-end-radius: calc(0.3 * var(--_radius));
  }

  .message.user {
    position: relative;
  }

  /* With its padding the message takes a quarter of the panel, and at least two lines. A search in the page can scroll to what is cut. */
  .user .plain:not(.whole) {
    max-block-size: max(25cqb - var(--_spacing), 3.2em);
    overflow: hidden;
  }

  .user .cut:not(.whole) {
    mask-image: linear-gradient(#000 calc(100% - 3em), transparent);
  }

  .more-button {
    position: absolute;
    inset-block-end: calc(0.25 * var(--_spacing));
    inset-inline-end: calc(0.25 * var(--_spacing));
    background: var(--_user-background);
    font-size: var(--_small);
  }

  .more-button[hidden],
  .more-button[aria-expanded='false'] span + span,
  .more-button[aria-expanded='true'] span:first-child {
    display: none;
  }

  .more-button[aria-expanded='true'] {
    position: static;
    margin-block-start: calc(0.25 * var(--_spacing));
  }

  /* Floats over the end of the transcript: it takes as much room as its margins give back. */
  .jump-button {
    position: relative;
    flex: none;
    align-self: center;
    block-size: var(--_control-size);
    max-inline-size: calc(100% - 2 * var(--_spacing));
    margin-block: calc(-1 * var(--_control-size) - 0.5 * var(--_spacing)) calc(0.5 * var(--_spacing));
    border-radius: 10em;
    box-shadow: 0 0.125em 0.5em rgb(from var(--_text) r g b / 15%);
  }

  .tool {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.5 * var(--_spacing));
    margin-block: calc(0.5 * var(--_spacing));
    padding: calc(0.375 * var(--_spacing)) calc(0.75 * var(--_spacing));
    border: 1px solid var(--_border);
    border-radius: calc(0.75 * var(--_radius));
    color: var(--_muted);
    font-size: var(--_small);
  }

  /* What a visitor is asked to allow, whole, however long it is. */
  .tool-arguments {
    flex-basis: 100%;
    max-block-size: 12em;
    overflow: auto;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  .tool-text {
    flex: 1 1 10em;
    margin: 0;
  }

  .note {
    margin-block: calc(0.5 * var(--_spacing)) 0;
    color: var(--_muted);
    font-size: var(--_small);
  }

  .error {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.5 * var(--_spacing)) calc(0.75 * var(--_spacing));
    margin-block-start: calc(0.75 * var(--_spacing));
    padding: calc(0.625 * var(--_spacing)) calc(0.875 * var(--_spacing));
    background: color-mix(in oklab, var(--_error) 7%, var(--_background));
    border: 1px solid color-mix(in oklab, var(--_error) 30%, var(--_background));
    border-radius: calc(0.75 * var(--_radius));
  }

  .error-icon {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    color: var(--_error);
  }

  .error-text {
    flex: 1 1 8em;
    margin: 0;
  }

  .welcome {
    display: grid;
    place-content: center;
    gap: calc(0.5 * var(--_spacing));
    block-size: 100%;
    padding-block: var(--_spacing);
    text-align: center;
    text-wrap: balance;
  }

  .greeting {
    margin: 0;
    font-size: 1.375em;
    font-weight: 600;
    line-height: 1.3;
  }

  .not-set-up {
    margin: 0;
    color: var(--_muted);
  }

  /* A reply within 300 ms shows nothing of this: it is mounted after 150 ms and appears 150 ms later. */
  .pending {
    display: flex;
    align-items: center;
    gap: 0.6em;
    margin: 0;
    color: var(--_muted);
    animation: appear 150ms 150ms both;
  }

  .dots {
    display: inline-flex;
    gap: 0.3em;
  }

  .dots i {
    inline-size: 0.4em;
    block-size: 0.4em;
    border-radius: 50%;
    background: currentColor;
    animation: pulse 1.2s infinite ease-in-out;
  }

  .dots i:nth-child(2) {
    animation-delay: 150ms;
  }

  .dots i:nth-child(3) {
    animation-delay: 300ms;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  @keyframes pulse {
    0%,
    60%,
    100% {
      opacity: 0.3;
    }
    30% {
      opacity: 1;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .dots i,
    .pending {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .message.user {
      border: 1px solid CanvasText;
    }
  }

  @media print {
    .transcript {
      overflow: visible;
    }

    .turn.reserve {
      min-block-size: 0;
    }

    .turn:nth-last-of-type(n + 3) {
      content-visibility: visible;
    }

    .user .plain:not(.whole) {
      max-block-size: none;
      mask-image: none;
    }

    .jump-button,
    .more-button {
      display: none;
    }
  }
`;
