/** A text, as in `message.ts`. */
const css = String.raw;

/** Pictures and recordings of a message. */
export const mediaStyles: string = css`
  .picture {
    display: flex;
    align-items: end;
    gap: calc(0.5 * var(--_spacing));
  }

  .picture-open {
    flex: none;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--_border);
    border-radius: calc(0.75 * var(--_radius));
    background: var(--_hover);
    color: var(--_muted);
    text-align: center;
  }

  /* The visitor has it. */
  .user .picture .small-button {
    display: none;
  }

  button.picture-open {
    cursor: pointer;
  }

  .picture .small-button {
    color: inherit;
    text-decoration: none;
  }

  .picture-open img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  .audio {
    display: block;
    inline-size: 100%;
    margin-block: calc(0.5 * var(--_spacing));
  }

  .lightbox {
    max-inline-size: 96vw;
    max-block-size: 96vh;
    padding: calc(0.5 * var(--_spacing));
    border: 0;
    border-radius: var(--_radius);
    background: var(--_background);
    color: var(--_text);
  }

  .lightbox img {
    display: block;
    max-inline-size: 100%;
    max-block-size: calc(96vh - 5em);
    margin-block-end: calc(0.5 * var(--_spacing));
    object-fit: contain;
  }
`;
