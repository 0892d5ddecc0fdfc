/** The chunks of a body, with a limit to the silence between them. */
import { ChatError } from './errors.js';
import { connectionError, type Chunk } from './http.js';
import { longestTimerMs } from './time.js';

/**
 * One timer and one listener for the whole body, and a deadline that moves: a promise race with a timer of its own for each chunk cost
 * half as much again as everything else, where every token is a chunk of its own (measured with `npm run bench:client`).
 */
export class ChunkReader {
  readonly #chunks: ReadableStreamDefaultReader<Chunk>;
  readonly #signal: AbortSignal;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer looks at the clock again, and by when the chunk that is waited for has to be there. */
  #timerAt = Infinity;
  #deadline = Infinity;
  #expired = false;

  /** @param signal aborts the reading, also of a body that knows nothing of the signal */
  constructor(chunks: ReadableStreamDefaultReader<Chunk>, signal: AbortSignal) {
    this.#chunks = chunks;
    this.#signal = signal;
    signal.addEventListener('abort', this.#cancel);
    if (signal.aborted) this.#cancel();
  }

  /** A chunk was not there in time. */
  get expired(): boolean {
    return this.#expired;
  }

  /**
   * @param deadline as `performance.now()` counts. It holds for this chunk alone: what a slow consumer takes its time over is not the server's silence.
   * @returns undefined at the end, and when the deadline has passed
   * @throws ChatError `aborted`, `offline` or `interrupted`
   */
  async next(deadline: number): Promise<Chunk | undefined> {
    this.#deadline = deadline;
    if (deadline < this.#timerAt) this.#arm();
    try {
      const { value } = await this.#chunks.read();
      if (this.#signal.aborted) throw new ChatError('aborted', 'The request was stopped.');
      return value;
    } catch (error) {
      throw connectionError(error, this.#signal, 'interrupted');
    } finally {
      this.#deadline = Infinity;
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#cancel);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const wait = Math.min(longestTimerMs, Math.max(0, this.#deadline - performance.now()));
    this.#timerAt = performance.now() + wait;
    this.#timer = setTimeout(() => this.#look(), wait);
  }

  #look(): void {
    this.#timerAt = Infinity;
    if (this.#deadline === Infinity) return;
    if (performance.now() < this.#deadline) {
      this.#arm();
      return;
    }
    this.#expired = true;
    this.#cancel();
  }

  /** Ends a pending read: it resolves as if the body had ended. */
  readonly #cancel = (): void => {
    this.#chunks.cancel().catch(() => undefined); // a body that has failed by itself says so in read()
  };
}
