/** A visitor's body: read within limits of size and time. JSON is decoded strictly and parsed. */

export type BodyProblem = 'request_too_large' | 'request_timeout' | 'invalid_json' | 'invalid_form' | 'request_interrupted';

type Failed = { problem: BodyProblem };

export type Body = { value: unknown; bytes: number } | Failed;

/**
 * A body has this long, and a second more for every 50 kB that have come: 400 kbit/s, a bad connection of a phone, which takes four minutes
 * for the largest body that is let in by default. One that drips gets no more than the first seconds.
 */
const bytesOfMs = 50;

/** Bytes that are no UTF-8 are refused: what is checked here must be what the upstream reads. */
export async function readJson(request: Request, maxBytes: number, timeoutMs: number): Promise<Body> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  try {
    const read = await readBody(request, { maxBytes, timeoutMs }, (chunk) => (text += decoder.decode(chunk, { stream: true })));
    if ('problem' in read) return read;
    text += decoder.decode();
    return { value: JSON.parse(text), bytes: read.bytes };
  } catch {
    return { problem: 'invalid_json' };
  }
}

/** All of the body in one piece. */
export async function readBytes(
  request: Request,
  maxBytes: number,
  timeoutMs: number,
): Promise<{ value: Uint8Array<ArrayBuffer> } | Failed> {
  // Grown by doubling: a list of chunks that hold a byte each would take a hundred times as much.
  let value = new Uint8Array(65_536);
  let length = 0;
  const read = await readBody(request, { maxBytes, timeoutMs }, (chunk) => {
    if (length + chunk.length > value.length) {
      const larger = new Uint8Array(Math.max(2 * value.length, length + chunk.length));
      larger.set(value);
      value = larger;
    }
    value.set(chunk, length);
    length += chunk.length;
  });
  return 'problem' in read ? read : { value: value.subarray(0, length) };
}

interface Patience {
  /** Counted on the stream whatever Content-Length says. */
  maxBytes: number;
  timeoutMs: number;
}

/**
 * A body that is too large or too slow is left unread and not cancelled: a server may close the connection of a cancelled
 * body before the answer is out (Deno did: https://github.com/denoland/deno/issues/33567), and no standard says that it must not.
 *
 * @throws What `take` throws.
 */
async function readBody(
  request: Request,
  { maxBytes, timeoutMs }: Patience,
  take: (chunk: Uint8Array) => void,
): Promise<{ bytes: number } | Failed> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return { problem: 'request_too_large' };
  if (request.body === null) return { bytes: 0 };
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  const reading = { isOver: false, bytes: 0 };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Failed>((resolve) => {
    const wait = (granted: number, ms: number): void => {
      timer = setTimeout(() => {
        const due = timeoutMs + Math.floor(reading.bytes / bytesOfMs);
        if (due > granted) wait(due, due - granted);
        else resolve({ problem: 'request_timeout' });
      }, ms);
    };
    wait(timeoutMs, timeoutMs);
  });
  try {
    // One race for the whole body: each race leaves a reaction on `late`, and bodies come in single bytes too.
    return await Promise.race([readAll(reader, maxBytes, { reading, take }), late]);
  } finally {
    clearTimeout(timer);
    reading.isOver = true;
  }
}

/** @param reading Set to over from outside, it reads no further. */
async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
  { reading, take }: { reading: { isOver: boolean; bytes: number }; take: (chunk: Uint8Array) => void },
): Promise<{ bytes: number } | Failed> {
  while (!reading.isOver) {
    const result = await reader.read().catch(() => undefined);
    if (!result) return { problem: 'request_interrupted' };
    if (result.done) break;
    reading.bytes += result.value.length;
    if (reading.bytes > maxBytes) return { problem: 'request_too_large' };
    take(result.value);
  }
  return { bytes: reading.bytes };
}
