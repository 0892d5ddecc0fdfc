/** The chunks of a body, with a limit to the silence between them. */
import { ChatError } from './errors.js';
import { connectionError } from './http.js';

/**
 * One timer and one listener for the whole body, and a deadline that moves: a promise race with a timer of its own for each chunk cost
 * half as much again as everything else that is done with the bytes (measured with `npm run bench:client`).
 */
export class ChunkReader {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #deadline = Infinity;
  #expired = false;

  /** @param signal aborts the reading, also of a body that knows nothing of the signal */
  constructor(
    private readonly bytes: ReadableStreamDefaultReader<Uint8Array>,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', this.#cancel);
    if (signal.aborted) this.#cancel();
  }

  /** The limit passed before the body ended. */
  get expired(): boolean {
    return this.#expired;
  }

  /** @param deadline as `performance.now()` counts; the next chunk has to be there by then */
  waitUntil(deadline: number): void {
    const isEarlier = deadline < this.#deadline;
    this.#deadline = deadline;
    if (this.#timer === undefined || isEarlier) this.#arm();
  }

  /**
   * @returns undefined at the end, and when the limit has passed
   * @throws ChatError `aborted`, `offline` or `interrupted`
   */
  async next(): Promise<Uint8Array | undefined> {
    try {
      const { value } = await this.bytes.read();
      if (this.signal.aborted) throw new ChatError('aborted', 'The request was stopped.');
      return value;
    } catch (error) {
      throw connectionError(error, this.signal, 'interrupted');
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.signal.removeEventListener('abort', this.#cancel);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#deadline === Infinity) return;
    this.#timer = setTimeout(
      () => {
        if (performance.now() < this.#deadline) {
          this.#arm();
          return;
        }
        this.#expired = true;
        this.#cancel();
      },
      Math.max(0, this.#deadline - performance.now()),
    );
  }

  /** Ends a pending read: it resolves as if the body had ended. */
  readonly #cancel = (): void => {
    this.bytes.cancel().catch(() => undefined); // a body that has failed by itself says so in read()
  };
}
