/** What a request is charged where the service does not say what it used: nobody saves anything by leaving early. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChatProxy, memoryStore, type ChatProxyOptions, type LimitStore } from '../../src/proxy/index.js';
import { events, model, ok, proxy, url, type Question, type Upstream } from './fixture.js';
import { turn, until } from './until.js';

const reply = 100;
const prompt = JSON.stringify([[{ role: 'user', content: 'hi' }], null]).length;
const most = prompt + reply;
const fields = { max_completion_tokens: reply };

/** A proxy whose store remembers what was added: first what was reserved, then what was given back. */
function counted(upstream: Upstream, options: ChatProxyOptions = {}) {
  const amounts: number[] = [];
  const store: LimitStore = {
    add: (_key, amount) => {
      amounts.push(amount);
      return Promise.resolve({ used: 0, secondsLeft: 60 });
    },
  };
  const made = proxy({ limits: { store, visitor: { tokens: 1000 } }, ...options }, upstream);
  const ask = (more: Record<string, unknown> = {}, question: Question = {}) =>
    made.ask({ ...fields, ...more }, { address: '1.1.1.1', ...question });
  return { ask, amounts, bodies: made.bodies, charged: () => amounts.reduce((sum, amount) => sum + amount, 0) };
}

const stream = (chunk: string) =>
  new Response(
    new ReadableStream<Uint8Array>(
      { pull: (controller) => controller.enqueue(new TextEncoder().encode(chunk)) },
      { highWaterMark: 0 },
    ),
    { headers: { 'content-type': 'text/event-stream' } },
  );

/** Reads so many chunks of a stream and leaves. */
async function readAndLeave(response: Response, chunks: number): Promise<void> {
  const reader = response.body!.getReader();
  for (let index = 0; index < chunks; index++) await reader.read();
  await reader.cancel();
}

describe('the tokens of a request', () => {
  const never: Upstream = (_body, init) =>
    new Promise((_, reject) => init.signal!.addEventListener('abort', () => reject(init.signal!.reason as Error)));

  it('are the most that was taken where the visitor leaves before the headers', async () => {
    const { ask, charged, bodies } = counted(never);
    const leaving = new AbortController();
    const asked = ask({}, { signal: leaving.signal });
    await until(() => bodies.length === 1);
    leaving.abort();
    await asked;
    await turn();
    assert.equal(charged(), most);
  });

  it('run out for a visitor who always leaves before the headers', async () => {
    let leaving = new AbortController();
    const left: Upstream = (body, init) => {
      const answer = never(body, init);
      leaving.abort();
      return answer;
    };
    const { ask, bodies } = proxy({ limits: { visitor: { tokens: 5 * most } } }, left);
    for (let index = 0; index < 20; index++) {
      leaving = new AbortController();
      await ask(fields, { address: '1.1.1.1', signal: leaving.signal });
    }
    assert.equal(bodies.length, 5);
  });

  it('are the most that was taken where the service sends no headers in time', async () => {
    const { ask, charged } = counted(never, { timeouts: { headers: 20 } });
    assert.equal((await ask()).status, 504);
    await turn();
    assert.equal(charged(), most);
  });

  it('are the most that was taken where an answer says nothing of its usage', async () => {
    for (const text of [
      '{}',
      '{"usage":{"total_tokens":-5}}',
      '{"usage":{"total_tokens":1e300}}',
      '{"usage":{"total_tokens":0.5}}',
    ]) {
      const { ask, charged } = counted(() => new Response(text, { headers: { 'content-type': 'application/json' } }));
      await (await ask()).text();
      await turn();
      assert.equal(charged(), most, text);
    }
  });

  it('are the most that was taken where the answer to a paid question was no chat reply', async () => {
    const { ask, charged } = counted(() => new Response('<h1>', { headers: { 'content-type': 'text/html' } }));
    assert.equal((await ask()).status, 502);
    await turn();
    assert.equal(charged(), most);
  });

  it('are none where the service refused, redirected or could not be reached', async () => {
    const refusals: Upstream[] = [
      () => new Response('no', { status: 503 }),
      () => new Response(null, { status: 307, headers: { location: 'https://elsewhere.example' } }),
      () => Promise.reject(new TypeError('fetch failed')),
    ];
    for (const upstream of refusals) {
      const { ask, charged, amounts } = counted(upstream);
      await ask();
      await until(() => amounts.length === 2);
      assert.equal(charged(), 0);
    }
  });

  it('are of a stream that was left the prompt and a token for four bytes, and never more than the most', async () => {
    const { ask, charged, amounts } = counted(() => stream(`data: ${'x'.repeat(112)}\n\n`));
    await readAndLeave(await ask({ stream: true }), 2);
    await until(() => amounts.length === 2);
    assert.equal(charged(), prompt + 60);
    const long = counted(() => stream(`data: ${'x'.repeat(1000)}\n\n`));
    await readAndLeave(await long.ask({ stream: true }), 2);
    await turn();
    assert.equal(long.charged(), most);
  });

  it('are the most that was taken where a stream is left before its first event', async () => {
    const { ask, charged } = counted(() => stream('data: 1\n\n'));
    await readAndLeave(await ask({ stream: true }), 0);
    await turn();
    assert.equal(charged(), most);
  });

  it('are read from a last line without a line break', async () => {
    const { ask, charged, amounts } = counted(() => events('data: {"choices":[],"usage":{"total_tokens":7}}'));
    await (await ask({ stream: true })).text();
    await until(() => amounts.length === 2);
    assert.equal(charged(), 7);
  });

  it('are taken for each choice and each byte of the prompt', async () => {
    const messages = [{ role: 'user', content: [{ type: 'text', text: '你好' }] }];
    const { ask, amounts } = counted(ok, { maxChoices: 3 });
    await ask({ messages, n: 3 });
    const bytes = Buffer.byteLength(JSON.stringify([messages, null]));
    assert.equal(amounts[0], bytes + 3 * reply);
  });
});

describe('what is given back after the period', () => {
  it('makes no counter of the memory store negative', async (context) => {
    context.mock.timers.enable({ apis: ['Date'] });
    const store = memoryStore(60);
    await store.add('a', 100);
    context.mock.timers.tick(60_000);
    assert.equal((await store.add('a', -90)).used, 0);
  });

  it('is not given back to a shared store, which has forgotten it', async (context) => {
    context.mock.timers.enable({ apis: ['Date'] });
    const amounts: number[] = [];
    const store: LimitStore = {
      add: (_key, amount) => {
        amounts.push(amount);
        return Promise.resolve({ used: 0, secondsLeft: 60 });
      },
    };
    const handler = createChatProxy({
      key: 'key',
      limits: { store, visitor: { tokens: 1000 } },
      fetch: () => {
        context.mock.timers.tick(60_000);
        return Promise.resolve(new Response('no', { status: 503 }));
      },
    });
    const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }], ...fields });
    const headers = { 'content-type': 'application/json', origin: 'https://shop.example' };
    await handler(new Request(url, { method: 'POST', headers, body }), { address: '1.1.1.1' });
    await turn();
    assert.deepEqual(amounts, [most]);
  });
});
