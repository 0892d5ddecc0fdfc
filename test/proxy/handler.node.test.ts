import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { after, describe, it } from 'node:test';
import { createChatProxy, type ChatProxyOptions } from '../../src/proxy/index.js';
import { redact } from '../../src/proxy/redact.js';
import { toNodeListener } from '../../src/proxy/node.js';
import { listen, type Listening } from '../support/listen.js';
import { until, withinASecondMs } from './until.js';

const key = 'sk-8080-not-a-real-key-0123456789';
const open: Listening[] = [];
after(() => Promise.all(open.map((server) => server.close())));

/** A real upstream on the loopback interface, and the proxy in front of it on another port. */
async function behindProxy(
  upstream: (request: IncomingMessage, response: ServerResponse) => void,
  options: ChatProxyOptions = {},
): Promise<string> {
  const server = await listen(createServer(upstream));
  const proxy = await listen(
    createServer(
      toNodeListener(createChatProxy({ key, upstream: `${server.url}/v1/chat/completions`, origins: ['missing'], ...options })),
    ),
  );
  open.push(server, proxy);
  return `${proxy.url}/v1/chat/completions`;
}

const post = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: '8080/taalas/llama3.1-8b-instruct', messages: [{ role: 'user', content: 'hi' }] }),
    ...init,
  });

describe('the key', () => {
  it('is not shown in status line, headers or body, whatever the upstream repeats and however it is cut', async () => {
    const url = await behindProxy((request, response) => {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'x-request-id': request.headers.authorization,
        'x-debug': request.headers.authorization,
      });
      const line = `data: ${JSON.stringify(request.headers)}\n\n`;
      let index = 0;
      const timer = setInterval(() => {
        response.write(line[index++]);
        if (index === line.length) {
          clearInterval(timer);
          response.end();
        }
      }, 0);
    });
    const response = await post(url);
    const text = await response.text();
    assert.match(text, new RegExp(`"Bearer \\*{${key.length}}"`));
    assert.ok(!JSON.stringify([...response.headers]).includes(key));
  });

  it('is redacted at every cut, a long beginning of it at the very end too, and nothing else changes', () => {
    const text = `sk sk-8080 ${key}${key} s ${key} sk-8080-not-a-real-key-012345678`;
    const bytes = new TextEncoder().encode(text);
    const expected = text.replaceAll(key, '*'.repeat(key.length)).replace(/sk-8080-not.*/, (cut) => '*'.repeat(cut.length));
    for (let cut = 0; cut <= bytes.length; cut++) {
      const redactor = redact(key);
      const parts = [redactor.next(bytes.slice(0, cut)), redactor.next(bytes.slice(cut)), redactor.end()];
      assert.equal(Buffer.concat(parts).toString(), expected, `cut at ${cut}`);
    }
    const redactor = redact(key);
    const single = [...bytes].map((byte) => redactor.next(Uint8Array.of(byte)));
    assert.equal(Buffer.concat([...single, redactor.end()]).toString(), expected);
  });

  it('is redacted with its slashes escaped too, and where it ends in a line break', async () => {
    const odd = 'sk/8080+not/a=real.key';
    const url = await behindProxy(
      (request, response) => {
        const bearer = JSON.stringify(request.headers.authorization);
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(`[${bearer},${bearer.replaceAll('/', '\\/')}]`);
      },
      { key: ` ${odd}\n` },
    );
    const stars = (length: number) => `"Bearer ${'*'.repeat(length)}"`;
    assert.equal(await (await post(url)).text(), `[${stars(odd.length)},${stars(odd.length + 2)}]`);
  });

  it('leaves the upstream an Authorization header of its own, not the visitor’s', async () => {
    let seen: IncomingMessage['headers'] = {};
    const url = await behindProxy((request, response) => {
      seen = request.headers;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
    await post(url, {
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer visitor',
        cookie: 'a=b',
        'x-forwarded-for': '1.2.3.4',
      },
    });
    assert.equal(seen.authorization, `Bearer ${key}`);
    assert.equal(seen['accept-encoding'], 'identity');
    assert.equal(seen.cookie, undefined);
    assert.equal(seen['x-forwarded-for'], undefined);
  });
});

describe('the stream', () => {
  it('comes through byte for byte, as it comes', async () => {
    const pieces = ['data: {"a":"é', '🎉"}\n', '\n', ': comment\r\n', 'data: [DONE]\n\n'];
    let next: () => void = () => undefined;
    const url = await behindProxy((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      let index = 0;
      next = () => (index < pieces.length ? response.write(pieces[index++]) : response.end());
      next();
    });
    const response = await post(url);
    assert.equal(response.headers.get('cache-control'), 'no-store, no-transform');
    const reader = response.body!.getReader();
    for (const piece of pieces) {
      // The next piece is sent only after this one has arrived: whoever holds bytes back never gets further.
      assert.equal(Buffer.from((await reader.read()).value!).toString(), piece);
      next();
    }
    assert.equal((await reader.read()).done, true);
  });

  it('is closed upstream within a second when the visitor leaves', async () => {
    let closed = false;
    const url = await behindProxy((request, response) => {
      request.socket.on('close', () => (closed = true));
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    });
    const controller = new AbortController();
    const response = await post(url, { signal: controller.signal });
    await response.body!.getReader().read();
    assert.equal(closed, false);
    controller.abort();
    await until(() => closed, withinASecondMs);
  });

  it('is closed upstream within a second when the visitor leaves before the headers', async () => {
    let arrived = false;
    let closed = false;
    const url = await behindProxy((request) => {
      arrived = true;
      request.socket.on('close', () => (closed = true));
    });
    const controller = new AbortController();
    const asked = post(url, { signal: controller.signal }).catch(() => undefined);
    await until(() => arrived);
    controller.abort();
    await asked;
    await until(() => closed, withinASecondMs);
  });

  it('breaks off for the visitor when it breaks off upstream', async () => {
    const url = await behindProxy((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n', () => response.destroy());
    });
    await assert.rejects(async () => (await post(url)).text());
  });
});
