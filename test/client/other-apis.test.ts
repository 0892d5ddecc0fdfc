/** A server that answers in another API than chat-completions: the error names what only that API says. */
import { expect } from '@open-wc/testing';
import { stream } from '../../src/headless.js';
import { chunk, script, sse } from '../support/script.js';
import { json, question } from './answers.js';
import { collect } from './collect.js';

const named = (...data: { type: string }[]): string => data.map((item) => `event: ${item.type}\n${sse(item)}`).join('');
const ollama = { model: 'm', created_at: '2026-11-29T22:19:53Z', message: { role: 'assistant', content: 'Hi' }, done: false };

const answers: { api: string; write: string; headers?: Record<string, string>; said: string }[] = [
  {
    api: "OpenAI's Responses",
    write: named({ type: 'response.created' }, { type: 'response.output_text.delta' }, { type: 'response.completed' }),
    said: 'response.created',
  },
  {
    api: "OpenAI's Responses, joined in the middle and without names",
    write: sse({ type: 'response.output_text.delta', delta: 'Hi' }),
    said: 'response.output_text.delta',
  },
  {
    api: "Anthropic's Messages",
    write: named({ type: 'message_start' }, { type: 'ping' }, { type: 'content_block_delta' }, { type: 'message_stop' }),
    said: 'message_start',
  },
  {
    api: "Ollama's own, line by line",
    write: `${JSON.stringify(ollama)}\n${JSON.stringify({ ...ollama, done: true })}\n`,
    headers: { 'content-type': 'application/x-ndjson' },
    said: 'done',
  },
  { api: "Ollama's own, in one piece", write: JSON.stringify({ ...ollama, done: true }), headers: json, said: 'done' },
];

describe('an answer in another API is no chat completion', () => {
  for (const { api, write, headers = {}, said } of answers) {
    it(api, async () => {
      const { endpoint, log } = await script({ status: 200, headers, steps: [{ write }] });
      const { thrown } = await collect(stream(question, { endpoint }));
      expect(thrown).to.deep.include({ code: 'protocol', serverMessage: said });
      expect(await log()).to.have.length(1);
    });
  }

  it('but what a chat completion has beside its choices is no other API', async () => {
    const write = sse({ type: 'message_start', done: false }, chunk({ content: 'Hi' }, 'stop'), { done: true });
    const { endpoint } = await script({ status: 200, steps: [{ write }] });
    const { choices, error } = await collect(stream(question, { endpoint }));
    expect([choices[0]!.text, error]).to.deep.equal(['Hi', undefined]);
  });

  it('and a sign of life before a connection breaks is none either', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: sse({ type: 'ping' }) }] });
    const { thrown } = await collect(stream(question, { endpoint }));
    expect(thrown).to.deep.include({ code: 'interrupted', serverMessage: undefined });
  });
});
