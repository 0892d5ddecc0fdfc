/** Lets frames out at a rate, by the wall clock. */
import type { Frame } from './wire.js';

export interface PacedOptions {
  tokensPerSecond: number;
  oneByteAtATime: boolean;
  signal: AbortSignal;
}

/** Milliseconds between two looks at the clock: at 17,000 tokens a second some 70 tokens leave together, as from a real socket. */
const tick = 4;
/** Milliseconds between the last bytes and a broken connection: a browser drops what it has not yet handed on to the page. */
const cutAfter = 100;
/** Tokens that leave together after the reader kept us waiting. */
const mostAtOnce = 4_000;

/**
 * The bytes of `frames` at `tokensPerSecond`. Nothing is made before it is read (back-pressure), and an aborted `signal` or a
 * cancelled stream ends it at once.
 */
export function pacedStream(frames: Iterator<Frame>, { tokensPerSecond, oneByteAtATime, signal }: PacedOptions) {
  const encoder = new TextEncoder();
  const start = performance.now();
  let sent = 0;
  let pending = new Uint8Array(0);
  let waiting: Frame | undefined;
  let stopped = false;
  let wake = (): void => undefined;

  const stop = (): void => {
    stopped = true;
    wake();
  };
  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** The frames that are due now; undefined after the last. A fault waits until what was before it has left. */
  const due = (): { text: string } | { fault: 'cut' | 'stall' } | undefined => {
    const allowance = Math.min(mostAtOnce, 1 + ((performance.now() - start) * tokensPerSecond) / 1000 - sent);
    let text = '';
    for (let used = 0; ;) {
      if (waiting === undefined) {
        const next = frames.next();
        if (next.done) return text === '' ? undefined : { text };
        waiting = next.value;
      }
      if ('fault' in waiting) return text === '' ? waiting : { text };
      if (used + waiting.tokens > allowance) return { text };
      used += waiting.tokens;
      sent += waiting.tokens;
      text += waiting.text;
      waiting = undefined;
    }
  };

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const abort = (): void => {
          stop();
          controller.error(signal.reason);
        };
        if (signal.aborted) abort();
        else signal.addEventListener('abort', abort, { once: true });
      },
      async pull(controller) {
        while (pending.length === 0) {
          if (stopped) return;
          const next = due();
          if (next === undefined) {
            controller.close();
            return;
          }
          if ('text' in next) {
            if (next.text === '') await sleep(Math.max(tick, 1000 / tokensPerSecond));
            else pending = encoder.encode(next.text);
          } else if (next.fault === 'cut') {
            await sleep(cutAfter);
            throw new Error('The stand-in breaks the connection, as it was asked to.');
          } else {
            await sleep(2 ** 31 - 1);
          }
        }
        const size = oneByteAtATime ? 1 : pending.length;
        controller.enqueue(pending.slice(0, size));
        pending = pending.subarray(size);
      },
      cancel: stop,
    },
    { highWaterMark: 0 },
  );
}
