/** What a reply draws on: each page once, and no more than a reader can use. */
import type { Source } from './state.js';

/** A server can send thousands, and all are drawn. */
const mostSources = 100;
/** In characters; no browser takes a longer address everywhere. */
const longestUrl = 2048;
const longestText = 1000;

/** The first that is said of a page holds, so that a number in the text goes on meaning the same. */
export function addSources(before: readonly Source[] | undefined, sources: readonly Source[]): readonly Source[] | undefined {
  const all = [...(before ?? [])];
  for (const { url, title, quote, at } of sources) {
    if (all.length >= mostSources) break;
    if (url.length > longestUrl || all.some((source) => source.url === url)) continue;
    all.push({
      url,
      ...(title !== undefined && { title: title.slice(0, longestText) }),
      ...(quote !== undefined && { quote: quote.slice(0, longestText) }),
      ...(at !== undefined && { at }),
    });
  }
  return all.length === (before?.length ?? 0) ? before : all;
}
