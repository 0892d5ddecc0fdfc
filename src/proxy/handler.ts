// The proxy's one road: a visitor's request in, one request to one upstream out, the answer back.
import { errorBody, errorResponse, refusal, upstreamError } from './errors.js';
import { relay } from './relay.js';

export interface ChatProxyOptions {
  /**
   * The key of the service, or a function that is asked at each request.
   * Default: the environment variable `_8080_API_KEY`.
   */
  key?: string | (() => string | Promise<string>);
  /** The one address that requests go to. Default: `https://api.8080.io/v1/chat/completions`. */
  upstream?: string | URL;
  /** The path that is answered; every other is 404. Default: `/v1/chat/completions`. */
  path?: string;
  /** Sends the request upstream. Default: the platform's `fetch`. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

export type ChatProxy = (request: Request) => Promise<Response>;

const defaultUpstream = 'https://api.8080.io/v1/chat/completions';
const bodyLimit = 256_000;
const timeouts = { headers: 30_000, silence: 60_000 };

/** Makes the handler. It keeps no state, so any number of machines may run it side by side. */
export function createChatProxy(options: ChatProxyOptions = {}): ChatProxy {
  const upstream = new URL(options.upstream ?? defaultUpstream).href;
  const path = options.path ?? '/v1/chat/completions';
  const send = options.fetch ?? ((url, init) => fetch(url, init));

  return async (request) => {
    if (new URL(request.url).pathname !== path) return refusal(404, 'not_found', 'There is nothing at this address.');
    if (request.method !== 'POST') {
      return refusal(405, 'method_not_allowed', 'Only POST is answered here.', { allow: 'POST' });
    }
    if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
      return refusal(415, 'unsupported_media_type', 'The body must be application/json.');
    }
    const text = await readBody(request, bodyLimit);
    if (text === undefined) return refusal(413, 'request_too_large', `The body is larger than ${bodyLimit} bytes.`);
    const body = parseObject(text);
    if (body === undefined) return refusal(400, 'invalid_json', 'The body is not a JSON object.');

    const key = await findKey(options.key);
    if (key === undefined) {
      return errorResponse(500, {
        message: 'This chat is not set up yet: its proxy has no key.',
        type: 'server_error',
        code: 'proxy_without_key',
      });
    }
    return forward(upstream, JSON.stringify(body), key, request.signal, send);
  };
}

/** Node, Deno, Bun and Workers with `nodejs_compat` all have `process.env`; elsewhere there is only the option. */
async function findKey(option: ChatProxyOptions['key']): Promise<string | undefined> {
  const platform = globalThis as { process?: { env?: Record<string, string | undefined> } };
  const key = typeof option === 'function' ? await option() : (option ?? platform.process?.env?.['_8080_API_KEY']);
  return key === '' ? undefined : key;
}

/** @returns undefined when there are more than `limit` bytes, whatever Content-Length said. */
async function readBody(request: Request, limit: number): Promise<string | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return undefined;
  if (request.body === null) return '';
  const decoder = new TextDecoder();
  const reader = request.body.getReader();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

async function forward(
  url: string,
  body: string,
  key: string,
  visitor: AbortSignal,
  send: NonNullable<ChatProxyOptions['fetch']>,
): Promise<Response> {
  const abort = new AbortController();
  const leave = (): void => abort.abort(visitor.reason);
  if (visitor.aborted) leave();
  else visitor.addEventListener('abort', leave, { once: true });
  const timer = setTimeout(() => abort.abort(new DOMException('No headers in time.', 'TimeoutError')), timeouts.headers);

  let response: Response;
  try {
    response = await send(url, {
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
  } catch {
    visitor.removeEventListener('abort', leave);
    return visitor.aborted || !abort.signal.aborted
      ? errorResponse(502, { message: 'The service cannot be reached.', type: 'server_error', code: 'upstream_unreachable' })
      : errorResponse(504, { message: 'The service took too long.', type: 'server_error', code: 'upstream_timeout' });
  } finally {
    clearTimeout(timer);
  }

  const headers = passedHeaders(response.headers, key);
  const type = response.headers.get('content-type') ?? '';
  const isEvents = /^text\/event-stream\s*(;|$)/i.test(type);
  const isAnswer = isEvents || /^application\/json\s*(;|$)/i.test(type);
  if (!response.ok || !isAnswer || response.body === null) {
    const redirected = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
    const text = response.ok || redirected ? '' : await errorText(response);
    abort.abort();
    visitor.removeEventListener('abort', leave);
    if (response.status >= 400) return errorResponse(response.status, upstreamError(response.status, text, key), headers);
    return errorResponse(502, {
      message: redirected ? 'The service answered with a redirect.' : 'The service did not answer with a chat reply.',
      type: 'server_error',
      code: redirected ? 'upstream_redirect' : 'upstream_not_chat',
    });
  }

  const stalled = { message: 'The service stopped in the middle of the reply.', type: 'server_error', code: 'upstream_stalled' };
  const stream = relay(response.body, {
    secret: key,
    silence: timeouts.silence,
    // The blank line ends whatever event was cut.
    farewell: isEvents ? `\n\ndata: ${errorBody(stalled)}\n\n` : null,
    ended: (how) => {
      visitor.removeEventListener('abort', leave);
      if (how !== 'complete') abort.abort();
    },
  });
  return new Response(stream, {
    status: response.status,
    headers: {
      ...headers,
      'content-type': isEvents ? 'text/event-stream; charset=utf-8' : 'application/json; charset=utf-8',
      'cache-control': 'no-store',
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
