import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { stream } from '../../src/headless.js';
import { collect, type Reply } from './collect.js';
import { transcripts, type Transcript } from './transcripts.js';

/** Reads a transcript whose bytes arrive in these pieces. */
function read({ contentType = 'text/event-stream', n }: Transcript, pieces: Uint8Array<ArrayBuffer>[]): Promise<Reply> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  const answer = new Response(body, { headers: { 'content-type': contentType } });
  return collect(
    stream([{ role: 'user', content: 'hi' }], { endpoint: 'http://model.test/v1', n, fetch: () => Promise.resolve(answer) }),
  );
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

function expectReply({ thrown, ...reply }: Reply, { expected, name }: Transcript): void {
  const { text = '', reasoning = '', refusal = '', toolCalls = [], finishReason, sources, images, audio, usage } = expected;
  const choice = reply.choices[0] ?? { text: '', reasoning: '', refusal: '', toolCalls: [], finishReason: undefined };
  for (const call of choice.toolCalls) if (/^call_[0-9a-f]{24}$/.test(call.id ?? '')) call.id = 'made up';
  expect(choice, name).to.deep.equal({
    text,
    reasoning,
    refusal,
    toolCalls,
    finishReason,
    ...(sources && { sources }),
    ...(images && { images }),
    ...(audio && { audio }),
  });
  expect(reply.choices[1]?.text, name).to.equal(expected.secondText);
  const [promptTokens, completionTokens, totalTokens] = usage ?? [];
  expect(reply.usage, name).to.deep.equal(usage && { promptTokens, completionTokens, totalTokens });
  if (expected.model !== undefined) expect(reply.model, name).to.equal(expected.model);
  expect(reply.damages, name).to.equal(expected.damages ?? 0);
  expect(reply.error, `${name}: ${String(thrown)}`).to.equal(expected.error);
}

describe('what servers send is read right', () => {
  for (const transcript of transcripts) {
    const bytes = bytesOf(transcript.body);

    it(`${transcript.name}: whole`, async () => {
      expectReply(await read(transcript, [bytes]), transcript);
    });

    it(`${transcript.name}: cut in two at every byte`, async () => {
      for (let cut = 1; cut < bytes.length; cut++) {
        expectReply(await read(transcript, [bytes.subarray(0, cut), bytes.subarray(cut)]), transcript);
      }
    });

    it(`${transcript.name}: byte by byte`, async () => {
      expectReply(
        await read(
          transcript,
          Array.from(bytes, (byte) => Uint8Array.of(byte)),
        ),
        transcript,
      );
    });

    it(`${transcript.name}: cut at random`, async () => {
      const cuts = fc.uniqueArray(fc.nat({ max: bytes.length }), { maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(cuts, async (places) => {
          const edges = [0, ...places.toSorted((a, b) => a - b), bytes.length];
          const pieces = edges.slice(1).map((end, number) => bytes.subarray(edges[number], end));
          expectReply(await read(transcript, pieces), transcript);
        }),
        { numRuns: 20, seed: 8080 },
      );
    });
  }
});
