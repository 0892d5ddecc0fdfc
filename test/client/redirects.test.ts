/** A redirect is not followed: it would take the conversation and the owner's headers to wherever it points. */
import { expect } from '@open-wc/testing';
import { stream } from '../../src/client/index.js';
import { script } from '../support/script.js';
import { ok, question } from './answers.js';
import { collect } from './collect.js';

const headers = { authorization: 'Bearer of-the-owner', 'x-session': 'of-the-visitor' };

describe('a redirect', () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(`by ${status} is not followed to another origin, nor to its own, and not tried again`, async () => {
      const target = await script(ok);
      // A name of the same machine, and so another origin.
      for (const location of [target.endpoint.replace('127.0.0.1', 'localhost'), target.endpoint]) {
        const { endpoint, log } = await script({ status, headers: { location } });
        const { thrown } = await collect(stream(question, { endpoint, headers }));
        expect(thrown!.code).to.equal('unauthorized');
        expect(thrown!.retryable).to.equal(false);
        expect(thrown!.message).to.contain('redirect');
        expect(await log()).to.have.length(1);
      }
      expect(await target.log()).to.deep.equal([]);
    });
  }
});
