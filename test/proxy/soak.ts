/**
 * `npm run soak:proxy`: 200 visitors stream at once through the Node adapter for 30 seconds, and as long without the proxy.
 * Prints what the proxy adds; fails when its memory grows, when an answer is not whole, or when a visitor who left is still served upstream.
 * Upstream, proxy and visitors are three processes, so that nobody's garbage collection is charged to another.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createChatProxy } from '../../src/proxy/index.js';
import { toNodeListener } from '../../src/proxy/node.js';
import { listen } from '../support/listen.js';
import { until } from './until.js';

const visitors = 200;
const seconds = Number(process.env['SOAK_SECONDS'] ?? 30);
/** A model's own time: to its first token, and between the pieces of a reply of two seconds. */
const model = { think: 150, pieces: 50, pause: 40 };
/** Every fifth visitor leaves in the middle. */
const leaves = (count: number): boolean => count % 5 === 4;

const piece = `data: ${JSON.stringify({ id: 'chatcmpl-soak', object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content: 'token '.repeat(8) }, finish_reason: null }] })}\n\n`;
const whole = Buffer.byteLength(piece) * model.pieces;
const body = JSON.stringify({
  model: '8080/taalas/llama3.1-8b-instruct',
  messages: [{ role: 'user', content: 'hi' }],
  stream: true,
});

async function upstream(): Promise<void> {
  const counts = { answered: 0, left: 0, open: 0 };
  const server = await listen(
    createServer((incoming, response) => {
      incoming.resume();
      counts.open++;
      let sent = 0;
      let timer = setTimeout(function next() {
        if (sent === 0) response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(piece);
        if (++sent === model.pieces) response.end();
        else timer = setTimeout(next, model.pause);
      }, model.think);
      response.on('close', () => {
        clearTimeout(timer);
        counts.open--;
        counts[response.writableFinished ? 'answered' : 'left']++;
      });
    }),
  );
  process.on('message', () => process.send?.(counts));
  process.send?.(server.url);
}

async function proxy(to: string): Promise<void> {
  const handler = createChatProxy({
    key: 'sk-8080-not-a-real-key-0123456789',
    upstream: to,
    origins: ['missing'],
    onUsage: () => undefined,
  });
  const server = await listen(createServer(toNodeListener(handler)));
  process.on('message', () => {
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    process.send?.({ rss, heap: heapUsed + external });
  });
  process.send?.(`${server.url}/v1/chat/completions`);
}

interface Times {
  first: number[];
  last: number[];
  left: number;
  broken: number;
}

interface Visit {
  /** So that not all visitors leave at the same question. */
  offset: number;
  end: number;
  times: Times;
}

/** One visitor asks again and again until the time is over. */
async function visit(url: string, agent: Agent, { offset, end, times }: Visit): Promise<void> {
  for (let count = offset; performance.now() < end; count++) {
    const start = performance.now();
    await new Promise<void>((resolve) => {
      const outgoing = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (response) => {
        let received = 0;
        response.on('data', (chunk: Buffer) => {
          if (received === 0) times.first.push(performance.now() - start);
          received += chunk.length;
          if (!leaves(count) || received < whole / 2) return;
          times.left++;
          outgoing.destroy();
          resolve();
        });
        response.on('end', () => {
          times.last.push(performance.now() - start);
          if (received !== whole) times.broken++;
          resolve();
        });
        response.on('error', () => resolve());
      });
      outgoing.on('error', () => {
        if (!leaves(count)) times.broken++;
        resolve();
      });
      outgoing.end(body);
    });
  }
}

async function load(url: string): Promise<Times> {
  const times: Times = { first: [], last: [], left: 0, broken: 0 };
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const end = performance.now() + seconds * 1000;
  // They come one after the other over the first two seconds, so that the replies do not run in step.
  await Promise.all(
    Array.from({ length: visitors }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 10));
      await visit(url, agent, { offset: index, end, times });
    }),
  );
  agent.destroy();
  return times;
}

async function start(role: string, ...more: string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(fileURLToPath(import.meta.url), [role, ...more], { execArgv: ['--import', 'tsx', '--expose-gc'] });
  const [url] = (await once(child, 'message')) as [string];
  return { child, url };
}

async function tell<Answer>(child: ChildProcess): Promise<Answer> {
  child.send('tell');
  const [answer] = (await once(child, 'message')) as [Answer];
  return answer;
}

const at = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
const mega = (bytes: number): string => (bytes / 1e6).toFixed(1);

async function soak(): Promise<void> {
  const service = await start('upstream');
  const between = await start('proxy', service.url);
  try {
    console.log(
      `${visitors} visitors, ${seconds} s without and ${seconds} s with the proxy; the upstream thinks ${model.think} ms and`,
    );
    console.log(`streams ${model.pieces} pieces, one every ${model.pause} ms; every fifth visitor leaves in the middle.\n`);
    const direct = await load(service.url);
    const memory: { rss: number; heap: number }[] = [];
    const timer = setInterval(
      () => void tell<(typeof memory)[number]>(between.child).then((sample) => memory.push(sample)),
      2500,
    );
    const proxied = await load(between.url);
    clearInterval(timer);
    const count = () => tell<{ answered: number; left: number; open: number }>(service.child);
    // What is still open after the limit is counted as a failure below.
    await until(async () => (await count()).open === 0).catch(() => undefined);
    const counts = await count();

    for (const [name, key] of [
      ['first byte', 'first'],
      ['last byte', 'last'],
    ] as const) {
      for (const share of [0.5, 0.95]) {
        const [without, through] = [at(direct[key], share), at(proxied[key], share)];
        console.log(
          `${name}, ${share * 100} %: ${without.toFixed(1)} ms without, ${through.toFixed(1)} ms through the proxy: ${(through / without).toFixed(3)} × (target ≤ 1.15)`,
        );
      }
    }
    // The first samples are taken while the visitors still arrive.
    const settled = memory.slice(3);
    const heaps = settled.map(({ heap }) => heap);
    const growth = at(heaps.slice(-3), 0.5) / at(heaps.slice(0, 3), 0.5);
    console.log(
      `memory of the proxy every 2.5 s (heap and buffers after a collection, MB): ${memory.map(({ heap }) => mega(heap)).join(' ')}`,
    );
    console.log(`resident (MB): ${memory.map(({ rss }) => mega(rss)).join(' ')}; end to beginning: ${growth.toFixed(3)} ×`);
    console.log(
      `${proxied.last.length} whole replies, ${proxied.broken + direct.broken} broken; ${counts.left} of ${proxied.left + direct.left} left visitors closed upstream, ${counts.open} still open`,
    );

    const failures = [
      proxied.broken + direct.broken > 0 && 'replies were broken',
      counts.open > 0 && 'requests are still open upstream',
      counts.left !== proxied.left + direct.left && 'not every visitor who left was closed upstream',
      !(growth < 1.25) && 'memory grew',
    ].filter((failure) => failure !== false);
    console.log(failures.length === 0 ? '\nHolds.' : `\nFails: ${failures.join('; ')}.`);
    process.exitCode = failures.length === 0 ? 0 : 1;
  } finally {
    service.child.kill();
    between.child.kill();
  }
}

const [role, to = ''] = process.argv.slice(2);
if (role === 'upstream') await upstream();
else if (role === 'proxy') await proxy(to);
else await soak();
