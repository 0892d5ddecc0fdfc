/**
 * What the client costs beside its floor; `npm run bench:client` prints the ratios. Reading a stream: the floor is `JSON.parse` of the very
 * same chunks (target: below 1). A request that a page listens to: `JSON.stringify` of its body. A page's own answer: its iteration.
 */
import { ask } from '../../src/client/index.js';
import { chatCompletions, stream, type ClientOptions, type PromptMessage } from '../../src/headless.js';
import { median } from './measure.js';

const tokens = 17_000;
const rounds = 15;

const chunks = Array.from({ length: tokens }, (_, index) =>
  JSON.stringify({
    id: 'chatcmpl-0123456789abcdef',
    object: 'chat.completion.chunk',
    created: 1_760_000_000,
    model: '8080/taalas/llama3.1-8b-instruct',
    system_fingerprint: 'fp_0123456789',
    choices: [
      { index: 0, delta: { content: ` tok${index % 10}` }, logprobs: null, finish_reason: index === tokens - 1 ? 'stop' : null },
    ],
  }),
);
const bytes = new TextEncoder().encode(chunks.map((chunk) => `data: ${chunk}\n\n`).join('') + 'data: [DONE]\n\n');

/** As the network delivers a second of 17,000 tokens: in some 250 pieces (or in one, where it comes at once). */
function body(pieceSize: number): ReadableStream<Uint8Array> {
  let start = 0;
  return new ReadableStream({
    pull(controller) {
      if (start >= bytes.length) controller.close();
      else controller.enqueue(bytes.subarray(start, (start += pieceSize)));
    },
  });
}

async function readWithClient(pieceSize: number): Promise<number> {
  const answer = new Response(body(pieceSize), { headers: { 'content-type': 'text/event-stream' } });
  let length = 0;
  for await (const event of stream([{ role: 'user', content: 'hi' }], {
    endpoint: 'http://model.test/v1',
    fetch: () => Promise.resolve(answer),
  })) {
    if (event.type === 'text') length += event.delta.length;
  }
  return length;
}

function parseOnly(): number {
  let length = 0;
  for (const chunk of chunks) {
    length += (JSON.parse(chunk) as { choices: { delta: { content: string } }[] }).choices[0]?.delta.content.length ?? 0;
  }
  return length;
}

async function cpu(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

interface Side {
  name: string;
  work: () => unknown;
}

async function compare(title: string, client: Side, floor: Side): Promise<void> {
  const times: [client: number[], floor: number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    times[1].push(await cpu(floor.work));
    times[0].push(await cpu(client.work));
  }
  const [one, other] = [median(times[0]), median(times[1])];
  console.log(
    `${title}: ${client.name} ${one.toFixed(1)} ms CPU, ${floor.name} ${other.toFixed(1)} ms, ratio ${(one / other).toFixed(2)}`,
  );
}

/** A conversation of 200 messages of 600 characters, with what has to be escaped in them. */
const messages = Array.from({ length: 200 }, (_, index): PromptMessage => {
  const text = `A "word" and another, line ${index}.\n`.repeat(20).slice(0, 600);
  return { id: String(index), role: index % 2 === 0 ? 'user' : 'assistant', parts: [{ type: 'text', text }] };
});
const requests = 50;

async function drain(options: Omit<ClientOptions, 'endpoint'>): Promise<number> {
  let length = 0;
  const all = { endpoint: 'http://model.test/v1', ...options };
  for await (const event of ask(chatCompletions, () => chatCompletions.body({ messages }, all), all)) {
    if (event.type === 'text') length += event.delta.length;
  }
  return length;
}

/** A listener adds a field, as an element's does; the answer is short. */
async function requestAll(): Promise<void> {
  for (let request = 0; request < requests; request++) {
    await drain({
      beforeRequest: ({ body }) => {
        body['user'] = 'u-1';
      },
      fetch: () => Promise.resolve(new Response('{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}')),
    });
  }
}

function stringifyAll(): void {
  for (let request = 0; request < requests; request++) JSON.stringify(chatCompletions.body({ messages }, {}));
}

// eslint-disable-next-line @typescript-eslint/require-await -- it has to be an AsyncIterable, and has nothing to wait for
async function* pieces(): AsyncGenerator<string> {
  for (let index = 0; index < tokens; index++) yield ` tok${index % 10}`;
}

async function iterateOnly(): Promise<number> {
  let length = 0;
  for await (const piece of pieces()) length += piece.length;
  return length;
}

const answerOfPage = (): Promise<number> => drain({ beforeRequest: pieces });

if ((await readWithClient(20_000)) !== parseOnly()) throw new Error('The client lost text.');
for (const [name, pieceSize] of [
  ['250 pieces', 20_000],
  ['one piece', bytes.length],
  ['a piece a token', 260],
] as const) {
  await compare(
    `${tokens} tokens in ${name}`,
    { name: 'client', work: () => readWithClient(pieceSize) },
    { name: 'JSON.parse', work: parseOnly },
  );
}
// Not before: what a page answers takes other ways through the same code, and the engine would prepare for both.
if ((await answerOfPage()) !== (await iterateOnly())) throw new Error('The client lost pieces.');
await compare(
  `${requests} requests of ${messages.length} messages`,
  { name: 'client', work: requestAll },
  { name: 'JSON.stringify', work: stringifyAll },
);
await compare(`respondWith ${tokens} pieces`, { name: 'client', work: answerOfPage }, { name: 'iteration', work: iterateOnly });
