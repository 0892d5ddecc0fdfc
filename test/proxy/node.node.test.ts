import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { after, describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { toNodeListener } from '../../src/proxy/node.js';
import { listen, type Listening } from '../support/listen.js';
import { turn, until, withinASecondMs } from './until.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const open: Listening[] = [];
after(() => Promise.all(open.map((server) => server.close())));

/** @param answers Gets Node's own object for each answer. */
async function serve(
  handler: (request: Request) => Promise<Response> | Response,
  answers: ServerResponse[] = [],
): Promise<string> {
  const listener = toNodeListener(handler);
  const server = await listen(
    createServer((incoming, outgoing) => {
      answers.push(outgoing);
      listener(incoming, outgoing);
    }),
  );
  open.push(server);
  return server.url;
}

/** Endless chunks of 64 kB, counted as they are asked for. */
function endless(): { body: ReadableStream<Uint8Array>; pulled: () => number; cancelled: () => boolean } {
  let pulled = 0;
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await turn();
        controller.enqueue(new Uint8Array(65_536));
        pulled++;
      },
      cancel: () => {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, pulled: () => pulled, cancelled: () => cancelled };
}

describe('toNodeListener', () => {
  it('hands on method, address, headers and body, and gives back status, headers, cookies and body', async () => {
    let seen: Request | undefined;
    let body = '';
    const url = await serve(async (request) => {
      seen = request;
      body = await request.text();
      const headers = new Headers({ 'x-answer': 'yes' });
      headers.append('set-cookie', 'a=1');
      headers.append('set-cookie', 'b=2');
      return new Response('grüezi', { status: 201, headers });
    });
    const response = await fetch(`${url}/path?query=1`, { method: 'PUT', body: 'héllo', headers: { 'x-question': 'why' } });
    assert.equal(seen!.method, 'PUT');
    assert.equal(seen!.url, `${url}/path?query=1`);
    assert.equal(seen!.headers.get('x-question'), 'why');
    assert.equal(body, 'héllo');
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('x-answer'), 'yes');
    assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
    assert.equal(await response.text(), 'grüezi');
  });

  it('sends headers before the first byte of the body, and every chunk as it comes', async () => {
    let controller!: ReadableStreamDefaultController<Uint8Array>;
    const url = await serve(() => new Response(new ReadableStream<Uint8Array>({ start: (c) => void (controller = c) })));
    const response = await fetch(url);
    const reader = response.body!.getReader();
    for (const text of ['one', 'two']) {
      controller.enqueue(new TextEncoder().encode(text));
      assert.equal(new TextDecoder().decode((await reader.read()).value), text);
    }
    controller.close();
    assert.equal((await reader.read()).done, true);
  });

  it('reads the body only as fast as the visitor takes it', async () => {
    const source = endless();
    const url = await serve(() => new Response(source.body));
    const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
      httpRequest(url, resolve).on('error', reject).end();
    });
    response.pause();
    // A chunk a turn is what the source has to give. What fits into the sockets' buffers leaves; then nothing more is read.
    for (let turns = 0; turns < 3000; turns++) await turn();
    const stopped = source.pulled();
    assert.ok(stopped < 1000, `${stopped} chunks of 64 kB were read ahead`);
    response.resume();
    await until(() => source.pulled() > stopped + 10);
    response.destroy();
    await until(() => source.cancelled());
  });

  it('breaks the connection when the body breaks off while the visitor does not read', async () => {
    let controller!: ReadableStreamDefaultController<Uint8Array>;
    let signal: AbortSignal | undefined;
    const answers: ServerResponse[] = [];
    const url = await serve((request) => {
      signal = request.signal;
      const body = new ReadableStream<Uint8Array>({
        start: (c) => void (controller = c),
        pull: (c) => c.enqueue(new Uint8Array(65_536)),
      });
      return new Response(body);
    }, answers);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.pause();
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    // Until the sockets' buffers are full: no 'drain' comes any more.
    for (let full = 0; full < 1000; full = answers[0]?.writableNeedDrain === true ? full + 1 : 0) await turn();
    assert.equal(signal!.aborted, false);
    controller.error(new Error('broken'));
    await until(() => signal!.aborted);
    socket.destroy();
  });

  it('aborts request.signal when the visitor leaves before the answer, within a second', async () => {
    // Nothing keeps the Request itself: the signal must not depend on it. (A garbage collection is forced in between.)
    let signal: AbortSignal | undefined;
    const url = await serve((request) => {
      signal = request.signal;
      return new Promise<Response>(() => undefined);
    });
    const controller = new AbortController();
    const asked = fetch(url, { signal: controller.signal }).catch(() => 'aborted');
    await until(() => signal !== undefined);
    assert.equal(signal!.aborted, false);
    collectGarbage();
    controller.abort();
    assert.equal(await asked, 'aborted');
    await until(() => signal!.aborted, withinASecondMs);
  });

  it('does not abort request.signal when the answer is complete', async () => {
    let signal: AbortSignal | undefined;
    const answers: ServerResponse[] = [];
    const url = await serve((request) => {
      signal = request.signal;
      return new Response('done');
    }, answers);
    await (await fetch(url)).text();
    if (!answers[0]!.closed) await once(answers[0]!, 'close');
    assert.equal(signal!.aborted, false);
  });

  it('breaks the connection when the body breaks off, so that half an answer is not taken for a whole one', async () => {
    const url = await serve(
      () =>
        new Response(
          new ReadableStream<Uint8Array>({
            pull(controller) {
              controller.enqueue(new TextEncoder().encode('half'));
              controller.error(new Error('broken'));
            },
          }),
        ),
    );
    await assert.rejects(async () => (await fetch(url)).text());
  });

  it('answers 500 without a word about why when the handler throws', async () => {
    const url = await serve(() => {
      throw new Error('secret inside');
    });
    const response = await fetch(url);
    assert.equal(response.status, 500);
    assert.equal(await response.text(), 'Internal Server Error');
  });

  /** The answer, to its end, to bytes on a bare socket. */
  const bytes = (url: string, text: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      let received = '';
      socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
      socket.on('close', () => resolve(received));
      socket.write(text);
    });

  it('takes a path that begins with two slashes for a path', async () => {
    const url = await serve((request) => new Response(request.url));
    const text = await bytes(url, 'GET //evil.example/x HTTP/1.1\r\nHost: good.example\r\nConnection: close\r\n\r\n');
    assert.match(text, /http:\/\/good\.example\/\/evil\.example\/x/);
  });

  it('takes a host and a port for Host, and nothing that would move the address', async () => {
    let asked = 0;
    const url = await serve((request) => {
      asked++;
      return new Response(request.url);
    });
    const get = (lines: string) => bytes(url, `GET /path HTTP/1.1\r\n${lines}Connection: close\r\n\r\n`);
    const nonsense = ['a.example/v1?', 'a.example/', 'a.\texample', 'a example', 'u@a.example', 'u:p@a.example'];
    nonsense.push('a.example#', 'a.example?', 'a.example\\b', 'a%2eexample', 'a.example:', 'a.example:99999', 'a.example:b', '');
    nonsense.push('a, b', '[::1', '[::1]b', '[g]', '[]', 'a\u00e4');
    for (const host of nonsense) assert.match(await get(`Host: ${host}\r\n`), /^HTTP\/1\.1 400 /, JSON.stringify(host));
    assert.match(await get('Host: a.example\r\nHost: b.example\r\n'), /^HTTP\/1\.1 400 /);
    assert.equal(asked, 0);
    for (const host of ['a.example', 'a_b.example:8080', '127.0.0.1:80', '[::1]', '[2001:db8::1]:8080', 'LOCALHOST']) {
      const { href } = new URL(`http://${host}/path`);
      assert.ok((await get(`Host: ${host}\r\n`)).includes(`\r\n${href}\r\n`), host);
    }
  });

  it('gets an answer through to a visitor who is still sending', async () => {
    const url = await serve(() => new Response('too much', { status: 413 }));
    for (let round = 0; round < 20; round++) {
      const response = await fetch(url, { method: 'POST', body: new Uint8Array(1_000_000) });
      assert.equal(response.status, 413);
      assert.equal(await response.text(), 'too much');
    }
  });

  it('does not wait for the rest of a body that nobody reads', async () => {
    const url = await serve(() => new Response('no', { status: 413 }));
    const text = await bytes(url, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nonly this');
    assert.match(text, /^HTTP\/1\.1 413 /);
    assert.match(text, /^connection: close\r$/im);
  });
});
