/** A service that does not let the proxy in: the owner's affair, so that nobody asks the visitor to sign in. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { errorFromBody } from '../../src/client/index.js';
import type { ErrorReport } from '../../src/proxy/index.js';
import { proxy } from './fixture.js';

async function answerTo(status: number, error: unknown) {
  const errors: ErrorReport[] = [];
  const { ask } = proxy({ onError: (report) => errors.push(report) }, () => Response.json({ error }, { status }));
  const response = await ask();
  const body = (await response.json()) as { error: { code: string; type: string; message: string } };
  return {
    status: response.status,
    code: body.error.code,
    read: errorFromBody(body, { status: response.status }).code,
    told: errors.map(({ code }) => code),
    message: body.error.message,
  };
}

describe('a key that the service refuses', () => {
  const refusals: [number, unknown][] = [
    [401, { message: 'Incorrect API key provided: sk-…', type: 'invalid_request_error', code: 'invalid_api_key' }],
    [401, { message: 'invalid x-api-key', type: 'authentication_error' }],
    [401, undefined],
    [403, { message: 'No access to this model', type: 'permission_error', code: 'permission_denied' }],
    [403, { message: 'Country, region, or territory not supported', code: 'unsupported_country_region_territory' }],
  ];

  for (const [status, error] of refusals) {
    it(`is a fault of the server to the visitor, and told to the owner: ${status} ${JSON.stringify(error)}`, async () => {
      const { message, ...answer } = await answerTo(status, error);
      assert.deepEqual(answer, { status: 502, code: 'upstream_denied', read: 'server', told: ['upstream_denied'] });
      assert.equal(message, 'The service does not let this chat in.');
    });
  }

  it('is none where the service says that it is about the words or the money', async () => {
    const quota = await answerTo(403, { code: 'insufficient_quota' });
    assert.deepEqual([quota.status, quota.code, quota.read], [403, 'insufficient_quota', 'quota']);
    // OpenRouter's moderation, which repeats what the visitor said.
    const flagged = await answerTo(403, {
      code: 403,
      message: 'flagged',
      metadata: { reasons: ['x'], flagged_input: 'my words' },
    });
    assert.deepEqual([flagged.status, flagged.code, flagged.read], [403, 'content_filter', 'content-filter']);
  });
});
