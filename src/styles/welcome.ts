import { css } from 'lit';

/** What stands in an empty transcript. */
export const welcome = css`
  .welcome {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: end;
    gap: var(--_spacing);
    min-block-size: 100%;
    max-inline-size: var(--_content-max-width);
    margin-inline: auto;
    padding-block: var(--_spacing);
    text-wrap: balance;
  }

  .greeting {
    margin: 0;
    overflow-wrap: anywhere;
    font-size: 1.25em;
    font-weight: 600;
  }

  .not-set-up {
    margin: 0;
    color: var(--_muted);
  }

  .suggestions {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(18em, 100%), 1fr));
    gap: calc(0.5 * var(--_spacing));
  }

  .suggestion {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 0.5em;
    min-block-size: var(--_target-size);
    padding: 0.75em 1em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    color: inherit;
    font-weight: 500;
    text-align: start;
    overflow-wrap: anywhere;
  }

  .suggestion svg {
    flex: none;
    color: var(--_ink);
  }

  .suggestion:hover {
    background: var(--_hover);
  }
`;
