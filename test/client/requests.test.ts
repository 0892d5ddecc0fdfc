/** How a request is made, waited for, tried again and stopped. */
import { expect } from '@open-wc/testing';
import { stream, type ClientOptions } from '../../src/headless.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { error, half, ok, question } from './answers.js';
import { collect } from './collect.js';

describe('a request', () => {
  it('Retry-After as a date is obeyed, and the waiting is an event', async () => {
    const { endpoint, log } = await script(error(429, {}, { 'retry-after': new Date(Date.now() + 2000).toUTCString() }), ok);
    const delays: number[] = [];
    const result = await collect(stream(question, { endpoint }), (event) => {
      if (event.type === 'retry') delays.push(event.delay);
    });
    expect(result.choices[0]!.text).to.equal('all of it');
    expect(delays).to.have.length(1);
    expect(delays[0]).to.be.within(0, 2000);
    const [first, second] = await log();
    expect(second!.at - first!.at).to.be.at.least(delays[0]! - 5);
  });

  it('without a named time, all three tries begin within 15 seconds, with a jittered back-off', async () => {
    const { endpoint } = await script(error(503));
    const delays: number[] = [];
    await collect(stream(question, { endpoint }), (event) => {
      if (event.type === 'retry') delays.push(event.delay);
    });
    expect(delays).to.have.length(2);
    expect(delays[0]).to.be.within(250, 500);
    expect(delays[1]).to.be.within(500, 1000);
  });

  for (const value of ['-5', 'soon 1', '0', '', 'Fri, 01 Jan 2016 00:00:00 GMT']) {
    it(`Retry-After: ${value || '(nothing)'} means our own back-off, never none`, async () => {
      const { endpoint } = await script(error(503, {}, { 'retry-after': value, 'retry-after-ms': '' }), ok);
      const delays: number[] = [];
      await collect(stream(question, { endpoint }), (event) => {
        if (event.type === 'retry') delays.push(event.delay);
      });
      expect(delays).to.have.length(1);
      expect(delays[0]).to.be.within(250, 500);
    });
  }

  it('retry-after-ms is more exact, so it is believed before Retry-After', async () => {
    const { endpoint } = await script(error(503, {}, { 'retry-after': '61', 'retry-after-ms': '700' }), ok);
    const delays: number[] = [];
    const result = await collect(stream(question, { endpoint }), (event) => {
      if (event.type === 'retry') delays.push(event.delay);
    });
    expect(delays).to.deep.equal([700]);
    expect(result.error).to.equal(undefined);
  });

  it('a signal that has aborted, before or while headers are waited for, ends it with no request', async () => {
    const { endpoint, log } = await script(ok);
    const before = await collect(stream(question, { endpoint, signal: AbortSignal.abort(), headers: () => ({ x: 'y' }) }));
    expect(before.error).to.equal('aborted');
    const controller = new AbortController();
    const headers = (): Promise<never> => {
      setTimeout(() => controller.abort()); // in the next task, when they are waited for
      return new Promise(() => undefined);
    };
    const never = await collect(stream(question, { endpoint, signal: controller.signal, headers }));
    expect(never.error).to.equal('aborted');
    expect(await log()).to.have.length(0);
  });

  it('a consumer that takes its time is no silence of the server', async () => {
    const { endpoint } = await script({
      status: 200,
      steps: [
        { write: sse(chunk({ content: 'a' })) },
        { wait: 30 },
        { write: sse(chunk({ content: 'b' })) },
        { wait: 30 },
        { write: sse(chunk({ content: 'c' }, 'stop')) },
        'hang',
      ],
    });
    let text = '';
    for await (const event of stream(question, { endpoint, idleTimeout: 150 })) {
      if (event.type !== 'text') continue;
      text += event.delta;
      // Time is what is tested: the consumer is silent for longer than the server may be.
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect(text).to.equal('abc');
  });

  it('a limit that no timer can count is no limit', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ wait: 50 }, { write: reply('ok') }] });
    for (const idleTimeout of [Infinity, 3e9, 0]) {
      expect((await collect(stream(question, { endpoint, idleTimeout }))).error, String(idleTimeout)).to.equal(undefined);
    }
  });

  it('a try that is waited for can be stopped', async () => {
    const { endpoint, log } = await script(error(429, {}, { 'retry-after': '30' }));
    const controller = new AbortController();
    const startedAt = Date.now();
    const result = await collect(stream(question, { endpoint, signal: controller.signal }), (event) => {
      if (event.type === 'retry') setTimeout(() => controller.abort()); // in the next task, when the wait has begun
    });
    expect(result.error).to.equal('aborted');
    expect(Date.now() - startedAt).to.be.below(2000);
    expect(await log()).to.have.length(1);
  });

  it("keeps the server's words and request id for the owner, and blots out keys", async () => {
    const { endpoint } = await script(
      error(
        401,
        { message: 'Incorrect API key provided: sk-proj-abcdef123456. Bearer abc.def.ghi' },
        { 'x-request-id': 'req_7' },
      ),
    );
    const { thrown } = await collect(stream(question, { endpoint }));
    expect(thrown!.serverMessage).to.equal('Incorrect API key provided: [redacted] [redacted]');
    expect(thrown!.requestId).to.equal('req_7');
    expect(thrown!.message).not.to.contain('sk-');
  });

  it('never quotes a web page', async () => {
    const { endpoint } = await script({
      status: 500,
      headers: { 'content-type': 'text/html' },
      steps: [{ write: '<h1>Trace at /srv/app</h1>' }],
    });
    const { thrown } = await collect(stream(question, { endpoint }));
    expect(JSON.stringify([thrown!.message, thrown!.serverMessage])).not.to.contain('srv');
  }).timeout(10_000);

  it('an address where nobody answers, one that CORS forbids, and one that is none', async () => {
    const nobody = await collect(stream(question, { endpoint: 'http://127.0.0.1:9/v1' }));
    expect(nobody.error).to.equal('blocked');
    const { endpoint } = await script({
      status: 200,
      headers: { 'access-control-allow-origin': 'https://other.test' },
      steps: [{ write: reply('x') }],
    });
    expect((await collect(stream(question, { endpoint }))).error).to.equal('blocked');
    expect((await collect(stream(question, { endpoint: '  ' }))).error).to.equal('configuration');
    for (const wrong of [
      'http://:::',
      'ftp://a.test/v1',
      'javascript:alert(1)',
      'http://user:sk-secret123@a.test/v1',
      undefined as never,
    ]) {
      const { thrown } = await collect(stream(question, { endpoint: wrong }));
      expect(thrown!.code, wrong).to.equal('configuration');
      expect(thrown!.message).not.to.contain('sk-');
    }
  }).timeout(20_000);

  it('leaving the loop closes the socket', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [half, 'hang'] });
    for await (const event of stream(question, { endpoint })) if (event.type === 'text') break;
    const deadline = Date.now() + 1000;
    while ((await log())[0]!.closedAt === undefined && Date.now() < deadline);
    expect((await log())[0]!.closedAt).to.be.a('number');
  });

  it('a body or headers that cannot be made are configuration errors, and nothing is sent', async () => {
    const { endpoint, log } = await script(ok);
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const impossible: Partial<ClientOptions>[] = [{ params: circle }, { params: { x: 1n } }, { headers: { 'no name': 'x' } }];
    for (const options of impossible)
      expect((await collect(stream(question, { endpoint, ...options }))).error).to.equal('configuration');
    expect(await log()).to.have.length(0);
  });

  it("the owner's headers win over ours, whatever their case, and credentials are as in fetch", async () => {
    const { endpoint, log } = await script(ok);
    await collect(stream(question, { endpoint, headers: { 'Content-Type': 'application/json; x=1', 'X-Session': 's' } }));
    const [request] = await log();
    expect(request!.headers).to.include({ 'content-type': 'application/json; x=1', 'x-session': 's' });
    const asked: (RequestInit | undefined)[] = [];
    const spy = ((_url: string, init?: RequestInit) => {
      asked.push(init);
      return Promise.resolve(new Response(reply('x')));
    }) as typeof fetch;
    await collect(stream(question, { endpoint, fetch: spy }));
    await collect(stream(question, { endpoint, fetch: spy, credentials: 'include' }));
    expect(asked.map((init) => init!.credentials)).to.deep.equal(['same-origin', 'include']);
    expect(asked[0]!.cache).to.equal('no-store');
  });

  it('a failing headers function is a configuration error, and nothing is sent', async () => {
    const { endpoint, log } = await script(ok);
    const headers = (): Promise<never> => Promise.reject(new Error('no session'));
    expect((await collect(stream(question, { endpoint, headers }))).error).to.equal('configuration');
    expect(await log()).to.have.length(0);
  });
});
