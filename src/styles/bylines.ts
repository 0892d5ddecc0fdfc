/** A text, as in `message.ts`. */
const css = String.raw;

/** Who answers, and when: above a message. */
export const bylineStyles: string = css`
  .byline {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 1.5em;
    margin-block-end: calc(0.25 * var(--_spacing));
    color: var(--_muted);
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }

  .user > .byline {
    justify-content: flex-end;
  }

  .byline-avatar {
    flex: none;
    display: grid;
    place-content: center;
    inline-size: 1.75em;
    block-size: 1.75em;
    border-radius: 50%;
    background: var(--_fill);
    color: var(--_on-fill);
    font-weight: 600;
    object-fit: cover;
  }

  .byline-name {
    min-inline-size: 0;
    overflow-wrap: anywhere;
    color: var(--_text);
    font-weight: 600;
  }

  .byline time {
    flex: none;
  }
`;
