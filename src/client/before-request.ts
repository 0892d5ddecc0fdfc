/** What may be seen and changed of a request before it is written as JSON, and how it can be answered in the server's stead. */
import type { RequestBody } from './dialect.js';

export interface OutgoingRequest {
  url: string;
  readonly headers: Headers;
  /** Written as JSON when the listeners are done: what JSON leaves out of it is still here. */
  body: RequestBody;
}

/** A Response as the server would give it; or pieces: strings are text of the reply, objects are chunks of the API. */
export type StandIn = Response | Promise<Response> | AsyncIterable<string | object>;

/** @returns what answers in place of the server, if anything does */
export type BeforeRequest = (request: OutgoingRequest) => StandIn | undefined;

/**
 * Copies lists and plain objects, so that what is changed here is changed for this request alone. Texts are shared: a long conversation,
 * or one with images, costs no more than a short one of as many messages.
 */
export function copyJson<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyJson) as T;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const copy = { ...(value as Record<string, unknown>) };
  for (const name in copy) copy[name] = copyJson(copy[name]);
  return copy as T;
}

/** A stream and not the iterator itself: its reading can be ended while a piece is still waited for. */
export function streamOf(pieces: AsyncIterable<string | object>): ReadableStream<string | object> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      let next = await iterator.next();
      // `yield delta?.content`: that says nothing, and is not the end.
      while (next.done !== true && ((next.value as unknown) ?? '') === '') next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
