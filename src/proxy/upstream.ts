/** One request to the upstream, and its answer made fit for a visitor. */
import { errorBody, errorResponse, reveals, upstreamError } from './errors.js';
import { relay, type RelayEnd } from './relay.js';

export type UpstreamFetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Timeouts {
  /** Milliseconds for the visitor's body; every 50 kB of it that have come add a second. */
  body: number;
  /** Milliseconds until the upstream's headers. */
  headers: number;
  /** Milliseconds without a byte in the middle of a reply. */
  idle: number;
  /** Milliseconds for a whole reply: a visitor who takes it byte by byte holds the upstream for no longer. */
  reply: number;
  /** Milliseconds for each call of an owner's function: `key`, `authorize`, `visitor`, `instructions`, and the store of `limits`. */
  functions: number;
}

/** What is sent. */
export interface UpstreamBody {
  body: string | Uint8Array<ArrayBuffer>;
  type: string;
}

export interface UpstreamRequest {
  url: string;
  key: string;
  /** The types of an answer that may come. */
  accept: string;
  /** The type of an answer as the visitor gets it; undefined for one that is not passed on. */
  answerType: (type: string) => string | undefined;
  /** Aborts when the visitor leaves. */
  visitor: AbortSignal;
  fetch: UpstreamFetch;
  timeouts: Timeouts;
  /** Goes to the visitor before the first byte of a stream; empty: nothing. */
  opening: string;
  /** Sees the bytes of the reply after they have left for the visitor. */
  onBytes: (bytes: Uint8Array, type: string) => void;
  /** Called once, when nothing more will happen. */
  onEnd: (ending: Ending) => void;
}

export interface Ending {
  how: Exclude<RelayEnd, 'late'>;
  /** A code such as `upstream_timeout`. */
  error?: string;
  cause?: unknown;
  /** True where it is known that the service has generated nothing, so that it costs nothing. */
  isFree?: boolean;
}

const problems = {
  upstream_unreachable: { status: 502, message: 'The service cannot be reached.' },
  upstream_timeout: { status: 504, message: 'The service took too long.' },
  upstream_redirect: { status: 502, message: 'The service answered with a redirect.' },
  upstream_invalid_response: { status: 502, message: 'The service did not answer in a way that this chat understands.' },
  upstream_stalled: { status: 504, message: 'The service stopped in the middle of the reply.' },
};

const problem = (code: keyof typeof problems) => ({ message: problems[code].message, type: 'server_error', code });
const problemResponse = (code: keyof typeof problems, headers: Record<string, string> = {}): Response =>
  errorResponse(problems[code].status, problem(code), headers);

/** @param sent Not a part of `request`, which lives as long as the reply: a body with pictures is large. */
export async function fetchUpstream(request: UpstreamRequest, sent: UpstreamBody): Promise<Response> {
  const { key, visitor, timeouts, onEnd } = request;
  const abort = new AbortController();
  const leave = (): void => abort.abort(visitor.reason);
  if (visitor.aborted) leave();
  else visitor.addEventListener('abort', leave, { once: true });
  // Unlike setTimeout, in Node this keeps no process alive whose visitor has forgotten to read (by design:
  // https://github.com/nodejs/node/issues/46417).
  const deadline = AbortSignal.timeout(timeouts.reply);
  const tooLong = (): void => abort.abort(deadline.reason);
  deadline.addEventListener('abort', tooLong, { once: true });
  // A reply that has begun is ended by its relay.
  const handOver = (): void => {
    visitor.removeEventListener('abort', leave);
    deadline.removeEventListener('abort', tooLong);
  };
  const end = (ending: Ending): void => {
    handOver();
    // Whatever the upstream still has to say, nobody listens.
    if (ending.how !== 'complete') abort.abort();
    onEnd(ending);
  };

  let response: Response;
  try {
    response = await fetchHeaders(request, sent, abort);
  } catch (error) {
    const code = abort.signal.aborted && !visitor.aborted ? 'upstream_timeout' : 'upstream_unreachable';
    // Where nobody waits any longer, the service may well be at work.
    end({ how: visitor.aborted ? 'aborted' : 'failed', error: code, cause: error, isFree: !abort.signal.aborted });
    return problemResponse(code);
  }

  const headers = passedHeaders(response.headers, key);
  const type = request.answerType((response.headers.get('content-type') ?? '').replace(/\s*(;.*)?$/s, '').toLowerCase());
  // What is packed cannot be searched for the key, and whether fetch has unpacked it cannot be told: the header stays either way
  // (https://fetch.spec.whatwg.org/#handle-content-codings). Can go when the packed bytes can be had
  // (https://github.com/denoland/deno/issues/12291).
  const isPlain = /^(identity)?$/i.test(response.headers.get('content-encoding') ?? '');
  if (response.ok && type !== undefined && isPlain && response.body !== null) {
    handOver();
    return reply({ body: response.body, type, status: response.status, headers }, request, { deadline, end });
  }

  if (response.status >= 400) {
    // Response takes no status above 599 (https://fetch.spec.whatwg.org/#initialize-a-response).
    const { status, error } = upstreamError(response.status > 599 ? 502 : response.status, await errorText(response), key);
    end({ how: 'failed', error: error.code, isFree: !visitor.aborted });
    return errorResponse(status, error, headers);
  }
  const code = response.ok ? 'upstream_invalid_response' : 'upstream_redirect';
  end({ how: 'failed', error: code, isFree: !response.ok && !visitor.aborted });
  return problemResponse(code, headers);
}

async function fetchHeaders(
  { url, key, accept, timeouts, fetch }: UpstreamRequest,
  { body, type }: UpstreamBody,
  abort: AbortController,
): Promise<Response> {
  const timer = setTimeout(() => abort.abort(new DOMException('No headers in time.', 'TimeoutError')), timeouts.headers);
  try {
    // A `fetch` of the owner's need not look at the signal.
    const aborted = new Promise<never>((_, reject) => {
      abort.signal.addEventListener('abort', () => reject(abort.signal.reason as Error), { once: true });
    });
    abort.signal.throwIfAborted();
    const asked = fetch(url, {
      method: 'POST',
      // A fixed set: nothing of the visitor's headers goes upstream. `identity`, because a compressed stream comes in lumps.
      headers: {
        'content-type': type,
        accept,
        'accept-encoding': 'identity',
        authorization: `Bearer ${key}`,
      },
      body,
      // A redirect would carry the key to a host that nobody configured.
      redirect: 'manual',
      signal: abort.signal,
    });
    return await Promise.race([asked, aborted]);
  } finally {
    clearTimeout(timer);
  }
}

const codes = { stalled: 'upstream_stalled', late: 'upstream_timeout', failed: 'upstream_interrupted' } as const;

interface Answer {
  body: ReadableStream<Uint8Array>;
  type: string;
  status: number;
  headers: Record<string, string>;
}

function reply(
  { body, type, status, headers }: Answer,
  request: UpstreamRequest,
  { deadline, end }: { deadline: AbortSignal; end: (ending: Ending) => void },
): Response {
  const isEvents = type.startsWith('text/event-stream');
  const stream = relay(body, {
    secret: request.key,
    opening: isEvents ? request.opening : '',
    idleMs: request.timeouts.idle,
    deadline,
    visitor: request.visitor,
    // The blank line ends whatever event was cut.
    closingEvent: (how) => (isEvents ? `\n\ndata: ${errorBody(problem(codes[how]))}\n\n` : null),
    onBytes: (bytes) => request.onBytes(bytes, type),
    onEnd(how) {
      // The upstream's stream may fail by the abort before anybody says that the visitor is gone.
      const hasLeft = how === 'aborted' || (how === 'failed' && request.visitor.aborted);
      if (hasLeft) end({ how: 'aborted' });
      else if (how === 'complete') end({ how });
      else end({ how: how === 'late' ? 'failed' : how, error: codes[how] });
    },
  });
  return new Response(stream, {
    status,
    headers: {
      ...headers,
      'content-type': type,
      // no-transform: compressing middleware and Deno's server would otherwise collect a stream into lumps
      // (https://docs.deno.com/runtime/fundamentals/http_server/#automatic-body-compression).
      'cache-control': 'no-store, no-transform',
      // nginx holds a stream back unless it is told (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering).
      'x-accel-buffering': 'no',
    },
  });
}

const passedPatterns = {
  // Seconds or a date (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3), and Date.parse may take anything for a date
  // (https://tc39.es/ecma262/#sec-date.parse).
  'retry-after': /^(\d{1,10}|[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT)$/,
  'retry-after-ms': /^\d{1,10}$/,
  'x-request-id': /^[\w-]{1,100}$/,
};

/** Of the upstream's headers only these: what a client needs to wait and to ask for help. Hop-by-hop ones stay behind with the rest. */
function passedHeaders(headers: Headers, secret: string): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const [name, pattern] of Object.entries(passedPatterns)) {
    const value = headers.get(name);
    if (value !== null && pattern.test(value) && !reveals(value, secret)) passed[name] = value;
  }
  return passed;
}

const errorBodyMs = 5_000;
const errorBodyBytes = 64_000;

/** An error's body is read for its code only. What is packed unpacks to a thousand times as much, so what follows is never pulled. */
async function errorText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), errorBodyMs);
  let text = '';
  let left = errorBodyBytes;
  try {
    while (left > 0) {
      const { done, value } = await reader.read();
      if (done) break;
      // A chunk may be all of it.
      text += decoder.decode(value.subarray(0, left), { stream: true });
      left -= value.length;
    }
  } catch {
    // A body that is cut says no less than one that is empty.
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => undefined);
  }
  return text;
}
