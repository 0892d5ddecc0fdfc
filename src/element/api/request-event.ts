/** The `chat-request` event: what a page may see and change of each request, and how it can answer in the server's stead. */

export interface ChatRequestDetail {
  url: string;
  readonly headers: Headers;
  /** The body, as it will be sent as JSON. */
  body: Record<string, unknown>;
  /**
   * Answers in place of the server.
   * @param answer a Response as the server would give it; or pieces: strings are text of the reply, objects are chunks of the API
   */
  respondWith: (answer: Response | Promise<Response> | AsyncIterable<string | object>) => void;
}

/**
 * A `fetch` that tells the page first.
 * @param cancel is called where a listener has prevented the request
 */
export function fetchWithEvent(
  tell: (detail: ChatRequestDetail) => boolean,
  fetcher: typeof fetch,
  cancel: () => void,
): typeof fetch {
  return async (input, init = {}) => {
    let answer: Parameters<ChatRequestDetail['respondWith']>[0] | undefined;
    const detail: ChatRequestDetail = {
      url: input as string,
      headers: new Headers(init.headers),
      body: JSON.parse(init.body as string) as Record<string, unknown>,
      respondWith: (given) => void (answer = given),
    };
    if (!tell(detail)) {
      cancel();
      throw new DOMException('The page has prevented this request.', 'AbortError');
    }
    if (answer === undefined) return fetcher(detail.url, { ...init, headers: detail.headers, body: JSON.stringify(detail.body) });
    return Symbol.asyncIterator in answer ? asResponse(answer) : answer;
  };
}

function asResponse(pieces: AsyncIterable<string | object>): Response {
  const iterator = pieces[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next();
      const data = next.done === true ? '[DONE]' : JSON.stringify(asChunk(next.value));
      controller.enqueue(encoder.encode(`data: ${data}\n\n`));
      if (next.done === true) controller.close();
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

function asChunk(piece: string | object): object {
  return typeof piece === 'string' ? { choices: [{ index: 0, delta: { content: piece } }] } : piece;
}
