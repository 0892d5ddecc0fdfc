/** What an upstream may do, and what of it a visitor gets to see. */
import assert from 'node:assert/strict';
import { ask, key, say, type Answer, type Case, type Target } from './target.js';

function answered(name: string, behaviour: string, check: (answer: Answer, target: Target) => void): Case {
  return {
    name,
    check: async (target) => {
      const answer = await ask(target, { body: say(`upstream:${behaviour}`) });
      // Whatever else a case is about, these hold for every answer.
      const everything = `${answer.text}\n${JSON.stringify(answer.headers)}`;
      assert.ok(!everything.includes(key), 'the key is shown');
      assert.doesNotMatch(everything, /Inner details|<h1>|<!doctype|inner-server|stolen/);
      assert.deepEqual(target.recorder.requestsElsewhere, []);
      assert.equal(answer.headers['x-content-type-options'], 'nosniff');
      check(answer, target);
    },
  };
}

const leaks: Case[] = [
  answered('the key is redacted of a reply that repeats it', 'echo', ({ status, text }) => {
    assert.equal(status, 200);
    assert.match(text, /"Bearer \*{33}"/);
  }),
  answered('the key is redacted of a stream that repeats it byte by byte', 'echo-in-pieces', ({ text }) =>
    assert.match(text, /"Bearer \*{33}"/),
  ),
  answered('headers that repeat the key stay behind', 'echo-in-headers', ({ status, headers }) => {
    assert.equal(status, 200);
    assert.equal(headers['set-cookie'], undefined);
    assert.equal(headers['retry-after'], undefined);
  }),
  answered('an error whose every field is the key tells nothing of it', 'echo-in-error', ({ status, code }) => {
    assert.equal(status, 500);
    assert.equal(code, 'upstream_500');
  }),
  answered('an error that tells pieces of the key, or tells it in capitals, tells nothing of it', 'pieces-in-error', (answer) => {
    assert.equal(answer.status, 500);
    assert.equal(answer.code, 'upstream_500');
    assert.equal(answer.param, null);
    assert.doesNotMatch(`${answer.text}${JSON.stringify(answer.headers)}`, /not.a.real|01234567/i);
  }),
  answered('a page that shows the key is not passed on', 'echo-in-html', ({ status }) => assert.equal(status, 500)),
  answered('a redirect with the key in it is not passed on', 'echo-in-location', ({ status, headers }) => {
    assert.equal(status, 502);
    assert.equal(headers.location, undefined);
  }),
  answered('an upstream that breaks off before the headers tells nothing', 'reset', ({ status, code }) => {
    assert.equal(status, 502);
    assert.equal(code, 'upstream_unreachable');
  }),
];

const redirects: Case[] = ['301', '302', '303', '307', '308'].map((redirect) =>
  answered(`a ${redirect} redirect is not followed and not passed on`, `redirect ${redirect}`, ({ status, headers, code }) => {
    assert.equal(status, 502);
    assert.equal(code, 'upstream_redirect');
    assert.equal(headers.location, undefined);
  }),
);

const errors: Case[] = [
  ...[400, 404, 408, 409, 422, 429, 500, 502, 503, 504, 529].map((status) =>
    answered(`a ${status} passes with code, Retry-After and request id, in our words`, `status ${status}`, (answer) => {
      assert.equal(answer.status, status);
      assert.match(answer.headers['content-type'] ?? '', /^application\/json/);
      assert.equal(answer.headers['x-request-id'], 'req_of_the_service');
      assert.equal(answer.headers['retry-after'], '7');
      const { error } = JSON.parse(answer.text) as { error: Record<string, unknown> };
      assert.deepEqual(Object.keys(error), ['message', 'type', 'param', 'code']);
      assert.equal(error['code'], 'some_code');
      assert.equal(error['type'], 'some_type');
    }),
  ),
  ...[401, 403].map((status) =>
    answered(`a ${status} is the owner’s affair: a 502 that asks no visitor to sign in`, `status ${status}`, (answer) => {
      assert.equal(answer.status, 502);
      assert.equal(answer.headers['x-request-id'], 'req_of_the_service');
      const { error } = JSON.parse(answer.text) as { error: Record<string, unknown> };
      assert.deepEqual([error['type'], error['code']], ['server_error', 'upstream_denied']);
    }),
  ),
  answered('a date in Retry-After passes', 'retry-after Wed, 21 Oct 2026 07:28:00 GMT', ({ headers }) =>
    assert.equal(headers['retry-after'], 'Wed, 21 Oct 2026 07:28:00 GMT'),
  ),
  ...['in a while', 'soon 1', '-1', '1e3'].map((value) =>
    answered(`Retry-After “${value}” stays behind`, `retry-after ${value}`, ({ status, headers: seen }) => {
      assert.equal(status, 429);
      assert.equal(seen['retry-after'], undefined);
    }),
  ),
  answered('an HTML error becomes a JSON one', 'html 502', ({ status, code, headers }) => {
    assert.equal(status, 502);
    assert.equal(code, 'upstream_502');
    assert.match(headers['content-type'] ?? '', /^application\/json/);
  }),
  ...['html 200', 'plain', 'no-type', 'no-content'].map((behaviour) =>
    answered(`a success that is no chat reply (${behaviour}) becomes an error`, behaviour, ({ status, code }) => {
      assert.equal(status, 502);
      assert.equal(code, 'upstream_invalid_response');
    }),
  ),
  answered('an error of 3 MB is answered with a small one', 'huge-error', ({ status, text }) => {
    assert.equal(status, 500);
    assert.ok(text.length < 500);
  }),
];

const headers: Case[] = [
  answered(
    'headers of the upstream stay behind: CORS, cookies, hop-by-hop and its own',
    'headers',
    ({ status, headers: seen }, target) => {
      assert.equal(status, 200);
      // A page of another origin gets our own CORS header, never the upstream's asterisk.
      const ours = target.origin === target.url ? undefined : target.origin;
      assert.equal(seen['access-control-allow-origin'], ours);
      for (const name of [
        'access-control-allow-credentials',
        'set-cookie',
        'x-inner',
        'proxy-authenticate',
        'strict-transport-security',
      ]) {
        assert.equal(seen[name], undefined, name);
      }
      assert.doesNotMatch(String(seen.connection), /x-inner/);
    },
  ),
  // What is packed cannot be searched for the key, and not every runtime unpacks.
  answered('an upstream that compresses unasked is refused', 'gzip', ({ status, code, headers: seen }) => {
    assert.equal(status, 502);
    assert.equal(code, 'upstream_invalid_response');
    assert.equal(seen['content-encoding'], undefined);
  }),
];

export const upstreamCases: Case[] = [...leaks, ...redirects, ...errors, ...headers];
