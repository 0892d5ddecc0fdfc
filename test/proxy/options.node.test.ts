/** What an owner can set, each option against a handler of its own. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChatProxy, type ChatProxyOptions, type ErrorReport } from '../../src/proxy/index.js';
import { errorOf, key, model, ok, proxy, url } from './fixture.js';

describe('the key', () => {
  it('comes from a function that is asked each time', async () => {
    const keys = ['first-key', 'second-key'];
    const seen: string[] = [];
    const { ask } = proxy({ key: () => Promise.resolve(keys.shift()!) }, (_body, init) => {
      seen.push(new Headers(init.headers).get('authorization')!);
      return ok({}, init);
    });
    await ask();
    await ask();
    assert.deepEqual(seen, ['Bearer first-key', 'Bearer second-key']);
  });

  it('comes from _8080_API_KEY where no option is given', async () => {
    process.env['_8080_API_KEY'] = 'from-the-environment';
    let seen: string | null = null;
    const { ask } = proxy({ key: undefined }, (_body, init) => {
      seen = new Headers(init.headers).get('authorization');
      return ok({}, init);
    });
    await ask();
    Reflect.deleteProperty(process.env, '_8080_API_KEY');
    assert.equal(seen, 'Bearer from-the-environment');
  });

  it('that is missing, empty, or whose function fails, is the owner’s error and says nothing else', async () => {
    for (const missing of [undefined, '', () => '', () => Promise.reject(new Error(`vault says ${key}`))]) {
      const errors: ErrorReport[] = [];
      const { ask, bodies } = proxy({ key: missing, onError: (report) => errors.push(report) });
      const response = await ask();
      assert.equal(response.status, 500);
      assert.equal((await errorOf(response)).code, 'proxy_without_key');
      assert.equal(errors[0]!.code, 'proxy_without_key');
      assert.ok(!JSON.stringify(errors).includes(key));
      assert.equal(bodies.length, 0);
    }
  });
});

describe('a key that is no key', () => {
  it('is refused: what JSON may write in several ways cannot be redacted', async () => {
    for (const odd of ['sk-"quoted"', 'sk-ünïcode', 'sk with spaces', 'sk\\back', 'sk-<tag>']) {
      const errors: ErrorReport[] = [];
      const { ask, bodies } = proxy({ key: odd, onError: (report) => errors.push(report) });
      const response = await ask();
      assert.equal(response.status, 500);
      assert.equal((await errorOf(response)).code, 'proxy_with_invalid_key');
      assert.equal(errors[0]!.code, 'proxy_with_invalid_key');
      assert.equal(bodies.length, 0);
    }
  });

  it('is taken without the white space around it', async () => {
    let seen = '';
    const { ask } = proxy({ key: () => ` ${key}\r\n` }, (_body, init) => {
      seen = (init.headers as Record<string, string>)['authorization']!;
      return Response.json({ repeated: seen });
    });
    assert.doesNotMatch(await (await ask()).text(), /sk-8080/);
    assert.equal(seen, `Bearer ${key}`);
  });
});

describe('numbers and paths that make no sense', () => {
  it('are refused at once, for they would switch a cap off', () => {
    const nonsense: ChatProxyOptions[] = [
      ...[NaN, Infinity, 0, -1, 1.5, '5' as unknown as number].flatMap((number): ChatProxyOptions[] => [
        { maxBodyBytes: number },
        { maxMessages: number },
        { maxMessageCharacters: number },
        { maxCompletionTokens: number },
        { maxChoices: number },
        { timeouts: { headers: number } },
        { timeouts: { reply: number } },
        { limits: { visitor: { requests: number } } },
        { limits: { visitor: { tokens: number } } },
        { limits: { total: { tokens: number } } },
      ]),
      { timeouts: { idle: 2 ** 31 } },
      { trustedProxies: -1 },
      { trustedProxies: NaN },
      { path: 'v1/chat/completions' },
      { path: '' },
    ];
    for (const options of nonsense) assert.throws(() => createChatProxy(options), TypeError, JSON.stringify(options));
    createChatProxy({ trustedProxies: 0, timeouts: { idle: 2 ** 31 - 1 }, limits: { visitor: {} } });
  });

  it('are no string where true or false is meant, nor a word for a list or a function', () => {
    const nonsense: Record<string, unknown>[] = [
      ...['false', 'true', 1, {}].flatMap((value) => [{ tools: value }, { logitBias: value }, { credentials: value }]),
      ...['a', {}, [1]].flatMap((value) => [{ models: value }, { origins: value }, { allowedHeaders: value }]),
      ...[null, false, true, 'x', {}].flatMap((value) => [
        { authorize: value },
        { visitor: value },
        { onRequest: value },
        { onUsage: value },
        { onError: value },
      ]),
      { fetch: 'x' },
      { visitorInstructions: 'Refuse' },
      { instructions: null },
      { instructions: ['x'] },
      { instructions: { text: 'x' } },
      ...[null, false, 'x', 5].flatMap((value) => [
        { limits: value },
        { limits: { visitor: value } },
        { limits: { total: value } },
      ]),
    ];
    for (const options of nonsense) assert.throws(() => createChatProxy(options), TypeError, JSON.stringify(options));
    createChatProxy({ tools: true, credentials: false, models: ['a'], instructions: 'x', limits: {} });
  });

  it('do not make instructions of an empty string', async () => {
    const { ask, bodies } = proxy({ instructions: '' });
    const messages = [
      { role: 'system', content: 'From the page.' },
      { role: 'user', content: 'hi' },
    ];
    assert.equal((await ask({ messages })).status, 200);
    assert.deepEqual(bodies[0]!['messages'], messages);
  });
});

describe('origins', () => {
  it('refuses options that no browser could mean', () => {
    for (const origins of [
      ['https://shop.example/'],
      ['shop.example'],
      ['https://*.shop.example'],
      ['HTTPS://SHOP.EXAMPLE'],
      ['https://shop.example/chat'],
    ]) {
      assert.throws(() => createChatProxy({ origins }), TypeError, origins[0]);
    }
    assert.throws(() => createChatProxy({ origins: ['*'], credentials: true }), /credentials/);
    assert.throws(() => createChatProxy({ origins: ['null'], credentials: true }), /credentials/);
    assert.throws(() => createChatProxy({ upstream: 'not a url' }), TypeError);
  });

  it('answers every page where the owner says so, but no sandboxed frame', async () => {
    const { ask } = proxy({ origins: ['*'] });
    const response = await ask({}, { headers: { origin: 'https://anywhere.example' } });
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal(response.headers.get('access-control-allow-credentials'), null);
    assert.equal((await ask({}, { headers: { origin: 'null' } })).status, 403);
  });

  it('answers null and missing origins where the owner says so', async () => {
    const { ask, handler } = proxy({ origins: ['null', 'missing'] });
    const response = await ask({}, { headers: { origin: 'null' } });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('access-control-allow-origin'), 'null');
    const bare = new Request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages: [{ role: 'user', content: 'x' }] }),
    });
    assert.equal((await handler(bare)).status, 200);
    assert.equal((await ask()).status, 403);
  });

  it('allows cookies and further headers only to listed origins', async () => {
    const { handler } = proxy({ origins: ['https://www.example.com'], credentials: true, allowedHeaders: ['Authorization'] });
    const preflight = (origin: string) =>
      handler(new Request(url, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } }));
    const allowed = await preflight('https://www.example.com');
    assert.equal(allowed.headers.get('access-control-allow-credentials'), 'true');
    assert.equal(allowed.headers.get('access-control-allow-headers'), 'content-type, authorization');
    assert.equal((await preflight('https://evil.example')).headers.get('access-control-allow-credentials'), null);
  });

  it('takes https: for the same origin where TLS ends in front, and never http: for https:', async () => {
    const { handler } = proxy();
    const ask = (address: string, origin: string) =>
      handler(
        new Request(address, {
          method: 'POST',
          headers: { origin, 'content-type': 'application/json' },
          body: JSON.stringify({ model, messages: [{ role: 'user', content: 'x' }] }),
        }),
      );
    assert.equal((await ask('http://shop.example/v1/chat/completions', 'https://shop.example')).status, 200);
    assert.equal((await ask('http://shop.example:443/v1/chat/completions', 'https://shop.example')).status, 200);
    assert.equal((await ask('https://shop.example/v1/chat/completions', 'https://shop.example/')).status, 403);
    assert.equal((await ask('https://shop.example/v1/chat/completions', 'http://shop.example')).status, 403);
    assert.equal((await ask('https://shop.example/v1/chat/completions', 'https://shop.example:444')).status, 403);
  });
});

describe('models, instructions, tools and caps', () => {
  it('takes the listed models and no other', async () => {
    const { ask } = proxy({ models: ['a', 'b'] });
    assert.equal((await ask({ model: 'b' })).status, 200);
    assert.equal((await ask()).status, 404);
  });

  it('drops the visitor’s instructions where the owner prefers that, and puts its own first', async () => {
    const { ask, bodies } = proxy({ instructions: 'Be brief.', visitorInstructions: 'drop' });
    await ask({
      messages: [
        { role: 'system', content: 'Be rude.' },
        { role: 'user', content: 'hi' },
        { role: 'developer', content: 'x' },
      ],
    });
    assert.deepEqual(bodies[0]!['messages'], [
      { role: 'developer', content: 'Be brief.' },
      { role: 'user', content: 'hi' },
    ]);
    assert.equal((await ask({ messages: [{ role: 'system', content: 'alone' }] })).status, 400);
  });

  it('lets the page’s instructions through where the owner has none, or says so', async () => {
    const messages = [
      { role: 'developer', content: 'From the page.' },
      { role: 'user', content: 'hi' },
    ];
    const { ask, bodies } = proxy();
    await ask({ messages });
    assert.deepEqual(bodies[0]!['messages'], messages);
    const both = proxy({ instructions: 'First.', visitorInstructions: 'allow' });
    await both.ask({ messages });
    assert.deepEqual(both.bodies[0]!['messages'], [{ role: 'developer', content: 'First.' }, ...messages]);
  });

  it('lets tools through where the owner says so, calls and results included', async () => {
    const { ask, bodies } = proxy({ tools: true });
    const fields = {
      tools: [{ type: 'function', function: { name: 'clock', description: null, parameters: { type: 'object' }, strict: true } }],
      messages: [
        { role: 'user', content: 'time?' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'a', type: 'function', function: { name: 'clock', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'a', content: 'noon' },
      ],
    };
    assert.equal((await ask(fields)).status, 200);
    assert.deepEqual(bodies[0]!['tools'], fields.tools);
    assert.deepEqual(bodies[0]!['messages'], fields.messages);
  });

  it('lets the page weigh tokens where the owner says so, and nowhere else', async () => {
    const fields = { logit_bias: { '9906': -100 } };
    const { ask, bodies } = proxy({ logitBias: true });
    assert.equal((await ask(fields)).status, 200);
    assert.deepEqual(bodies[0]!['logit_bias'], fields.logit_bias);
    const other = proxy({ instructions: 'Be brief.' });
    const response = await other.ask(fields);
    const { error } = (await response.json()) as { error: { code: string; param: string } };
    assert.deepEqual([response.status, error.code, error.param], [400, 'invalid_value', 'logit_bias']);
    assert.equal((await other.ask({ logit_bias: null })).status, 200);
    assert.equal(other.bodies.length, 1);
  });

  it('keeps to the owner’s own caps', async () => {
    const { ask, bodies } = proxy({
      maxBodyBytes: 2000,
      maxMessages: 2,
      maxMessageCharacters: 20,
      maxCompletionTokens: 100,
      maxChoices: 3,
    });
    const message = { role: 'user', content: 'x'.repeat(20) };
    await ask({ messages: [message, message], n: 9, max_completion_tokens: 101 });
    assert.deepEqual([bodies[0]!['n'], bodies[0]!['max_completion_tokens']], [3, 100]);
    assert.equal((await ask({ messages: [message, message, message] })).status, 400);
    assert.equal((await ask({ messages: [{ role: 'user', content: 'x'.repeat(21) }] })).status, 400);
    const refusal = { role: 'assistant', refusal: 'x'.repeat(21) };
    assert.equal((await ask({ messages: [message, refusal] })).status, 400);
    assert.equal((await ask({ messages: [{ role: 'user', content: 'x'.repeat(3000) }] })).status, 413);
  });

  it('counts the arguments of tool calls as characters of their message', async () => {
    const { ask } = proxy({ tools: true, maxMessageCharacters: 200 });
    const call = (length: number) => ({
      role: 'assistant',
      tool_calls: [{ id: 'a', type: 'function', function: { name: 'clock', arguments: 'x'.repeat(length) } }],
    });
    assert.equal((await ask({ messages: [call(10)] })).status, 200);
    assert.equal((await ask({ messages: [call(201)] })).status, 400);
  });

  it('answers 502 where the upstream’s status is none of HTTP', async () => {
    const strange = Object.defineProperty(new Response('{}', { status: 500 }), 'status', { value: 700 });
    const response = await proxy({}, () => strange).ask();
    assert.equal(response.status, 502);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal((await errorOf(response)).code, 'upstream_502');
  });

  it('answers at its own path alone', async () => {
    const { handler } = proxy({ path: '/api/chat' });
    const at = (path: string) =>
      handler(
        new Request(`https://shop.example${path}`, {
          method: 'POST',
          headers: { origin: 'https://shop.example', 'content-type': 'application/json' },
          body: JSON.stringify({ model, messages: [{ role: 'user', content: 'x' }] }),
        }),
      );
    assert.equal((await at('/api/chat')).status, 200);
    assert.equal((await at('/v1/chat/completions')).status, 404);
  });
});
