/** What the owner's functions say who is let in and who it is, and what follows where they say nothing of use, or nothing at all. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChatProxyOptions, ErrorReport } from '../../src/proxy/index.js';
import { errorOf, proxy } from './fixture.js';

/** The answer to one request, and what the owner hears. */
async function answer(options: ChatProxyOptions) {
  const errors: ErrorReport[] = [];
  const { ask, bodies } = proxy({ onError: (report) => errors.push(report), ...options });
  const response = await ask();
  const code = response.ok ? null : (await errorOf(response)).code;
  return { status: response.status, code, served: bodies.length, errors: errors.map((error) => [error.code, error.cause]) };
}

const hang = () => new Promise<never>(() => undefined);

describe('authorize', () => {
  it('lets in whom it lets in, sees the headers and not the body', async () => {
    const { ask, bodies } = proxy({
      authorize: (request) => request.headers.get('cookie') === 'session=good' && request.body === null,
    });
    assert.equal((await ask({}, { headers: { cookie: 'session=good' } })).status, 200);
    const refused = await ask({}, { headers: { cookie: 'session=bad' } });
    assert.equal(refused.status, 401);
    assert.equal((await errorOf(refused)).code, 'unauthorized');
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

  it('lets in by `true` alone: whatever else counts as true is the owner’s error, and what counts as false is a no', async () => {
    for (const value of ['false', 'true', 1, {}, [], () => true, new Response(null, { status: 403 })]) {
      assert.deepEqual(
        await answer({ authorize: () => Promise.resolve(value as boolean) }),
        { status: 500, code: 'proxy_without_verdict', served: 0, errors: [['proxy_without_verdict', null]] },
        JSON.stringify(value),
      );
    }
    for (const value of [false, undefined, null, 0, '', NaN]) {
      const no = { status: 401, code: 'unauthorized', served: 0, errors: [] };
      assert.deepEqual(await answer({ authorize: () => value as boolean }), no, String(value));
    }
  });

  it('that hangs lets nobody in', async () => {
    assert.deepEqual(await answer({ authorize: hang, timeouts: { functions: 20 } }), {
      status: 500,
      code: 'proxy_failed',
      served: 0,
      errors: [['proxy_failed', 'TimeoutError']],
    });
  });
});

describe('visitor', () => {
  it('that names nobody does not make one of all', async () => {
    for (const value of [undefined, null, '', NaN, 7, {}, ['a'], true]) {
      for (const options of [{}, { limits: { visitor: { requests: 5 } } }]) {
        assert.deepEqual(
          await answer({ visitor: () => value as string, ...options }),
          { status: 500, code: 'proxy_without_visitor', served: 0, errors: [['proxy_without_visitor', null]] },
          JSON.stringify(value),
        );
      }
    }
  });

  it('that hangs lets nobody in', async () => {
    assert.deepEqual(await answer({ visitor: hang, timeouts: { functions: 20 } }), {
      status: 500,
      code: 'proxy_failed',
      served: 0,
      errors: [['proxy_failed', 'TimeoutError']],
    });
  });
});

describe('key', () => {
  it('that hangs is no key', async () => {
    assert.deepEqual(await answer({ key: hang, timeouts: { functions: 20 } }), {
      status: 500,
      code: 'proxy_without_key',
      served: 0,
      errors: [['proxy_without_key', 'TimeoutError']],
    });
  });
});

describe('fetch', () => {
  it('that hangs and does not look at the signal is given up', async () => {
    assert.deepEqual(await answer({ fetch: hang, timeouts: { headers: 20 } }), {
      status: 504,
      code: 'upstream_timeout',
      served: 0,
      errors: [['upstream_timeout', 'TimeoutError']],
    });
  });
});

describe('the body of an error', () => {
  /** An endless one, as 300 MB unpack from 300 kB, in chunks of 16 kB. */
  const flood = (chunks: Uint8Array[]) => {
    const state = { pulled: 0, cancelled: false };
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => controller.enqueue(chunks[state.pulled++] ?? new Uint8Array(16_384)),
        cancel: () => void (state.cancelled = true),
      },
      { highWaterMark: 0 },
    );
    return { state, response: new Response(body, { status: 500, headers: { 'content-encoding': 'gzip' } }) };
  };

  it('is pulled for its code and no further, and let go of', async () => {
    const { state, response } = flood([]);
    const answered = await proxy({}, () => response).ask();
    assert.equal((await errorOf(answered)).code, 'upstream_500');
    assert.deepEqual(state, { pulled: 4, cancelled: true });
  });

  it('is cut off where it is all in one chunk', async () => {
    const text = (length: number) => `{"error":{"message":"${'x'.repeat(length)}","code":"some_code"}}`;
    for (const [length, code] of [
      [60_000, 'some_code'],
      [1_000_000, 'upstream_500'],
    ] as const) {
      const answered = await proxy({}, () => new Response(text(length), { status: 500 })).ask();
      assert.equal((await errorOf(answered)).code, code);
    }
  });
});
