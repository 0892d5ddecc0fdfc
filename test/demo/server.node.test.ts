import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { startDemoServer, type DemoServer } from '../../demo/server.js';
import { scenarios } from '../../demo/stand-in/scenarios.js';
import { listen, type Listening } from '../support/listen.js';
import { ask } from './ask.js';

const key = 'sk-8080-not-a-real-key-0123456789';

/** One request line as it stands, which `fetch` would have tidied. */
function rawGet(url: string, target: string): Promise<string> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
    socket.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
  });
}

describe('the demo without a key', () => {
  let demo: DemoServer;
  before(async () => {
    demo = await startDemoServer({ key: '' });
  });
  after(() => demo.close());

  it('serves its pages under a strict content security policy', async () => {
    for (const path of ['/', '/demo.css', '/panel.js']) {
      const response = await fetch(demo.url + path);
      assert.equal(response.status, 200, path);
      assert.equal(
        response.headers.get('content-security-policy'),
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; " +
          "form-action 'none'; frame-src 'self'; worker-src blob:; frame-ancestors 'self'; require-trusted-types-for 'script'",
      );
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    }
    for (const path of ['/', '/shop', '/documentation', '/blog']) {
      const page = await (await fetch(demo.url + path)).text();
      // JSON is no script that runs.
      assert.doesNotMatch(page, /<style|style="|<script(?![^>]*(?:src=|type="application\/json"))|\son\w+=/, path);
      assert.doesNotMatch(page, /(?:src|href)="(?:\w+:)?\/\//, `${path} asks nobody else for anything`);
    }
    const [first, ...pages] = await Promise.all(
      ['/', '/shop', '/documentation', '/blog'].map(async (path) => (await fetch(demo.url + path)).text()),
    );
    for (const name of ['shop', 'documentation', 'blog'])
      assert.ok(first?.includes(`href="/${name}"`), `the first page leads to ${name}`);
    for (const page of [first, ...pages]) assert.match(page ?? '', /"suggestions"/);
  });

  it('answers HEAD like GET without a body, and refuses to be written to', async () => {
    const head = await fetch(demo.url, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(await head.text(), '');
    assert.equal((await fetch(`${demo.url}/demo.css`, { method: 'PUT', body: 'x' })).status, 405);
  });

  it('lists models and the scenarios of the panel', async () => {
    const models = (await (await fetch(`${demo.url}/v1/models`)).json()) as { object: string; data: { id: string }[] };
    assert.equal(models.object, 'list');
    assert.equal(models.data[0]!.id, '8080/taalas/llama3.1-8b-instruct');
    const listed = (await (await fetch(`${demo.url}/stand-in/scenarios`)).json()) as {
      standIn: boolean;
      scenarios: { name: string }[];
    };
    assert.equal(listed.standIn, true);
    assert.deepEqual(
      listed.scenarios.map(({ name }) => name),
      scenarios.filter((scenario) => !scenario.typedOnly).map(({ name }) => name),
    );
  });

  for (const target of [
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/..%5cpackage.json',
    '/dist/../package.json',
    '/dist/..%2f..%2fpackage.json',
    '/dist%2f..%2f..%2fpackage.json',
    '//package.json',
    '/.git/config',
    '/server.ts',
    '/stand-in/scenarios.ts',
    '/%00.html',
    '/%',
  ]) {
    it(`finds nothing at ${target}`, async () => {
      const answer = await rawGet(demo.url, target);
      assert.match(answer, /^HTTP\/1\.1 404 /);
      assert.doesNotMatch(answer, /devDependencies|createChatProxy|repositoryformat/);
    });
  }

  it('answers a request line that makes no sense with 400', async () => {
    assert.match(await rawGet(demo.url, '*'), /^HTTP\/1\.1 400 /);
    assert.match(await rawGet(demo.url, 'http://[/'), /^HTTP\/1\.1 400 /);
  });
});

describe('the demo with a key', () => {
  let upstream: Listening;
  let demo: DemoServer;
  const seen: { url: string; authorization: string | undefined; body: string }[] = [];
  before(async () => {
    upstream = await listen(
      createServer((request, response) => {
        let body = '';
        request.on('data', (chunk: Buffer) => (body += chunk.toString()));
        request.on('end', () => {
          seen.push({ url: request.url!, authorization: request.headers.authorization, body });
          response.writeHead(200, { 'content-type': 'application/json', 'x-echo': request.headers.authorization });
          response.end(JSON.stringify({ headers: request.headers }));
        });
      }),
    );
    demo = await startDemoServer({ key, upstream: upstream.url });
  });
  after(async () => {
    await demo.close();
    await upstream.close();
  });

  it('sends the request on with the key, and the query stays behind', async () => {
    const { status } = await ask(`${demo.url}/v1/chat/completions?scenario=cut`, 'hello');
    assert.equal(status, 200);
    const request = seen.at(-1)!;
    assert.equal(request.url, '/v1/chat/completions');
    assert.equal(request.authorization, `Bearer ${key}`);
    assert.deepEqual((JSON.parse(request.body) as { messages: unknown }).messages, [{ role: 'user', content: 'hello' }]);
  });

  it('never shows the key, even where the upstream repeats it', async () => {
    const { text, headers } = await ask(`${demo.url}/v1/chat/completions`, 'hello');
    assert.match(text, /Bearer \*+/);
    for (const path of ['/', '/panel.js', '/stand-in/scenarios', '/v1/models']) {
      const response = await fetch(demo.url + path);
      assert.ok(!(await response.text()).includes(key));
    }
    assert.ok(!(text + JSON.stringify(headers)).includes(key));
  });

  it('answers no page of another name or origin', async () => {
    const before = seen.length;
    const rebound = await ask(`${demo.url}/v1/chat/completions`, 'hello', {
      headers: { host: 'evil.example', origin: 'http://evil.example' },
    });
    assert.equal(rebound.status, 421);
    const foreign = await ask(`${demo.url}/v1/chat/completions`, 'hello', { headers: { origin: 'http://evil.example' } });
    assert.equal(foreign.status, 403);
    assert.equal(seen.length, before);
    assert.equal((await ask(`${demo.url}/v1/chat/completions`, 'hello', { headers: { origin: demo.url } })).status, 200);
  });

  it('tells a wrong key, a rate limit and a service that is away apart, by status and code', async (test) => {
    const codeOf = async (url: string): Promise<[number, string]> => {
      const { status, text } = await ask(`${url}/v1/chat/completions`, 'hello', { fields: { stream: true } });
      return [status, (JSON.parse(text) as { error: { code: string } }).error.code];
    };
    const refusing = await listen(
      createServer((request, response) => {
        const wrong = request.headers.authorization !== `Bearer ${key}`;
        const error = {
          message: `Incorrect key ${request.headers.authorization}`,
          type: 'x',
          code: wrong ? 'invalid_api_key' : 'rate_limit_exceeded',
        };
        response
          .writeHead(wrong ? 401 : 429, { 'content-type': 'application/json', 'retry-after': '3' })
          .end(JSON.stringify({ error }));
      }),
    );
    const wrong = await startDemoServer({ key: 'sk-wrong', upstream: refusing.url });
    const limited = await startDemoServer({ key, upstream: refusing.url });
    test.after(() => Promise.all([wrong.close(), limited.close()]));
    assert.deepEqual(await codeOf(wrong.url), [502, 'upstream_denied']);
    assert.deepEqual(await codeOf(limited.url), [429, 'rate_limit_exceeded']);
    await refusing.close();
    assert.deepEqual(await codeOf(limited.url), [502, 'upstream_unreachable']);
  });

  it('tells the panel that the real service answers', async () => {
    assert.deepEqual(await (await fetch(`${demo.url}/stand-in/scenarios`)).json(), { standIn: false, scenarios: [] });
  });
});
