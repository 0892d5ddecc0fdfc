/** A redirect is not followed: it would take the conversation and the owner's headers to wherever it points. */
import { expect } from '@open-wc/testing';
import { stream } from '../../src/headless.js';
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

  it('that a page has followed by itself, to a document, is one to where visitors sign in', async () => {
    const login = await script({ status: 200, headers: { 'content-type': 'text/html' }, steps: [{ write: '<h1>Sign in</h1>' }] });
    const { endpoint: moved } = await script({ status: 307, headers: { location: login.endpoint } });
    const fetcher: typeof fetch = (url, init) => fetch(url, { ...init, redirect: 'follow' });
    const { thrown } = await collect(stream(question, { endpoint: moved, fetch: fetcher }));
    expect(thrown).to.deep.include({ code: 'unauthorized', retryable: false });
    const beforeRequest = (): Promise<Response> => fetch(moved, { method: 'POST' });
    expect((await collect(stream(question, { endpoint: moved, beforeRequest }))).error).to.equal('unauthorized');
  });

  it('that a page has followed by itself to a reply is none to us', async () => {
    const target = await script(ok);
    const { endpoint } = await script({ status: 307, headers: { location: target.endpoint } });
    const beforeRequest = (): Promise<Response> => fetch(endpoint, { method: 'POST' });
    expect((await collect(stream(question, { endpoint, beforeRequest }))).choices[0]!.text).to.equal('all of it');
  });
});
