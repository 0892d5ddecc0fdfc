/** Who is slow: the upstream, or the visitor. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ErrorReport, RequestReport } from '../../src/proxy/index.js';
import { endless, errorOf, events, proxy, type Body } from './fixture.js';
import { turn, until } from './until.js';

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
    const { ask } = proxy({ timeouts: { idle: 50 } }, (_body, init) => {
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
    const { ask } = proxy({ timeouts: { idle: 50 } }, () => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode('{"cho')),
      });
      return new Response(body, { headers: { 'content-type': 'application/json' } });
    });
    await assert.rejects(async () => (await ask()).text());
  });

  it('does not count the time in which the visitor does not read as silence', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const { ask } = proxy({ timeouts: { idle: 50 } }, () => events('data: 1\n\n', 'data: 2\n\n'));
    const response = await ask({ stream: true });
    await turn();
    context.mock.timers.tick(120);
    assert.equal(await response.text(), 'data: 1\n\ndata: 2\n\n');
  });

  it('lets go of the upstream when a visitor takes too long over a reply', async () => {
    let signal: AbortSignal | null | undefined;
    const { ask } = proxy({ timeouts: { reply: 1000 } }, (_body, init) => {
      signal = init.signal;
      return endless();
    });
    const response = await ask({ stream: true });
    await response.body!.getReader().read();
    assert.equal(signal!.aborted, false);
    await until(() => signal!.aborted);
  });

  it('ends the reply of a visitor who never reads, and settles it', async () => {
    const requests: RequestReport[] = [];
    const { ask } = proxy({ timeouts: { reply: 50 }, onRequest: (report) => requests.push(report) }, endless);
    const response = await ask({ stream: true });
    await until(() => requests.length === 1);
    assert.deepEqual([requests[0]!.end, requests[0]!.error], ['failed', 'upstream_timeout']);
    await assert.rejects(response.text());
  });

  it('tells a visitor who reads that the reply took too long', async () => {
    const errors: ErrorReport[] = [];
    const slow = () => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    };
    const { ask } = proxy({ timeouts: { reply: 100 }, onError: (report) => errors.push(report) }, slow);
    const text = await (await ask({ stream: true })).text();
    assert.match(text, /^data: 1\n\n\n\ndata: \{"error":\{.*"code":"upstream_timeout"\}\}\n\n$/);
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['upstream_timeout'],
    );
  });

  it('cancels a reply without an error of its own where the upstream fails by the abort', async () => {
    const { ask } = proxy({}, (_body, init) => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => init.signal!.addEventListener('abort', () => controller.error(init.signal!.reason)),
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    });
    const response = await ask({ stream: true });
    await response.body!.cancel();
  });

  it('gives up on a visitor who sends the body too slowly', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const { ask, bodies } = proxy({ timeouts: { body: 100 } });
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        // Each byte comes in time for itself, and the whole body does not.
        await turn();
        context.mock.timers.tick(30);
        sent++;
        controller.enqueue(new TextEncoder().encode(' '));
      },
    });
    const response = await ask({}, { body, duplex: 'half' });
    assert.equal(response.status, 408);
    assert.equal((await errorOf(response)).code, 'request_timeout');
    assert.ok(sent <= 5, `${sent} bytes were read`);
    assert.equal(bodies.length, 0);
  });
});
