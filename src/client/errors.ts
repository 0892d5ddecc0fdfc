/** The one error that leaves this layer, and how a server's answer becomes one. */
import { secretPattern } from './keys.js';

/**
 * Every way in which a request can fail.
 *
 * | code | meaning |
 * |---|---|
 * | `configuration` | the request cannot be made: no endpoint, one that is no URL, or one that redirects |
 * | `offline` | the browser says that it has no network |
 * | `blocked` | no answer at all: server unreachable, or CORS, CSP or an extension forbade it (browsers do not tell which) |
 * | `unauthorized` | 401: the server wants a key or a session |
 * | `forbidden` | 403 |
 * | `not-found` | 404, 405, 410, or a model that does not exist |
 * | `bad-request` | any other 4xx |
 * | `context-length` | the conversation is longer than the model, or the server, takes |
 * | `rate-limited` | 429 |
 * | `quota` | 402, or 429 because a budget is used up |
 * | `content-filter` | the server refused to answer this content |
 * | `server` | 5xx, 408, 409, or an error that the server reported inside the stream |
 * | `not-a-stream` | the answer is neither an event stream nor JSON: a web page, say |
 * | `protocol` | the answer, or a part of it, is not what the API promises |
 * | `interrupted` | the reply broke off before its end |
 * | `stalled` | the server was silent for longer than the idle timeout |
 * | `tool-limit` | the model asked for tools again and again |
 * | `aborted` | the caller's signal stopped the request |
 */
export type ChatErrorCode =
  | 'configuration'
  | 'offline'
  | 'blocked'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'bad-request'
  | 'context-length'
  | 'rate-limited'
  | 'quota'
  | 'content-filter'
  | 'server'
  | 'not-a-stream'
  | 'protocol'
  | 'interrupted'
  | 'stalled'
  | 'tool-limit'
  | 'aborted';

export interface ChatErrorDetail {
  /** HTTP status, where there was an answer. */
  status?: number | undefined;
  /** Whether the very same request may succeed later. Default: what the code implies. */
  retryable?: boolean | undefined;
  /** Seconds that the server asks to wait. */
  retryAfter?: number | undefined;
  requestId?: string | undefined;
  /** The server's own `error.message`, for the owner's eyes; never shown to a visitor. */
  serverMessage?: string | undefined;
  cause?: unknown;
}

const retryableCodes: ReadonlySet<ChatErrorCode> = new Set([
  'offline',
  'blocked',
  'rate-limited',
  'server',
  'not-a-stream',
  'protocol',
  'interrupted',
  'stalled',
]);

/** `message` is English, for developers, and in our own words; visitors read the locale's text for `code`. */
export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly code: ChatErrorCode;
  readonly status: number | undefined;
  readonly retryable: boolean;
  readonly retryAfter: number | undefined;
  readonly requestId: string | undefined;
  readonly serverMessage: string | undefined;

  constructor(code: ChatErrorCode, message: string, detail: ChatErrorDetail = {}) {
    super(message, detail);
    this.code = code;
    this.status = detail.status;
    this.retryable = detail.retryable ?? retryableCodes.has(code);
    this.retryAfter = detail.retryAfter;
    this.requestId = detail.requestId;
    this.serverMessage = detail.serverMessage;
  }
}

/** The fields of OpenAI's error object, as far as a server fills them in. */
interface ErrorObject {
  message?: unknown;
  type?: unknown;
  code?: unknown;
}

/** Codes that servers put into `error.code` or `error.type` and that say more than the status does. */
const codesByField: Record<string, ChatErrorCode> = {
  context_length_exceeded: 'context-length',
  exceed_context_size_error: 'context-length', // llama.cpp
  content_filter: 'content-filter',
  content_policy_violation: 'content-filter',
  insufficient_quota: 'quota',
  billing_hard_limit_reached: 'quota',
  invalid_api_key: 'unauthorized',
  authentication_error: 'unauthorized',
  permission_denied: 'forbidden',
  permission_error: 'forbidden',
  model_not_found: 'not-found',
  not_found_error: 'not-found',
  rate_limit_exceeded: 'rate-limited',
  rate_limit_error: 'rate-limited',
  server_error: 'server',
  overloaded_error: 'server',
  invalid_request_error: 'bad-request',
};

const codesByStatus: Record<number, ChatErrorCode> = {
  401: 'unauthorized',
  402: 'quota',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-found',
  408: 'server',
  409: 'server',
  410: 'not-found',
  413: 'context-length',
  429: 'rate-limited',
};

/**
 * @param body the parsed body of an answer or of a stream's event: `{error: {…}}`, `{error: "…"}`, or anything else
 */
export function errorFromBody(body: unknown, detail: ChatErrorDetail = {}): ChatError {
  const { code: fieldCode, type, message } = errorObject(body);
  // Under 200 an error's own number says more: OpenRouter sends `{"error":{"code":429}}` in a stream that began well.
  const own = Number(fieldCode);
  const status = (detail.status ?? 0) < 400 && own >= 400 && own < 600 ? own : detail.status;
  // `code` is the narrower of the two; `invalid_request_error` as a type says less than most statuses, so it comes last.
  const code =
    codeFromField(fieldCode) ??
    (type === 'invalid_request_error' ? undefined : codeFromField(type)) ??
    codeFromStatus(status) ??
    codeFromField(type) ??
    'server';
  const failed = status !== undefined && status >= 400;
  return new ChatError(code, failed ? `The server answered ${status}.` : 'The server reported an error.', {
    ...detail,
    status,
    retryable: failed ? statusMayPass(status) && code !== 'quota' : undefined,
    serverMessage: typeof message === 'string' && message !== '' ? message.slice(0, 1000) : undefined,
  });
}

/** Whether the same request may succeed later. */
function statusMayPass(status: number): boolean {
  return status >= 500 || [408, 409, 429].includes(status);
}

/**
 * Servers echo keys ("Incorrect API key provided: …"); they go no further than this.
 * @param secrets what was sent in headers, redacted wherever it stands
 */
export function withoutSecrets(error: ChatError, secrets: readonly string[]): ChatError {
  if (error.serverMessage === undefined) return error;
  const serverMessage = secrets
    .reduce((text, secret) => text.replaceAll(secret, '[redacted]'), error.serverMessage)
    .replace(secretPattern, '[redacted]');
  // A server's message never comes with a cause, which would be left behind here.
  const { code, message, status, retryable, retryAfter, requestId } = error;
  return new ChatError(code, message, { status, retryable, retryAfter, requestId, serverMessage });
}

function errorObject(body: unknown): ErrorObject {
  if (typeof body !== 'object' || body === null) return {};
  const { error } = body as { error?: unknown };
  if (typeof error === 'string') return { ...body, message: error };
  if (typeof error === 'object' && error !== null) return error;
  return body; // `{message, code}` without an envelope
}

function codeFromField(field: unknown): ChatErrorCode | undefined {
  return typeof field === 'string' && Object.hasOwn(codesByField, field) ? codesByField[field] : undefined;
}

function codeFromStatus(status: number | undefined): ChatErrorCode | undefined {
  if (status === undefined || status < 400) return undefined;
  return codesByStatus[status] ?? (status >= 500 ? 'server' : 'bad-request');
}
