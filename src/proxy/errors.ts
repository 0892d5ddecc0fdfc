/** Errors in the shape of the chat-completions API: `{"error": {"message", "type", "param", "code"}}`. */
import { saysTooLong } from './overflow.js';

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
  404: 'The service does not know this model.',
  408: 'The service took too long.',
  413: 'The request is too large for the service.',
  422: 'The service did not accept the request.',
  429: 'Too many requests. Please try again later.',
};

// Nothing that could carry a sentence, markup, a header or (no digit, no capital) a key.
const identifier = /^[a-z][a-z_]{0,63}$/;
const fieldPath = /^[\w.[\]-]{1,100}$/;

/** So many characters of the key in a row are a piece of it and no accident. */
export const longPiece = 8;

/** Whether the secret, or a long piece of it, is in the text, in capitals or not. */
export function reveals(text: string, secret: string): boolean {
  const [said, wanted] = [text.toLowerCase(), secret.toLowerCase()];
  const length = Math.min(longPiece, wanted.length);
  for (let start = 0; start + length <= wanted.length; start++) {
    if (said.includes(wanted.slice(start, start + length))) return true;
  }
  return false;
}

/**
 * The answer to an upstream's error: its status, and of its body only what is a plain identifier.
 *
 * @param text The upstream's body, in whatever shape.
 * @param secret Never repeated, not even as a code.
 */
export function upstreamError(status: number, text: string, secret: string): { status: number; error: ApiError } {
  if (saysTooLong(text)) {
    const code = 'context_length_exceeded';
    return { status: 400, error: { message: messagesByCode[code] ?? '', type: 'invalid_request_error', code } };
  }
  const found = errorObject(text);
  const fit = (value: unknown, pattern: RegExp): string | undefined =>
    typeof value === 'string' && pattern.test(value) && !reveals(value, secret) ? value : undefined;
  const code = codeOfModeration(found) ?? fit(found['code'], identifier) ?? `upstream_${status}`;
  const message = messagesByCode[code];
  // The key is the owner's: a visitor who is told to sign in would look for a door that is not there.
  if ((status === 401 || status === 403) && message === undefined) {
    return {
      status: 502,
      error: { message: 'The service does not let this chat in.', type: 'server_error', code: 'upstream_denied' },
    };
  }
  return {
    status,
    error: {
      message:
        message ??
        messagesByStatus[status] ??
        (status >= 500 ? 'The service has a problem. Please try again later.' : 'The service did not accept the request.'),
      type: fit(found['type'], identifier) ?? (status >= 500 ? 'server_error' : 'invalid_request_error'),
      param: fit(found['param'], fieldPath) ?? null,
      code,
    },
  };
}

/** OpenRouter's 403 is about what the visitor said, where it repeats it (https://openrouter.ai/docs/api-reference/errors). */
function codeOfModeration({ metadata }: Record<string, unknown>): string | undefined {
  return typeof metadata === 'object' && metadata !== null && 'flagged_input' in metadata ? 'content_filter' : undefined;
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
