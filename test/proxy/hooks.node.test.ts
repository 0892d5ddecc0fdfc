/** What an owner is told. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ErrorReport, RequestReport, UsageReport } from '../../src/proxy/index.js';
import { endless, events, key, model, proxy } from './fixture.js';
import { turn, until } from './until.js';

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
    assert.deepEqual([requests[0]!.status, requests[0]!.end], [200, 'aborted']);
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

  it('that reject cost the visitor nothing, and the process does not end', async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => void rejections.push(reason);
    process.on('unhandledRejection', note);
    const fail = () => Promise.reject(new Error('mine'));
    const { ask } = proxy({ onRequest: fail, onUsage: fail, onError: fail });
    assert.equal(((await (await ask()).json()) as { usage: unknown }).usage !== undefined, true);
    assert.equal((await proxy({ key: '', onError: fail }).ask()).status, 500);
    // Node tells of a rejection when the microtasks have run (https://nodejs.org/api/process.html#event-unhandledrejection).
    await turn();
    process.off('unhandledRejection', note);
    assert.deepEqual(rejections, []);
  });

  it('tell of usage with the visitor that the owner has named, without limits too', async () => {
    const usages: UsageReport[] = [];
    const { ask } = proxy({ visitor: () => 'user 7', onUsage: (report) => usages.push(report) });
    await (await ask()).text();
    assert.equal(usages[0]!.visitor, 'user 7');
  });

  it('tell of a visitor who left where the runtime aborts the request and does not cancel the body', async () => {
    const requests: RequestReport[] = [];
    const errors: ErrorReport[] = [];
    const hooks = {
      onRequest: (report: RequestReport) => requests.push(report),
      onError: (report: ErrorReport) => errors.push(report),
    };
    // An upstream that fails by the abort, as fetch does, and one that takes no notice.
    const failing = (init: RequestInit) =>
      new Response(
        new ReadableStream<Uint8Array>({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('data: 1\n\n'));
            init.signal!.addEventListener('abort', () => controller.error(init.signal!.reason));
          },
        }),
        { headers: { 'content-type': 'text/event-stream' } },
      );
    for (const [index, upstream] of [(_body: unknown, init: RequestInit) => failing(init), endless].entries()) {
      const leaving = new AbortController();
      const response = await proxy(hooks, upstream).ask({ stream: true }, { signal: leaving.signal });
      const reader = response.body!.getReader();
      await reader.read();
      if (index === 0) reader.read().catch(() => undefined);
      leaving.abort();
      await until(() => requests.length === index + 1);
      assert.deepEqual([requests[index]!.end, requests[index]!.error], ['aborted', null]);
      await reader.cancel().catch(() => undefined);
    }
    assert.deepEqual(errors, []);
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
