import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pacedStream } from '../../demo/stand-in/paced-stream.js';
import { tokens } from '../../demo/stand-in/tokens.js';
import type { Frame } from '../../demo/stand-in/wire.js';

function endless(): { frames: Iterator<Frame>; made: () => number } {
  let made = 0;
  return { frames: { next: () => ({ done: false, value: { text: `${++made}\n`, tokens: 1 } }) }, made: () => made };
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the paced stream', () => {
  it('makes nothing that nobody reads', async () => {
    const { frames, made } = endless();
    const { signal } = new AbortController();
    const reader = pacedStream(frames, { tokensPerSecond: 17_000, oneByteAtATime: false, signal }).getReader();
    await reader.read();
    const before = made();
    await wait(100);
    assert.equal(made(), before);
    await reader.cancel();
  });

  it('makes up for time in which nobody read, in bounded portions', async () => {
    const { frames, made } = endless();
    const { signal } = new AbortController();
    const reader = pacedStream(frames, { tokensPerSecond: 1_000_000, oneByteAtATime: false, signal }).getReader();
    await wait(50);
    await reader.read();
    assert.ok(made() <= 4_001, `${made()} tokens at once`);
    await reader.cancel();
  });

  it('ends at once when its signal aborts or it is cancelled, even while it waits for the next token', async () => {
    const aborted = endless();
    const controller = new AbortController();
    const first = pacedStream(aborted.frames, {
      tokensPerSecond: 1,
      oneByteAtATime: false,
      signal: controller.signal,
    }).getReader();
    await first.read();
    const waiting = first.read();
    const start = performance.now();
    controller.abort(new Error('left'));
    await assert.rejects(waiting, /left/);
    assert.ok(performance.now() - start < 500);

    const cancelled = endless();
    const second = pacedStream(cancelled.frames, {
      tokensPerSecond: 1,
      oneByteAtATime: false,
      signal: new AbortController().signal,
    }).getReader();
    await second.read();
    void second.read();
    await second.cancel();
    const made = cancelled.made();
    await wait(1100);
    assert.equal(cancelled.made(), made);
  });
});

describe('tokens', () => {
  it('are about four characters long, cut no character in two, and give the text again', () => {
    const text = 'The quick brown fox, 👨‍👩‍👧 and a naïve café:\n\n  - one\n  - two antidisestablishmentarianism';
    const pieces = tokens(text);
    assert.equal(pieces.join(''), text);
    assert.ok(text.length / pieces.length > 3 && text.length / pieces.length < 6);
    for (const piece of pieces) assert.equal(piece, Buffer.from(piece).toString());
  });
});
