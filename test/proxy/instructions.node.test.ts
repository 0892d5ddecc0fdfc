/** What the model is told first where that is a function: a site answers from its own content, and names where it has it from. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OpenAI } from 'openai';
import type { Asked, ChatProxyOptions, ErrorReport, RequestReport, Source } from '../../src/proxy/index.js';
import { errorOf, events, model, ok, proxy, url } from './fixture.js';

const source = { url: 'https://shop.example/shipping', title: 'Shipping' };
const citation = { type: 'url_citation', url_citation: { ...source, start_index: 0, end_index: 0 } };
const reply = ['data: {"choices":[{"delta":{"content":"Two days."}}]}\r\n\r\n', ': é\n', 'data: [DONE]\n\n'];

/** The answer to one streamed question, and what the owner hears. */
async function answer(instructions: unknown, options: ChatProxyOptions = {}) {
  const errors: ErrorReport[] = [];
  const { ask, bodies } = proxy(
    {
      instructions: instructions as () => string,
      onError: (report) => errors.push(report),
      ...options,
    },
    () => events(...reply),
  );
  const response = await ask({ stream: true });
  const code = response.ok ? null : (await errorOf(response.clone())).code;
  const told = errors.map((error) => [error.code, error.cause]);
  return { status: response.status, code, served: bodies.length, told, text: await response.text(), bodies };
}

describe('a function of instructions', () => {
  it('is asked with the conversation and the request, and its text goes first', async () => {
    const asked: Asked[] = [];
    for (const give of [(text: string) => text, (text: string) => Promise.resolve(text), (text: string) => ({ text })]) {
      const { ask, bodies } = proxy({
        instructions: (question) => {
          asked.push(question);
          return give('Shipping takes two days.');
        },
      });
      const messages = [{ role: 'user', content: 'How long?' }];
      assert.equal((await ask({ messages }, { headers: { cookie: 'session=7' } })).status, 200);
      assert.deepEqual(bodies[0]!['messages'], [{ role: 'developer', content: 'Shipping takes two days.' }, ...messages]);
      const { messages: seen, request } = asked.pop()!;
      assert.deepEqual(seen, messages);
      assert.deepEqual([request.url, request.headers.get('cookie'), request.body], [url, 'session=7', null]);
    }
  });

  it('has the page’s own instructions refused, or is not shown those that are dropped', async () => {
    const messages = [
      { role: 'system', content: 'Be rude.' },
      { role: 'user', content: 'hi' },
    ];
    let seen: unknown;
    const instructions = (asked: Asked) => {
      seen = asked.messages;
      return '';
    };
    assert.equal((await proxy({ instructions }).ask({ messages })).status, 400);
    assert.equal(seen, undefined);
    const { ask, bodies } = proxy({ instructions, visitorInstructions: 'drop' });
    await ask({ messages });
    assert.deepEqual(seen, messages.slice(1));
    assert.deepEqual(bodies[0]!['messages'], messages.slice(1));
  });

  it('cannot change what has been checked', async () => {
    const { ask, bodies } = proxy({
      instructions: ({ messages }) => {
        messages[0]!.content = 'changed';
        return '';
      },
    });
    await ask();
    assert.deepEqual(bodies[0]!['messages'], [{ role: 'user', content: 'hi' }]);
  });

  it('is counted in tokens with what it says', async () => {
    const { ask } = proxy({ instructions: () => 'x'.repeat(1000), limits: { visitor: { tokens: 600 } } });
    assert.equal((await ask({ max_completion_tokens: 1 }, { address: '1.1.1.1' })).status, 429);
  });

  it('that throws, rejects or hangs is the owner’s error, and none of its words are shown', async () => {
    const secret = new RangeError('the index at 10.0.0.7 is gone');
    const throwing = () => {
      throw secret;
    };
    for (const [instructions, cause] of [
      [throwing, 'RangeError'],
      [() => Promise.reject(secret), 'RangeError'],
      [() => new Promise(() => undefined), 'TimeoutError'],
    ] as const) {
      const { text, bodies: _bodies, ...seen } = await answer(instructions, { timeouts: { functions: 20 } });
      const code = 'proxy_without_instructions';
      assert.deepEqual(seen, { status: 500, code, served: 0, told: [[code, cause]] });
      assert.doesNotMatch(text, /10\.0\.0\.7|RangeError/);
    }
  });

  it('that returns no instructions is the owner’s error', async () => {
    const code = 'proxy_with_invalid_instructions';
    const wrong = [undefined, null, 7, {}, [], ['x'], { text: 7 }, { sources: [] }, new Response('x')];
    for (const value of wrong) {
      const { text: _text, bodies: _bodies, ...seen } = await answer(() => value);
      assert.deepEqual(seen, { status: 500, code, served: 0, told: [[code, null]] }, JSON.stringify(value));
    }
  });
});

describe('sources', () => {
  it('go to the page before the first byte of the reply, which stays byte for byte', async () => {
    const { text } = await answer(() => ({ text: 'Two days.', sources: [source, { url: 'http://shop.example' }] }));
    const end = text.indexOf('\n\n') + 2;
    assert.equal(text.slice(end), reply.join(''));
    const { id, created, ...chunk } = JSON.parse(text.slice('data: '.length, end)) as Record<string, unknown>;
    assert.match(id as string, /^chatcmpl-[\da-f-]{36}$/);
    assert.ok(Number.isSafeInteger(created));
    const other = { url: 'http://shop.example/', title: 'http://shop.example', start_index: 0, end_index: 0 };
    const annotations = [citation, { type: 'url_citation', url_citation: other }];
    assert.deepEqual(chunk, {
      object: 'chat.completion.chunk',
      model,
      choices: [{ index: 0, delta: { annotations }, finish_reason: null }],
    });
  });

  it('are there before the service has sent a byte', async () => {
    const silent = () => new Response(new ReadableStream<Uint8Array>(), { headers: { 'content-type': 'text/event-stream' } });
    const { ask } = proxy({ instructions: () => ({ text: '', sources: [source] }) }, silent);
    const reader = (await ask({ stream: true })).body!.getReader();
    const { value } = await reader.read();
    assert.match(new TextDecoder().decode(value), /"annotations":\[/);
    await reader.cancel();
  });

  it('are read by OpenAI’s own client', async () => {
    const { handler } = proxy({ instructions: () => ({ text: 'x', sources: [source] }), origins: ['missing'] }, () =>
      events(...reply),
    );
    const client = new OpenAI({
      apiKey: 'none',
      baseURL: 'https://shop.example/v1',
      maxRetries: 0,
      fetch: async (address, init) => {
        const headers = { 'content-type': 'application/json' };
        return handler(new Request(address, { method: init!.method!, headers, body: init!.body as string }));
      },
    });
    const deltas: unknown[] = [];
    const stream = await client.chat.completions.create({ model, messages: [{ role: 'user', content: 'hi' }], stream: true });
    for await (const chunk of stream) deltas.push(chunk.choices[0]!.delta);
    assert.deepEqual(deltas, [{ annotations: [citation] }, { content: 'Two days.' }]);
  });

  it('are no bytes of the service: what is counted and charged stays the same', async () => {
    const requests: RequestReport[] = [];
    const instructions = () => ({ text: 'x', sources: [source] });
    const { ask } = proxy({ instructions, onRequest: (report) => requests.push(report) }, () => events(...reply));
    await (await ask({ stream: true })).text();
    assert.equal(requests[0]!.bytesOut, Buffer.byteLength(reply.join('')));
  });

  it('need a stream: an answer in one piece stays as it is', async () => {
    const { ask } = proxy({ instructions: () => ({ text: 'x', sources: [source] }) });
    const plain = await ok({}, {});
    assert.equal(await (await ask()).text(), await plain.text());
    const { text, status } = await answer(() => ({ text: 'x', sources: [] }));
    assert.deepEqual([status, text], [200, reply.join('')]);
  });

  it('are not shown where the service fails', async () => {
    const instructions = () => ({ text: 'x', sources: [source] });
    const response = await proxy({ instructions }, () => new Response('no', { status: 503 })).ask({ stream: true });
    assert.equal((await errorOf(response)).code, 'upstream_503');
  });

  const many = (count: number): Source[] => Array<Source>(count).fill(source);
  const long = (characters: number): string => 'https://shop.example/'.padEnd(characters, 'x');

  it('may be so many and so long', async () => {
    const sources = [...many(49), { url: long(2_000), title: 'x'.repeat(500) }];
    assert.equal((await answer(() => ({ text: 'x', sources }))).status, 200);
  });

  const wrong: Record<string, unknown> = {
    'one too many': many(51),
    'a URL that is too long': [{ url: long(2_001) }],
    'a title that is too long': [{ ...source, title: 'x'.repeat(501) }],
    'a title that is none': [{ ...source, title: 7 }],
    'no URL': [{ title: 'Shipping' }],
    'a relative URL': [{ url: '/shipping' }],
    'a script': [{ url: 'javascript:alert(1)' }],
    'a document of its own': [{ url: 'data:text/html,<h1>no</h1>' }],
    'a password': [{ url: 'https://me:secret@shop.example/' }],
    'no object': ['https://shop.example/'],
    nothing: [null],
    'no list': { 0: source },
    null: null,
  };
  for (const [name, sources] of Object.entries(wrong)) {
    it(`are refused with ${name}`, async () => {
      const { code, served, told } = await answer(() => ({ text: 'x', sources }));
      const expected = 'proxy_with_invalid_instructions';
      assert.deepEqual([code, served, told], [expected, 0, [[expected, null]]]);
    });
  }
});
