/** What the owner hears of one request. */
import type { ErrorReport, RequestReport, Settings } from './options.js';
import type { Usage } from './usage.js';

type Hooks = Pick<Settings, 'onRequest' | 'onUsage' | 'onError'>;

export class Reports {
  readonly #hooks: Hooks;
  readonly #start = performance.now();
  /** Filled in as the request goes on. */
  readonly request: RequestReport = {
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

  constructor(hooks: Hooks) {
    this.#hooks = hooks;
  }

  count(bytes: number): void {
    this.request.firstByte ??= performance.now() - this.#start;
    this.request.bytesOut += bytes;
  }

  finish(status: number, end: RequestReport['end'], error: string | null): void {
    Object.assign(this.request, { status, end, error, duration: performance.now() - this.#start });
    call(this.#hooks.onRequest, this.request);
  }

  usage(visitor: string | null, usage: Usage): void {
    const { id, model } = this.request;
    call(this.#hooks.onUsage, { id, visitor, model: model ?? '', usage });
  }

  error(code: string, cause: unknown): void {
    const report: ErrorReport = { id: this.request.id, code, cause: causeOf(cause) };
    call(this.#hooks.onError, report);
  }
}

/** An owner's hook that throws or rejects must not cost a visitor the reply, and a rejection nobody handles ends a Node process. */
function call<Report>(hook: ((report: Report) => unknown) | undefined, report: Report): void {
  try {
    void Promise.resolve(hook?.({ ...report })).catch(() => undefined);
  } catch {
    // Its own affair.
  }
}

/** `fetch` in Node hides the interesting one inside: TypeError → cause → ECONNREFUSED. */
function causeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const inner = error.cause instanceof Error ? error.cause : error;
  return 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.name;
}
