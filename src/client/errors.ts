/** The one error that leaves this layer, and how a server's answer becomes one. */
import { secretPattern } from './keys.js';

/**
 * Every way in which a request can fail.
 *
 * | code | meaning |
 * |---|---|
 * | `configuration` | the request cannot be made: no endpoint, or one that is no URL |
 * | `offline` | the browser says that it has no network |
 * | `blocked` | no answer at all: server unreachable, or CORS, CSP or an extension forbade it (browsers do not tell which) |
 * | `unauthorized` | 401, or a redirect, which is not followed: the server wants a key or a session |
 * | `forbidden` | 403 |
 * | `not-found` | 404, 405, 410, or a model that does not exist |
 * | `bad-request` | any other 4xx |
 * | `context-length` | the conversation is longer than the model, or the server, takes |
 * | `rate-limited` | 429 |
 * | `quota` | 402, or 429 because a budget is used up |
 * | `content-filter` | the server refused to answer this content |
 * | `unsupported-content` | the server, or the model, takes no such picture, recording or file as was sent |
 * | `server` | 5xx, 408, 409, or an error that the server reported inside the stream |
 * | `not-a-stream` | the answer is neither an event stream nor JSON: a web page, say |
 * | `protocol` | the answer, or a part of it, is not what the API promises |
 * | `interrupted` | the reply broke off before its end, or before it began |
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
  | 'unsupported-content'
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
  /** As in `ClientOptions`. No error keeps it. */
  refusal?: RegExp | undefined;
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
  /** OpenRouter: the words of the service behind it, where its own are no more than "Provider returned error". */
  metadata?: unknown;
}

/**
 * What servers say of a conversation that is longer than the model takes, in the JSON of code, type, message and metadata. Few have a code
 * for it, and some say it with 500. `test/client/overflows.ts` tells which words are whose.
 */
const overflow =
  /context.{0,5}(length|size|window|limit|overflow)|^\W+3051\b|(prompt|input)( token.{0,20}| is)? (too long|exceed)|(prompt|model) (token )?(length|limit)|tokens \+ /i;

/** What stands in `error.code` or `error.type` and says more than the status does. */
const codesByField: [RegExp, ChatErrorCode][] = [
  [/^content_(filter|policy)/, 'content-filter'],
  [/^(insufficient_quota|billing)/, 'quota'],
  [/^(invalid_api_key|authentication)/, 'unauthorized'],
  [/^permission/, 'forbidden'],
  [/not_found/, 'not-found'],
  [/^rate_limit/, 'rate-limited'],
  [/^(server|overloaded)_error/, 'server'],
];

const codesByStatus: Record<number, ChatErrorCode> = {
  401: 'unauthorized',
  402: 'quota',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-found',
  410: 'not-found',
  413: 'context-length',
  429: 'rate-limited',
};

/**
 * @param body the parsed body of an answer or of a stream's event: `{error: {…}}`, `{error: "…"}`, one of these in a list, or anything else
 */
export function errorFromBody(body: unknown, detail: ChatErrorDetail = {}): ChatError {
  const { code: fieldCode, type, message: said, metadata } = errorObject(body);
  const message = typeof said === 'string' ? said.slice(0, 1000) : undefined;
  // Under 200 an error's own number says more: OpenRouter sends `{"error":{"code":429}}` in a stream that began well.
  const own = Number(fieldCode);
  const { status: answered = 0 } = detail;
  const status = answered < 400 && own >= 400 && own < 600 ? own : answered;
  const failed = status >= 400;
  const words = JSON.stringify([fieldCode, type, message, metadata]);
  const known =
    status !== 429 && overflow.test(words)
      ? 'context-length'
      : // `code` is the narrower of the two; `invalid_request_error` says less than most statuses, so it comes last.
        (codeFromField(fieldCode) ??
        codeFromField(type) ??
        (failed ? codeFromStatus(status) : type === 'invalid_request_error' ? 'bad-request' : 'server'));
  const code = detail.refusal?.test(known + words) ? 'unsupported-content' : known;
  return new ChatError(code, failed ? `The server answered ${status}.` : 'The server reported an error.', {
    ...detail,
    status: status || undefined,
    retryable: failed ? statusMayPass(status) && !/quota|conte[nx]t/.test(code) : undefined,
    serverMessage: message || undefined,
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
  return new ChatError(error.code, error.message, { ...(error as ChatErrorDetail), serverMessage });
}

function errorObject(body: unknown): ErrorObject {
  const [first] = [body].flat() as (string | { error?: unknown } | null | undefined)[]; // Gemini answers with a list
  if (typeof first === 'string') return { message: first };
  // `{message, code}` without an envelope too
  return first ? { ...first, ...errorObject(first.error) } : {};
}

function codeFromField(field: unknown): ChatErrorCode | undefined {
  return codesByField.find(([pattern]) => typeof field === 'string' && pattern.test(field))?.[1];
}

function codeFromStatus(status: number): ChatErrorCode {
  return codesByStatus[status] ?? (statusMayPass(status) ? 'server' : 'bad-request');
}
