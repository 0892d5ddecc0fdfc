/** Bytes on their way from the upstream to the visitor: passed as they come, without the key. */
import { redact } from './redact.js';

/** `stalled`: the upstream fell silent; `late`: the whole reply took too long; `aborted`: the visitor left. */
export type RelayEnd = 'complete' | 'failed' | 'stalled' | 'late' | 'aborted';

export interface RelayOptions {
  /** Redacted wherever it occurs, also when it is cut across chunks. */
  secret: string;
  /** Goes first, and counts as no byte of the upstream's; empty: nothing. */
  opening: string;
  /** Time without a byte after which the upstream counts as stalled. */
  idleMs: number;
  /** Aborts when the whole reply has taken too long. */
  deadline: AbortSignal;
  /** Aborts when the visitor leaves. A runtime need not cancel the body as well: no specification asks for both. */
  visitor: AbortSignal;
  /** Sent to a visitor whose reply ends too early; null breaks the connection off instead. */
  closingEvent: (how: 'stalled' | 'late') => string | null;
  /** Sees the bytes once they have been handed on. */
  onBytes: (bytes: Uint8Array) => void;
  /** Called once, when nothing more comes. */
  onEnd: (how: RelayEnd) => void;
}

/** Reads only when the visitor's side asks, so a slow visitor slows the upstream down. */
export function relay(body: ReadableStream<Uint8Array>, options: RelayOptions): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const redactor = redact(options.secret);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  /** Set while the visitor waits for a byte. */
  let interrupt: ((how: 'late') => void) | undefined;
  const end = (how: RelayEnd): void => {
    clearTimeout(timer);
    options.deadline.removeEventListener('abort', tooLong);
    options.visitor.removeEventListener('abort', leave);
    if (!over) options.onEnd(how);
    over = true;
  };
  // The upstream is aborted by `onEnd`; this only releases its stream, which may have failed by that abort.
  const release = (reason?: unknown): void => void reader.cancel(reason).catch(() => undefined);
  const breakOff = (how: RelayEnd, reason: unknown): void => {
    end(how);
    release(reason);
    visitorSide.error(reason);
  };
  // Who does not read gets no closing event: it would wait, and hold the connection, for as long as the visitor likes.
  const tooLong = (): void => (interrupt ? interrupt('late') : breakOff('late', options.deadline.reason));
  const leave = (): void => breakOff('aborted', options.visitor.reason);
  let visitorSide: ReadableStreamDefaultController<Uint8Array>;

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        visitorSide = controller;
        options.deadline.addEventListener('abort', tooLong);
        options.visitor.addEventListener('abort', leave);
        if (options.visitor.aborted) leave();
        else if (options.opening !== '') controller.enqueue(new TextEncoder().encode(options.opening));
      },
      async pull(controller) {
        // A chunk that is nothing but the beginning of the key is held back; the next one decides.
        for (;;) {
          let result: ReadableStreamReadResult<Uint8Array> | 'stalled' | 'late';
          try {
            result = await Promise.race([
              reader.read(),
              new Promise<'stalled' | 'late'>((resolve) => {
                interrupt = resolve;
                timer = setTimeout(resolve, options.idleMs, 'stalled');
              }),
            ]);
          } catch (error) {
            end('failed');
            throw error;
          } finally {
            clearTimeout(timer);
            interrupt = undefined;
          }
          // The visitor left while the upstream was being waited for.
          if (over) return;
          if (result === 'stalled' || result === 'late') {
            end(result);
            release();
            const event = options.closingEvent(result);
            if (event === null) throw new Error('The reply ended too early.');
            controller.enqueue(new TextEncoder().encode(event));
            controller.close();
            return;
          }
          const bytes = result.done ? redactor.end() : redactor.next(result.value);
          if (bytes.length > 0) {
            controller.enqueue(bytes);
            options.onBytes(bytes);
          }
          if (result.done) {
            end('complete');
            controller.close();
            return;
          }
          if (bytes.length > 0) return;
        }
      },
      cancel(reason) {
        end('aborted');
        release(reason);
      },
    },
    // Nothing is read ahead of the visitor.
    { highWaterMark: 0 },
  );
}
