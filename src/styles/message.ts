/** A text, not a sheet of Lit's: a browser loads this file as it is. */
const css = String.raw;

/** One message: its text, its state, and what can be done with it. */
export const messageStyles = css`
  .turn {
    visibility: inherit;
    animation: none;
    contain-intrinsic-block-size: auto 20em;
  }

  /*
   * Turns far off cost no layout and no paint. A browser that does not anchor what is in view would let it jump as the guessed heights come
   * true: WebKit without https://bugs.webkit.org/show_bug.cgi?id=171099, and Firefox, which says that it anchors, and jumps all the same (seen
   * in 140, and in 152 by https://github.com/rcarmo/piclaw/pull/697). A condition can go when 'far turns are skipped' in
   * test/element/long-transcripts.test.ts passes there without it. The last two turns are where the view is put and held, so those have
   * their true height: all others are far.
   */
  @supports (overflow-anchor: auto) and (not (-moz-appearance: none)) {
    @media screen {
      .far {
        content-visibility: auto;
      }
    }
  }

  /* Floats over the end of the transcript, beside the text where there is room: it takes as much room as its margins give back. */
  .jump-button {
    position: relative;
    z-index: 1;
    flex: none;
    align-self: flex-end;
    margin: calc(-1 * var(--_control-size) - 0.5 * var(--_spacing)) calc(0.875 * var(--_spacing)) calc(0.5 * var(--_spacing));
    border: 1px solid var(--_border);
    border-radius: 50%;
    background: var(--_background);
    box-shadow: 0 0.125em 0.5em var(--_border);
  }

  /* What can be asked next. */
  .suggestions:not(slot > *) {
    position: relative;
    z-index: 1;
    flex: none;
    display: flex;
    flex-wrap: wrap;
    inline-size: min(100% - 1.75 * var(--_spacing), var(--_content-max-width));
    margin: 0 auto calc(0.5 * var(--_spacing));
  }

  .suggestions:not(slot > *) .suggestion {
    padding: 0.375em 0.75em;
  }

  .jump-button:hover {
    background: var(--_hover);
  }

  .jump-button.news::after {
    content: '';
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    inline-size: 0.625em;
    block-size: 0.625em;
    border: 0.125em solid var(--_background);
    box-sizing: content-box;
    border-radius: 50%;
    background: var(--_error);
  }

  .message {
    position: relative;
    margin-block-start: var(--_spacing);
    border-radius: calc(0.5 * var(--_radius));
  }

  .message:focus-visible {
    outline-offset: 4px;
  }

  /*
   * Far above the text, and above the buttons in the gap: what has nearly the same middle is one line for Orca. Where a message is read from its
   * beginning, Firefox measures its heading together with all that stands beside it, so a reply of one line was passed over.
   */
  .message > .visually-hidden {
    inset-block-start: -12px;
  }

  .text {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .plain {
    white-space: pre-wrap;
  }

  /* What does not grow any more is wrapped so that no last word, "€" say, stands alone. */
  .user .content {
    position: relative;
    text-wrap: pretty;
    inline-size: fit-content;
    max-inline-size: min(85%, 36em);
    margin-inline-start: auto;
    padding: calc(0.5 * var(--_spacing)) calc(0.875 * var(--_spacing));
    background: var(--_user-background);
    color: var(--_user-text);
    border-radius: var(--_radius);
    border-end-end-radius: calc(0.3 * var(--_radius));
  }

  /* With its padding the message takes a quarter of the panel, and at least two lines. A search in the page can scroll to what is cut. */
  @media screen {
    .user .plain:not(.whole) {
      max-block-size: max(25cqb - var(--_spacing), 3.2em);
      overflow: hidden;
    }

    .cut {
      mask-image: linear-gradient(#000 calc(100% - 3em), transparent);
    }
  }

  .more-button {
    position: absolute;
    inset-block-end: calc(0.25 * var(--_spacing));
    inset-inline-end: calc(0.25 * var(--_spacing));
    background: var(--_user-background);
    color: inherit;
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

  .assistant .content {
    padding: var(--_assistant-padding);
    background: var(--_assistant-background);
    color: var(--_assistant-text);
    border-radius: var(--_radius);
  }

  .attachment,
  .note,
  .details {
    margin: 0;
    color: var(--_muted);
    font-size: var(--_small);
  }

  .attachment {
    inline-size: fit-content;
    margin-block-start: calc(0.375 * var(--_spacing));
    padding: 0.125em 0.5em;
    border: 1px solid;
    border-radius: calc(0.5 * var(--_radius));
    overflow-wrap: anywhere;
  }

  .user .attachment {
    color: inherit;
  }

  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.5 * var(--_spacing));
    margin-block-start: calc(0.5 * var(--_spacing));
  }

  .details {
    margin-block-end: calc(0.5 * var(--_spacing));
  }

  summary {
    inline-size: fit-content;
    min-block-size: var(--_target-size);
    align-content: center;
    border-radius: calc(0.4 * var(--_radius));
    cursor: pointer;
  }

  summary:hover {
    color: var(--_text);
  }

  summary svg {
    inline-size: 1.125em;
    block-size: 1.125em;
    margin-inline: 0.25em 0.375em;
    vertical-align: -0.25em;
  }

  .details .text {
    padding-inline-start: 1em;
    border-inline-start: 2px solid var(--_border);
  }

  /* Of one size, whatever is in it: nothing moves when its part has come, and when it has been decoded. */
  .picture {
    margin-block: calc(0.5 * var(--_spacing));
  }

  .picture-open {
    inline-size: min(14em, 70%);
    aspect-ratio: 4 / 3;
    margin: 0;
  }

  .user .picture {
    inline-size: 14em;
    max-inline-size: 100%;
  }

  .user .picture-open {
    inline-size: 100%;
  }

  /* Waits for its part, as a turn does: see transcript.ts. */
  .late {
    visibility: hidden;
    animation: 0s 1s forwards show;
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

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    margin-block-start: calc(0.25 * var(--_spacing));
    margin-inline: var(--_overhang);
    color: var(--_muted);
    font-size: var(--_small);
    /* The icon, not its target, is in line with the text. */
    --_overhang: calc((1.25em - var(--_target-size)) / 2);
  }

  .user .actions {
    justify-content: flex-end;
  }

  .actions .icon-button {
    inline-size: var(--_target-size);
    block-size: var(--_target-size);
  }

  .bad-button svg {
    rotate: 180deg;
  }

  .versions {
    display: flex;
    align-items: center;
    font-variant-numeric: tabular-nums;
  }

  .versions [aria-disabled='true'] {
    opacity: 0.4;
    cursor: default;
  }

  /*
   * Quiet until they are wanted: those of earlier messages show where the pointer or the focus is, in the gap below. Until they show no pointer
   * reaches them; a screen reader does.
   */
  .actions:not(.last) {
    position: absolute;
    inset-block-start: 100%;
    inset-inline: 0;
    margin-block-start: 0;
    opacity: 0;
    pointer-events: none;
  }

  .message:is(:focus, :focus-within) .actions {
    opacity: 1;
    pointer-events: auto;
  }

  @media not all and (hover: none) and (pointer: coarse) {
    .message:hover .actions {
      opacity: 1;
      pointer-events: auto;
    }
  }

  /*
   * A finger that taps a message gives it the focus, and its row the room that it needs. It would be over the message, too (:hover), before it
   * has pressed anything: what it presses then is what has just come under it.
   */
  @media (hover: none) and (pointer: coarse) {
    .user + .assistant {
      margin-block-start: calc(1.25 * var(--_spacing));
    }

    .message:is(:focus, :focus-within) .actions {
      position: static;
    }
  }

  .busy :is(.edit-button, .regenerate-button, .versions, .continue-button) {
    visibility: hidden;
  }

  @media (prefers-reduced-motion: reduce) {
    .dots i,
    .pending {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .user .content {
      border: 1px solid CanvasText;
    }

    .dots i {
      background: CanvasText;
    }
  }
`;
