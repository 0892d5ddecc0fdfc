/** In workerd, the runtime that Cloudflare runs. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Running } from '../conformance/suite.js';
import { conformsIn } from '../runtimes/runtimes.js';
import { boot, freePort, recipe, root } from './boot.js';
import { workerConfig } from './worker-config.js';

async function start(workerd: string, upstream: string): Promise<Running> {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'chat-8080-worker-'));
  cpSync(recipe('cloudflare-worker.js'), join(directory, 'cloudflare-worker.js'));
  cpSync(`${root}dist/proxy.js`, join(directory, 'proxy.js'));
  writeFileSync(join(directory, 'config.capnp'), workerConfig(port));
  const running = await boot([workerd, 'serve', join(directory, 'config.capnp')], upstream, port);
  return {
    url: running.url,
    close: async () => {
      await running.close();
      rmSync(directory, { recursive: true });
    },
  };
}

const unlimited = 'this recipe sets no limits, because Workers come and go; it says what to do';

conformsIn('workerd', start, {
  'a visitor who closes the connection before the first byte closes the upstream within a second':
    // Seen in the workerd of test/proxy/runtimes/package.json, whose signal came with https://github.com/cloudflare/workerd/pull/3488.
    'workerd takes the end of what a visitor sends for no more than that, and only notices a reset connection',
  'who has used up a day’s tokens is refused, and a visitor of another address is not': unlimited,
  'all addresses of one IPv6 network of 64 bits are one visitor, and its neighbour is another': unlimited,
});
