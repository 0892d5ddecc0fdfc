/** What an answer draws on, as the API has it: annotations of a chunk that goes before the reply. */

/** A page that the text of `instructions` was taken from. */
export interface Source {
  /** Absolute, `http:` or `https:`, at most 2,000 characters. */
  url: string;
  /** At most 500 characters. Default: the URL. */
  title?: string | undefined;
}

/** All of them together fit into one read of a socket on most systems, and a list that is longer helps no reader. */
const mostSources = 50;
const mostUrlCharacters = 2_000;
const mostTitleCharacters = 500;

/** @returns undefined for what is no list of sources. */
export function checkedSources(value: unknown): Required<Source>[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > mostSources) return undefined;
  const sources: Required<Source>[] = [];
  for (const each of value as unknown[]) {
    const { url, title = url } = (each ?? {}) as Partial<Record<keyof Source, unknown>>;
    const href = typeof url === 'string' ? webAddress(url) : undefined;
    if (href === undefined || typeof title !== 'string') return undefined;
    if (title !== url && title.length > mostTitleCharacters) return undefined;
    sources.push({ url: href, title });
  }
  return sources;
}

/** A page follows what it is given: no other scheme, and no password that would be shown. */
function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  const isPlain = /^https?:$/.test(protocol) && username === '' && password === '';
  return isPlain && href.length <= mostUrlCharacters ? href : undefined;
}

/**
 * An event of a stream of its own. The ends of the text that a citation stands for are required
 * (https://platform.openai.com/docs/api-reference/chat/object), and there is no text yet.
 */
export function sourcesEvent(sources: Required<Source>[], { id, model }: { id: string; model: string }): string {
  const annotations = sources.map((source) => ({
    type: 'url_citation',
    url_citation: { ...source, start_index: 0, end_index: 0 },
  }));
  const created = Math.floor(Date.now() / 1000);
  const choices = [{ index: 0, delta: { annotations }, finish_reason: null }];
  return `data: ${JSON.stringify({ id: `chatcmpl-${id}`, object: 'chat.completion.chunk', created, model, choices })}\n\n`;
}
