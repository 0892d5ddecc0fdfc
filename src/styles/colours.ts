/** A text, as in `message.ts`. */
const css = String.raw;

/** The colours of code: they come with the first code that is coloured. */
export const colourStyles: string = css`
  :host {
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

  ::highlight(chat-8080-comment),
  ::highlight(chat-8080-quote) {
    color: var(--_muted);
  }

  ::highlight(chat-8080-keyword),
  ::highlight(chat-8080-tag),
  ::highlight(chat-8080-literal) {
    color: var(--_code-keyword);
  }

  ::highlight(chat-8080-string),
  ::highlight(chat-8080-regexp),
  ::highlight(chat-8080-addition) {
    color: var(--_code-string);
  }

  ::highlight(chat-8080-deletion) {
    color: var(--_code-removed);
  }

  ::highlight(chat-8080-number),
  ::highlight(chat-8080-attr),
  ::highlight(chat-8080-type) {
    color: var(--_code-number);
  }

  ::highlight(chat-8080-title),
  ::highlight(chat-8080-built_in),
  ::highlight(chat-8080-name) {
    color: var(--_code-title);
  }

  /*
   * The same where ranges cannot be painted. Rules of their own: there an unknown ::highlight() drops its whole rule
   * (https://drafts.csswg.org/selectors/#invalid). They can go with Firefox before 140, Safari before 17.2 and Chrome before 105:
   * https://developer.mozilla.org/en-US/docs/Web/API/CSS_Custom_Highlight_API
   */
  .hljs-comment,
  .hljs-quote {
    color: var(--_muted);
  }

  .hljs-keyword,
  .hljs-tag,
  .hljs-literal {
    color: var(--_code-keyword);
  }

  .hljs-string,
  .hljs-regexp,
  .hljs-addition {
    color: var(--_code-string);
  }

  .hljs-deletion {
    color: var(--_code-removed);
  }

  .hljs-number,
  .hljs-attr,
  .hljs-type {
    color: var(--_code-number);
  }

  .hljs-title,
  .hljs-built_in,
  .hljs-name {
    color: var(--_code-title);
  }
`;
