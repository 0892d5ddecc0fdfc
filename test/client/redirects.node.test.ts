/** The same outside of browsers, where fetch shows the redirect as it is, between two servers. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, describe, it } from 'node:test';
import { ChatError, stream } from '../../src/headless.js';
import { listen, type Listening } from '../support/listen.js';

const open: Listening[] = [];
after(() => Promise.all(open.map((server) => server.close())));

describe('a redirect in Node', () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(`by ${status} takes neither body nor headers to another server`, async () => {
      const stolen: string[] = [];
      const elsewhere = await listen(
        createServer((request, response) => {
          stolen.push(`${request.method} ${JSON.stringify(request.headers)}`);
          request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
        }),
      );
      const endpoint = await listen(
        createServer((request, response) => {
          request.resume().on('end', () => response.writeHead(status, { location: `${elsewhere.url}/v1` }).end());
        }),
      );
      open.push(elsewhere, endpoint);
      const events = stream([{ role: 'user', content: 'a secret' }], {
        endpoint: endpoint.url,
        headers: { 'x-session': 'of-the-visitor' },
      });
      await assert.rejects(
        async () => {
          for await (const event of events) assert.notEqual(event.type, 'retry');
        },
        (error) => error instanceof ChatError && error.code === 'unauthorized' && error.message.includes('redirect'),
      );
      assert.deepEqual(stolen, []);
    });
  }
});
