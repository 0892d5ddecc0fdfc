/** A handler with options of a test's own. The upstream is a function: what arrives at it is what is asked about. */
import { createChatProxy, type ChatProxyOptions } from '../../src/proxy/index.js';

export const key = 'sk-8080-not-a-real-key-0123456789';
export const model = '8080/taalas/llama3.1-8b-instruct';
export const url = 'https://shop.example/v1/chat/completions';

export type Body = Record<string, unknown>;
export type Upstream = (body: Body, init: RequestInit) => Response | Promise<Response>;

export const ok: Upstream = () =>
  Response.json({ choices: [], usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } });
export const events = (...chunks: string[]) =>
  new Response(chunks.join(''), { headers: { 'content-type': 'text/event-stream' } });
export const endless = () =>
  new Response(new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(10)) }), {
    headers: { 'content-type': 'text/event-stream' },
  });

/** What a request has beside the fields of its body. */
export interface Question extends RequestInit {
  headers?: Record<string, string>;
  /** At the other end of the connection. */
  address?: string;
  /** Fetch asks for it with a body that is a stream; TypeScript's types of it are older. */
  duplex?: 'half';
}

/** A proxy and what arrived behind it. */
export function proxy(options: ChatProxyOptions = {}, upstream: Upstream = ok) {
  const bodies: Body[] = [];
  const handler = createChatProxy({
    key,
    fetch: async (_url, init) => {
      const body = JSON.parse(init.body as string) as Body;
      bodies.push(body);
      return upstream(body, init);
    },
    ...options,
  });
  const ask = (fields: Body = {}, { headers, address, ...init }: Question = {}) =>
    handler(
      new Request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://shop.example', ...headers },
        body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hi' }], ...fields }),
        ...init,
      }),
      { address },
    );
  return { ask, bodies, handler };
}

export const errorOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string; message: string } }).error;
