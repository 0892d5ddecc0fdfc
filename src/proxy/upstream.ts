// One request to the upstream, and its answer made fit for a visitor.
import { errorBody, errorResponse, upstreamError } from './errors.js';
import { relay, type RelayEnd } from './relay.js';

export type SendUpstream = (url: string, init: RequestInit) => Promise<Response>;

export interface Timeouts {
  /** Milliseconds for the visitor's whole body. */
  body: number;
  /** Milliseconds until the upstream's headers. */
  headers: number;
  /** Milliseconds without a byte in the middle of a reply. */
  silence: number;
  /** Milliseconds for a whole reply: a visitor who takes it byte by byte holds the upstream for no longer. */
  reply: number;
}

export interface UpstreamRequest {
  url: string;
  body: string;
  key: string;
  /** Aborts when the visitor leaves. */
  visitor: AbortSignal;
  send: SendUpstream;
  timeouts: Timeouts;
  /** Sees the bytes of the reply after they have left for the visitor. */
  onBytes: (bytes: Uint8Array, isEvents: boolean) => void;
  /** Called once, when nothing more will happen. `error` is a code such as `upstream_timeout`. */
  onEnd: (how: RelayEnd, error?: string, cause?: unknown) => void;
}

const problems = {
  upstream_unreachable: { status: 502, message: 'The service cannot be reached.' },
  upstream_timeout: { status: 504, message: 'The service took too long.' },
  upstream_redirect: { status: 502, message: 'The service answered with a redirect.' },
  upstream_not_chat: { status: 502, message: 'The service did not answer with a chat reply.' },
  upstream_stalled: { status: 504, message: 'The service stopped in the middle of the reply.' },
};

const problem = (code: keyof typeof problems) => ({ message: problems[code].message, type: 'server_error', code });
const problemResponse = (code: keyof typeof problems, headers: Record<string, string> = {}): Response =>
  errorResponse(problems[code].status, problem(code), headers);

export async function askUpstream(request: UpstreamRequest): Promise<Response> {
  const { key, visitor, timeouts, onEnd } = request;
  const abort = new AbortController();
  const leave = (): void => abort.abort(visitor.reason);
  if (visitor.aborted) leave();
  else visitor.addEventListener('abort', leave, { once: true });
  // Unlike setTimeout, this one keeps no process alive whose visitor has forgotten to read.
  const longest = AbortSignal.timeout(timeouts.reply);
  const tooLong = (): void => abort.abort(longest.reason);
  longest.addEventListener('abort', tooLong, { once: true });
  const end = (how: RelayEnd, error?: string, cause?: unknown): void => {
    visitor.removeEventListener('abort', leave);
    longest.removeEventListener('abort', tooLong);
    // Whatever the upstream still has to say, nobody listens.
    if (how !== 'complete') abort.abort();
    onEnd(how, error, cause);
  };

  let response: Response;
  try {
    response = await sendInTime(request, abort);
  } catch (error) {
    const code = abort.signal.aborted && !visitor.aborted ? 'upstream_timeout' : 'upstream_unreachable';
    end(visitor.aborted ? 'left' : 'failed', code, error);
    return problemResponse(code);
  }

  const headers = passedHeaders(response.headers, key);
  const type = response.headers.get('content-type') ?? '';
  const isEvents = /^text\/event-stream\s*(;|$)/i.test(type);
  const isAnswer = isEvents || /^application\/json\s*(;|$)/i.test(type);
  if (response.ok && isAnswer && response.body !== null)
    return reply(response.body, isEvents, response.status, headers, request, end);

  if (response.status >= 400) {
    const error = upstreamError(response.status, await errorText(response), key);
    end('failed', error.code);
    return errorResponse(response.status, error, headers);
  }
  const code = response.ok ? 'upstream_not_chat' : 'upstream_redirect';
  end('failed', code);
  return problemResponse(code, headers);
}

async function sendInTime({ url, body, key, send, timeouts }: UpstreamRequest, abort: AbortController): Promise<Response> {
  const timer = setTimeout(() => abort.abort(new DOMException('No headers in time.', 'TimeoutError')), timeouts.headers);
  try {
    return await send(url, {
      method: 'POST',
      // A fixed set: nothing of the visitor's headers goes upstream. `identity`, because a compressed stream comes in lumps.
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream, application/json',
        'accept-encoding': 'identity',
        authorization: `Bearer ${key}`,
      },
      body,
      // A redirect would carry the key to a host that nobody configured.
      redirect: 'manual',
      signal: abort.signal,
    });
  } finally {
    clearTimeout(timer);
  }
}

function reply(
  body: ReadableStream<Uint8Array>,
  isEvents: boolean,
  status: number,
  headers: Record<string, string>,
  request: UpstreamRequest,
  end: UpstreamRequest['onEnd'],
): Response {
  const stream = relay(body, {
    secret: request.key,
    silence: request.timeouts.silence,
    // The blank line ends whatever event was cut.
    farewell: isEvents ? `\n\ndata: ${errorBody(problem('upstream_stalled'))}\n\n` : null,
    passed: (bytes) => request.onBytes(bytes, isEvents),
    ended: (how) => end(how, how === 'stalled' ? 'upstream_stalled' : how === 'failed' ? 'upstream_broke_off' : undefined),
  });
  return new Response(stream, {
    status,
    headers: {
      ...headers,
      'content-type': isEvents ? 'text/event-stream; charset=utf-8' : 'application/json; charset=utf-8',
      // no-transform: compressing middleware and Deno's server would otherwise collect a stream into lumps.
      'cache-control': 'no-store, no-transform',
      // nginx and its kin hold a stream back unless they are told.
      'x-accel-buffering': 'no',
    },
  });
}

/** Of the upstream's headers only these: what a client needs to wait and to ask for help. Hop-by-hop ones stay behind with the rest. */
function passedHeaders(headers: Headers, secret: string): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const name of ['retry-after', 'retry-after-ms', 'x-request-id']) {
    const value = headers.get(name);
    if (value !== null && !value.includes(secret)) passed[name] = value;
  }
  return passed;
}

/** At most 64 kB, at most 5 seconds: an error's body is read for its code only. */
async function errorText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), 5_000);
  let text = '';
  try {
    while (text.length < 64_000) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // A body that breaks off says no less than one that is empty.
  } finally {
    clearTimeout(timer);
  }
  return text;
}
