/** A text, as in `message.ts`. */
const css = String.raw;

/** What waits to be sent. */
export const queueStyles: string = css`
  .queue {
    position: relative;
    z-index: 1;
    flex: none;
    display: grid;
    gap: calc(0.25 * var(--_spacing));
    inline-size: min(100% - 1.75 * var(--_spacing), var(--_content-max-width));
    max-block-size: 30cqb;
    margin: 0 auto calc(0.5 * var(--_spacing));
    padding: 0;
    overflow-y: auto;
    color: var(--_muted);
    font-size: var(--_small);
    list-style: none;
  }

  .queue li {
    display: flex;
    align-items: center;
    gap: calc(0.5 * var(--_spacing));
    padding-inline-start: calc(0.75 * var(--_spacing));
    border: 1px dashed var(--_border);
    border-radius: calc(0.75 * var(--_radius));
  }

  .queue bdi {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .queue button {
    inline-size: var(--_target-size);
    block-size: var(--_target-size);
  }

  .queue button:hover {
    background: var(--_hover);
    color: var(--_text);
  }
`;
