/** A visitor's body: read within limits of size and time, decoded strictly, parsed. */

export type BodyProblem = 'request_too_large' | 'request_timeout' | 'invalid_json' | 'request_interrupted';

export type Body = { value: unknown; bytes: number } | { problem: BodyProblem };

/**
 * A body that is too large or too slow is left unread and not cancelled: a server may close the connection of a cancelled
 * body before the answer is out (Deno did: https://github.com/denoland/deno/issues/33567), and no standard says that it must not.
 *
 * @param maxBytes Counted on the stream whatever Content-Length says.
 * @param timeoutMs For the whole body: a visitor who sends a byte now and then holds a connection for no longer.
 */
export async function readJson(request: Request, maxBytes: number, timeoutMs: number): Promise<Body> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return { problem: 'request_too_large' };
  if (request.body === null) return { problem: 'invalid_json' };
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  const reading = { isOver: false };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Body>((resolve) => (timer = setTimeout(resolve, timeoutMs, { problem: 'request_timeout' })));
  try {
    // One race for the whole body: each race leaves a reaction on `late`, and bodies come in single bytes too.
    return await Promise.race([readAll(reader, maxBytes, reading), late]);
  } finally {
    clearTimeout(timer);
    reading.isOver = true;
  }
}

/** @param reading Set to over from outside, it reads no further. */
async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
  reading: { isOver: boolean },
): Promise<Body> {
  // Bytes that are no UTF-8 are refused: what is checked here must be what the upstream reads.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  try {
    while (!reading.isOver) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.length;
      if (bytes > maxBytes) return { problem: 'request_too_large' };
      text += decoder.decode(value, { stream: true });
    }
    text += decoder.decode();
  } catch (error) {
    return { problem: error instanceof TypeError ? 'invalid_json' : 'request_interrupted' };
  }
  try {
    return { value: JSON.parse(text), bytes };
  } catch {
    return { problem: 'invalid_json' };
  }
}
