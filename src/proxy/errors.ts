// Errors in the shape of the chat-completions API: `{"error": {"message", "type", "param", "code"}}`.

/** What a visitor's client is told. `message` is ours, never an upstream's: theirs may quote a key or a page of HTML. */
export interface ApiError {
  message: string;
  type: string;
  /** The body field at fault, such as `messages[2].content`. */
  param?: string | null;
  code: string;
}

export function errorBody({ message, type, param = null, code }: ApiError): string {
  return JSON.stringify({ error: { message, type, param, code } });
}

export function errorResponse(status: number, error: ApiError, headers: Record<string, string> = {}): Response {
  return new Response(errorBody(error), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
}

const messagesByCode: Record<string, string> = {
  context_length_exceeded: 'The conversation is too long for this model.',
  insufficient_quota: 'The quota of this service is used up.',
  content_filter: 'The service will not answer this.',
};

const messagesByStatus: Record<number, string> = {
  400: 'The service did not accept the request.',
  401: 'The service did not accept the key.',
  403: 'The service does not allow this request.',
  404: 'The service does not know this model.',
  408: 'The service took too long.',
  413: 'The request is too large for the service.',
  422: 'The service did not accept the request.',
  429: 'Too many requests. Please try again later.',
};

// A code, a type or a parameter's path; nothing that could carry a sentence, markup or a header.
const identifier = /^[\w.[\]-]{1,100}$/;

/**
 * The answer to an upstream's error: its status, and of its body only what is a plain identifier.
 *
 * @param text The upstream's body, in whatever shape.
 * @param secret Never repeated, not even as a code.
 */
export function upstreamError(status: number, text: string, secret: string): ApiError {
  const found = errorObject(text);
  const word = (value: unknown): string | undefined =>
    typeof value === 'string' && identifier.test(value) && !value.includes(secret) ? value : undefined;
  const code = word(found['code']) ?? `upstream_${status}`;
  return {
    message:
      messagesByCode[code] ??
      messagesByStatus[status] ??
      (status >= 500 ? 'The service has a problem. Please try again later.' : 'The service did not accept the request.'),
    type: word(found['type']) ?? (status >= 500 ? 'server_error' : 'invalid_request_error'),
    param: word(found['param']) ?? null,
    code,
  };
}

function errorObject(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'error' in body) {
      const { error } = body;
      if (typeof error === 'object' && error !== null) return error as Record<string, unknown>;
    }
  } catch {
    // Not JSON: a gateway's page. The status says what there is to say.
  }
  return {};
}
