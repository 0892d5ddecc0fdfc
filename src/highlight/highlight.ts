/**
 * Colours for code that has closed. The text is not touched where the browser can paint ranges, as every engine can since 2025
 * (https://www.w3.org/TR/css-highlight-api-1/); elsewhere spans are laid around it, and can go with Firefox before 140, Safari
 * before 17.2 and Chrome before 105. Names are highlight.js's scopes: `::highlight(chat-8080-keyword)`, `.hljs-keyword`.
 */
import core from '@highlightjs/cdn-assets/es/core.min.js';
import { findLanguage } from './languages.js';
import { whenNear } from './near-view.js';
import { paint } from './ranges.js';
import { readSlices } from './slices.js';
import { wrap } from './spans.js';

/** @param turn Resolves when there is time for the next piece of work. */
export type Highlight = (code: Element, language: string, turn?: () => Promise<void>) => Promise<void>;

/** Colours a block of code when it comes near the view, if its language is known; an unknown one is left as it is. */
export const highlight: Highlight = async (code, language, turn = () => Promise.resolve()) => {
  const found = findLanguage(language);
  if (!found) return;
  // Of a mixed reply of 20,000 tokens the colours took half of the script's time, and nearly all of it was out of view.
  await whenNear(code);
  if (!core.getLanguage(found.name)) core.registerLanguage(found.name, (await found.load()).default);
  const slices = readSlices(code.textContent, found.name);
  for (;;) {
    await turn();
    const { done, value } = slices.next();
    if (!done) continue;
    // The registry of this page paints nothing in another document, as in an iframe that the page fills.
    if (code.ownerDocument === document && 'highlights' in CSS && typeof Highlight === 'function') paint(code, value);
    else wrap(code, value);
    return;
  }
};
