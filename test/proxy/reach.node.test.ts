/** Options that nobody can mean are refused when the proxy is made, in words that say what to mend. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChatProxy } from '../../src/proxy/index.js';
import { model, proxy } from './fixture.js';

const made = (options: Record<string, unknown>) => () => createChatProxy(options);
const question = { model, messages: [{ role: 'user', content: '?' }] };
const bytes = JSON.stringify(question).length;
const tokens = JSON.stringify([question.messages, null]).length + 1;

describe('a name that is misspelt', () => {
  const names: [Record<string, unknown>, string, string][] = [
    [{ maxMesages: 5 }, 'maxMesages', 'maxMessages'],
    [{ instruction: 'x' }, 'instruction', 'instructions'],
    [{ visitorinstructions: 'drop' }, 'visitorinstructions', 'visitorInstructions'],
    [{ origin: ['https://shop.example'] }, 'origin', 'origins'],
    [{ limit: {} }, 'limit', 'limits'],
    [{ trustedproxy: 1 }, 'trustedproxy', 'trustedProxies'],
    [{ logit_bias: true }, 'logit_bias', 'logitBias'],
    [{ onErrors: undefined }, 'onErrors', 'onError'],
    [{ timeouts: { header: 5 } }, 'timeouts.header', 'timeouts.headers'],
    [{ limits: { visitors: { requests: 5 } } }, 'limits.visitors', 'limits.visitor'],
    [{ limits: { visitor: { token: 5000 } } }, 'limits.visitor.token', 'limits.visitor.tokens'],
    [{ limits: { total: { request: 5 } } }, 'limits.total.request', 'limits.total.requests'],
  ];
  for (const [options, wrong, right] of names) {
    it(`is refused, and the nearest named: ${wrong}`, () => {
      assert.throws(made(options), new TypeError(`${wrong}: there is no such option. The nearest is ${right}.`));
    });
  }

  it('of an object is no other object’s own', () => {
    assert.throws(made({ constructor: 1 }), /^TypeError: constructor: there is no such option/);
    assert.throws(made(JSON.parse('{"__proto__":1}') as Record<string, unknown>), /^TypeError: __proto__: /);
  });
});

describe('a limit that no request can meet', () => {
  const refused: [Record<string, unknown>, RegExp][] = [
    [{ models: [] }, /^TypeError: models: the list is empty/],
    [{ models: [''] }, /^TypeError: models: '' is a name that no request can have/],
    [{ models: ['a', 'x'.repeat(201)] }, /^TypeError: models: 'x+' is a name that no request can have/],
    [{ origins: [] }, /^TypeError: origins: the list is empty/],
    [{ maxMessages: 0 }, /^TypeError: maxMessages: 0 must be a whole number from 1/],
    [{ maxBodyBytes: bytes - 1 }, new RegExp(`^TypeError: maxBodyBytes: ${bytes - 1} is less than the ${bytes} bytes`)],
    [
      { limits: { visitor: { tokens: tokens - 1 } } },
      new RegExp(`limits.visitor.tokens: ${tokens - 1} is less than the ${tokens}`),
    ],
    [{ limits: { total: { tokens: 5 } } }, /limits\.total\.tokens: 5 is less than/],
    [{ limits: { total: { tokens: 1000 } }, instructions: 'x'.repeat(1000) }, /limits\.total\.tokens: 1000 is less than/],
  ];
  for (const [options, message] of refused) {
    it(`is refused at once: ${JSON.stringify(options).slice(0, 80)}`, () => {
      assert.throws(made(options), message);
    });
  }

  it('is none where the shortest question is answered', async () => {
    const { ask } = proxy({
      maxBodyBytes: bytes + ',"max_completion_tokens":1'.length,
      maxMessages: 1,
      maxMessageCharacters: 1,
      maxCompletionTokens: 1,
      limits: { visitor: { tokens, requests: 1 }, total: { tokens, requests: 1 } },
    });
    const response = await ask({ ...question, max_completion_tokens: 1 }, { address: '1.1.1.1' });
    assert.equal(response.status, 200);
  });
});
