/** Talks to a model: one call, one reply, as a stream of events. Knows no DOM and keeps no state between calls. */
import { readAnswer } from './answer.js';
import { ChatCompletionsReader } from './chat-completions.js';
import { ChatError } from './errors.js';
import { post } from './http.js';
import { chatCompletionsBody, chatCompletionsUrl } from './request.js';
import type { ChatEvent, ClientOptions, Message } from './types.js';

const defaultIdleTimeout = 45_000;
/** How long the end of a body may take after `[DONE]`, in ms. Nobody waits for it; a body read to its end leaves its connection to the next request. */
const drainTimeout = 1_000;

/**
 * Asks for a reply and yields what it is made of (see {@link ChatEvent}); the iteration ends when the reply is complete.
 * Leaving the loop early closes the connection. What was yielded before an error is good.
 * @throws ChatError, and nothing else
 */
export async function* stream(messages: readonly Message[], options: ClientOptions): AsyncGenerator<ChatEvent, void, undefined> {
  const url = absoluteUrl(chatCompletionsUrl(options.endpoint));
  const body = chatCompletionsBody(messages, options);
  const idleTimeout = options.idleTimeout ?? defaultIdleTimeout;
  const connection = new AbortController();
  const abort = (): void => connection.abort();
  if (options.signal?.aborted) abort();
  options.signal?.addEventListener('abort', abort);
  let drain: (() => Promise<void>) | undefined;
  try {
    const answer = yield* post(url, JSON.stringify(body), options, idleTimeout, connection.signal);
    const reader = new ChatCompletionsReader(typeof body['n'] === 'number' ? body['n'] : 1, answer.detail);
    yield* readAnswer(answer, reader, idleTimeout, connection.signal);
    drain = () => readToEnd(answer.bytes, connection);
  } finally {
    options.signal?.removeEventListener('abort', abort);
    if (drain) void drain();
    else abort();
  }
}

/** @throws ChatError `configuration` */
function absoluteUrl(url: string): string {
  try {
    return new URL(url, (globalThis as { location?: { href: string } }).location?.href).href;
  } catch (cause) {
    throw new ChatError('configuration', `The endpoint is not a URL: ${url}`, { cause });
  }
}

async function readToEnd(bytes: ReadableStreamDefaultReader<Uint8Array>, connection: AbortController): Promise<void> {
  const timer = setTimeout(() => connection.abort(), drainTimeout);
  try {
    while (!(await bytes.read()).done);
  } catch {
    // The reply is complete; how its connection ends is nobody's concern.
  }
  clearTimeout(timer);
}
