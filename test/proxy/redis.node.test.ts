/** The shared store over a real Redis (Debian: apt-get install redis-server): two proxies, one count. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { createChatProxy, sharedStore, type ChatProxy, type LimitStore } from '../../src/proxy/index.js';
import { freePort } from './recipes/boot.js';
import { until } from './until.js';

const server = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'].find((path) =>
  existsSync(path),
);

describe(
  'the shared store over Redis',
  { skip: server === undefined && 'there is no Redis here; Debian: apt-get install redis-server' },
  () => {
    let child: ChildProcess;
    const clients: Redis[] = [];
    let port: number;

    /** A connection of its own, as another machine has. */
    const store = (keyPrefix: string, duration: number): LimitStore => {
      const storeClient = new Redis({
        port,
        host: '127.0.0.1',
        enableOfflineQueue: false,
        lazyConnect: true,
        maxRetriesPerRequest: 0,
        retryStrategy: () => null,
      });
      storeClient.on('error', () => undefined);
      clients.push(storeClient);
      return sharedStore(new RateLimiterRedis({ storeClient, keyPrefix, duration, points: 1 }));
    };

    before(async () => {
      port = await freePort();
      child = spawn(server!, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let output = '';
      for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
        output += String(chunk);
        if (output.includes('Ready to accept connections')) break;
      }
      child.stdout!.resume();
    });
    after(async () => {
      for (const client of clients) client.disconnect();
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    });

    const connected = async (prefix: string, duration: number): Promise<LimitStore> => {
      const made = store(prefix, duration);
      await clients.at(-1)!.connect();
      return made;
    };

    it('adds, gives back and says when it forgets', async () => {
      const one = await connected('adds', 60);
      assert.deepEqual(await one.add('a', 5), { used: 5, secondsLeft: 60 });
      assert.equal((await one.add('a', 7)).used, 12);
      assert.equal((await one.add('a', -10)).used, 2);
      assert.equal((await one.add('b', 1)).used, 1);
      const { secondsLeft } = await one.add('a', 0);
      assert.ok(secondsLeft > 55 && secondsLeft <= 60);
    });

    it('forgets after its period', async () => {
      const one = await connected('forgets', 1);
      assert.equal((await one.add('a', 5)).used, 5);
      await until(async () => (await clients.at(-1)!.keys('forgets:*')).length === 0);
      assert.equal((await one.add('a', 5)).used, 5);
    });

    it('counts for two proxies as for one, also at the same moment', async () => {
      let served = 0;
      const make = async (): Promise<ChatProxy> =>
        createChatProxy({
          key: 'key',
          origins: ['missing'],
          limits: { store: await connected('shared', 60), visitor: { requests: 10, tokens: 1_000_000 } },
          fetch: () => {
            served++;
            return Promise.resolve(
              Response.json({ choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }),
            );
          },
        });
      const proxies = [await make(), await make()];
      const ask = async (proxy: ChatProxy): Promise<number> => {
        const body = JSON.stringify({ model: '8080/taalas/llama3.1-8b-instruct', messages: [{ role: 'user', content: 'hi' }] });
        const request = new Request('https://x/v1/chat/completions', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        const response = await proxy(request, { address: '1.2.3.4' });
        await response.text();
        return response.status;
      };
      const statuses = await Promise.all(Array.from({ length: 40 }, (_, index) => ask(proxies[index % 2]!)));
      assert.equal(statuses.filter((status) => status === 200).length, 10);
      assert.equal(statuses.filter((status) => status === 429).length, 30);
      assert.equal(served, 10);
      const tokens = await (await connected('shared', 60)).add('tokens:visitor:1.2.3.4', 0);
      assert.equal(tokens.used, 20);
    });

    it('that goes away closes the door', async () => {
      const gone = await connected('gone', 60);
      child.kill('SIGKILL');
      await once(child, 'exit');
      await assert.rejects(gone.add('a', 1));
    });
  },
);
