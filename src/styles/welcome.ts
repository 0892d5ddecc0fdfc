import { css } from 'lit';

/** What stands in an empty transcript. */
export const welcome = css`
  .welcome {
    display: grid;
    place-content: center;
    gap: calc(1.25 * var(--_spacing));
    min-block-size: 100%;
    padding-block: var(--_spacing);
    text-align: center;
    text-wrap: balance;
  }

  .greeting {
    margin: 0;
    font-size: 1.375em;
    font-weight: 600;
  }

  .not-set-up {
    margin: 0;
    color: var(--_muted);
  }

  .suggestions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: calc(0.5 * var(--_spacing));
    max-inline-size: 36em;
  }

  .suggestion {
    min-block-size: var(--_target-size);
    padding: 0.5em 1em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    color: inherit;
    text-align: start;
  }

  .suggestion:hover {
    background: var(--_hover);
  }
`;
