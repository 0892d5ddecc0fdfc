// Reasons not to go on with a request.
import type { BodyProblem } from './body.js';
import type { ApiError } from './errors.js';

/** A reason not to go on, thrown inside an exchange and answered at its end. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly error: ApiError,
    readonly headers: Record<string, string> = {},
    /** Set where the owner, not the visitor, has something to mend. */
    readonly report?: { cause: unknown },
  ) {
    super(error.code);
  }
}

export const refused = (status: number, code: string, message: string, headers?: Record<string, string>): Refusal =>
  new Refusal(status, { message, type: 'invalid_request_error', code }, headers);

export const broken = (status: number, code: string, message: string, cause?: unknown): Refusal =>
  new Refusal(status, { message, type: 'server_error', code }, {}, { cause });

export const bodyProblems: Record<BodyProblem, { status: number; message: string }> = {
  request_too_large: { status: 413, message: 'The conversation is too large.' },
  request_timeout: { status: 408, message: 'The request came too slowly.' },
  invalid_json: { status: 400, message: 'The body is not JSON.' },
  request_broke_off: { status: 400, message: 'The body broke off.' },
};
