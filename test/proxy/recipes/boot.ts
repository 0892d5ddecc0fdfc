/** Boots a recipe of demo/proxies as its reader would: a process of its own, set up by environment variables. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { listen } from '../../support/listen.js';
import type { Running } from '../conformance/suite.js';
import { key } from '../conformance/target.js';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const recipe = (name: string): string => `${root}demo/proxies/${name}`;

/** Keeps a test from hanging; a busy machine takes seconds to start a runtime. */
const patienceMs = 60_000;

export async function freePort(): Promise<number> {
  const server = await listen(createServer());
  await server.close();
  return Number(new URL(server.url).port);
}

export const connects = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });

/** @param command Gets PORT, CHAT_UPSTREAM and _8080_API_KEY from its environment, unless its parameters say them. */
export async function boot([command, ...parameters]: [string, ...string[]], upstream: string, port?: number): Promise<Running> {
  const listening = port ?? (await freePort());
  const child = spawn(command, parameters, {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', PORT: String(listening), CHAT_UPSTREAM: upstream, _8080_API_KEY: key },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  const deadline = performance.now() + patienceMs;
  while (!(await Promise.race([connects(listening), failed]))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill();
      throw new Error(`${command} ${parameters.join(' ')} does not listen on ${listening}:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url: `http://127.0.0.1:${listening}`,
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
