/** A part that is no text and that a server does not take is recognised in every server's words, and the request is sent once. */
import { expect } from '@open-wc/testing';
import { stream, type Message } from '../../src/headless.js';
import { script } from '../support/script.js';
import { half, json, question } from './answers.js';
import { collect } from './collect.js';
import { refusedParts } from './refused-parts.js';

const withPicture: Message[] = [
  {
    role: 'user',
    content: [
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } },
    ],
  },
];

describe('a part that is not taken, in the words of', () => {
  for (const { source, status, body, code = 'unsupported-content' } of refusedParts) {
    const write = JSON.stringify(body);
    const isRefused = code === 'unsupported-content';
    const headers = { ...json, 'retry-after': '90' }; // of those that are tried again, longer than is waited for

    it(`${source}: ${code}`, async () => {
      const { endpoint, log } = await script({ status, headers, steps: [{ write }] });
      const { thrown } = await collect(stream(withPicture, { endpoint }));
      expect(thrown).to.deep.include({ code, status });
      if (isRefused) expect(thrown!.retryable).to.equal(false);
      expect(await log()).to.have.length(1);
    });

    if (!isRefused) continue;

    it(`${source}, where nothing but text was sent: another matter`, async () => {
      const { endpoint } = await script({ status, headers, steps: [{ write }] });
      const { thrown } = await collect(stream(question, { endpoint }));
      expect(thrown!.code).to.equal(status === 404 ? 'not-found' : status === 500 ? 'server' : 'bad-request');
    });

    it(`${source}, as an event of a stream`, async () => {
      const { endpoint } = await script({ status: 200, steps: [half, { write: `event: error\ndata: ${write}\n\n` }] });
      const { thrown } = await collect(stream(withPicture, { endpoint }));
      expect(thrown).to.deep.include({ code, retryable: false });
    });
  }

  it('a server whose 500 means that is asked once', async () => {
    const write = JSON.stringify({ error: { code: 500, message: 'image input is not supported', type: 'server_error' } });
    const { endpoint, log } = await script({ status: 500, headers: json, steps: [{ write }] });
    const { thrown, retries } = await collect(stream(withPicture, { endpoint }));
    expect([thrown!.code, retries, (await log()).length]).to.deep.equal(['unsupported-content', 0, 1]);
  });
});
