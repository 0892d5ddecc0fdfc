/** A text, as in `message.ts`. */
const css = String.raw;

/** Which colour takes which scopes of highlight.js. */
const scopes = {
  muted: 'comment quote',
  'code-keyword': 'keyword tag literal',
  'code-string': 'string regexp addition',
  'code-removed': 'deletion',
  'code-number': 'number attr type',
  'code-title': 'title built_in name',
};

const colours = css`
  .markdown pre {
    /* Hues, as light or dark as they have to be beside the text, like --_ink. */
    --_code-light: calc(0.3 + 0.5 * l);
    --_code-keyword: oklch(from var(--_text) var(--_code-light) 0.16 335);
    --_code-string: oklch(from var(--_text) var(--_code-light) 0.11 145);
    --_code-number: oklch(from var(--_text) var(--_code-light) 0.11 65);
    --_code-removed: oklch(from var(--_text) var(--_code-light) 0.16 25);
    --_code-title: oklch(from var(--_text) var(--_code-light) 0.12 260);
  }

  /*
   * Forced colours would put each highlighted word on a background of its own, as browsers do behind all text. It can go when there is a
   * property for that: https://github.com/w3c/csswg-drafts/issues/5038
   */
  @media (forced-colors: active) {
    .markdown pre {
      forced-color-adjust: none;
      --_muted: CanvasText;
      --_code-keyword: CanvasText;
      --_code-string: CanvasText;
      --_code-number: CanvasText;
      --_code-removed: CanvasText;
      --_code-title: CanvasText;
      color: CanvasText;
    }
  }
`;

/**
 * As classes where ranges cannot be painted. Rules of their own: there an unknown ::highlight() drops its whole rule
 * (https://drafts.csswg.org/selectors/#invalid). They can go with Firefox before 140, Safari before 17.2 and Chrome before 105:
 * https://developer.mozilla.org/en-US/docs/Web/API/CSS_Custom_Highlight_API
 */
const selectors = (scope: string): string[] => [
  `code::highlight(chat-8080-${scope})`,
  `.code-piece::highlight(chat-8080-${scope})`,
  `.hljs-${scope}`,
];

/**
 * The colours of code: they come with the first code that is coloured, while a reply is on the screen. So there is none of the host's, whose
 * properties all inherit, and each selector names an element: a sheet that could mean all of them makes the browser look at the style of each.
 */
export const colourStyles: string =
  colours +
  Object.entries(scopes)
    .flatMap(([colour, names]) =>
      names
        .split(' ')
        .flatMap(selectors)
        .map((selector) => `${selector}{color:var(--_${colour})}`),
    )
    .join('');
