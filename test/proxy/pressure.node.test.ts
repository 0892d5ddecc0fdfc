/** A visitor who does not read stops the proxy from reading: what the service could write is all that anybody has to keep. */
import assert from 'node:assert/strict';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { createChatProxy } from '../../src/proxy/index.js';
import { toNodeListener } from '../../src/proxy/node.js';
import { listen } from '../support/listen.js';
import { key, model, proxy } from './fixture.js';
import { turn, until } from './until.js';

const events = { 'content-type': 'text/event-stream' };
const chunk = Buffer.from(`data: ${'x'.repeat(65_528)}\n\n`);

describe('the handler', () => {
  it('asks the service for a chunk where the visitor asks for one, and for none ahead', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled++;
          controller.enqueue(chunk);
        },
      },
      { highWaterMark: 0 },
    );
    const { ask } = proxy({}, () => new Response(body, { headers: events }));
    const reader = (await ask({ stream: true })).body!.getReader();
    for (let read = 0; read < 5; read++) {
      await turn();
      assert.equal(pulled, read);
      await reader.read();
    }
    await reader.cancel();
  });
});

/** Sockets on both sides and the streams between them keep some; each of Linux' buffers at most 6 MB (tcp_rmem, tcp_wmem of tcp(7)). */
const mostKeptBytes = 32_000_000;
const replyBytes = 96_000_000;

describe('the proxy on Node', () => {
  it('lets the service write no further where the visitor does not read, and on where he does', async (context) => {
    /** What the service has written, by the question. */
    const written: Record<string, number> = { idle: 0, busy: 0 };
    const upstream = await listen(
      createServer((incoming: IncomingMessage, response: ServerResponse) => {
        let text = '';
        incoming.on('data', (part: Buffer) => (text += part.toString()));
        incoming.on('end', () => {
          const name = text.includes('idle') ? 'idle' : 'busy';
          response.writeHead(200, events);
          const write = (): void => {
            while (written[name]! < replyBytes) {
              written[name]! += chunk.length;
              if (!response.write(chunk)) return void response.once('drain', write);
            }
            response.end();
          };
          write();
        });
      }),
    );
    const handler = createChatProxy({ key, upstream: `${upstream.url}/v1/chat/completions`, origins: ['missing'] });
    const front = await listen(createServer(toNodeListener(handler)));
    context.after(() => Promise.all([upstream.close(), front.close()]));
    const ask = (content: string): Promise<IncomingMessage> =>
      new Promise((resolve, reject) => {
        const headers = { 'content-type': 'application/json' };
        const asked = request(`${front.url}/v1/chat/completions`, { method: 'POST', headers, agent: false });
        asked.on('response', resolve).on('error', reject);
        asked.end(JSON.stringify({ model, stream: true, messages: [{ role: 'user', content }] }));
      });
    const readAll = async (response: IncomingMessage): Promise<number> => {
      let bytes = 0;
      for await (const part of response) bytes += (part as Buffer).length;
      return bytes;
    };

    const idle = await ask('idle');
    await until(() => written['idle']! > 0);
    // The clock: in the time in which another visitor has read all of it, a proxy that reads ahead has read as much of the first.
    const whole = await readAll(await ask('busy'));
    assert.equal(whole, written['busy']);
    assert.ok(written['idle']! < mostKeptBytes, `${written['idle']} bytes were written to nobody`);
    assert.equal(await readAll(idle), whole);
  });
});
