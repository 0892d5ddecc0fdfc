/** Bytes as they come, and nobody left behind when somebody leaves. */
import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { until, withinASecondMs } from '../until.js';
import { pieces, type Recorded } from './recorder.js';
import { ask, begin, chat, path, say, type Case, type Target } from './target.js';

const stream = (target: Target, behaviour: string): Promise<IncomingMessage> =>
  begin(target, { headers: { 'accept-encoding': 'gzip, br' }, body: say(`upstream:${behaviour}`, { stream: true }) });

/** The upstream's record of a request, as soon as there is one. */
async function arrival(target: Target, before: number): Promise<Recorded> {
  await until(() => target.recorder.requests.length > before);
  return target.recorder.requests[before]!;
}

/** Sends the beginning of a request over a bare socket. */
function open(target: Target, head: string): ReturnType<typeof connect> {
  const socket = connect(Number(new URL(target.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(head);
  return socket;
}

const head = (target: Target, length: number): string =>
  `POST ${path} HTTP/1.1\r\nHost: ${new URL(target.url).host}\r\nOrigin: ${target.origin}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

export const streamCases: Case[] = [
  {
    name: 'every piece of a stream arrives before the next is sent, byte for byte, uncompressed',
    check: async (target) => {
      const response = await stream(target, 'stream');
      assert.equal(response.statusCode, 200);
      assert.equal(response.headers['content-encoding'], undefined);
      assert.match(response.headers['content-type'] ?? '', /^text\/event-stream/);
      assert.match(response.headers['cache-control'] ?? '', /no-store/);
      assert.equal(response.headers['x-content-type-options'], 'nosniff');
      const expected = Buffer.from(pieces.join(''));
      let received = Buffer.alloc(0);
      let sent = pieces[0]!.length === 0 ? 0 : Buffer.byteLength(pieces[0]!);
      let index = 0;
      for await (const chunk of response) {
        received = Buffer.concat([received, chunk as Buffer]);
        // Only when all that was sent has arrived does the upstream go on: whoever holds bytes back never sees the end.
        if (received.length < sent) continue;
        index++;
        sent += Buffer.byteLength(pieces[index] ?? '');
        target.recorder.next();
      }
      assert.deepEqual(received, expected);
    },
  },
  {
    name: 'a stream says to servers in front that they must not hold it back',
    check: async (target) => {
      const response = await stream(target, 'endless-stream');
      assert.equal(response.headers['x-accel-buffering'], 'no');
      response.destroy();
    },
  },
  {
    name: 'a visitor who leaves in the middle closes the upstream within a second',
    check: async (target) => {
      const before = target.recorder.requests.length;
      const response = await stream(target, 'endless-stream');
      const request = await arrival(target, before);
      await new Promise((resolve) => response.once('data', resolve));
      assert.equal(request.left, false);
      response.destroy();
      await until(() => request.left, withinASecondMs);
    },
  },
  ...(['closes', 'resets'] as const).map((how): Case => ({
    name: `a visitor who ${how} the connection before the first byte closes the upstream within a second`,
    check: async (target) => {
      const before = target.recorder.requests.length;
      const body = JSON.stringify(say('upstream:hang'));
      const socket = open(target, head(target, body.length) + body);
      const request = await arrival(target, before);
      assert.equal(request.left, false);
      if (how === 'closes') socket.destroy();
      else socket.resetAndDestroy();
      await until(() => request.left, withinASecondMs);
    },
  })),
  {
    name: 'a reply that breaks off upstream breaks off for the visitor',
    check: async (target) => {
      // Some servers have sent the headers by then, others have not.
      await assert.rejects(async () => {
        const response = await stream(target, 'cut-stream');
        await response.toArray();
      });
    },
  },
  {
    name: 'a visitor who leaves in the middle of the body is not heard upstream, and the next one is served',
    check: async (target) => {
      const before = target.recorder.requests.length;
      const socket = open(target, `${head(target, 1000)}{"model":`);
      // Who is served after another came has come later: by then the proxy has seen what was sent, or that it ended.
      assert.equal((await ask(target)).status, 200);
      socket.destroy();
      assert.equal((await ask(target)).status, 200);
      assert.equal(target.recorder.requests.length, before + 2);
    },
  },
  {
    name: 'fifty visitors at once get their own answers',
    check: async (target) => {
      const seeds = Array.from({ length: 50 }, (_, index) => index);
      const before = target.recorder.requests.length;
      const answers = await Promise.all(seeds.map((seed) => ask(target, { body: chat({ seed }) })));
      assert.ok(answers.every(({ status }) => status === 200));
      const seen = target.recorder.requests.slice(before).map(({ body }) => body['seed'] as number);
      assert.deepEqual(
        seen.sort((a, b) => a - b),
        seeds,
      );
    },
  },
];
