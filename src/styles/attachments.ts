/** A text, as in `message.ts`. */
const css = String.raw;

/** What is attached, above the input. */
export const attachmentsStyles: string = css`
  .attachments {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.5 * var(--_spacing));
    max-inline-size: var(--_content-max-width);
    max-block-size: 40cqb;
    margin: 0 auto calc(0.5 * var(--_spacing));
    padding: 0;
    overflow-y: auto;
    list-style: none;
  }

  .attachment-chip {
    display: flex;
    align-items: center;
    gap: calc(0.5 * var(--_spacing));
    min-inline-size: 0;
    max-inline-size: min(100%, 16em);
    padding: calc(0.25 * var(--_spacing));
    border: 1px solid var(--_border);
    border-radius: calc(0.75 * var(--_radius));
    background: var(--_surface);
    font-size: var(--_small);
  }

  .attachment-chip.refused {
    max-inline-size: 100%;
    border-color: var(--_error);
  }

  .attachment-icon {
    display: grid;
    flex: none;
    place-content: center;
    inline-size: 2.75em;
    block-size: 2.75em;
    border-radius: calc(0.5 * var(--_radius));
    background: var(--_hover);
    object-fit: cover;
  }

  .attachment-icon svg {
    inline-size: 1.5em;
    block-size: 1.5em;
  }

  .attachment-text {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    line-height: 1.35;
  }

  .attachment-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .attachment-state {
    color: var(--_muted);
  }

  .refused .attachment-state {
    color: var(--_error);
  }

  .attachment-progress {
    inline-size: 100%;
    block-size: 0.375em;
    accent-color: var(--_ink);
  }

  .attachment-chip .icon-button {
    flex: none;
  }

  .drop-target {
    position: absolute;
    z-index: 3;
    inset-inline: 0;
    inset-block-end: 0;
    display: grid;
    place-content: center;
    block-size: 100cqb;
    padding: var(--_spacing);
    border: 2px dashed var(--_ink);
    border-radius: var(--_radius);
    background: var(--_background);
    color: var(--_ink);
    font-weight: 600;
    text-align: center;
    opacity: 0.94;
    pointer-events: none;
  }
`;
