/** A text, as in `message.ts`. */
const css = String.raw;

/** On paper: every message whole, and nothing to press. */
export const printStyles = css`
  @media print {
    :host {
      block-size: auto;
    }

    .panel {
      container-type: normal;
      display: block;
      block-size: auto;
      max-block-size: none;
      overflow: visible;
    }

    .transcript {
      overflow: visible;
    }

    .turn.reserve {
      min-block-size: 0;
    }

    button.launcher, /* its own styles may come later */
    .header .icon-button,
    .suggestions,
    .actions,
    .jump-button,
    .more-button,
    .composer {
      display: none;
    }
  }
`;
