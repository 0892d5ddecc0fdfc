/** One POST until the first bytes of a good answer are there: tries, waiting, time limits, and what went wrong as a {@link ChatError}. */
import { copyJson, streamOf } from './before-request.js';
import type { RequestBody } from './dialect.js';
import { ChatError, errorFromBody, withoutSecrets, type ChatErrorDetail } from './errors.js';
import { sleep, within } from './time.js';
import type { ChatEvent, ClientOptions, HeadersOption } from './types.js';

const maxTries = 3;
/** How long the body of an error may take: its status says enough. */
const errorBodyTimeoutMs = 2_000;
/** In UTF-16 units. Reading the JSON of hundreds of megabytes, which a few compressed kB unpack to, would freeze the page. */
const longestErrorBody = 100_000;
/** Where the server names no time to wait, all tries begin within this time: a visitor is looking on. */
const retryWindowMs = 15_000;
/** The longest `Retry-After` that is waited for; beyond it the error says so at once. */
const longestRetryAfterMs = 60_000;
const firstBackOffMs = 500;

/** Bytes of a body, or pieces of a reply that the page gives in its stead. */
export type Chunk = Uint8Array | string | object;

/** A good answer, of which nothing but its first chunk has been read. */
export interface Answer {
  /** Undefined where the body is empty. */
  firstChunk: Chunk | undefined;
  chunks: ReadableStreamDefaultReader<Chunk>;
  /** `stream`: the server calls it an event stream; only the body tells whether it is one. `pieces`: it is no bytes at all. */
  kind: 'stream' | 'pieces' | 'other';
  /** What an error keeps of the headers. */
  detail: ChatErrorDetail;
}

/** A request, and what all of its tries share. */
export interface PostRequest {
  readonly url: string;
  readonly body: RequestBody;
  readonly idleTimeout: number;
  readonly signal: AbortSignal;
  /** Takes up the values of the owner's headers, which no error may repeat. */
  readonly secrets: string[];
}

function answerDetail(response: Response, { refusal }: ClientOptions): ChatErrorDetail {
  return {
    refusal,
    status: response.status,
    retryAfter: retryAfterSeconds(response.headers),
    requestId: response.headers.get('x-request-id') ?? response.headers.get('request-id') ?? undefined,
  };
}

/**
 * Sends the request, and again after failures that may pass: at most three times, and only because not one byte of a reply has come.
 * Network failures, 408, 409, 429 and 5xx are such failures, whatever their body says, but for a quota that is used up.
 * An answer counts as good if its status is 2xx.
 * @throws ChatError
 */
export async function* post(request: PostRequest, options: ClientOptions): AsyncGenerator<ChatEvent, Answer, undefined> {
  const { signal, secrets } = request;
  const startedAt = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await postOnce(request, options);
    } catch (thrown) {
      const error = withoutSecrets(connectionError(thrown, signal, 'blocked'), secrets);
      const delay = attempt < maxTries ? retryDelay(error, attempt) : undefined;
      if (delay === undefined) throw error;
      if (error.retryAfter === undefined && performance.now() - startedAt + delay > retryWindowMs) throw error;
      yield { type: 'retry', attempt, delay, error };
      await sleep(delay, signal);
    }
  }
}

async function postOnce(request: PostRequest, options: ClientOptions): Promise<Answer> {
  const { url, idleTimeout, signal } = request;
  // Before the headers and again before the request: a replaced fetch may not look at the signal.
  signal.throwIfAborted();
  const headers = await requestHeaders(request, options.headers);
  signal.throwIfAborted();
  const { beforeRequest } = options;
  const send = options.fetch ?? globalThis.fetch;
  const outgoing = { url, headers, body: beforeRequest ? asJson(() => copyJson(request.body)) : request.body };
  const standIn = beforeRequest?.(outgoing);
  if (standIn && Symbol.asyncIterator in standIn) {
    return firstOf(request, { chunks: streamOf(standIn).getReader(), kind: 'pieces', detail: { status: 200 } });
  }
  const fetched = (): Promise<Response> => {
    const body = asJson(() => JSON.stringify(outgoing.body));
    return send(outgoing.url, {
      method: 'POST',
      headers,
      credentials: options.credentials ?? 'same-origin',
      cache: 'no-store',
      // 307 and 308 would take the conversation and the owner's headers to wherever they point: of headers fetch drops `Authorization` alone
      // (https://fetch.spec.whatwg.org/#http-redirect-fetch). `error` would look like a server that cannot be reached.
      redirect: 'manual',
      body,
      signal,
    });
  };
  const response = await within(Promise.resolve(standIn ?? fetched()), idleTimeout, signal);
  const contentType = response.headers.get('content-type') ?? '';
  // A browser says no more than `opaqueredirect`. What a page answers with, or fetches by itself, may have followed one to a document.
  // An endpoint that has worked redirects when the visitor's session is over: to where they sign in.
  if (/redirect|3..$/.test(response.type + String(response.status)) || (response.redirected && /html/i.test(contentType))) {
    throw new ChatError('unauthorized', 'The endpoint redirects, which is not followed.');
  }
  const detail = answerDetail(response, options);
  if (!response.ok) throw errorFromBody(await readErrorBody(response, signal), detail);
  const body = response.body ?? new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
  const kind = /^text\/event-stream\b/i.test(contentType) ? 'stream' : 'other';
  return firstOf(request, { chunks: body.getReader(), kind, detail });
}

async function firstOf({ idleTimeout, signal }: PostRequest, answer: Omit<Answer, 'firstChunk'>): Promise<Answer> {
  try {
    const { value: firstChunk } = await within(answer.chunks.read(), idleTimeout, signal);
    return { ...answer, firstChunk };
  } catch (thrown) {
    throw connectionError(thrown, signal, 'interrupted'); // there was an answer, so nothing has blocked it
  }
}

/** @throws ChatError `configuration` if a field holds what JSON cannot: a circle, or a BigInt */
function asJson<T>(make: () => T): T {
  try {
    return make();
  } catch (cause) {
    throw new ChatError('configuration', 'A field of the request cannot be written as JSON.', { cause });
  }
}

/** Ours, and the owner's over them: a name counts whatever its case. */
export async function requestHeaders(
  { idleTimeout, signal, secrets }: Pick<PostRequest, 'idleTimeout' | 'signal' | 'secrets'>,
  given: HeadersOption | undefined,
): Promise<Headers> {
  try {
    const owners = (typeof given === 'function' ? await within(Promise.resolve(given()), idleTimeout, signal) : given) ?? {};
    const entries = Symbol.iterator in owners ? [...owners] : Object.entries(owners);
    const headers = new Headers({ 'content-type': 'application/json', accept: 'text/event-stream, application/json' });
    const set = entries.filter(([, value]) => (value ?? undefined) !== undefined) as [string, string][];
    for (const [name, value] of new Headers(set)) {
      headers.set(name, value);
      // The token of `Bearer TOKEN` too: it may be echoed alone.
      secrets.push(...[value, ...value.split(' ')].filter((part) => part.length >= 8));
    }
    return headers;
  } catch (cause) {
    if (cause instanceof ChatError) throw cause;
    throw new ChatError('configuration', '`headers` threw an error, or returned something that is not a set of headers.', {
      cause,
    });
  }
}

/** The parsed JSON of an error answer; anything else, a proxy's HTML page above all, says nothing that may be repeated. */
async function readErrorBody(response: Response, signal: AbortSignal): Promise<unknown> {
  try {
    const text = await within(response.text(), errorBodyTimeoutMs, signal);
    return text.length > longestErrorBody ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined; // the status alone says enough
  }
}

/** Whatever `fetch` or a body's reader threw, as a ChatError: `otherwise` where it is nothing but a broken connection. */
export function connectionError(thrown: unknown, signal: AbortSignal, otherwise: 'blocked' | 'interrupted'): ChatError {
  if (signal.aborted) return new ChatError('aborted', 'The request was stopped.');
  if (thrown instanceof ChatError) return thrown;
  // Only `false` is a fact: not every runtime has the property, and `true` means no more than "some interface is up"
  // (https://html.spec.whatwg.org/multipage/system-state.html#dom-navigator-online).
  if ((globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine === false) {
    return new ChatError('offline', 'There is no network connection.', { cause: thrown });
  }
  return new ChatError(otherwise, otherwise === 'blocked' ? 'No answer came.' : 'The connection broke.', { cause: thrown });
}

/** How long to wait before the next try, in ms; undefined: do not try again. */
function retryDelay({ code, status = 0, retryable, retryAfter }: ChatError, attempt: number): number | undefined {
  if (!retryable || !(status >= 400 || /blocked|interrupted/.test(code))) return undefined;
  if (retryAfter !== undefined && retryAfter * 1000 > longestRetryAfterMs) return undefined;
  // Jitter: visitors who failed together must not come back together.
  const backOff = firstBackOffMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
  return Math.max(backOff, (retryAfter ?? 0) * 1000);
}

/**
 * RFC 9110, 10.2.3: whole seconds or a date; OpenAI's servers name milliseconds beside it, which say it more exactly. A page of another
 * origin sees them only if CORS exposes them. Anything else says nothing.
 */
function retryAfterSeconds(headers: Headers): number | undefined {
  const milliseconds = headers.get('retry-after-ms')?.trim() ?? '';
  if (/^\d{1,12}(\.\d+)?$/.test(milliseconds)) return Number(milliseconds) / 1000;
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value);
  if (!/^[A-Za-z]{3}, .* GMT$/.test(value)) return undefined;
  const seconds = (Date.parse(value) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
