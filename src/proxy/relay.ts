// Bytes on their way from the upstream to the visitor: passed as they come, with the key blotted out.
import { longPiece } from './errors.js';

/** `stalled`: the upstream fell silent; `late`: the whole reply took too long; `left`: the visitor went away. */
export type RelayEnd = 'complete' | 'failed' | 'stalled' | 'late' | 'left';

export interface RelayOptions {
  /** Blotted out wherever it occurs, also when it is cut across chunks. */
  secret: string;
  /** Milliseconds without a byte after which the upstream counts as stalled. */
  silence: number;
  /** Aborts when the whole reply has taken too long. */
  longest: AbortSignal;
  /** Aborts when the visitor leaves; not every runtime cancels the body as well. */
  visitor: AbortSignal;
  /** Sent to a visitor whose reply ends too early; null breaks the connection off instead. */
  farewell: (how: 'stalled' | 'late') => string | null;
  /** Sees the bytes once they have been handed on. */
  passed: (bytes: Uint8Array) => void;
  /** Called once, when nothing more comes. */
  ended: (how: RelayEnd) => void;
}

/** Reads only when the visitor's side asks, so a slow visitor slows the upstream down. */
export function relay(body: ReadableStream<Uint8Array>, options: RelayOptions): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const blot = createBlot(options.secret);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  /** Set while the visitor waits for a byte. */
  let interrupt: ((how: 'late') => void) | undefined;
  const end = (how: RelayEnd): void => {
    clearTimeout(timer);
    options.longest.removeEventListener('abort', tooLong);
    options.visitor.removeEventListener('abort', leave);
    if (!over) options.ended(how);
    over = true;
  };
  // The upstream is aborted by `ended`; this only releases its stream, which may have failed by that abort.
  const release = (reason?: unknown): void => void reader.cancel(reason).catch(() => undefined);
  const breakOff = (how: RelayEnd, reason: unknown): void => {
    end(how);
    release(reason);
    visitorSide.error(reason);
  };
  // Who does not read gets no farewell: it would wait, and hold the connection, for as long as the visitor likes.
  const tooLong = (): void => (interrupt ? interrupt('late') : breakOff('late', options.longest.reason));
  const leave = (): void => breakOff('left', options.visitor.reason);
  let visitorSide: ReadableStreamDefaultController<Uint8Array>;

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        visitorSide = controller;
        options.longest.addEventListener('abort', tooLong);
        options.visitor.addEventListener('abort', leave);
        if (options.visitor.aborted) leave();
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
                timer = setTimeout(resolve, options.silence, 'stalled');
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
            const farewell = options.farewell(result);
            if (farewell === null) throw new Error('The reply ended too early.');
            controller.enqueue(new TextEncoder().encode(farewell));
            controller.close();
            return;
          }
          const bytes = result.done ? blot.end() : blot.next(result.value);
          if (bytes.length > 0) {
            controller.enqueue(bytes);
            options.passed(bytes);
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
        end('left');
        release(reason);
      },
    },
    // Nothing is read ahead of the visitor.
    { highWaterMark: 0 },
  );
}

interface Blot {
  next: (chunk: Uint8Array) => Uint8Array;
  /** What was held back because it might have been the beginning of the secret. */
  end: () => Uint8Array;
}

const asterisk = 42;

/**
 * Replaces the secret by as many asterisks, also where its slashes are escaped as some writers of JSON do. Bytes are held back only
 * while they are a beginning of it; at the end of all bytes, a long beginning is replaced too.
 */
export function createBlot(secret: string): Blot {
  const plain = blotOf(secret);
  if (!secret.includes('/')) return plain;
  const escaped = blotOf(secret.replaceAll('/', '\\/'));
  return {
    next: (chunk) => escaped.next(plain.next(chunk)),
    end() {
      const before = escaped.next(plain.end());
      const rest = escaped.end();
      const both = new Uint8Array(before.length + rest.length);
      both.set(before);
      both.set(rest, before.length);
      return both;
    },
  };
}

function blotOf(secret: string): Blot {
  const wanted = new TextEncoder().encode(secret);
  let held = new Uint8Array(0);

  const matchesAt = (bytes: Uint8Array, start: number): boolean => {
    const length = Math.min(wanted.length, bytes.length - start);
    for (let index = 0; index < length; index++) if (bytes[start + index] !== wanted[index]) return false;
    return true;
  };

  return {
    next(chunk) {
      if (wanted.length === 0) return chunk;
      const first = wanted[0] ?? 0;
      let bytes = chunk;
      if (held.length > 0) {
        bytes = new Uint8Array(held.length + chunk.length);
        bytes.set(held);
        bytes.set(chunk, held.length);
        held = new Uint8Array(0);
      }
      let copied = bytes !== chunk;
      for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at)) {
        if (!matchesAt(bytes, at)) {
          at++;
        } else if (bytes.length - at < wanted.length) {
          held = bytes.slice(at);
          return bytes.subarray(0, at);
        } else {
          // The chunk belongs to the upstream's stream: never write into it.
          if (!copied) bytes = bytes.slice();
          copied = true;
          bytes.fill(asterisk, at, at + wanted.length);
          at += wanted.length;
        }
      }
      return bytes;
    },
    end() {
      const rest = held;
      held = new Uint8Array(0);
      return rest.length < longPiece ? rest : rest.fill(asterisk);
    },
  };
}
