/** One list of what keys look like: for what a server says of them, and for a page that holds one. */
import { expect } from '@open-wc/testing';
import { ChatError, withoutSecrets } from '../../src/client/errors.js';
import { keyPattern } from '../../src/client/keys.js';
import { keys } from './keys.js';

const redacted = (serverMessage: string): string | undefined =>
  withoutSecrets(new ChatError('unauthorized', 'x', { serverMessage }), []).serverMessage;

describe('a key', () => {
  for (const [owner, key] of Object.entries(keys)) {
    it(`of ${owner} is redacted, shortened too, and is a fault in a page`, () => {
      expect(redacted(`Wrong key: ${key}.`)).to.match(/^Wrong key: \[redacted\]\.?$/);
      expect(redacted(`Wrong key: ${key.slice(0, 10)}****${key.slice(-4)}!`)).to.equal('Wrong key: [redacted]!');
      expect(keyPattern.test(`Bearer ${key}`)).to.be.true;
    });
  }

  for (const key of ['pk-live-aB3dE6gH9jK2mN5pQ8sT', 'key-aB3dE6gH9jK2mN5pQ8sT', 'Bearer eyJhbGciOi.J9.x']) {
    it(`that may be public, ${key}, is redacted all the same, and is no fault in a page`, () => {
      expect(redacted(`Wrong: ${key}`)).to.equal('Wrong: [redacted]');
      expect(keyPattern.test(key)).to.be.false;
    });
  }

  for (const text of ['risk-averse-customers-only', 'task_1234567890abcdefgh', 'sk-short', 'The model hf is not here.']) {
    it(`is not seen in: ${text}`, () => {
      expect(keyPattern.test(text)).to.be.false;
    });
  }
});
