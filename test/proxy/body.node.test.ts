import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readJson } from '../../src/proxy/body.js';
import { turn, until } from './until.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const post = (body: ReadableStream<Uint8Array>, headers: Record<string, string> = {}): Request =>
  new Request('https://shop.example/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

it('a body in single bytes takes no more memory than a few times its size', async () => {
  const size = 200_000;
  let sent = 0;
  const space = new TextEncoder().encode(' ');
  let end: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent++ < size) controller.enqueue(space);
        else return new Promise<void>((resolve) => (end = resolve)).then(() => controller.close());
        return undefined;
      },
    },
    { highWaterMark: 0 },
  );
  const request = post(body);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const reading = readJson(request, 256_000, 120_000);
  await until(() => sent > size, 100_000);
  collectGarbage();
  const held = process.memoryUsage().heapUsed - before;
  end();
  assert.deepEqual(await reading, { problem: 'invalid_json' });
  assert.ok(held < 20_000_000, `${held} bytes are held for a body of ${size}`);
});

it('a body that is late is read no further', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  let pulled = 0;
  let send: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        pulled++;
        await new Promise<void>((resolve) => (send = resolve));
        controller.enqueue(new Uint8Array([32]));
      },
    },
    { highWaterMark: 0 },
  );
  const reading = readJson(post(body), 1000, 50);
  await turn();
  send();
  await turn();
  assert.equal(pulled, 2);
  context.mock.timers.tick(50);
  assert.deepEqual(await reading, { problem: 'request_timeout' });
  send();
  await turn();
  assert.equal(pulled, 2);
});

it('a body that says it is too large is not read at all', async () => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull() {
        pulled++;
      },
    },
    { highWaterMark: 0 },
  );
  assert.deepEqual(await readJson(post(body, { 'content-length': '1001' }), 1000, 1000), { problem: 'request_too_large' });
  assert.equal(pulled, 0);
});

it('a body that comes steadily has a second more for every 50 kB, and one that stops has none', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  for (const stops of [false, true]) {
    let visitor!: ReadableStreamDefaultController<Uint8Array>;
    const reading = readJson(
      post(new ReadableStream({ start: (controller) => void (visitor = controller) })),
      12_000_000,
      10_000,
    );
    // 5 MB in 40 seconds: 1 Mbit/s.
    for (let seconds = 0; seconds < 40; seconds += 2) {
      if (!stops || seconds < 10) visitor.enqueue(new Uint8Array(250_000).fill(32));
      for (let turns = 0; turns < 5; turns++) await turn();
      context.mock.timers.tick(2_000);
    }
    if (!stops) visitor.close();
    assert.deepEqual(await reading, { problem: stops ? 'request_timeout' : 'invalid_json' });
  }
});
