import type { Cost, Endpoint, Outgoing } from './endpoint.js';
import { errorResponse } from './errors.js';
import { checkHead, isAt } from './head.js';
import { findKey } from './key.js';
import type { Limiter, Reservation } from './limit.js';
import type { Settings } from './options.js';
import { checkOrigin, preflight } from './origins.js';
import { broken, Refusal, refused } from './refusal.js';
import { Reports } from './reports.js';
import { fetchUpstream, type Ending } from './upstream.js';
import { createUsageReader, type UsageReader } from './usage.js';
import { visitorAddress, type Connection, type Visitor } from './visitor.js';
import { within } from './within.js';

/** Whoever opens an answer by its address gets no page of it, whatever a model has written (https://fetch.spec.whatwg.org/#x-content-type-options-header). */
const nosniff = ['x-content-type-options', 'nosniff'] as const;

/** One request and its answer. */
export class Exchange {
  readonly #endpoint: Endpoint;
  readonly #settings: Settings;
  readonly #limiter: Limiter | undefined;
  readonly #request: Request;
  readonly #connection: Connection;
  readonly #reports: Reports;
  #visitor: Visitor | undefined;
  #tokens: (Reservation & Cost) | undefined;
  #usage: UsageReader | undefined;
  /** The request without its body, for the owner's functions. */
  readonly #head: Request;

  constructor(
    { endpoint, settings, limiter }: { endpoint: Endpoint; settings: Settings; limiter: Limiter | undefined },
    request: Request,
    connection: Connection,
  ) {
    this.#endpoint = endpoint;
    this.#settings = settings;
    this.#limiter = limiter;
    this.#request = request;
    this.#connection = connection;
    this.#reports = new Reports(settings);
    this.#head = new Request(request.url, { method: request.method, headers: request.headers });
  }

  async answer(): Promise<Response> {
    const request = this.#request;
    const settings = this.#settings;
    if (request.method === 'OPTIONS' && isAt(this.#endpoint.path, request)) {
      const response = preflight(request, settings.origins);
      response.headers.set(...nosniff);
      this.#reports.finish(response.status, 'refused', null);
      return response;
    }
    const origin = checkOrigin(request, settings.origins);
    const response = await this.#reply(origin.allowed).catch((error: unknown) => this.#refuse(error));
    response.headers.set(...nosniff);
    for (const [name, value] of Object.entries(origin.headers)) response.headers.set(name, value);
    if (!response.headers.has('x-request-id')) response.headers.set('x-request-id', this.#reports.request.id);
    return response;
  }

  async #reply(originAllowed: boolean): Promise<Response> {
    const endpoint = this.#endpoint;
    const { fetch, timeouts } = this.#settings;
    const request = this.#request;
    const report = this.#reports.request;
    checkHead(request, endpoint, originAllowed);
    await this.#checkVisitor();
    const outgoing = await endpoint.prepare(request, { head: this.#head, report });
    const key = await findKey(endpoint.key, timeouts.functions);
    await this.#reserveTokens(outgoing);
    const response = await fetchUpstream(
      {
        url: endpoint.upstream,
        accept: endpoint.accept,
        answerType: endpoint.answerType,
        key,
        visitor: request.signal,
        fetch,
        timeouts,
        opening: outgoing.opening,
        onBytes: (bytes, type) => this.#read(bytes, type),
        onEnd: (ending) => void this.#end(ending),
      },
      outgoing,
    );
    report.status = response.status;
    report.upstreamId = response.headers.get('x-request-id');
    // An error is over already; a reply ends later.
    if (report.end !== 'refused') this.#reports.finish(response.status, report.end, report.error);
    return response;
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

  /** The most that this request can cost is reserved beforehand, and what it did not use is given back at its end. */
  async #reserveTokens({ tokens }: Outgoing): Promise<void> {
    if (this.#limiter?.limits('tokens') !== true) return;
    const cost = tokens();
    const reservation = await this.#reserve('tokens', cost.most);
    if (reservation) this.#tokens = { ...reservation, ...cost };
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

  #read(bytes: Uint8Array, type: string): void {
    const settings = this.#settings;
    this.#reports.count(bytes.length);
    // Sound says nothing of what it cost.
    if (type.startsWith('audio/') || (!settings.onUsage && !settings.onRequest && !this.#tokens)) return;
    this.#usage ??= createUsageReader(type.startsWith('text/event-stream'));
    this.#usage.next(bytes);
  }

  async #end({ how, error, cause, isFree = false }: Ending): Promise<void> {
    const report = this.#reports.request;
    const tokens = this.#tokens;
    const usage = this.#usage?.usage();
    Object.assign(report, { usage: usage ?? null, error: error ?? null, end: how });
    if (error !== undefined && how !== 'aborted') this.#reports.error(error, cause);
    // Before the answer was given it has no status yet; `reply` finishes it then.
    if (report.status !== 0) this.#reports.finish(report.status, how, report.error);
    if (usage) this.#reports.usage(this.#visitor?.name ?? null, usage);
    if (!tokens) return;
    try {
      await tokens.settle(isFree ? 0 : (usage?.total_tokens ?? this.#estimatedTokens(tokens)));
    } catch (storeError) {
      this.#reports.error('limits_unavailable', storeError);
    }
  }

  /**
   * Where the service did not say: of a stream that has begun the prompt and a token for four bytes (some services put several into an
   * event, so events are not counted), else the most that it can have been. Whoever leaves before the first event saves nothing.
   */
  #estimatedTokens({ prompt, most }: Cost): number {
    return this.#usage?.hasEvents() === true ? Math.min(most, prompt + Math.ceil(this.#reports.request.bytesOut / 4)) : most;
  }

  #refuse(error: unknown): Response {
    const refusal =
      error instanceof Refusal ? error : broken(500, { code: 'proxy_failed', message: 'This chat has a problem.' }, error);
    if (refusal.report) this.#reports.error(refusal.error.code, refusal.report.cause);
    this.#reports.finish(refusal.status, 'refused', refusal.error.code);
    return errorResponse(refusal.status, refusal.error, refusal.headers);
  }
}
