import { readJson } from './body.js';
import { errorResponse } from './errors.js';
import type { ChatBody } from './fields.js';
import { findKey } from './key.js';
import type { Limiter, Reservation } from './limit.js';
import type { ErrorReport, RequestReport, Settings } from './options.js';
import { checkOrigin, preflight } from './origins.js';
import { applyPolicy, mostPromptTokens } from './policy.js';
import { bodyProblems, broken, Refusal, refused } from './refusal.js';
import { fetchUpstream, type Ending } from './upstream.js';
import { createUsageReader, type UsageReader } from './usage.js';
import { visitorAddress, type Connection, type Visitor } from './visitor.js';
import { within } from './within.js';

/**
 * The Host header, which is joined to an address, may name a host and a port. A path, a query, a user or a tab in it would move the rest of
 * the address along, or vanish (https://url.spec.whatwg.org/#concept-basic-url-parser); an invalid one is to be refused
 * (https://www.rfc-editor.org/rfc/rfc9112#section-3.2). `node.ts` has the same rule: shared, it would be a third file beside the two entries,
 * and workerd, which loads `proxy.js` alone, would not start (`test/proxy/recipes/size` holds them apart).
 */
const isHost = (text: string): boolean => /^([\w.-]+|\[[\da-f:.]+\])(:\d+)?$/i.test(text);

/** One request and its answer. */
export class Exchange {
  readonly #settings: Settings;
  readonly #limiter: Limiter | undefined;
  readonly #request: Request;
  readonly #connection: Connection;
  readonly #start = performance.now();
  readonly #report: RequestReport = {
    id: crypto.randomUUID(),
    upstreamId: null,
    status: 0,
    error: null,
    model: null,
    messages: 0,
    bytesIn: 0,
    bytesOut: 0,
    firstByte: null,
    duration: 0,
    end: 'refused',
    usage: null,
  };
  #visitor: Visitor | undefined;
  #tokens: (Reservation & { prompt: number; most: number }) | undefined;
  #usage: UsageReader | undefined;
  /** The request without its body, for the owner's functions. */
  readonly #head: Request;

  constructor(
    { settings, limiter }: { settings: Settings; limiter: Limiter | undefined },
    request: Request,
    connection: Connection,
  ) {
    this.#settings = settings;
    this.#limiter = limiter;
    this.#request = request;
    this.#connection = connection;
    this.#head = new Request(request.url, { method: request.method, headers: request.headers });
  }

  async answer(): Promise<Response> {
    const request = this.#request;
    const settings = this.#settings;
    if (request.method === 'OPTIONS' && this.#isOurPath()) {
      const response = preflight(request, settings.origins);
      this.#finish(response.status, 'refused', null);
      return response;
    }
    const origin = checkOrigin(request, settings.origins);
    const response = await this.#reply(origin.allowed).catch((error: unknown) => this.#refuse(error));
    for (const [name, value] of Object.entries(origin.headers)) response.headers.set(name, value);
    if (!response.headers.has('x-request-id')) response.headers.set('x-request-id', this.#report.id);
    return response;
  }

  async #reply(originAllowed: boolean): Promise<Response> {
    this.#checkHead(originAllowed);
    await this.#checkVisitor();
    const body = await this.#readBody();
    const key = await findKey(this.#settings);
    await this.#reserveTokens(body);
    const settings = this.#settings;
    const request = this.#request;
    const response = await fetchUpstream({
      url: settings.upstream,
      body: JSON.stringify(body),
      key,
      visitor: request.signal,
      fetch: settings.fetch,
      timeouts: settings.timeouts,
      onBytes: (bytes, isEvents) => this.#read(bytes, isEvents),
      onEnd: (ending) => void this.#end(ending),
    });
    this.#report.status = response.status;
    this.#report.upstreamId = response.headers.get('x-request-id');
    // An error is over already; a reply ends later.
    if (this.#report.end !== 'refused') this.#finish(response.status, this.#report.end, this.#report.error);
    return response;
  }

  #isOurPath(): boolean {
    return new URL(this.#request.url).pathname === this.#settings.path;
  }

  #checkHead(originAllowed: boolean): void {
    const { method, headers } = this.#request;
    // Deno and workerd join whatever it is to an address, of which the path is looked at next.
    if (!isHost(headers.get('host') ?? 'localhost')) throw refused(400, { code: 'invalid_host', message: 'The Host is none.' });
    if (!this.#isOurPath()) throw refused(404, { code: 'not_found', message: 'There is nothing at this address.' });
    if (method !== 'POST') {
      throw refused(405, { code: 'method_not_allowed', message: 'Only POST is answered here.' }, { allow: 'POST, OPTIONS' });
    }
    if (!originAllowed) throw refused(403, { code: 'origin_not_allowed', message: 'This page may not use this chat.' });
    if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(headers.get('content-type') ?? '')) {
      throw refused(415, { code: 'unsupported_media_type', message: 'The body must be application/json.' });
    }
    if (!/^(identity)?$/i.test(headers.get('content-encoding') ?? '')) {
      throw refused(415, { code: 'unsupported_media_type', message: 'The body must not be compressed.' });
    }
  }

  async #checkVisitor(): Promise<void> {
    const head = this.#head;
    const connection = this.#connection;
    const settings = this.#settings;
    await this.#authorize();
    const { visitor } = settings;
    if (!this.#limiter && !visitor) return;
    if (visitor) {
      const name: unknown = await within(settings.timeouts.functions, () => visitor(head, connection));
      // `undefined`, or an object written as a string, would be one visitor for all.
      if (typeof name === 'string' && name !== '') this.#visitor = { name };
    } else {
      this.#visitor = visitorAddress(head, connection, settings.trustedProxies);
    }
    if (!this.#visitor) {
      const message = 'This chat is not set up yet: its proxy cannot tell visitors apart.';
      throw broken(500, { code: visitor ? 'proxy_without_visitor' : 'proxy_without_address', message });
    }
    await this.#reserve('requests', 1);
  }

  /** `true` alone lets in: the string 'false' and a session that has not been looked at count as true elsewhere. */
  async #authorize(): Promise<void> {
    const { authorize, timeouts } = this.#settings;
    const verdict: unknown = authorize ? await within(timeouts.functions, () => authorize(this.#head)) : true;
    if (verdict === true) return;
    if (!verdict) throw refused(401, { code: 'unauthorized', message: 'Please sign in to use this chat.' });
    const message = 'This chat is not set up yet: its proxy cannot tell who may use it.';
    throw broken(500, { code: 'proxy_without_verdict', message });
  }

  async #readBody(): Promise<ChatBody> {
    const settings = this.#settings;
    const request = this.#request;
    const report = this.#report;
    const limiter = this.#limiter;
    const result = await readJson(request, settings.maxBodyBytes, settings.timeouts.body);
    if ('problem' in result) {
      const { status, message } = bodyProblems[result.problem];
      throw refused(status, { code: result.problem, message });
    }
    report.bytesIn = result.bytes;
    const countsTokens = settings.onUsage !== undefined || limiter?.limits('tokens') === true;
    const verdict = applyPolicy(result.value, settings.policy, countsTokens);
    if ('problem' in verdict) {
      const { status, ...problem } = verdict.problem;
      throw new Refusal(status, { ...problem, type: 'invalid_request_error' });
    }
    report.model = verdict.body.model;
    report.messages = verdict.body.messages.length;
    return verdict.body;
  }

  /** The most that this request can cost is reserved beforehand, and what it did not use is given back at its end. */
  async #reserveTokens(body: ChatBody): Promise<void> {
    const prompt = mostPromptTokens(body);
    const most = prompt + (body.max_completion_tokens ?? 0) * (body.n ?? 1);
    const reservation = await this.#reserve('tokens', most);
    if (reservation) this.#tokens = { ...reservation, prompt, most };
  }

  async #reserve(kind: 'requests' | 'tokens', amount: number): Promise<Reservation | undefined> {
    if (this.#limiter?.limits(kind) !== true) return undefined;
    const reservation = await this.#limiter.reserve(kind, this.#visitor ?? { name: '' }, amount).catch((error: unknown) => {
      throw broken(503, { code: 'limits_unavailable', message: 'This chat is not available right now.' }, error);
    });
    if (reservation.retryAfter !== undefined) {
      const error = {
        message: 'You have used this chat a lot. Please try again later.',
        type: 'requests',
        code: 'rate_limit_exceeded',
      };
      throw new Refusal(429, error, { headers: { 'retry-after': String(reservation.retryAfter) } });
    }
    return reservation;
  }

  #read(bytes: Uint8Array, isEvents: boolean): void {
    const report = this.#report;
    const settings = this.#settings;
    report.firstByte ??= performance.now() - this.#start;
    report.bytesOut += bytes.length;
    if (!settings.onUsage && !settings.onRequest && !this.#tokens) return;
    this.#usage ??= createUsageReader(isEvents);
    this.#usage.next(bytes);
  }

  async #end({ how, error, cause, isFree = false }: Ending): Promise<void> {
    const report = this.#report;
    const settings = this.#settings;
    const tokens = this.#tokens;
    const usage = this.#usage?.usage();
    Object.assign(report, { usage: usage ?? null, error: error ?? null, end: how });
    if (error !== undefined && how !== 'aborted') this.#reportError(error, cause);
    // Before the answer was given it has no status yet; `reply` finishes it then.
    if (report.status !== 0) this.#finish(report.status, how, report.error);
    if (usage)
      this.#call(settings.onUsage, { id: report.id, visitor: this.#visitor?.name ?? null, model: report.model ?? '', usage });
    if (!tokens) return;
    try {
      await tokens.settle(isFree ? 0 : (usage?.total_tokens ?? this.#estimatedTokens(tokens)));
    } catch (storeError) {
      this.#reportError('limits_unavailable', storeError);
    }
  }

  /**
   * Where the service did not say: of a stream that has begun the prompt and a token for four bytes (some services put several into an
   * event, so events are not counted), else the most that it can have been. Whoever leaves before the first event saves nothing.
   */
  #estimatedTokens({ prompt, most }: { prompt: number; most: number }): number {
    return this.#usage?.hasEvents() === true ? Math.min(most, prompt + Math.ceil(this.#report.bytesOut / 4)) : most;
  }

  #refuse(error: unknown): Response {
    const refusal =
      error instanceof Refusal ? error : broken(500, { code: 'proxy_failed', message: 'This chat has a problem.' }, error);
    if (refusal.report) this.#reportError(refusal.error.code, refusal.report.cause);
    this.#finish(refusal.status, 'refused', refusal.error.code);
    return errorResponse(refusal.status, refusal.error, refusal.headers);
  }

  #finish(status: number, end: RequestReport['end'], error: string | null): void {
    const report = this.#report;
    Object.assign(report, { status, end, error, duration: performance.now() - this.#start });
    this.#call(this.#settings.onRequest, report);
  }

  #reportError(code: string, cause: unknown): void {
    const report: ErrorReport = { id: this.#report.id, code, cause: causeOf(cause) };
    this.#call(this.#settings.onError, report);
  }

  /** An owner's hook that throws or rejects must not cost a visitor the reply, and a rejection nobody handles ends a Node process. */
  #call<Report>(hook: ((report: Report) => unknown) | undefined, report: Report): void {
    try {
      void Promise.resolve(hook?.({ ...report })).catch(() => undefined);
    } catch {
      // Its own affair.
    }
  }
}

/** `fetch` in Node hides the interesting one inside: TypeError → cause → ECONNREFUSED. */
function causeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const inner = error.cause instanceof Error ? error.cause : error;
  return 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.name;
}
