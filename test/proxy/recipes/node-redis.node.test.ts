/** The recipe over a real Redis, and the file that runs both (Debian: apt-get install redis-server). */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { conforms, type Running } from '../conformance/suite.js';
import { find, lacking, run } from '../servers/programs.js';
import { boot, connects, freePort, recipe } from './boot.js';

const redis = find(/^redis-server$/);

async function start(upstream: string): Promise<Running> {
  const port = await freePort();
  const store = await run([redis!, '--port', String(port), '--bind', '127.0.0.1', '--save', ''], () => connects(port));
  process.env['REDIS_URL'] = `redis://127.0.0.1:${port}`;
  const running = await boot([process.execPath, recipe('node-redis.js')], upstream);
  return {
    ...running,
    close: async () => {
      await running.close();
      await store.close();
    },
  };
}

conforms('demo/proxies/node-redis.js', start, { missing: lacking({ 'redis-server': redis !== undefined }) });

it('compose.yaml names files, packages and variables that there are', () => {
  const text = readFileSync(recipe('compose.yaml'), 'utf8');
  for (const [, file] of text.matchAll(/- \.\/([\w.-]+):/g)) assert.ok(existsSync(recipe(file!)), file);
  const code = readFileSync(recipe('node-redis.js'), 'utf8');
  const given = [...text.matchAll(/^ {6}(\w+): /gm)].map(([, name]) => name!);
  for (const [, name] of code.matchAll(/process\.env\.(\w+)/g)) assert.ok(given.includes(name!), name);
  const { devDependencies } = JSON.parse(readFileSync(recipe('../../package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  for (const [, name, major] of text.matchAll(/ ([\w-]+)@(\d+)/g))
    assert.equal(devDependencies[name!]?.split('.')[0], major, name);
  // Nobody outside reaches Redis, or the proxy without the server in front.
  assert.deepEqual(
    [...text.matchAll(/^ +- (\S+:\d+:\d+)$/gm)].map(([, port]) => port),
    ['127.0.0.1:8787:8787'],
  );
});
