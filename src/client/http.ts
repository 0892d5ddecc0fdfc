/** One POST until the first bytes of a good answer are there: tries, waiting, time limits, and what went wrong as a {@link ChatError}. */
import { ChatError, errorFromBody, type ChatErrorDetail } from './errors.js';
import { sleep, within } from './time.js';
import type { ChatEvent, ClientOptions } from './types.js';

const maxTries = 3;
/** Where the server names no time to wait, all tries begin within this many ms: a visitor is looking on. */
const retryWindow = 15_000;
/** The longest `Retry-After` that is waited for, in seconds; beyond it the error says so at once. */
const longestRetryAfter = 60;
const firstBackOff = 500;

/** A good answer, of which nothing but its first bytes has been read. */
export interface Answer {
  /** Undefined where the body is empty. */
  firstBytes: Uint8Array | undefined;
  bytes: ReadableStreamDefaultReader<Uint8Array>;
  /** What an error keeps of the headers. */
  detail: ChatErrorDetail;
}

function answerDetail(response: Response): ChatErrorDetail {
  return {
    status: response.status,
    retryAfter: retryAfterSeconds(response.headers),
    requestId: response.headers.get('x-request-id') ?? response.headers.get('request-id') ?? undefined,
  };
}

/**
 * Sends the request, and again after failures that may pass: at most three times, and only because not one byte of a reply has come.
 * Network failures, 408, 409, 429 and 5xx are such failures, except where the server says that a quota is used up.
 * An answer counts as good if its status is 2xx and it is no web page.
 * @throws ChatError
 */
export async function* post(
  url: string,
  body: string,
  options: ClientOptions,
  idleTimeout: number,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent, Answer, undefined> {
  const startedAt = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await postOnce(url, body, options, idleTimeout, signal);
    } catch (thrown) {
      const error = connectionError(thrown, signal, 'blocked');
      const delay = attempt < maxTries ? retryDelay(error, attempt) : undefined;
      if (delay === undefined) throw error;
      if (error.retryAfter === undefined && performance.now() - startedAt + delay > retryWindow) throw error;
      yield { type: 'retry', attempt, delay, error };
      await sleep(delay, signal);
    }
  }
}

async function postOnce(
  url: string,
  body: string,
  options: ClientOptions,
  idleTimeout: number,
  signal: AbortSignal,
): Promise<Answer> {
  const headers = {
    'content-type': 'application/json',
    accept: 'text/event-stream, application/json',
    ...(await askHeaders(options)),
  };
  const send = options.fetch ?? globalThis.fetch;
  const response = await within(
    send(url, { method: 'POST', headers, credentials: options.credentials ?? 'same-origin', cache: 'no-store', body, signal }),
    idleTimeout,
    signal,
  );
  const detail = answerDetail(response);
  if (!response.ok) throw errorFromBody(await readErrorBody(response, idleTimeout, signal), detail);
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) {
    throw new ChatError('not-a-stream', 'The endpoint answered with a web page.', detail);
  }
  const bytes = (response.body ?? new ReadableStream<Uint8Array>({ start: (controller) => controller.close() })).getReader();
  const { value: firstBytes } = await within(bytes.read(), idleTimeout, signal);
  return { firstBytes, bytes, detail };
}

async function askHeaders({ headers }: ClientOptions): Promise<Record<string, string>> {
  if (typeof headers !== 'function') return headers ?? {};
  try {
    return await headers();
  } catch (cause) {
    throw new ChatError('configuration', 'The function that gives the request headers failed.', { cause });
  }
}

/** The parsed JSON of an error answer; anything else, a proxy's HTML page above all, says nothing that may be repeated. */
async function readErrorBody(response: Response, idleTimeout: number, signal: AbortSignal): Promise<unknown> {
  try {
    return JSON.parse(await within(response.text(), idleTimeout, signal)) as unknown;
  } catch {
    return undefined; // the status alone says enough
  }
}

/** Whatever `fetch` or a body's reader threw, as a ChatError: `otherwise` where it is nothing but a broken connection. */
export function connectionError(thrown: unknown, signal: AbortSignal, otherwise: 'blocked' | 'interrupted'): ChatError {
  if (signal.aborted) return new ChatError('aborted', 'The request was stopped.');
  if (thrown instanceof ChatError) return thrown;
  // Only `false` is a fact: not every runtime has the property, and `true` means no more than "some interface is up".
  if ((globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine === false) {
    return new ChatError('offline', 'There is no network connection.', { cause: thrown });
  }
  const message =
    otherwise === 'interrupted'
      ? 'The connection broke in the middle of the reply.'
      : 'There was no answer: the server cannot be reached, or CORS, a Content-Security-Policy or an extension forbade the request.';
  return new ChatError(otherwise, message, { cause: thrown });
}

/** How long to wait before the next try, in ms; undefined: do not try again. */
function retryDelay(error: ChatError, attempt: number): number | undefined {
  if (error.code !== 'blocked' && error.code !== 'rate-limited' && !(error.code === 'server' && error.status !== undefined))
    return undefined;
  if (error.retryAfter !== undefined) return error.retryAfter <= longestRetryAfter ? error.retryAfter * 1000 : undefined;
  // Jitter: visitors who failed together must not come back together.
  return firstBackOff * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
}

/** RFC 9110, 10.2.3: seconds or a date; OpenAI's servers name milliseconds beside it. A page of another origin sees them only if CORS exposes them. */
function retryAfterSeconds(headers: Headers): number | undefined {
  const milliseconds = Number(headers.get('retry-after-ms') ?? NaN);
  if (milliseconds >= 0) return milliseconds / 1000;
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  const seconds = (Date.parse(value) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
