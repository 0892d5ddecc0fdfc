/**
 * The same upstream and sockets as in the conformance suite, behind a proxy whose patience is short: who is slow is cut off.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createChatProxy } from '../../src/proxy/index.js';
import { toNodeListener } from '../../src/proxy/node.js';
import { listen, type Listening } from '../support/listen.js';
import { startRecorder, type Recorder } from './conformance/recorder.js';
import { ask, key, path, say, type Target } from './conformance/target.js';
import { until } from './until.js';

describe('a proxy of little patience', () => {
  let recorder: Recorder;
  let proxy: Listening;
  let target: Target;
  before(async () => {
    recorder = await startRecorder();
    const handler = createChatProxy({ key, upstream: recorder.url, timeouts: { body: 200, headers: 200, idle: 200 } });
    proxy = await listen(createServer(toNodeListener(handler)));
    target = { url: proxy.url, origin: proxy.url, recorder };
  });
  after(async () => {
    await proxy.close();
    await recorder.close();
  });

  const head = (headers: string): string =>
    `POST ${path} HTTP/1.1\r\nHost: ${new URL(proxy.url).host}\r\nOrigin: ${proxy.url}\r\nContent-Type: application/json\r\n${headers}\r\n\r\n`;

  /** Sends a byte every 20 ms, which is the slowness that is tested, until the other side has had enough. */
  const drip = (start: string, byte: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
      const timer = setInterval(() => socket.write(byte), 20);
      const tired = setTimeout(() => socket.destroy().emit('error', new Error('The connection was never ended.')), 30_000);
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      socket.on('error', reject);
      socket.on('close', () => {
        clearInterval(timer);
        clearTimeout(tired);
        resolve(answer);
      });
      socket.write(start);
    });

  it('answers 408 to a body that drips and ends the connection', async () => {
    const answer = await drip(head('Content-Length: 100000'), ' ');
    assert.match(answer, /^HTTP\/1\.1 408 /);
    assert.match(answer, /request_timeout/);
    assert.equal(recorder.requests.length, 0);
  });

  it('answers 408 to a chunked body that drips', async () => {
    const answer = await drip(head('Transfer-Encoding: chunked'), '1\r\n \r\n');
    assert.match(answer, /^HTTP\/1\.1 408 /);
  });

  it('answers 408 to a body that never begins', async () => {
    const answer = await drip(head('Content-Length: 10'), '');
    assert.match(answer, /^HTTP\/1\.1 408 /);
  });

  it('answers 504 where the upstream sends no headers, and closes it', async () => {
    const { status, code } = await ask(target, { body: say('upstream:hang') });
    assert.deepEqual([status, code], [504, 'upstream_timeout']);
    await until(() => recorder.requests.at(-1)!.left);
  });

  it('ends a stalled stream with an error event, and closes the upstream', async () => {
    const { status, text } = await ask(target, { body: say('upstream:stalled-stream', { stream: true }) });
    assert.equal(status, 200);
    assert.match(text, /^data: \{"cho\n\ndata: \{"error":.*upstream_stalled/);
    await until(() => recorder.requests.at(-1)!.left);
  });
});
