import { readJson } from './body.js';
import { errorResponse } from './errors.js';
import type { ChatBody } from './fields.js';
import type { Limiter, Taken } from './limit.js';
import type { ErrorReport, RequestReport, Settings } from './options.js';
import { judgeOrigin, preflight } from './origins.js';
import { applyPolicy, mostPromptTokens } from './policy.js';
import { bodyProblems, broken, Refusal, refused } from './refusal.js';
import { askUpstream, type Ending } from './upstream.js';
import { createUsageReader, type UsageReader } from './usage.js';
import { visitorAddress, type Connection } from './visitor.js';

/** One request and its answer. */
export class Exchange {
  private readonly start = performance.now();
  private readonly report: RequestReport = {
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
  private visitor: string | null = null;
  private tokens: (Taken & { prompt: number; most: number }) | undefined;
  private usage: UsageReader | undefined;
  /** The request without its body, for the owner's functions. */
  private readonly head: Request;

  constructor(
    private readonly settings: Settings,
    private readonly limiter: Limiter | undefined,
    private readonly request: Request,
    private readonly connection: Connection,
  ) {
    this.head = new Request(request.url, { method: request.method, headers: request.headers });
  }

  async answer(): Promise<Response> {
    const { request, settings } = this;
    if (request.method === 'OPTIONS' && this.isOurPath()) {
      const response = preflight(request, settings.origins);
      this.finish(response.status, 'refused', null);
      return response;
    }
    const origin = judgeOrigin(request, settings.origins);
    const response = await this.reply(origin.allowed).catch((error: unknown) => this.refuse(error));
    for (const [name, value] of Object.entries(origin.headers)) response.headers.set(name, value);
    if (!response.headers.has('x-request-id')) response.headers.set('x-request-id', this.report.id);
    return response;
  }

  private async reply(originAllowed: boolean): Promise<Response> {
    this.checkHead(originAllowed);
    await this.checkVisitor();
    const body = await this.readBody();
    const key = await this.findKey();
    await this.takeTokens(body);
    const { settings, request } = this;
    const response = await askUpstream({
      url: settings.upstream,
      body: JSON.stringify(body),
      key,
      visitor: request.signal,
      send: settings.send,
      timeouts: settings.timeouts,
      onBytes: (bytes, isEvents) => this.read(bytes, isEvents),
      onEnd: (ending) => void this.end(ending),
    });
    this.report.status = response.status;
    this.report.upstreamId = response.headers.get('x-request-id');
    // An error is over already; a reply ends later.
    if (this.report.end !== 'refused') this.finish(response.status, this.report.end, this.report.error);
    return response;
  }

  private isOurPath(): boolean {
    return new URL(this.request.url).pathname === this.settings.path;
  }

  private checkHead(originAllowed: boolean): void {
    const { method, headers } = this.request;
    if (!this.isOurPath()) throw refused(404, 'not_found', 'There is nothing at this address.');
    if (method !== 'POST') throw refused(405, 'method_not_allowed', 'Only POST is answered here.', { allow: 'POST, OPTIONS' });
    if (!originAllowed) throw refused(403, 'origin_not_allowed', 'This page may not use this chat.');
    if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(headers.get('content-type') ?? '')) {
      throw refused(415, 'unsupported_media_type', 'The body must be application/json.');
    }
    if (!/^(identity)?$/i.test(headers.get('content-encoding') ?? '')) {
      throw refused(415, 'unsupported_media_type', 'The body must not be compressed.');
    }
  }

  private async checkVisitor(): Promise<void> {
    const { head, connection, settings } = this;
    if (settings.authorize && !(await settings.authorize(head))) {
      throw refused(401, 'not_signed_in', 'Please sign in to use this chat.');
    }
    if (!this.limiter && !settings.visitor) return;
    this.visitor = settings.visitor
      ? await settings.visitor(head, connection)
      : (visitorAddress(head, connection, settings.trustedProxies) ?? null);
    if (this.visitor === null) {
      throw broken(500, 'proxy_without_address', 'This chat is not set up yet: its proxy cannot tell visitors apart.');
    }
    await this.take('requests', 1);
  }

  private async readBody(): Promise<ChatBody> {
    const { settings, request, report, limiter } = this;
    const result = await readJson(request, settings.maxBodyBytes, settings.timeouts.body);
    if ('problem' in result) {
      const { status, message } = bodyProblems[result.problem];
      throw refused(status, result.problem, message);
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

  /** The most that this request can cost is taken beforehand, and what it did not use is given back at its end. */
  private async takeTokens(body: ChatBody): Promise<void> {
    const prompt = mostPromptTokens(body);
    const most = prompt + (body.max_completion_tokens ?? 0) * (body.n ?? 1);
    const taken = await this.take('tokens', most);
    if (taken) this.tokens = { ...taken, prompt, most };
  }

  private async take(kind: 'requests' | 'tokens', amount: number): Promise<Taken | undefined> {
    if (this.limiter?.limits(kind) !== true) return undefined;
    const taken = await this.limiter.take(kind, this.visitor ?? '', amount).catch((error: unknown) => {
      throw broken(503, 'limits_unavailable', 'This chat is not available right now.', error);
    });
    if (taken.retryAfter !== undefined) {
      const error = {
        message: 'You have used this chat a lot. Please try again later.',
        type: 'requests',
        code: 'rate_limit_exceeded',
      };
      throw new Refusal(429, error, { 'retry-after': String(taken.retryAfter) });
    }
    return taken;
  }

  /** Node, Deno, Bun and Workers with `nodejs_compat` all have `process.env`; elsewhere there is only the option. */
  private async findKey(): Promise<string> {
    const { key } = this.settings;
    const platform = globalThis as { process?: { env?: Record<string, string | undefined> } };
    const message = 'This chat is not set up yet: its proxy has no key.';
    let found: string | undefined;
    try {
      found = typeof key === 'function' ? await key() : (key ?? platform.process?.env?.['_8080_API_KEY']);
    } catch (error) {
      throw broken(500, 'proxy_without_key', message, error);
    }
    // A file of secrets ends in a line break. `Headers` trims it away, so the upstream would repeat a key that is not the one looked for.
    const trimmed = found?.trim();
    if (!trimmed) throw broken(500, 'proxy_without_key', message);
    // Any other character may come back escaped in JSON, in more ways than can be looked for.
    if (!/^[\w.~+/=-]+$/.test(trimmed)) {
      throw broken(
        500,
        'proxy_with_odd_key',
        'This chat is not set up yet: its proxy has a key with characters that no key has.',
      );
    }
    return trimmed;
  }

  private read(bytes: Uint8Array, isEvents: boolean): void {
    const { report, settings } = this;
    report.firstByte ??= performance.now() - this.start;
    report.bytesOut += bytes.length;
    if (!settings.onUsage && !settings.onRequest && !this.tokens) return;
    this.usage ??= createUsageReader(isEvents);
    this.usage.next(bytes);
  }

  private async end({ how, error, cause, isFree = false }: Ending): Promise<void> {
    const { report, settings, tokens } = this;
    const usage = this.usage?.usage();
    Object.assign(report, { usage: usage ?? null, error: error ?? null, end: how });
    if (error !== undefined && how !== 'left') this.reportError(error, cause);
    // Before the answer was given it has no status yet; `reply` finishes it then.
    if (report.status !== 0) this.finish(report.status, how, report.error);
    if (usage) this.call(settings.onUsage, { id: report.id, visitor: this.visitor, model: report.model ?? '', usage });
    if (!tokens) return;
    try {
      await tokens.settle(isFree ? 0 : (usage?.total_tokens ?? this.estimatedTokens(tokens)));
    } catch (storeError) {
      this.reportError('limits_unavailable', storeError);
    }
  }

  /**
   * Where the service did not say: of a stream that has begun the prompt and a token for four bytes (some services put several into an
   * event, so events are not counted), else the most that it can have been. Whoever leaves before the first event saves nothing.
   */
  private estimatedTokens({ prompt, most }: { prompt: number; most: number }): number {
    return this.usage?.hasEvents() === true ? Math.min(most, prompt + Math.ceil(this.report.bytesOut / 4)) : most;
  }

  private refuse(error: unknown): Response {
    const refusal = error instanceof Refusal ? error : broken(500, 'proxy_failed', 'This chat has a problem.', error);
    if (refusal.report) this.reportError(refusal.error.code, refusal.report.cause);
    this.finish(refusal.status, 'refused', refusal.error.code);
    return errorResponse(refusal.status, refusal.error, refusal.headers);
  }

  private finish(status: number, end: RequestReport['end'], error: string | null): void {
    const { report } = this;
    Object.assign(report, { status, end, error, duration: performance.now() - this.start });
    this.call(this.settings.onRequest, report);
  }

  private reportError(code: string, cause: unknown): void {
    const report: ErrorReport = { id: this.report.id, code, cause: causeOf(cause) };
    this.call(this.settings.onError, report);
  }

  /** An owner's hook that throws or rejects must not cost a visitor the reply, and a rejection nobody handles ends a Node process. */
  private call<Report>(hook: ((report: Report) => unknown) | undefined, report: Report): void {
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
