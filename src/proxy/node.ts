/** node:http ⇄ fetch: lets a web-standard handler answer Node's requests. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** As in `exchange.ts`. Not shared: each of the two entries is one file that imports nothing but Node. */
const isHost = (text: string): boolean => /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(text);

const refusalHeaders = { 'x-content-type-options': 'nosniff', connection: 'close' };

export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/** A web-standard handler; beside the request it learns the address at the other end of the socket. */
export type WebHandler = (request: Request, connection: { address: string | undefined }) => Promise<Response> | Response;

/**
 * Wraps a handler for `http.createServer` and for frameworks that hand on Node's two objects.
 *
 * `request.signal` aborts when the visitor's socket closes before the answer is complete. The answer's body is read only as fast
 * as the visitor takes it.
 */
export function toNodeListener(handler: WebHandler): NodeListener {
  return (incoming, outgoing) => {
    answer(handler, incoming, outgoing).catch(() => {
      // The handler failed, or the body broke off: whoever listens must not take half an answer for a whole one.
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500, { 'content-type': 'text/plain', ...refusalHeaders }).end('Internal Server Error');
    });
  };
}

async function answer(handler: WebHandler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const visitor = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) visitor.abort();
  });
  // A socket that breaks raises 'error' on both; 'close' above is what counts.
  incoming.on('error', () => undefined);
  outgoing.on('error', () => undefined);

  const request = toRequest(incoming, visitor.signal);
  if (request === undefined) {
    outgoing.writeHead(400, refusalHeaders).end();
    return;
  }
  const response = await handler(request, { address: incoming.socket.remoteAddress });
  if (outgoing.destroyed) {
    await response.body?.cancel();
    return;
  }

  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  // An answer given before the whole body came (too large, too slow) is the last on this connection.
  if (!incoming.complete) outgoing.setHeader('connection', 'close');

  if (response.body === null || incoming.method === 'HEAD') {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  outgoing.flushHeaders();
  await pipe(response.body, outgoing);
  if (!incoming.complete) await linger(incoming);
  outgoing.end();
}

const lingerMs = 500;

/**
 * Throws the rest of a body away for a moment. A connection closed while the visitor still writes is reset, and a reset also throws
 * away the answer that the visitor has not read yet (https://www.rfc-editor.org/rfc/rfc9112#section-9.6).
 */
async function linger(incoming: IncomingMessage): Promise<void> {
  // The one of `bodyOf` pauses at every chunk.
  incoming.removeAllListeners('data');
  incoming.resume();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tired = new Promise((resolve) => (timer = setTimeout(resolve, lingerMs)));
  await Promise.race([tired, new Promise((resolve) => incoming.once('close', resolve).once('end', resolve))]);
  clearTimeout(timer);
}

/**
 * Unlike that of `Readable.toWeb`, cancel() does not destroy the request, so that `linger` can read on
 * (https://github.com/nodejs/node/blob/v20.20.2/lib/internal/webstreams/adapters.js).
 */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let cancelled = false;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        incoming.on('data', (chunk: Buffer) => {
          incoming.pause();
          // After cancel() there is nobody to take it.
          if (!cancelled) controller.enqueue(chunk);
        });
        incoming.once('end', () => {
          if (!cancelled) controller.close();
        });
        incoming.once('close', () => {
          if (!incoming.complete) controller.error(new Error('The visitor left.'));
        });
        incoming.pause();
      },
      pull: () => void incoming.resume(),
      cancel: () => {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
}

async function pipe(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  const reader = body.getReader();
  let goOn = (): void => undefined;
  outgoing.on('drain', () => goOn());
  outgoing.once('close', () => {
    // Makes a pending read() finish, and tells the source to stop.
    reader.cancel().catch(() => undefined);
    goOn();
  });
  // A body that breaks off while the visitor does not read would otherwise be noticed only at the next 'drain'.
  reader.closed.catch(() => outgoing.destroy());
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (!outgoing.write(value) && !outgoing.destroyed) await new Promise<void>((resolve) => (goOn = resolve));
  }
}

/** @returns undefined when the request line or the Host header makes no URL. */
function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request | undefined {
  const encrypted = 'encrypted' in incoming.socket && incoming.socket.encrypted === true;
  const target = incoming.url ?? '/';
  // Joined, not resolved: `//host/path` is a path here, never another host.
  // Node takes the first of several without a word (https://nodejs.org/api/http.html#messageheaders).
  const [host = 'localhost', ...others] = incoming.headersDistinct['host'] ?? [];
  const address = `${encrypted ? 'https' : 'http'}://${host}${target}`;
  if (!isHost(host) || others.length > 0 || !target.startsWith('/') || !URL.canParse(address)) return undefined;

  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) if (!name.startsWith(':')) headers.append(name, value);
  }
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  try {
    const request = new Request(address, {
      method,
      headers,
      ...(hasBody && { body: bodyOf(incoming), duplex: 'half' }),
    });
    // Not given to the constructor: there Node makes a second signal that follows the first only until the Request itself is collected,
    // and a handler that waits with nothing but `request.signal` in hand never hears the abort. Can go when every Node in `engines` has
    // the mend of https://github.com/nodejs/undici/issues/3644.
    return Object.defineProperty(request, 'signal', { value: signal });
  } catch {
    // A method that fetch forbids (TRACE, CONNECT), or a header value it does not take.
    return undefined;
  }
}
