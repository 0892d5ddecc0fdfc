/** An endpoint that answers from this project's documentation: the proxy finds passages and gives them to the model, with their sources. */
import { readFileSync } from 'node:fs';
import { createChatProxy, type ChatProxyOptions } from '../../src/proxy/index.js';
import type { ChatBody } from '../../src/proxy/fields.js';
import { textOf } from '../stand-in/replies.js';
import type { StandIn } from '../stand-in/stand-in.js';
import { passagesOf, type Passage } from './passages.js';
import { createSearch, type Search } from './search.js';

export const passages = passagesOf(readFileSync(new URL('../../README.md', import.meta.url), 'utf8'));

export const askPath = '/ask/v1/chat/completions';

/** In characters; four passages of this length leave room for a conversation in a small model. */
const longestPassage = 4_000;
/** In characters, of what the stand-in quotes. */
const longestQuote = 280;

const search: Search = createSearch(passages);

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
    ...found.map(({ title, text }, index) => `[${index + 1}] ${title}\n${text.slice(0, longestPassage)}`),
  ].join('\n\n');
}

/** The first words of a passage that are a sentence, not a table or code. */
function quoteOf({ text }: Passage): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => paragraph.replace(/\s+/g, ' ').trim());
  const first = paragraphs.find((paragraph) => /^[\p{L}`*[]/u.test(paragraph)) ?? '';
  return first.length <= longestQuote ? first : `${first.slice(0, longestQuote).replace(/\s\S*$/, '')} …`;
}

function quotes(found: readonly Passage[]): string {
  const said = 'I am a stand-in, not a model: this page runs without a key.';
  if (found.length === 0) return `${said} I have found nothing about this in the documentation.`;
  const quoted = found.map((passage, index) =>
    `**${passage.title}** [${index + 1}]\n\n> ${quoteOf(passage)}`.replace(/\n\n> $/, ''),
  );
  return [`${said} So I quote what I have found in the documentation.`, ...quoted].join('\n\n');
}

export function createAsk(shared: ChatProxyOptions, standIn: StandIn | undefined): (request: Request) => Promise<Response> {
  return createChatProxy({
    ...shared,
    path: askPath,
    instructions: async ({ messages, request }) => {
      const found = await search(wordsOf(messages));
      const { origin } = new URL(request.url);
      return { text: instructions(found), sources: found.map(({ id, title }) => ({ url: `${origin}/ask#${id}`, title })) };
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
