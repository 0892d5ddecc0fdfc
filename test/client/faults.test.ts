// Everything that can go wrong between a browser and a server, with a real one at the other end: for each fault, what the visitor keeps,
// what the error says, and how many requests were made.
import { expect } from '@open-wc/testing';
import { stream, type ChatErrorCode, type ClientOptions } from '../../src/client/index.js';
import { chunk, reply, script, sse } from '../support/script.js';
import type { Answer, Step } from '../support/scripted-server.js';
import { collect, type Reply } from './collect.js';

const question = [{ role: 'user' as const, content: 'hi' }];
const json = { 'content-type': 'application/json' };
const ok: Answer = { status: 200, steps: [{ write: reply('all of it') }] };
const half: Step = { write: sse(chunk({ content: 'half' })) };
const error = (status: number, body: object = {}, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { ...json, ...headers },
  steps: [{ write: JSON.stringify({ error: body }) }],
});

interface Row {
  fault: string;
  answers: Answer[];
  options?: Partial<ClientOptions>;
  /** What the visitor keeps. */
  text?: string;
  code?: ChatErrorCode;
  requests: number;
  retryAfter?: number;
  retryable?: boolean;
  status?: number;
}

const rows: Row[] = [
  { fault: 'none', answers: [ok], text: 'all of it', requests: 1 },
  {
    fault: 'none, compressed with gzip',
    answers: [{ status: 200, headers: { 'content-encoding': 'gzip' }, steps: [{ gzip: reply('zipped') }] }],
    text: 'zipped',
    requests: 1,
  },
  {
    fault: 'none, but it drips byte by byte',
    answers: [{ status: 200, steps: [{ drip: reply('drop 🎉') }] }],
    text: 'drop 🎉',
    requests: 1,
  },

  { fault: 'a reset before any answer, once', answers: [{ steps: ['reset'] }, ok], text: 'all of it', requests: 2 },
  { fault: 'a reset before any answer, always', answers: [{ steps: ['reset'] }], code: 'blocked', requests: 3 },
  {
    fault: 'a reset between the headers and the first byte',
    answers: [{ status: 200, steps: [{ wait: 20 }, 'reset'] }, ok],
    text: 'all of it',
    requests: 2,
  },
  {
    fault: 'a reset inside the reply',
    answers: [{ status: 200, steps: [half, { wait: 30 }, 'reset'] }, ok],
    text: 'half',
    code: 'interrupted',
    requests: 1,
  },
  {
    fault: 'an end inside the reply',
    answers: [{ status: 200, steps: [half] }, ok],
    text: 'half',
    code: 'interrupted',
    requests: 1,
  },
  {
    fault: 'a reset after the finish reason',
    answers: [{ status: 200, steps: [{ write: sse(chunk({ content: 'done' }, 'stop')) }, { wait: 30 }, 'reset'] }],
    text: 'done',
    requests: 1,
  },
  {
    fault: 'an error object inside the reply',
    answers: [{ status: 200, steps: [half, { write: sse({ error: { message: 'x', code: 'rate_limit_exceeded' } }) }] }],
    text: 'half',
    code: 'rate-limited',
    requests: 1,
  },
  { fault: 'an empty body', answers: [{ status: 200 }], code: 'interrupted', requests: 1 },
  { fault: 'no content', answers: [{ status: 204 }], code: 'interrupted', requests: 1 },

  {
    fault: 'silence before the headers',
    answers: [{ steps: ['hang'] }],
    options: { idleTimeout: 150 },
    code: 'stalled',
    requests: 1,
  },
  {
    fault: 'silence after the headers',
    answers: [{ status: 200, steps: ['hang'] }],
    options: { idleTimeout: 150 },
    code: 'stalled',
    requests: 1,
  },
  {
    fault: 'silence inside the reply',
    answers: [{ status: 200, steps: [half, 'hang'] }],
    options: { idleTimeout: 150 },
    text: 'half',
    code: 'stalled',
    requests: 1,
  },
  {
    fault: 'none: comments count as signs of life',
    answers: [
      {
        status: 200,
        steps: [
          half,
          ...Array.from({ length: 6 }, (): Step[] => [{ wait: 80 }, { write: ': ping\n\n' }]).flat(),
          { write: sse(chunk({ content: ' whole' }, 'stop')) },
        ],
      },
    ],
    options: { idleTimeout: 300 },
    text: 'half whole',
    requests: 1,
  },

  {
    fault: 'a web page under 200',
    answers: [{ status: 200, headers: { 'content-type': 'text/html' }, steps: [{ write: '<h1>Sign in</h1>' }] }],
    code: 'not-a-stream',
    status: 200,
    requests: 1,
  },
  {
    fault: 'a web page under 502',
    answers: [{ status: 502, headers: { 'content-type': 'text/html' }, steps: [{ write: '<h1>Bad Gateway</h1>' }] }],
    code: 'server',
    status: 502,
    requests: 3,
  },
  {
    fault: 'an image',
    answers: [{ status: 200, headers: { 'content-type': 'image/png' }, steps: [{ write: 'iVBORw0KGgo=', encoding: 'base64' }] }],
    code: 'not-a-stream',
    requests: 1,
  },
  {
    fault: 'text that is no event stream',
    answers: [{ status: 200, headers: { 'content-type': 'text/plain' }, steps: [{ write: 'Sorry, busy.' }] }],
    code: 'not-a-stream',
    requests: 1,
  },
  {
    fault: 'a redirect to another answer',
    answers: [{ status: 307, headers: { location: './again' } }, ok],
    text: 'all of it',
    requests: 2,
  },
  {
    fault: 'a redirect that turns POST into GET',
    answers: [{ status: 302, headers: { location: './again' } }, { status: 405 }],
    code: 'not-found',
    status: 405,
    requests: 2,
  },
  {
    fault: 'a redirect without end',
    answers: [{ status: 307, headers: { location: './again' } }],
    code: 'blocked',
    requests: 63,
  },

  {
    fault: '400',
    answers: [error(400, { message: 'bad', type: 'invalid_request_error' }), ok],
    code: 'bad-request',
    retryable: false,
    requests: 1,
  },
  {
    fault: '400, context length',
    answers: [error(400, { code: 'context_length_exceeded', type: 'invalid_request_error' })],
    code: 'context-length',
    requests: 1,
  },
  { fault: '400, content filter', answers: [error(400, { code: 'content_filter' })], code: 'content-filter', requests: 1 },
  {
    fault: '401',
    answers: [error(401, { code: 'invalid_api_key', type: 'invalid_request_error' }), ok],
    code: 'unauthorised',
    retryable: false,
    requests: 1,
  },
  { fault: '402', answers: [error(402)], code: 'quota', requests: 1 },
  { fault: '403', answers: [error(403)], code: 'forbidden', requests: 1 },
  { fault: '404', answers: [error(404, { code: 'model_not_found' })], code: 'not-found', requests: 1 },
  { fault: '408, then a reply', answers: [error(408), ok], text: 'all of it', requests: 2 },
  { fault: '409, then a reply', answers: [error(409), ok], text: 'all of it', requests: 2 },
  { fault: '413', answers: [error(413)], code: 'context-length', requests: 1 },
  { fault: '422', answers: [error(422)], code: 'bad-request', requests: 1 },
  { fault: '429, then a reply', answers: [error(429), ok], text: 'all of it', requests: 2 },
  {
    fault: '429, always',
    answers: [error(429, { code: 'rate_limit_exceeded' })],
    code: 'rate-limited',
    retryable: true,
    requests: 3,
  },
  {
    fault: '429, quota used up',
    answers: [error(429, { code: 'insufficient_quota', type: 'insufficient_quota' }), ok],
    code: 'quota',
    retryable: false,
    requests: 1,
  },
  {
    fault: '429 with Retry-After in seconds',
    answers: [error(429, {}, { 'retry-after': '1' }), ok],
    text: 'all of it',
    requests: 2,
  },
  { fault: '429 with retry-after-ms', answers: [error(429, {}, { 'retry-after-ms': '40' }), ok], text: 'all of it', requests: 2 },
  {
    fault: '429 with a Retry-After beyond a minute',
    answers: [error(429, {}, { 'retry-after': '61' }), ok],
    code: 'rate-limited',
    retryAfter: 61,
    requests: 1,
  },
  { fault: '500, always', answers: [error(500)], code: 'server', status: 500, requests: 3 },
  { fault: '503, twice, then a reply', answers: [error(503), error(503), ok], text: 'all of it', requests: 3 },
  {
    fault: '503 with a Retry-After beyond a minute',
    answers: [error(503, {}, { 'retry-after': '3600' })],
    code: 'server',
    retryAfter: 3600,
    requests: 1,
  },
];

describe('faults, with a real server at the other end', () => {
  for (const row of rows) {
    it(`${row.fault}: ${row.requests} request${row.requests === 1 ? '' : 's'}, ${row.code ?? 'no error'}`, async () => {
      const { endpoint, log } = await script(...row.answers);
      const result = await collect(stream(question, { endpoint, ...row.options }));
      expect(result.error, String(result.thrown)).to.equal(row.code);
      expect(result.choices[0]?.text ?? '').to.equal(row.text ?? '');
      expect(await log()).to.have.length(row.requests);
      if (row.retryAfter !== undefined) expect(result.thrown!.retryAfter).to.equal(row.retryAfter);
      if (row.retryable !== undefined) expect(result.thrown!.retryable).to.equal(row.retryable);
      if (row.status !== undefined) expect(result.thrown!.status).to.equal(row.status);
    }).timeout(20_000);
  }

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
    setTimeout(() => controller.abort(), 30);
    const never = await collect(
      stream(question, { endpoint, signal: controller.signal, headers: () => new Promise(() => undefined) }),
    );
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
      if (event.type === 'retry') setTimeout(() => controller.abort(), 20);
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

describe('much at once', () => {
  function read(body: string): Promise<Reply> {
    const answer = new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    return collect(stream(question, { endpoint: 'http://model.test/v1', fetch: () => Promise.resolve(answer) }));
  }

  it('100,000 deltas in one chunk are read in slices: the page gets many turns', async () => {
    let turns = 0;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      turns++;
      port2.postMessage(undefined);
    };
    port2.postMessage(undefined);
    const { choices } = await read(sse(...Array.from({ length: 100_000 }, () => chunk({ content: 'word ' })), chunk({}, 'stop')));
    port1.close();
    expect(choices[0]!.text).to.equal('word '.repeat(100_000));
    expect(turns).to.be.at.least(5);
  });

  it('a line of 10 MB is read whole', async () => {
    const long = 'x'.repeat(10_000_000);
    const { choices } = await read(sse(chunk({ content: long }), chunk({}, 'stop'), '[DONE]'));
    expect(choices[0]!.text === long).to.be.true;
  });
});

describe('the end of a reply', () => {
  const settled = async (
    ...steps: Step[]
  ): Promise<{ text: string; error: string | undefined; took: number; usage: unknown }> => {
    const { endpoint } = await script({ status: 200, steps });
    const startedAt = performance.now();
    const result = await collect(stream(question, { endpoint }));
    return { text: result.choices[0]!.text, error: result.error, took: performance.now() - startedAt, usage: result.usage };
  };

  it('[DONE] ends it at once, though the socket stays open', async () => {
    const { text, error: code, took } = await settled({ write: reply('fine') }, 'hang');
    expect({ text, code }).to.deep.equal({ text: 'fine', code: undefined });
    expect(took).to.be.below(1000);
  });

  it('a finish reason ends it within 2.5 s, though the socket stays open and comments keep coming', async () => {
    const pings = Array.from({ length: 12 }, (): Step[] => [{ wait: 300 }, { write: ': ping\n\n' }]).flat();
    const { text, error: code, took } = await settled({ write: sse(chunk({ content: 'fine' }, 'stop')) }, ...pings, 'hang');
    expect({ text, code }).to.deep.equal({ text: 'fine', code: undefined });
    expect(took).to.be.below(2500);
  });

  it('usage that comes a little after the finish reason is still read', async () => {
    const usage = { choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 } };
    const result = await settled(
      { write: sse(chunk({ content: 'fine' }, 'stop')) },
      { wait: 200 },
      { write: sse(usage, '[DONE]') },
    );
    expect(result.usage).to.deep.equal({ promptTokens: 1, completionTokens: 2, totalTokens: 3 });
  });
});
