import { css } from 'lit';

/** The scrolling list of turns. */
export const transcript = css`
  .transcript {
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    /*
     * Until a reader has moved it: the browser's own anchoring would move a view that was put somewhere
     * (https://drafts.csswg.org/css-scroll-anchoring/).
     */
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
    /* What is sent at once is not drawn in one way and then in another; but no longer than this does it wait for how messages look. */
    visibility: hidden;
    animation: 0s 1s forwards show;
  }

  @keyframes show {
    to {
      visibility: inherit;
    }
  }

  .turn:first-of-type {
    padding-block-start: calc(0.25 * var(--_spacing));
  }

  /* The room below a message that was just sent: it can stand at the top while its reply grows into that room. */
  .turn.reserve {
    min-block-size: 100%;
  }
`;
