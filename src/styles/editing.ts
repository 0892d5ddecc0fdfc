/** A text, as in `message.ts`. */
const css = String.raw;

/** A message of the visitor while it is written anew. */
export const editingStyles: string = css`
  .edit {
    margin-block-end: var(--_spacing);
    padding: calc(0.375 * var(--_spacing));
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: calc(0.375 * var(--_spacing) + var(--_radius));
  }

  .edit:focus-within {
    border-color: var(--_focus-ring);
    outline: 1px solid transparent; /* seen where colours are forced */
  }

  .edit-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: calc(0.5 * var(--_spacing));
  }
`;
