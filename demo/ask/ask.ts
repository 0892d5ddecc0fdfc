/** An endpoint that answers from this project's documentation: the proxy finds passages and gives them to the model, with their sources. */
import { createChatProxy, type ChatProxyOptions } from '../../src/proxy/index.js';
import type { ChatBody } from '../../src/proxy/fields.js';
import { textOf } from '../stand-in/replies.js';
import type { StandIn } from '../stand-in/stand-in.js';
import { pages, passages } from './pages.js';
import type { Passage } from './passages.js';
import { createSearch, type Search } from './search.js';

export const askPath = '/ask/v1/chat/completions';

/** In characters; four passages of this length leave room for a conversation in a small model. */
const longestPassage = 4_000;
/** In characters, of what the stand-in quotes. */
const longestQuote = 280;

const search: Search = createSearch(passages);
const findMany: Search = createSearch(passages, 12);

/** Two headings in one page are often called alike in others: “Limits”. */
const titleOf = ({ page, title }: Passage): string => (page === title ? title : `${page}: ${title}`);

/** What is asked now, and what it may refer to: the question before it. */
function wordsOf(messages: ChatBody['messages']): string {
  return messages
    .filter(({ role }) => role === 'user')
    .slice(-2)
    .map(textOf)
    .join(' ');
}

function instructions(found: readonly Passage[]): string {
  if (found.length === 0)
    return 'Nothing in the documentation fits the question. Say so in one sentence, and answer nothing else.';
  return [
    'Answer from these passages of the documentation of <chat-8080> alone, in a few sentences. After each statement cite the passage that it is from by its number: [1]. Say so where they do not answer the question.',
    ...found.map((passage, index) => `[${index + 1}] ${titleOf(passage)}\n${passage.text.slice(0, longestPassage)}`),
  ].join('\n\n');
}

/** The first words of a passage that are a sentence or a point of a list, not a table or code. */
function quoteOf({ text }: Passage): string {
  const paragraphs = text
    .replace(/```[^]*?```/g, '')
    .split(/\n{2,}|\n(?=- )/)
    .map((paragraph) =>
      paragraph
        .replace(/^- |\[(.*?)\]\(.*?\)/g, '$1')
        .replace(/\s+/g, ' ')
        .trim(),
    );
  const first = paragraphs.find((paragraph) => /^[\p{L}`*[]/u.test(paragraph)) ?? '';
  return first.length <= longestQuote ? first : `${first.slice(0, longestQuote).replace(/\s\S*$/, '')} …`;
}

function quotes(found: readonly Passage[]): string {
  const said = 'I am a stand-in, not a model: this page runs without a key.';
  if (found.length === 0) return `${said} I have found nothing about this in the documentation.`;
  const quoted = found.map((passage, index) =>
    `**${titleOf(passage)}** [${index + 1}]\n\n> ${quoteOf(passage)}`.replace(/\n\n> $/, ''),
  );
  return [`${said} So I quote what I have found in the documentation.`, ...quoted].join('\n\n');
}

/** What the reader of the documentation searches for: `GET /docs/search?q=…`. */
export async function searchDocumentation(words: string): Promise<{ url: string; title: string; quote: string }[]> {
  const found = await findMany(words);
  return found.map((passage) => ({ url: passage.url, title: titleOf(passage), quote: quoteOf(passage) }));
}

/** The documentation as `/docs/` draws it: the list of its pages, or one of them. */
export function documentation(path: string): object | undefined {
  if (path === '/docs/contents.json') return pages.map(({ path, title, group }) => ({ path, title, group }));
  return pages.find((page) => path === `${page.path.replace(/\/$/, '/index')}.json`);
}

export const isPage = (path: string): boolean => pages.some((page) => page.path === path);

export function createAsk(shared: ChatProxyOptions, standIn: StandIn | undefined): (request: Request) => Promise<Response> {
  return createChatProxy({
    ...shared,
    path: askPath,
    instructions: async ({ messages, request }) => {
      const found = await search(wordsOf(messages));
      const { origin } = new URL(request.url);
      return {
        text: instructions(found),
        sources: found.map((passage) => ({ url: origin + passage.url, title: titleOf(passage) })),
      };
    },
    ...(standIn && {
      fetch: async (url, init) => {
        const body = JSON.parse(init.body as string) as ChatBody;
        const text = quotes(await search(wordsOf(body.messages)));
        // A question of its own: what a visitor types is no command here.
        const question = { ...body, messages: [{ role: 'user', content: 'Quote it.' }] };
        const request = new Request(url, { ...init, body: JSON.stringify(question) });
        return standIn(request, new URLSearchParams({ scenario: 'echo', text }), init.signal ?? undefined);
      },
    }),
  });
}
