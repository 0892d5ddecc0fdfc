/** What a reply draws on, as servers say it. */
import { chunk, sse } from '../support/script.js';
import type { Transcript } from './transcripts.js';

const said = (...chunks: object[]): string => sse(...chunks, chunk({}, 'stop'), '[DONE]');
const cited = (url: string, more: object = {}): object => ({ type: 'url_citation', url_citation: { url, ...more } });
const a = 'https://a.test/1';
const b = 'https://b.test/2';

export const sourced: Transcript[] = [
  {
    name: "this project's proxy: annotations before the text, at no place in it",
    body: said(
      chunk({ annotations: [cited(a, { title: 'A', start_index: 0, end_index: 0 }), cited(b, { title: 'B' })] }),
      chunk({ content: 'As [1] says.' }),
    ),
    expected: {
      text: 'As [1] says.',
      finishReason: 'stop',
      sources: [
        { url: a, title: 'A' },
        { url: b, title: 'B' },
      ],
    },
  },
  {
    name: 'OpenAI and OpenRouter: annotations after the text, with a place in it and words of the page',
    body: said(
      chunk({ content: 'So it is.' }),
      chunk({ annotations: [cited(a, { title: 'A', start_index: 3, end_index: 8, content: 'it is so' })] }),
    ),
    expected: { text: 'So it is.', finishReason: 'stop', sources: [{ url: a, title: 'A', quote: 'it is so', at: 8 }] },
  },
  {
    name: 'an annotation without the inner object, and what is no citation',
    body: said(
      chunk({
        content: 'Yes.',
        annotations: [{ type: 'url_citation', url: a }, { type: 'file_citation', file_id: 'f' }, null, 'x', { url: 7 }],
      }),
    ),
    expected: { text: 'Yes.', finishReason: 'stop', sources: [{ url: a }, { url: 'x' }] },
  },
  {
    name: 'Perplexity: search results and citations beside each chunk',
    body: said({
      ...chunk({ content: 'Yes [1].' }),
      citations: [a, b],
      search_results: [
        { title: 'A', url: a, date: null, snippet: 'words' },
        { title: 'B', url: b },
      ],
    }),
    expected: {
      text: 'Yes [1].',
      finishReason: 'stop',
      sources: [
        { url: a, title: 'A', quote: 'words' },
        { url: b, title: 'B' },
      ],
    },
  },
  {
    name: 'xAI: citations alone, with the last chunk',
    body: sse(chunk({ content: 'Yes.' }), { ...chunk({}, 'stop'), citations: [a, b] }, '[DONE]'),
    expected: { text: 'Yes.', finishReason: 'stop', sources: [{ url: a }, { url: b }] },
  },
  {
    name: 'Azure OpenAI On Your Data: the context of the first delta',
    body: said(
      chunk({
        role: 'assistant',
        context: { citations: [{ content: 'words', title: 'A', url: a, filepath: 'a.md', chunk_id: '0' }], intent: '["q"]' },
      }),
      chunk({ content: 'Yes.' }),
    ),
    expected: { text: 'Yes.', finishReason: 'stop', sources: [{ url: a, title: 'A', quote: 'words' }] },
  },
  {
    name: 'one JSON answer with annotations',
    body: JSON.stringify({
      choices: [{ index: 0, message: { role: 'assistant', content: 'Yes.', annotations: [cited(a)] }, finish_reason: 'stop' }],
    }),
    contentType: 'application/json',
    expected: { text: 'Yes.', finishReason: 'stop', sources: [{ url: a }] },
  },
];
