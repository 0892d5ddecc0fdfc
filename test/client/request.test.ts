import { expect } from '@open-wc/testing';
import type { RequestOptions } from '../../src/client/index.js';
import { chatCompletionsBody, chatCompletionsUrl } from '../../src/client/chat-completions/request.js';

const messages = [{ role: 'user' as const, content: 'hi' }];
const tools = [{ type: 'function' as const, function: { name: 'f' } }];

describe('the address of the endpoint', () => {
  const rows: [given: string, used: string][] = [
    ['/v1', '/v1/chat/completions'],
    ['/v1/', '/v1/chat/completions'],
    ['/v1//', '/v1/chat/completions'],
    ['  https://a.test/v1  ', 'https://a.test/v1/chat/completions'],
    ['//a.test/v1?x=1#y', '//a.test/v1/chat/completions?x=1#y'],
    ['/v1/chat/completions', '/v1/chat/completions'],
    ['/my/chat', '/my/chat'],
    ['/v1beta', '/v1beta'],
    ['/chat?next=/v1', '/chat?next=/v1'],
  ];
  for (const [given, used] of rows) {
    it(`${given} → ${used}`, () => {
      expect(chatCompletionsUrl(given)).to.equal(used);
    });
  }
});

describe('the body of the request', () => {
  const rows: [option: keyof RequestOptions, value: unknown, field: string][] = [
    ['model', 'm', 'model'],
    ['temperature', 0, 'temperature'],
    ['topP', 0.5, 'top_p'],
    ['maxCompletionTokens', 9, 'max_completion_tokens'],
    ['stop', ['a', 'b'], 'stop'],
    ['n', 2, 'n'],
    ['seed', 0, 'seed'],
    ['frequencyPenalty', -1, 'frequency_penalty'],
    ['presencePenalty', 1, 'presence_penalty'],
    ['logitBias', { 50: -100 }, 'logit_bias'],
    ['reasoningEffort', 'low', 'reasoning_effort'],
    ['tools', tools, 'tools'],
  ];
  const streamed = { stream: true, stream_options: { include_usage: true }, messages };

  for (const [option, value, field] of rows) {
    it(`${option} is sent as ${field}, and nothing else is`, () => {
      expect(chatCompletionsBody(messages, { [option]: value })).to.deep.equal({ ...streamed, [field]: value });
    });
  }

  it('without a stream there are no stream options, whichever way that is said', () => {
    for (const options of [{ stream: false }, { params: { stream: false } }, { stream: true, params: { stream: false } }]) {
      expect(chatCompletionsBody(messages, options)).to.deep.equal({ messages });
    }
  });

  it('no tools are no field', () => {
    expect(chatCompletionsBody(messages, { tools: [] })).to.deep.equal(streamed);
  });

  it('params add any field and win over options, but never over the messages', () => {
    const body = chatCompletionsBody(messages, { temperature: 1, params: { temperature: 2, user: 'u', messages: [] } });
    expect(body).to.deep.equal({ ...streamed, temperature: 2, user: 'u' });
  });
});
