// What the client costs beside its floor: `JSON.parse` of the very same chunks. `npm run bench:client` prints the ratio (target: below 1).
import { stream } from '../../src/client/index.js';

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

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

if ((await readWithClient(20_000)) !== parseOnly()) throw new Error('The client lost text.');
for (const [name, pieceSize] of [
  ['250 pieces', 20_000],
  ['one piece', bytes.length],
  ['a piece a token', 260],
] as const) {
  const client: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < rounds; round++) {
    floor.push(await cpu(parseOnly));
    client.push(await cpu(() => readWithClient(pieceSize)));
  }
  const [one, other] = [median(client), median(floor)];
  console.log(
    `${tokens} tokens in ${name}: client ${one.toFixed(1)} ms CPU, JSON.parse ${other.toFixed(1)} ms, ratio ${(one / other).toFixed(2)}`,
  );
}
