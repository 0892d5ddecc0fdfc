/**
 * Everything that can go wrong between a browser and a server, with a real one at the other end: for each fault, what the visitor keeps,
 * what the error says, and how many requests were made.
 */
import { expect } from '@open-wc/testing';
import { stream, type ChatErrorCode, type ClientOptions } from '../../src/headless.js';
import type { Ability } from '../support/browsers.js';
import { itNeeds } from '../support/needs.js';
import { chunk, reply, script, sse } from '../support/script.js';
import type { Answer, Step } from '../support/scripted-server.js';
import { error, half, ok, question } from './answers.js';
import { collect } from './collect.js';

interface Row {
  fault: string;
  answers: Answer[];
  options?: Partial<ClientOptions>;
  /** What the visitor keeps. */
  text?: string;
  code?: ChatErrorCode;
  requests: number;
  retryAfter?: number;
  retryable?: boolean;
  status?: number;
  /** What the browser must be able to do for it. */
  needs?: Ability;
}

const rows: Row[] = [
  { fault: 'none', answers: [ok], text: 'all of it', requests: 1 },
  {
    fault: 'none, compressed with gzip',
    answers: [{ status: 200, headers: { 'content-encoding': 'gzip' }, steps: [{ gzip: reply('zipped') }] }],
    text: 'zipped',
    requests: 1,
  },
  {
    fault: 'none, but it drips byte by byte',
    answers: [{ status: 200, steps: [{ drip: reply('drop 🎉') }] }],
    text: 'drop 🎉',
    requests: 1,
  },

  { fault: 'a reset before any answer, once', answers: [{ steps: ['reset'] }, ok], text: 'all of it', requests: 2 },
  { fault: 'a reset before any answer, always', answers: [{ steps: ['reset'] }], code: 'blocked', requests: 3 },
  {
    fault: 'a reset between the headers and the first byte',
    answers: [{ status: 200, steps: [{ wait: 20 }, 'reset'] }, ok],
    text: 'all of it',
    requests: 2,
    needs: 'brokenBodies',
  },
  {
    fault: 'a reset between the headers and the first byte, always: something answered, so nothing blocked it',
    answers: [{ status: 200, steps: [{ wait: 20 }, 'reset'] }],
    code: 'interrupted',
    retryable: true,
    requests: 3,
    needs: 'brokenBodies',
  },
  {
    fault: 'a reset inside the reply',
    answers: [{ status: 200, steps: [half, { wait: 30 }, 'reset'] }, ok],
    text: 'half',
    code: 'interrupted',
    requests: 1,
  },
  {
    fault: 'an end inside the reply',
    answers: [{ status: 200, steps: [half] }, ok],
    text: 'half',
    code: 'interrupted',
    requests: 1,
  },
  {
    fault: 'a reset after the finish reason',
    answers: [{ status: 200, steps: [{ write: sse(chunk({ content: 'done' }, 'stop')) }, { wait: 30 }, 'reset'] }],
    text: 'done',
    requests: 1,
  },
  {
    fault: 'an error object inside the reply',
    answers: [{ status: 200, steps: [half, { write: sse({ error: { message: 'x', code: 'rate_limit_exceeded' } }) }] }],
    text: 'half',
    code: 'rate-limited',
    requests: 1,
  },
  { fault: 'an empty body', answers: [{ status: 200 }], code: 'interrupted', requests: 1 },
  { fault: 'no content', answers: [{ status: 204 }], code: 'interrupted', requests: 1 },

  {
    fault: 'silence before the headers',
    answers: [{ steps: ['hang'] }],
    options: { idleTimeout: 150 },
    code: 'stalled',
    requests: 1,
  },
  {
    fault: 'silence after the headers',
    answers: [{ status: 200, steps: ['hang'] }],
    options: { idleTimeout: 150 },
    code: 'stalled',
    requests: 1,
  },
  {
    fault: 'silence inside the reply',
    answers: [{ status: 200, steps: [half, 'hang'] }],
    options: { idleTimeout: 150 },
    text: 'half',
    code: 'stalled',
    requests: 1,
  },
  {
    fault: 'none: comments count as signs of life',
    answers: [
      {
        status: 200,
        steps: [
          half,
          ...Array.from({ length: 6 }, (): Step[] => [{ wait: 80 }, { write: ': ping\n\n' }]).flat(),
          { write: sse(chunk({ content: ' whole' }, 'stop')) },
        ],
      },
    ],
    options: { idleTimeout: 300 },
    text: 'half whole',
    requests: 1,
  },

  {
    fault: 'a web page under 200',
    answers: [{ status: 200, headers: { 'content-type': 'text/html' }, steps: [{ write: '<h1>Sign in</h1>' }] }],
    code: 'not-a-stream',
    status: 200,
    requests: 1,
  },
  {
    fault: 'a web page under 502',
    answers: [{ status: 502, headers: { 'content-type': 'text/html' }, steps: [{ write: '<h1>Bad Gateway</h1>' }] }],
    code: 'server',
    status: 502,
    requests: 3,
  },
  {
    fault: 'an image',
    answers: [{ status: 200, headers: { 'content-type': 'image/png' }, steps: [{ write: 'iVBORw0KGgo=', encoding: 'base64' }] }],
    code: 'not-a-stream',
    requests: 1,
  },
  {
    fault: 'text that is no event stream',
    answers: [{ status: 200, headers: { 'content-type': 'text/plain' }, steps: [{ write: 'Sorry, busy.' }] }],
    code: 'not-a-stream',
    requests: 1,
  },

  {
    fault: '400',
    answers: [error(400, { message: 'bad', type: 'invalid_request_error' }), ok],
    code: 'bad-request',
    retryable: false,
    requests: 1,
  },
  {
    fault: '400, context length',
    answers: [error(400, { code: 'context_length_exceeded', type: 'invalid_request_error' })],
    code: 'context-length',
    requests: 1,
  },
  { fault: '400, content filter', answers: [error(400, { code: 'content_filter' })], code: 'content-filter', requests: 1 },
  {
    fault: '401',
    answers: [error(401, { code: 'invalid_api_key', type: 'invalid_request_error' }), ok],
    code: 'unauthorized',
    retryable: false,
    requests: 1,
  },
  { fault: '402', answers: [error(402)], code: 'quota', requests: 1 },
  { fault: '403', answers: [error(403)], code: 'forbidden', requests: 1 },
  { fault: '404', answers: [error(404, { code: 'model_not_found' })], code: 'not-found', requests: 1 },
  { fault: '408, then a reply', answers: [error(408), ok], text: 'all of it', requests: 2 },
  { fault: '409, then a reply', answers: [error(409), ok], text: 'all of it', requests: 2 },
  { fault: '413', answers: [error(413)], code: 'context-length', requests: 1 },
  { fault: '422', answers: [error(422)], code: 'bad-request', requests: 1 },
  { fault: '429, then a reply', answers: [error(429), ok], text: 'all of it', requests: 2 },
  {
    fault: '429, always',
    answers: [error(429, { code: 'rate_limit_exceeded' })],
    code: 'rate-limited',
    retryable: true,
    requests: 3,
  },
  {
    fault: '400, with a body that nobody should parse: the status alone counts',
    answers: [error(400, { code: 'insufficient_quota', message: 'x'.repeat(100_000) })],
    code: 'bad-request',
    requests: 1,
  },
  {
    fault: '429, quota used up',
    answers: [error(429, { code: 'insufficient_quota', type: 'insufficient_quota' }), ok],
    code: 'quota',
    retryable: false,
    requests: 1,
  },
  {
    fault: '429 with Retry-After in seconds',
    answers: [error(429, {}, { 'retry-after': '1' }), ok],
    text: 'all of it',
    requests: 2,
  },
  { fault: '429 with retry-after-ms', answers: [error(429, {}, { 'retry-after-ms': '40' }), ok], text: 'all of it', requests: 2 },
  {
    fault: '429 with a Retry-After beyond a minute',
    answers: [error(429, {}, { 'retry-after': '61' }), ok],
    code: 'rate-limited',
    retryAfter: 61,
    requests: 1,
  },
  { fault: '500, always', answers: [error(500)], code: 'server', status: 500, requests: 3 },
  { fault: '503, twice, then a reply', answers: [error(503), error(503), ok], text: 'all of it', requests: 3 },
  {
    fault: '503 with a Retry-After beyond a minute',
    answers: [error(503, {}, { 'retry-after': '3600' })],
    code: 'server',
    retryAfter: 3600,
    requests: 1,
  },
];

describe('faults, with a real server at the other end', () => {
  for (const row of rows) {
    const title = `${row.fault}: ${row.requests} request${row.requests === 1 ? '' : 's'}, ${row.code ?? 'no error'}`;
    const test = async (): Promise<void> => {
      const { endpoint, log } = await script(...row.answers);
      const result = await collect(stream(question, { endpoint, ...row.options }));
      expect(result.error, String(result.thrown)).to.equal(row.code);
      expect(result.choices[0]?.text ?? '').to.equal(row.text ?? '');
      expect(await log()).to.have.length(row.requests);
      if (row.retryAfter !== undefined) expect(result.thrown!.retryAfter).to.equal(row.retryAfter);
      if (row.retryable !== undefined) expect(result.thrown!.retryable).to.equal(row.retryable);
      if (row.status !== undefined) expect(result.thrown!.status).to.equal(row.status);
    };
    (row.needs ? itNeeds(row.needs, title, test) : it(title, test)).timeout(20_000);
  }
});
