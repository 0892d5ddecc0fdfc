/** In workerd, the runtime that Cloudflare runs. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Running } from '../conformance/suite.js';
import { conformsIn } from '../runtimes/runtimes.js';
import { boot, freePort, recipe, root } from './boot.js';

const config = (port: number): string => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [
    (name = "cloudflare-worker.js", esModule = embed "cloudflare-worker.js"),
    (name = "chat-8080/proxy", esModule = embed "proxy.js"),
  ],
  bindings = [
    (name = "_8080_API_KEY", fromEnvironment = "_8080_API_KEY"),
    (name = "CHAT_UPSTREAM", fromEnvironment = "CHAT_UPSTREAM"),
  ],
  compatibilityDate = "2025-09-01",
  compatibilityFlags = ["enable_request_signal"],
);`;

async function start(workerd: string, upstream: string): Promise<Running> {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'chat-8080-worker-'));
  cpSync(recipe('cloudflare-worker.js'), join(directory, 'cloudflare-worker.js'));
  cpSync(`${root}dist/proxy.js`, join(directory, 'proxy.js'));
  writeFileSync(join(directory, 'config.capnp'), config(port));
  const running = await boot([workerd, 'serve', join(directory, 'config.capnp')], upstream, port);
  return {
    url: running.url,
    close: async () => {
      await running.close();
      rmSync(directory, { recursive: true });
    },
  };
}

conformsIn('workerd', start, {
  'a visitor who closes the connection before the first byte closes the upstream within a second':
    // Seen in the workerd of test/proxy/runtimes/package.json, whose signal came with https://github.com/cloudflare/workerd/pull/3488.
    'workerd takes the end of what a visitor sends for no more than that, and only notices a reset connection',
  'who has used up a day’s tokens is refused, and a visitor of another address is not':
    'this recipe sets no limits, because Workers come and go; it says what to do',
});
