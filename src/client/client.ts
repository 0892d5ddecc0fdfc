/** Talks to a model: one call, one reply, as a stream of events. Knows no DOM and keeps no state between calls. */
import { readAnswer } from './answer.js';
import type { Dialect, RequestBody } from './dialect.js';
import { ChatError, withoutSecrets } from './errors.js';
import { post } from './http.js';
import type { ChatEvent, ClientOptions } from './types.js';

const defaultIdleTimeoutMs = 45_000;
/** How long the end of a body may take after the reply has ended. Nobody waits for it; a body read to its end leaves its connection to the next request. */
const drainTimeoutMs = 1_000;

/**
 * Asks for a reply in a server's dialect and yields what it is made of; ends, and throws, as `stream` does.
 * @param makeBody is called once: what it throws is thrown as a ChatError
 */
export async function* ask(
  dialect: Dialect,
  makeBody: () => RequestBody,
  options: ClientOptions,
): AsyncGenerator<ChatEvent, void, undefined> {
  const connection = new AbortController();
  const abort = (): void => connection.abort();
  const secrets: string[] = [];
  let drain: (() => Promise<void>) | undefined;
  try {
    if (options.signal?.aborted) abort();
    options.signal?.addEventListener('abort', abort);
    const url = absoluteUrl(dialect.url(options.endpoint));
    const body = makeBody();
    const idleTimeout = options.idleTimeout ?? defaultIdleTimeoutMs;
    const { signal } = connection;
    const answer = yield* post({ url, body, idleTimeout, signal, secrets }, options);
    yield* readAnswer(answer, dialect.reader(body, answer.detail), { idleTimeout, signal });
    drain = () => readToEnd(answer.chunks, connection);
  } catch (error) {
    // Whatever else is thrown is a fault of our own, or of what a program without types has given us.
    throw error instanceof ChatError
      ? withoutSecrets(error, secrets)
      : new ChatError('protocol', `The answer cannot be read: ${String(error)}`, { cause: error });
  } finally {
    options.signal?.removeEventListener('abort', abort);
    if (drain) void drain();
    else abort();
  }
}

/**
 * Relative URLs are resolved as `fetch` has it: against the `<base>` of the page, or the worker's address. `document.baseURI` could be a form of that name.
 * @throws ChatError `configuration`; it does not repeat the endpoint, which may hold a key
 */
function absoluteUrl(url: string): string {
  let absolute = '';
  try {
    absolute = new Request(url).url; // no user name or password either: https://fetch.spec.whatwg.org/#dom-request
  } catch {
    // The TypeError would repeat it.
  }
  if (!/^https?:/.test(absolute)) {
    throw new ChatError('configuration', 'The endpoint is no http or https URL, or holds a user name or password.');
  }
  return absolute;
}

async function readToEnd(chunks: ReadableStreamDefaultReader, connection: AbortController): Promise<void> {
  const timer = setTimeout(() => connection.abort(), drainTimeoutMs);
  try {
    while (!(await chunks.read()).done);
  } catch {
    // The reply is complete; how its connection ends is nobody's concern.
  }
  clearTimeout(timer);
}
