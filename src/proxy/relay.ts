// Bytes on their way from the upstream to the visitor: passed as they come, with the key blotted out.

/** `left`: the visitor went away. */
export type RelayEnd = 'complete' | 'failed' | 'stalled' | 'left';

export interface RelayOptions {
  /** Blotted out wherever it occurs, also when it is cut across chunks. */
  secret: string;
  /** Milliseconds without a byte after which the upstream counts as stalled. */
  silence: number;
  /** Sent to the visitor when the upstream stalls; null breaks the connection off instead. */
  farewell: string | null;
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
  const end = (how: RelayEnd): void => {
    clearTimeout(timer);
    if (!over) options.ended(how);
    over = true;
  };

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // A chunk that is nothing but the beginning of the key is held back; the next one decides.
        for (;;) {
          let result: ReadableStreamReadResult<Uint8Array> | 'stalled';
          try {
            result = await Promise.race([
              reader.read(),
              new Promise<'stalled'>((resolve) => (timer = setTimeout(resolve, options.silence, 'stalled'))),
            ]);
          } catch (error) {
            end('failed');
            throw error;
          } finally {
            clearTimeout(timer);
          }
          // The visitor left while the upstream was being waited for.
          if (over) return;
          if (result === 'stalled') {
            end('stalled');
            // The upstream is aborted by `ended`; this only releases the stream.
            reader.cancel().catch(() => undefined);
            if (options.farewell === null) throw new Error('The upstream stalled.');
            controller.enqueue(new TextEncoder().encode(options.farewell));
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
      async cancel(reason) {
        end('left');
        await reader.cancel(reason);
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

/** Replaces the secret by as many asterisks. Bytes are held back only while they are a beginning of it. */
export function createBlot(secret: string): Blot {
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
      return rest;
    },
  };
}
