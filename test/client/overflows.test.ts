/** A conversation that is too long is recognised in every server's words, by status and inside a stream, and is sent once. */
import { expect } from '@open-wc/testing';
import { stream } from '../../src/headless.js';
import { chunk, script, sse } from '../support/script.js';
import { half, json, question } from './answers.js';
import { collect } from './collect.js';
import { overflows } from './overflows.js';

describe('a conversation that is too long, in the words of', () => {
  for (const { source, status, body, code = 'context-length' } of overflows) {
    const write = typeof body === 'string' ? body : JSON.stringify(body);
    const isOverflow = code === 'context-length';

    it(`${source}: ${code}`, async () => {
      const headers = { ...json, 'retry-after': '90' }; // of those that are tried again, longer than is waited for
      const { endpoint, log } = await script({ status, headers, steps: [{ write }] });
      const { thrown } = await collect(stream(question, { endpoint }));
      expect(thrown).to.deep.include({ code, status });
      expect(thrown!.retryable).to.equal(code === 'rate-limited' && status === 429);
      expect(await log()).to.have.length(1);
    });

    if (body !== '')
      it(`${source}, as an event of a stream: ${isOverflow ? '' : 'not '}context-length`, async () => {
        const { endpoint, log } = await script({ status: 200, steps: [half, { write: `event: error\ndata: ${write}\n\n` }] });
        const { choices, thrown } = await collect(stream(question, { endpoint }));
        expect(thrown!.code === 'context-length').to.equal(isOverflow);
        if (isOverflow) expect(thrown!.retryable).to.equal(false);
        expect(choices[0]!.text).to.equal('half');
        expect(await log()).to.have.length(1);
      });
  }

  it('a choice that ends in an error says nothing by its text', async () => {
    const body = { choices: [{ message: { content: 'The context window is …' }, finish_reason: 'error' }] };
    const { endpoint } = await script({ status: 200, headers: json, steps: [{ write: JSON.stringify(body) }] });
    const { choices, thrown } = await collect(stream(question, { endpoint }));
    expect(thrown).to.deep.include({ code: 'server', retryable: true });
    expect(choices[0]!.text).to.equal('The context window is …');
  });

  it('a server whose 500 means that is asked once, and inside its stream too', async () => {
    const error = { code: 500, message: 'Context size has been exceeded.', type: 'server_error' };
    const { endpoint } = await script({ status: 200, steps: [{ write: sse(chunk({ content: 'half' }), { error }) }] });
    const { thrown } = await collect(stream(question, { endpoint }));
    expect(thrown).to.deep.include({ code: 'context-length', retryable: false });
  });
});
