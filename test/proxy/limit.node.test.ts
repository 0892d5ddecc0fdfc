import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createChatProxy,
  memoryStore,
  type ChatProxyOptions,
  type ErrorReport,
  type Limits,
  type LimitStore,
} from '../../src/proxy/index.js';
import { visitorAddress } from '../../src/proxy/visitor.js';
import { until } from './until.js';

const model = '8080/taalas/llama3.1-8b-instruct';

const used = (total: number) => `{"choices":[],"usage":{"prompt_tokens":0,"completion_tokens":${total},"total_tokens":${total}}}`;
const json = (text: string) => new Response(text, { headers: { 'content-type': 'application/json' } });
const events = (text: string) => new Response(text, { headers: { 'content-type': 'text/event-stream' } });

function proxy(
  limits: Limits,
  options: ChatProxyOptions = {},
  upstream: () => Response | Promise<Response> = () => json(used(15)),
) {
  let served = 0;
  const handler = createChatProxy({
    key: 'key',
    origins: ['missing'],
    limits,
    fetch: async () => {
      served++;
      return upstream();
    },
    ...options,
  });
  const ask = (address: string | undefined, fields: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
    handler(
      new Request('https://shop.example/v1/chat/completions', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }], max_completion_tokens: 100, ...fields }),
      }),
      { address },
    );
  /** Asks and reads the answer to its end, as a visitor does. */
  const status = async (...question: Parameters<typeof ask>): Promise<number> => {
    const response = await ask(...question);
    await response.text();
    return response.status;
  };
  return { ask, status, served: () => served };
}

describe('requests', () => {
  it('are limited for each visitor by itself, with Retry-After and no request upstream', async () => {
    const { ask, status, served } = proxy({ visitor: { requests: 2 } });
    assert.deepEqual([await status('1.1.1.1'), await status('1.1.1.1'), await status('2.2.2.2')], [200, 200, 200]);
    const response = await ask('1.1.1.1');
    assert.equal(response.status, 429);
    assert.equal(((await response.json()) as { error: { code: string } }).error.code, 'rate_limit_exceeded');
    const seconds = Number(response.headers.get('retry-after'));
    assert.ok(seconds > 86_000 && seconds <= 86_400);
    assert.equal(served(), 3);
    assert.equal(await status('2.2.2.2'), 200);
  });

  it('are limited for all together', async () => {
    const { status } = proxy({ total: { requests: 2 } });
    assert.deepEqual([await status('1.1.1.1'), await status('2.2.2.2'), await status('3.3.3.3')], [200, 200, 429]);
  });

  it('begin anew after the period', async (context) => {
    context.mock.timers.enable({ apis: ['Date'] });
    const { status } = proxy({ store: memoryStore(60), visitor: { requests: 1 } });
    assert.deepEqual([await status('1.1.1.1'), await status('1.1.1.1')], [200, 429]);
    context.mock.timers.tick(59_999);
    assert.equal(await status('1.1.1.1'), 429);
    context.mock.timers.tick(1);
    assert.equal(await status('1.1.1.1'), 200);
  });

  it('at the same moment cannot all have the last one', async () => {
    const { status, served } = proxy({ visitor: { requests: 5 } });
    const all = await Promise.all(Array.from({ length: 40 }, () => status('1.1.1.1')));
    assert.equal(all.filter((each) => each === 200).length, 5);
    assert.equal(served(), 5);
  });

  it('that are refused for the total are not counted on the visitor', async () => {
    const counted = new Map<string, number>();
    const inner = memoryStore();
    const store: LimitStore = {
      add: async (key, amount) => {
        const result = await inner.add(key, amount);
        counted.set(key, result.used);
        return result;
      },
    };
    const { status } = proxy({ store, visitor: { requests: 10 }, total: { requests: 1 } });
    await status('1.1.1.1');
    await status('1.1.1.1');
    assert.deepEqual(Object.fromEntries(counted), { 'requests:visitor:1.1.1.1': 1, 'requests:total': 1 });
  });
});

describe('tokens', () => {
  it('are taken beforehand at the most they can be, and settled by what the service counts', async () => {
    // One request may cost 39 for the prompt and 100 for the reply; it costs 15.
    const { status } = proxy({ visitor: { tokens: 170 } });
    const statuses = [];
    for (let index = 0; index < 5; index++) statuses.push(await status('1.1.1.1'));
    // 15, 30, and then 30 + 139 still fits; 45 + 139 does not.
    assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
  });

  it('cannot be overspent by asking at the same moment', async () => {
    const { status, served } = proxy({ visitor: { tokens: 300 } });
    await Promise.all(Array.from({ length: 20 }, () => status('1.1.1.1')));
    assert.equal(served(), 2);
  });

  it('of a stream are read on its way past', async () => {
    const text = `data: {"choices":[{"delta":{"content":"x"}}],"usage":null}\n\ndata: ${used(60)}\n\ndata: [DONE]\n\n`;
    const { status, served } = proxy({ visitor: { tokens: 260 } }, {}, () => events(text));
    for (let index = 0; index < 5; index++) await status('1.1.1.1', { stream: true });
    assert.equal(served(), 3); // 60 + 60 + 139 fits, 180 + 139 does not
  });

  it('of an answer that failed cost nothing', async () => {
    const { status, served } = proxy({ visitor: { tokens: 150 } }, {}, () => new Response('no', { status: 503 }));
    for (let index = 0; index < 5; index++) assert.equal(await status('1.1.1.1'), 503);
    assert.equal(served(), 5);
  });
});

describe('a store that is away', () => {
  const ask = async (add: LimitStore['add'], options: ChatProxyOptions = {}) => {
    const errors: ErrorReport[] = [];
    const { status, served } = proxy(
      { store: { add }, visitor: { requests: 5 } },
      { onError: (report) => errors.push(report), ...options },
    );
    return { status: await status('1.1.1.1'), served: served(), errors: errors.map(({ code, cause }) => [code, cause]) };
  };

  it('lets nobody through, and the owner is told', async () => {
    const away = () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
    assert.deepEqual(await ask(away), { status: 503, served: 0, errors: [['limits_unavailable', 'ECONNREFUSED']] });
  });

  it('and hangs lets nobody through', async () => {
    const hanging = await ask(() => new Promise(() => undefined), { timeouts: { functions: 20 } });
    assert.deepEqual(hanging, { status: 503, served: 0, errors: [['limits_unavailable', 'TimeoutError']] });
  });

  it('and returns what is no count lets nobody through', async () => {
    const counts: unknown[] = [
      ...[NaN, Infinity, undefined, null, 'x', '1'].map((used) => ({ used, secondsLeft: 1 })),
      ...[NaN, Infinity, undefined, null, '1'].map((secondsLeft) => ({ used: 9, secondsLeft })),
      undefined,
      null,
      1,
    ];
    for (const count of counts) {
      const answer = await ask(() => Promise.resolve(count as { used: number; secondsLeft: number }));
      assert.deepEqual(answer, { status: 503, served: 0, errors: [['limits_unavailable', 'TypeError']] }, JSON.stringify(count));
    }
  });

  it('when tokens are given back costs the visitor nothing, and the owner is told', async () => {
    const errors: string[] = [];
    const add: LimitStore['add'] = (_key, amount) =>
      amount < 0 ? new Promise(() => undefined) : Promise.resolve({ used: amount, secondsLeft: 60 });
    const { status } = proxy(
      { store: { add }, visitor: { tokens: 1000 } },
      { timeouts: { functions: 20 }, onError: ({ code }) => errors.push(code) },
    );
    assert.equal(await status('1.1.1.1'), 200);
    await until(() => errors.length > 0);
    assert.deepEqual(errors, ['limits_unavailable']);
  });
});

describe('the memory store', () => {
  it('has a period', () => {
    for (const seconds of [NaN, 0, -1, Infinity]) assert.throws(() => memoryStore(seconds), TypeError, String(seconds));
  });

  it('forgets the visitors who were idle for longest rather than grow without end, and never the total', async () => {
    const store = memoryStore();
    for (let index = 0; index < 100_000; index++) {
      await store.add(`visitor ${index}`, 1);
      await store.add('total', 1);
    }
    assert.equal((await store.add('visitor 99999', 1)).used, 2);
    assert.equal((await store.add('visitor 0', 1)).used, 1);
    assert.equal((await store.add('total', 1)).used, 100_001);
  });
});

describe('the visitor', () => {
  const address = (forwarded: string | null, connection: string | undefined, proxies: number) =>
    visitorAddress(
      new Request('https://x', { headers: forwarded === null ? {} : { 'x-forwarded-for': forwarded } }),
      { address: connection },
      proxies,
    )?.name;

  it('is the connection’s address where no proxy is trusted, whatever the header says', () => {
    assert.equal(address('6.6.6.6', '1.2.3.4', 0), '1.2.3.4');
  });

  it('is as many entries from the right as there are trusted proxies', () => {
    assert.equal(address('6.6.6.6, 1.2.3.4', '10.0.0.1', 1), '1.2.3.4');
    assert.equal(address('6.6.6.6, 1.2.3.4, 10.0.0.2', '10.0.0.1', 2), '1.2.3.4');
    assert.equal(address('1.2.3.4:5678', '10.0.0.1', 1), '1.2.3.4');
  });

  it('is the connection’s address where the header has too few entries', () => {
    assert.equal(address('1.2.3.4', '10.0.0.1', 2), '10.0.0.1');
    assert.equal(address(null, '10.0.0.1', 1), '10.0.0.1');
    assert.equal(address('6.6.6.6,', '10.0.0.1', 1), '10.0.0.1');
  });

  it('is one for all addresses of an IPv6 network, and for both ways to write an IPv4 address', () => {
    assert.equal(address(null, '2001:db8:1:2:aaaa::1', 0), address(null, '2001:0db8:0001:0002:bbbb:cccc:dddd:eeee', 0));
    assert.notEqual(address(null, '2001:db8:1:2::1', 0), address(null, '2001:db8:1:3::1', 0));
    assert.equal(address('[2001:db8:1:2::1]:443', undefined, 1), '2001:db8:1:2::/64');
    assert.equal(address(null, '2001:db8::1', 0), '2001:db8:0:0::/64');
    assert.equal(address(null, '::1', 0), '0:0:0:0::/64');
    assert.equal(address(null, 'fe80::1%eth0', 0), 'fe80:0:0:0::/64');
    assert.equal(address(null, '::ffff:1.2.3.4', 0), '1.2.3.4');
    assert.equal(address(null, '::ffff:102:304', 0), '1.2.3.4');
  });

  it('is the connection’s address where the entry is no address, so that nobody is a new visitor by a new word', () => {
    for (const word of [
      'unknown',
      '_hidden',
      'x'.repeat(5000),
      '1.2.3',
      '1.2.3.4.5',
      '1.2.3.256',
      '01.2.3.4',
      "1.2.3.4'",
      '1.2.3.4:x',
    ]) {
      assert.equal(address(word, '10.0.0.1', 1), '10.0.0.1', word);
    }
    for (const word of ['2001:db8:::1', '2001:db8::1::2', '1:2:3', '::g', '[::1', '::1]/x', '::1?', ':', 'a', '1']) {
      assert.equal(address(word, '10.0.0.1', 1), '10.0.0.1', word);
    }
    assert.equal(address('unknown', undefined, 1), undefined);
    assert.equal(address(null, '/run/chat.sock', 0), undefined);
  });

  it('with an IPv6 site of 65,536 networks to choose from has 16 shares, and the next site its own', async () => {
    const { status, served } = proxy({ visitor: { requests: 2 } });
    for (let net = 0; net < 40; net++) {
      assert.equal(await status(`2001:db8:1:${net.toString(16)}::1`), net < 32 ? 200 : 429);
    }
    assert.equal(served(), 32);
    assert.equal(await status('2001:db8:2::1'), 200);
    assert.equal(await status('1.2.3.4'), 200);
  });

  it('can be named by the owner', async () => {
    const { status } = proxy({ visitor: { requests: 1 } }, { visitor: (request) => request.headers.get('x-user') ?? 'nobody' });
    assert.equal(await status('1.1.1.1', {}, { 'x-user': 'a' }), 200);
    assert.equal(await status('2.2.2.2', {}, { 'x-user': 'a' }), 429);
    assert.equal(await status('2.2.2.2', {}, { 'x-user': 'b' }), 200);
  });

  it('that cannot be told from others is the owner’s error', async () => {
    const { ask, served } = proxy({ visitor: { requests: 1 } });
    const response = await ask(undefined);
    assert.equal(response.status, 500);
    assert.match(await response.text(), /proxy_without_address/);
    assert.equal(served(), 0);
  });
});
