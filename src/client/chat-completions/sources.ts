/** What a reply draws on, in the words of several servers → {@link Source}s. */
import type { Source } from '../parts.js';
import { isObject, objectsIn, textOf } from './json.js';

/**
 * - `annotations`: `{ type: 'url_citation', url_citation: { url, title, start_index, content } }`
 *   (https://platform.openai.com/docs/api-reference/chat/object; `content` is OpenRouter's), or without the inner object, as Responses has them
 * - `search_results`: `{ url, title, snippet }`, and `citations`: URLs alone (Perplexity, xAI); the first say more of the same
 * - `context.citations`: `{ url, title, content }` (Azure OpenAI On Your Data)
 */
const fields = ['annotations', 'search_results', 'citations', 'sources'];

/** @param said A chunk, a delta or a message of the wire. */
export function sourcesIn(said: Record<string, unknown>): Source[] {
  for (const field of fields) {
    const found = said[field];
    if (Array.isArray(found) && found.length > 0) return found.flatMap(toSource);
  }
  return isObject(said['context']) ? sourcesIn(said['context']) : [];
}

function toSource(given: unknown): Source | [] {
  if (typeof given === 'string') return { url: given };
  const [outer] = objectsIn([given]);
  const source = isObject(outer?.['url_citation']) ? outer['url_citation'] : outer;
  const url = textOf(source?.['url']);
  if (!source || url === '') return [];
  const title = textOf(source['title']);
  const quote = textOf(source['content']) || textOf(source['snippet']) || textOf(source['quote']);
  const at = source['end_index'] ?? source['at'];
  return { url, ...(title && { title }), ...(quote && { quote }), ...(typeof at === 'number' && at > 0 && { at }) };
}
