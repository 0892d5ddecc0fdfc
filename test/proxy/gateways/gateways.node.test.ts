/**
 * The proxy behind real servers with their defaults: streams come piece by piece, errors keep status and code, time-outs end, and a visitor
 * who leaves is noticed. What an owner has to set stands in demo/docs/servers.md.
 */
import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { createChatProxy } from '../../../src/proxy/index.js';
import { toNodeListener } from '../../../src/proxy/node.js';
import { listen, type Listening } from '../../support/listen.js';
import { pieces, startRecorder, type Recorder } from '../conformance/recorder.js';
import { ask, begin, chat, key, path, say, type Target } from '../conformance/target.js';
import { until } from '../until.js';
import { gateways } from './gateways.js';

for (const { name, host, missing, start } of gateways) {
  describe(`behind ${name}`, { skip: missing ?? false }, () => {
    const visitors: (string | null)[] = [];
    let recorder: Recorder;
    let proxy: Listening;
    let front: Listening;
    let target: Target;
    before(async () => {
      recorder = await startRecorder();
      const timeouts = { headers: 1_000, idle: 1_000 };
      const handler = createChatProxy({
        key,
        upstream: recorder.url,
        timeouts,
        trustedProxies: 1,
        limits: { visitor: { requests: 1_000 } },
        onUsage: ({ visitor }) => visitors.push(visitor),
      });
      proxy = await listen(createServer(toNodeListener(handler)));
      front = await start(proxy.url, host ?? '');
      target = { url: front.url, origin: front.url, recorder };
    });
    after(async () => {
      await front.close();
      await proxy.close();
      await recorder.close();
    });

    it('a reply in one piece arrives, from a page of the same origin', async () => {
      const { status, headers } = await ask(target);
      assert.equal(status, 200);
      assert.equal(headers['x-content-type-options'], 'nosniff');
    });

    if (host !== undefined) {
      it(`no page is of the same origin without “${host}”`, async (context) => {
        const bare = await start(proxy.url, '');
        context.after(() => bare.close());
        const { status, code } = await ask({ url: bare.url, origin: bare.url, recorder });
        assert.deepEqual([status, code], [403, 'origin_not_allowed']);
      });
    }

    const lacking = process.platform === 'linux' ? false : 'elsewhere the loopback interface has one address';
    it('visitors of two addresses are two', { skip: lacking }, async () => {
      visitors.length = 0;
      for (const localAddress of ['127.0.0.2', '127.0.0.3']) {
        const headers = { 'content-type': 'application/json', origin: front.url };
        await new Promise((resolve, reject) => {
          const asked = request(front.url + path, { method: 'POST', headers, localAddress, agent: false });
          asked.on('error', reject);
          asked.on('response', (response) => response.resume().on('end', resolve));
          asked.end(JSON.stringify(chat()));
        });
      }
      await until(() => visitors.length === 2);
      assert.deepEqual(visitors, ['127.0.0.2', '127.0.0.3']);
    });

    it('every piece of a stream arrives before the next is sent, uncompressed', async () => {
      const headers = { 'accept-encoding': 'gzip, br' };
      const response = await begin(target, { headers, body: say('upstream:stream', { stream: true }) });
      assert.equal(response.headers['content-encoding'], undefined);
      let received = Buffer.alloc(0);
      let index = 0;
      let sent = Buffer.byteLength(pieces[0]!);
      for await (const chunk of response) {
        received = Buffer.concat([received, chunk as Buffer]);
        if (received.length < sent) continue;
        sent += Buffer.byteLength(pieces[++index] ?? '');
        recorder.next();
      }
      assert.equal(received.toString(), pieces.join(''));
    });

    it('an error keeps its status, its code and Retry-After', async () => {
      const seen = async (body: Record<string, unknown>) => {
        const { status, code, headers } = await ask(target, { body });
        assert.match(headers['content-type'] ?? '', /^application\/json/);
        return [status, code, headers['retry-after']];
      };
      assert.deepEqual(await seen(chat({ model: 'other' })), [404, 'model_not_found', undefined]);
      assert.deepEqual(await seen(say('upstream:status 429')), [429, 'some_code', '7']);
      assert.deepEqual(await seen(say('upstream:status 401')), [502, 'upstream_denied', '7']);
      assert.deepEqual(await seen(say('upstream:status 503')), [503, 'some_code', '7']);
      assert.deepEqual(await seen(say('x'.repeat(60_000))), [400, 'context_length_exceeded', undefined]);
    });

    it('a service that hangs, and a stream that stalls, end with an error that can be read', async () => {
      const { status, code } = await ask(target, { body: say('upstream:hang') });
      assert.deepEqual([status, code], [504, 'upstream_timeout']);
      const { text } = await ask(target, { body: say('upstream:stalled-stream', { stream: true }) });
      assert.match(text, /^data: \{"cho\n\ndata: \{"error":.*upstream_stalled/);
    });

    it('a visitor who leaves ends the request to the service', async () => {
      const response = await begin(target, { body: say('upstream:endless-stream', { stream: true }) });
      await new Promise((resolve) => response.once('data', resolve));
      const asked = recorder.requests.at(-1)!;
      response.destroy();
      await until(() => asked.left);
    });
  });
}
