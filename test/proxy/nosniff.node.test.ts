/** No browser makes a page of an answer, whatever a model has written into it. */
import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import { it } from 'node:test';
import { createChatProxy } from '../../src/proxy/index.js';
import { toNodeListener } from '../../src/proxy/node.js';
import { listen } from '../support/listen.js';
import { events, key, ok, proxy, url } from './fixture.js';

it('every answer says nosniff: replies, streams, refusals, preflights, errors of the service', async () => {
  const { ask, handler } = proxy({}, (body) => (body['stream'] === true ? events('data: [DONE]\n\n') : ok(body, {})));
  const preflight = { origin: 'https://shop.example', 'access-control-request-method': 'POST' };
  const answers: Record<string, Response> = {
    reply: await ask(),
    stream: await ask({ stream: true }),
    'refused body': await ask({ model: 'other' }),
    'refused origin': await ask({}, { headers: { origin: 'https://evil.example' } }),
    'refused method': await handler(new Request(url)),
    'refused path': await handler(new Request('https://shop.example/')),
    preflight: await handler(new Request(url, { method: 'OPTIONS', headers: preflight })),
    'refused preflight': await handler(
      new Request(url, { method: 'OPTIONS', headers: { ...preflight, origin: 'https://evil.example' } }),
    ),
    options: await handler(new Request(url, { method: 'OPTIONS' })),
    'no key': await proxy({ key: '' }).ask(),
    'error of the service': await proxy({}, () => new Response('<h1>no</h1>', { status: 503 })).ask(),
    'service away': await proxy({}, () => Promise.reject(new Error('down'))).ask(),
  };
  for (const [name, response] of Object.entries(answers)) {
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff', name);
  }
});

it('the answers of Node’s listener itself say it too', async (context) => {
  const failing = await listen(createServer(toNodeListener(() => Promise.reject(new Error('mine')))));
  const proxied = await listen(createServer(toNodeListener(createChatProxy({ key }))));
  context.after(() => Promise.all([failing.close(), proxied.close()]));
  const heads = [
    [failing.url, {}, 500],
    [proxied.url, { host: 'no host' }, 400],
  ] as const;
  for (const [address, headers, status] of heads) {
    const seen = await new Promise<[number | undefined, unknown]>((resolve, reject) => {
      const asked = request(address, { headers, agent: false });
      asked.on('error', reject);
      asked.on('response', (response) => {
        response.resume();
        resolve([response.statusCode, response.headers['x-content-type-options']]);
      });
      asked.end();
    });
    assert.deepEqual(seen, [status, 'nosniff']);
  }
});
