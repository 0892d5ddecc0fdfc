// What an owner can set, each option against a handler of its own. The upstream is a function: what arrives at it is what is asked about.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createChatProxy,
  type ChatProxyOptions,
  type ErrorReport,
  type RequestReport,
  type UsageReport,
} from '../../src/proxy/index.js';
import { until } from './until.js';

const key = 'sk-8080-not-a-real-key-0123456789';
const model = '8080/taalas/llama3.1-8b-instruct';
const url = 'https://shop.example/v1/chat/completions';

type Body = Record<string, unknown>;
type Upstream = (body: Body, init: RequestInit) => Response | Promise<Response>;

const ok: Upstream = () => Response.json({ choices: [], usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } });
const events = (...chunks: string[]) => new Response(chunks.join(''), { headers: { 'content-type': 'text/event-stream' } });
const endless = () =>
  new Response(new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(10)) }), {
    headers: { 'content-type': 'text/event-stream' },
  });

/** A proxy and what arrived behind it. */
function proxy(options: ChatProxyOptions = {}, upstream: Upstream = ok) {
  const bodies: Body[] = [];
  const handler = createChatProxy({
    key,
    fetch: async (_url, init) => {
      const body = JSON.parse(init.body as string) as Body;
      bodies.push(body);
      return upstream(body, init);
    },
    ...options,
  });
  const ask = (fields: Body = {}, headers: Record<string, string> = {}, address?: string, init: RequestInit = {}) =>
    handler(
      new Request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://shop.example', ...headers },
        body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }], ...fields }),
        ...init,
      }),
      { address },
    );
  return { ask, bodies, handler };
}

const errorOf = async (response: Response) => ((await response.json()) as { error: { code: string; message: string } }).error;

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
    assert.throws(() => createChatProxy({ upstream: 'not a url' }), TypeError);
  });

  it('answers every page where the owner says so, but no sandboxed frame', async () => {
    const { ask } = proxy({ origins: ['*'] });
    const response = await ask({}, { origin: 'https://anywhere.example' });
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal(response.headers.get('access-control-allow-credentials'), null);
    assert.equal((await ask({}, { origin: 'null' })).status, 403);
  });

  it('answers null and missing origins where the owner says so', async () => {
    const { ask, handler } = proxy({ origins: ['null', 'missing'] });
    const response = await ask({}, { origin: 'null' });
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
    const { handler } = proxy({ origins: ['https://www.example.com'], credentials: true, corsHeaders: ['Authorization'] });
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
    assert.equal((await ask('https://shop.example/v1/chat/completions', 'http://shop.example')).status, 403);
    assert.equal((await ask('https://shop.example/v1/chat/completions', 'https://shop.example:444')).status, 403);
  });
});

describe('authorize', () => {
  it('lets in whom it lets in, sees the headers and not the body', async () => {
    const { ask, bodies } = proxy({
      authorize: (request) => request.headers.get('cookie') === 'session=good' && request.body === null,
    });
    assert.equal((await ask({}, { cookie: 'session=good' })).status, 200);
    const refused = await ask({}, { cookie: 'session=bad' });
    assert.equal(refused.status, 401);
    assert.equal((await errorOf(refused)).code, 'not_signed_in');
    assert.equal(bodies.length, 1);
  });

  it('that throws lets nobody in', async () => {
    const errors: ErrorReport[] = [];
    const { ask, bodies } = proxy({
      authorize: () => Promise.reject(new RangeError('database')),
      onError: (report) => errors.push(report),
    });
    const response = await ask();
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /database/);
    assert.deepEqual(
      errors.map(({ code, cause }) => [code, cause]),
      [['proxy_failed', 'RangeError']],
    );
    assert.equal(bodies.length, 0);
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
    assert.equal((await ask({ messages: [{ role: 'user', content: 'x'.repeat(3000) }] })).status, 413);
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

describe('time-outs', () => {
  const never = (_body: Body, init: RequestInit) =>
    new Promise<Response>((_, reject) => init.signal!.addEventListener('abort', () => reject(init.signal!.reason as Error)));

  it('gives up on an upstream that sends no headers, and closes it', async () => {
    const errors: ErrorReport[] = [];
    let signal: AbortSignal | null | undefined;
    const { ask } = proxy({ timeouts: { headers: 50 }, onError: (report) => errors.push(report) }, (body, init) => {
      signal = init.signal;
      return never(body, init);
    });
    const response = await ask();
    assert.equal(response.status, 504);
    assert.equal((await errorOf(response)).code, 'upstream_timeout');
    assert.equal(errors[0]!.code, 'upstream_timeout');
    assert.equal(signal!.aborted, true);
  });

  it('ends a stream that has fallen silent with an error the client can read, and closes the upstream', async () => {
    let signal: AbortSignal | null | undefined;
    const { ask } = proxy({ timeouts: { silence: 50 } }, (_body, init) => {
      signal = init.signal;
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode('data: {"cut')),
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    });
    const text = await (await ask({ stream: true })).text();
    assert.match(text, /^data: \{"cut\n\ndata: \{"error":\{.*"code":"upstream_stalled"\}\}\n\n$/);
    assert.equal(signal!.aborted, true);
  });

  it('breaks a JSON answer off that has fallen silent', async () => {
    const { ask } = proxy({ timeouts: { silence: 50 } }, () => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode('{"cho')),
      });
      return new Response(body, { headers: { 'content-type': 'application/json' } });
    });
    await assert.rejects(async () => (await ask()).text());
  });

  it('does not count the time in which the visitor does not read as silence', async () => {
    const { ask } = proxy({ timeouts: { silence: 50 } }, () => events('data: 1\n\n', 'data: 2\n\n'));
    const response = await ask({ stream: true });
    await new Promise((resolve) => setTimeout(resolve, 120));
    assert.equal(await response.text(), 'data: 1\n\ndata: 2\n\n');
  });

  it('lets go of the upstream when a visitor takes too long over a reply', async () => {
    let signal: AbortSignal | null | undefined;
    const { ask } = proxy({ timeouts: { reply: 100 } }, (_body, init) => {
      signal = init.signal;
      return endless();
    });
    const response = await ask({ stream: true });
    await response.body!.getReader().read();
    assert.equal(signal!.aborted, false);
    await until(() => signal!.aborted);
  });

  it('gives up on a visitor who sends the body too slowly', async () => {
    const { ask, bodies } = proxy({ timeouts: { body: 100 } });
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        sent++;
        controller.enqueue(new TextEncoder().encode(' '));
      },
    });
    const response = await ask({}, {}, undefined, { body, duplex: 'half' } as RequestInit);
    assert.equal(response.status, 408);
    assert.equal((await errorOf(response)).code, 'request_timeout');
    assert.ok(sent < 20);
    assert.equal(bodies.length, 0);
  });
});

describe('hooks', () => {
  const secret = 'my secret question';
  const messages = [{ role: 'user', content: secret }];

  it('tell of a reply what an operator needs and no word of it', async () => {
    const requests: RequestReport[] = [];
    const usages: UsageReport[] = [];
    const stream = [
      'data: {"choices":[{"delta":{"content":"a secret answer"}}],"usage":null}\n\n',
      'data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}\n\n',
      'data: [DONE]\n\n',
    ];
    const { ask, bodies } = proxy(
      { onRequest: (report) => requests.push(report), onUsage: (report) => usages.push(report) },
      () => {
        const response = events(...stream);
        response.headers.set('x-request-id', 'req_1');
        return response;
      },
    );
    const response = await ask({ messages, stream: true });
    assert.equal(requests.length, 0);
    await response.text();
    const [report] = requests;
    assert.equal(requests.length, 1);
    assert.match(report!.id, /^[\da-f-]{36}$/);
    assert.ok(report!.firstByte! >= 0 && report!.duration >= report!.firstByte!);
    const usage = { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 };
    assert.deepEqual(
      { ...report, id: '', firstByte: 0, duration: 0 },
      {
        id: '',
        firstByte: 0,
        duration: 0,
        upstreamId: 'req_1',
        status: 200,
        error: null,
        model,
        messages: 1,
        bytesIn: JSON.stringify({ model, messages, stream: true }).length,
        bytesOut: stream.join('').length,
        end: 'complete',
        usage,
      },
    );
    assert.deepEqual(usages, [{ id: report!.id, visitor: null, model, usage }]);
    assert.doesNotMatch(JSON.stringify([requests, usages]), /secret/);
    assert.deepEqual(bodies[0]!['stream_options'], { include_usage: true });
  });

  it('tell of refused requests and of errors, once each', async () => {
    const requests: RequestReport[] = [];
    const errors: ErrorReport[] = [];
    const hooks = {
      onRequest: (report: RequestReport) => void requests.push(report),
      onError: (report: ErrorReport) => void errors.push(report),
    };
    await proxy(hooks).ask({ model: 'other', messages });
    const inner = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    await proxy(hooks, () => Promise.reject(new TypeError(`fetch failed for ${key}`, { cause: inner }))).ask({ messages });
    await proxy(hooks, () => new Response(`<h1>${secret}</h1>`, { status: 503 })).ask({ messages });
    assert.deepEqual(
      requests.map(({ status, error, end }) => [status, error, end]),
      [
        [404, 'model_not_found', 'refused'],
        [502, 'upstream_unreachable', 'failed'],
        [503, 'upstream_503', 'failed'],
      ],
    );
    assert.deepEqual(
      errors.map(({ code, cause: why }) => [code, why]),
      [
        ['upstream_unreachable', 'ECONNREFUSED'],
        ['upstream_503', null],
      ],
    );
    assert.doesNotMatch(JSON.stringify([requests, errors]), /secret|sk-8080/);
  });

  it('tell of a visitor who left', async () => {
    const requests: RequestReport[] = [];
    const { ask } = proxy({ onRequest: (report) => requests.push(report) }, endless);
    const reader = (await ask({ stream: true })).body!.getReader();
    await reader.read();
    await reader.cancel();
    await until(() => requests.length === 1);
    assert.deepEqual([requests[0]!.status, requests[0]!.end], [200, 'left']);
  });

  it('that throw cost the visitor nothing', async () => {
    const fail = () => {
      throw new Error('mine');
    };
    const { ask } = proxy({ onRequest: fail, onUsage: fail, onError: fail });
    const response = await ask();
    assert.equal(response.status, 200);
    assert.match(await response.text(), /usage/);
    assert.equal((await ask({ model: 'other' })).status, 404);
  });

  it('are not needed: nothing is written to the console', async (context) => {
    const written = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) => context.mock.method(console, method));
    await (await proxy().ask()).text();
    await proxy({}, () => Promise.reject(new Error('down'))).ask();
    await proxy({ key: '' }).ask();
    assert.deepEqual(
      written.map(({ mock }) => mock.callCount()),
      [0, 0, 0, 0, 0],
    );
  });

  it('never have the proxy ask for usage that nobody wants', async () => {
    const { ask, bodies } = proxy();
    await ask({ stream: true });
    assert.equal(bodies[0]!['stream_options'], undefined);
  });
});
