/** The official client, pointed at the demo's server, and ours: both have to read the same replies out of the same wire. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import OpenAI from 'openai';
import { startDemoServer, type DemoServer } from '../../demo/server.js';
import { stream, type Message, type ToolDefinition } from '../../src/headless.js';
import { collect } from '../client/collect.js';

const model = '8080/taalas/llama3.1-8b-instruct';
const tools = ['weather', 'clock'].map((name): ToolDefinition => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties: { city: { type: 'string' } } } },
}));

describe('the official openai package agrees with our client', () => {
  let demo: DemoServer;
  let official: OpenAI;
  before(async () => {
    demo = await startDemoServer({ key: '' });
    official = new OpenAI({ baseURL: `${demo.url}/v1`, apiKey: 'none', maxRetries: 0 });
  });
  after(() => demo.close());

  const ours = (text: string, more: { stream?: boolean; n?: number; tools?: ToolDefinition[] } = {}) =>
    collect(stream([{ role: 'user', content: text }], { endpoint: `${demo.url}/v1`, model, ...more }));

  const theirs = (text: string, more: { n?: number; tools?: ToolDefinition[] } = {}) =>
    official.chat.completions
      .stream({
        model,
        messages: [{ role: 'user', content: text }],
        stream_options: { include_usage: true },
        ...(more as { tools?: never }),
      })
      .finalChatCompletion();

  for (const text of ['Hello', '/markdown', '/long 500', '/crlf', '/noise', '/reasoning', '/bytes', '/refuse', '/length']) {
    it(`on ${text}: text, refusal, finish reason and usage`, async () => {
      const [our, their] = await Promise.all([ours(text), theirs(text)]);
      const { message, finish_reason: reason } = their.choices[0]!;
      assert.equal(our.error, undefined);
      assert.equal(our.choices[0]!.text, message.content ?? '');
      assert.equal(our.choices[0]!.refusal, message.refusal ?? '');
      assert.equal(our.choices[0]!.finishReason, reason);
      assert.deepEqual(our.usage, {
        promptTokens: their.usage!.prompt_tokens,
        completionTokens: their.usage!.completion_tokens,
        totalTokens: their.usage!.total_tokens,
      });
      assert.equal(our.model, their.model);
    });
  }

  it('on several choices', async () => {
    const [our, their] = await Promise.all([ours('Hello', { n: 3 }), theirs('Hello', { n: 3 })]);
    assert.deepEqual(
      our.choices.map((choice) => choice.text),
      their.choices.map(({ message }) => message.content),
    );
  });

  it('on tool calls in parallel, in fragments', async () => {
    const [our, their] = await Promise.all([ours('/tools', { tools }), theirs('/tools', { tools })]);
    const calls = their.choices[0]!.message.tool_calls!.map((call) => ('function' in call ? call.function : undefined));
    assert.deepEqual(
      our.choices[0]!.toolCalls.map(({ name, arguments: given }) => ({ name, arguments: given })),
      calls.map((call) => ({ name: call!.name, arguments: call!.arguments })),
    );
    assert.equal(calls.length, 2);
    assert.equal(our.choices[0]!.finishReason, their.choices[0]!.finish_reason);
  });

  it('on an answer in one piece', async () => {
    const messages: Message[] = [{ role: 'user', content: 'Hello' }];
    const their = await official.chat.completions.create({ model, messages: messages as never[] });
    const our = await ours('Hello', { stream: false });
    assert.equal(our.choices[0]!.text, their.choices[0]!.message.content);
    assert.equal(our.usage!.totalTokens, their.usage!.total_tokens);
  });

  it('on errors: status, and what kind', async () => {
    for (const [text, status, code] of [
      ['/unauthorized', 502, 'server'],
      ['/not-found', 404, 'not-found'],
      ['/context-length', 400, 'context-length'],
      ['/quota', 429, 'quota'],
    ] as const) {
      const [our, their] = await Promise.all([ours(text), theirs(text).catch((error: unknown) => error)]);
      assert.ok(their instanceof OpenAI.APIError);
      assert.equal(their.status, status);
      assert.equal(our.thrown!.status, status);
      assert.equal(our.error, code);
    }
  });
});
