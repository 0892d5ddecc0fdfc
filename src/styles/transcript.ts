import { css } from 'lit';

/** The scrolling list of turns. */
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

  .user .content {
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

  @media print {
    .transcript {
      overflow: visible;
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

    .turn.reserve {
      min-block-size: 0;
    }
  }
`;
