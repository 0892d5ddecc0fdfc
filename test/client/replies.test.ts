/** How much is read at once, and when a reply is over. */
import { expect } from '@open-wc/testing';
import { stream } from '../../src/headless.js';
import { chunk, reply, script, sse } from '../support/script.js';
import type { Step } from '../support/scripted-server.js';
import { question } from './answers.js';
import { collect, type Reply } from './collect.js';

describe('much at once', () => {
  function read(body: string): Promise<Reply> {
    const answer = new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    return collect(stream(question, { endpoint: 'http://model.test/v1', fetch: () => Promise.resolve(answer) }));
  }

  it('100,000 deltas in one chunk are read in slices: the page gets many turns', async () => {
    let turns = 0;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      turns++;
      port2.postMessage(undefined);
    };
    port2.postMessage(undefined);
    // With an escape in it each has to be parsed; otherwise all of it takes hardly more than a few turns.
    const { choices } = await read(
      sse(...Array.from({ length: 100_000 }, () => chunk({ content: 'word\n' })), chunk({}, 'stop')),
    );
    port1.close();
    expect(choices[0]!.text === 'word\n'.repeat(100_000)).to.be.true;
    expect(turns).to.be.at.least(5);
  });

  it('a line of 10 MB is read whole', async () => {
    const long = 'x'.repeat(10_000_000);
    const { choices } = await read(sse(chunk({ content: long }), chunk({}, 'stop'), '[DONE]'));
    expect(choices[0]!.text === long).to.be.true;
  });
});

describe('the end of a reply', () => {
  const settled = async (
    ...steps: Step[]
  ): Promise<{ text: string; error: string | undefined; took: number; usage: unknown }> => {
    const { endpoint } = await script({ status: 200, steps });
    const startedAt = performance.now();
    const result = await collect(stream(question, { endpoint }));
    return { text: result.choices[0]!.text, error: result.error, took: performance.now() - startedAt, usage: result.usage };
  };

  it('[DONE] ends it at once, though the socket stays open', async () => {
    const { text, error: code, took } = await settled({ write: reply('fine') }, 'hang');
    expect({ text, code }).to.deep.equal({ text: 'fine', code: undefined });
    expect(took).to.be.below(1000);
  });

  it('a finish reason ends it within 2.5 s, though the socket stays open and comments keep coming', async () => {
    const pings = Array.from({ length: 12 }, (): Step[] => [{ wait: 300 }, { write: ': ping\n\n' }]).flat();
    const { text, error: code, took } = await settled({ write: sse(chunk({ content: 'fine' }, 'stop')) }, ...pings, 'hang');
    expect({ text, code }).to.deep.equal({ text: 'fine', code: undefined });
    expect(took).to.be.below(2500);
  });

  it('usage that comes a little after the finish reason is still read', async () => {
    const usage = { choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 } };
    const result = await settled(
      { write: sse(chunk({ content: 'fine' }, 'stop')) },
      { wait: 200 },
      { write: sse(usage, '[DONE]') },
    );
    expect(result.usage).to.deep.equal({ promptTokens: 1, completionTokens: 2, totalTokens: 3 });
  });
});
