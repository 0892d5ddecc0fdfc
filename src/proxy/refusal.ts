/** Reasons not to go on with a request. */
import type { BodyProblem } from './body.js';
import type { ApiError } from './errors.js';

/** A reason not to go on, thrown inside an exchange and answered at its end. */
export class Refusal extends Error {
  readonly status: number;
  readonly error: ApiError;
  readonly headers: Record<string, string>;
  /** Set where the owner, not the visitor, has something to mend. */
  readonly report: { cause: unknown } | undefined;

  constructor(status: number, error: ApiError, more: { headers?: Record<string, string>; report?: { cause: unknown } } = {}) {
    super(error.code);
    this.status = status;
    this.error = error;
    this.headers = more.headers ?? {};
    this.report = more.report;
  }
}

type Reason = Pick<ApiError, 'code' | 'message'>;

export const refused = (status: number, reason: Reason, headers: Record<string, string> = {}): Refusal =>
  new Refusal(status, { ...reason, type: 'invalid_request_error' }, { headers });

export const broken = (status: number, reason: Reason, cause?: unknown): Refusal =>
  new Refusal(status, { ...reason, type: 'server_error' }, { report: { cause } });

const bodyProblems: Record<BodyProblem, { status: number; message: string }> = {
  request_too_large: { status: 413, message: 'The request is too large.' },
  request_timeout: { status: 408, message: 'The request came too slowly.' },
  invalid_json: { status: 400, message: 'The body is not JSON.' },
  invalid_form: { status: 400, message: 'The body is not the form that it says.' },
  request_interrupted: { status: 400, message: 'The body was interrupted.' },
};

export function badBody(problem: BodyProblem): Refusal {
  const { status, message } = bodyProblems[problem];
  return refused(status, { code: problem, message });
}

/** What is wrong with a field, as an answer. */
export const badField = ({ status = 400, ...problem }: Omit<ApiError, 'type'> & { status?: number }): Refusal =>
  new Refusal(status, { ...problem, type: 'invalid_request_error' });
