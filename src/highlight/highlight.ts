/**
 * Colours for code that has closed. The text is not touched where the browser can paint ranges, as every engine can since 2025
 * (https://www.w3.org/TR/css-highlight-api-1/); elsewhere spans are laid around it, and can go with Firefox before 140, Safari
 * before 17.2 and Chrome before 105. Names are highlight.js's scopes: `::highlight(chat-8080-keyword)`, `.hljs-keyword`.
 */
import core from '@highlightjs/cdn-assets/es/core.min.js';
import { findLanguage } from './languages.js';
import { paint } from './ranges.js';
import { wrap } from './spans.js';
import type { Span } from './text.js';

export type Highlight = (code: Element, language: string) => Promise<void>;

/** Scopes as they are styled: highlight.js subdivides some of them (`title function_`). */
const scopes = new Set(
  'keyword built_in type literal number operator property regexp string subst symbol class function variable title params comment doctag meta section tag name attr attribute bullet code emphasis strong formula link quote selector-tag selector-id selector-class selector-attr selector-pseudo template-tag template-variable addition deletion char'.split(
    ' ',
  ),
);

const part = /<span class="([^"]*)">|<\/span>|&(amp|lt|gt|quot|#x27);|[^<&]+/g;

/** Reads highlight.js's output, which consists of exactly these parts; its elements are never created. */
export function parseSpans(html: string): Span[] {
  const spans: Span[] = [];
  const open: { from: number; scope: string }[] = [];
  let at = 0;
  for (const [whole, classes, entity] of html.matchAll(part)) {
    if (classes !== undefined) open.push({ from: at, scope: classes.replace(/^hljs-/, '').split(' ')[0] ?? '' });
    else if (whole === '</span>') {
      const span = open.pop();
      if (span && at > span.from && scopes.has(span.scope)) spans.push({ from: span.from, to: at, scope: span.scope });
    } else at += entity === undefined ? whole.length : 1;
  }
  return spans;
}

/** Colours a block of code if its language is known; an unknown one is left as it is. */
export const highlight: Highlight = async (code, language) => {
  const found = findLanguage(language);
  if (!found) return;
  if (!core.getLanguage(found.name)) core.registerLanguage(found.name, (await found.load()).default);
  const spans = parseSpans(core.highlight(code.textContent, { language: found.name, ignoreIllegals: true }).value);
  // The registry of this page paints nothing in another document, as in an iframe that the page fills.
  if (code.ownerDocument === document && 'highlights' in CSS && typeof Highlight === 'function') paint(code, spans);
  else wrap(code, spans);
};
