/** What one reply can make of the page by calling tools. */
import { expect } from '@open-wc/testing';
import { chunk, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, part, parts, saying } from './fixture.js';

const calls = (count: number) =>
  chunk({
    tool_calls: Array.from({ length: count }, (_, index) => ({
      index,
      id: `c${index}`,
      function: { name: 'pay', arguments: '{}' },
    })),
  });

describe('a reply with more tool calls than a page bears', () => {
  it('runs none of 4,000, draws as many cards as it may hold, and says so', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: sse(calls(4000), chunk({}, 'tool_calls'), '[DONE]') }] });
    const element = await chat(endpoint);
    let runs = 0;
    element.tools = [{ name: 'pay', execute: () => ++runs }];
    const message = await element.send('Hi');
    expect(message!.error!.code).to.equal('tool-limit');
    await waitUntil(() => saying(element, 'The assistant kept using tools and never answered. Please ask for a smaller step.'));
    expect(parts(element, 'tool')).to.have.length(65);
    expect(runs).to.equal(0);
  });

  it('asks at most 16 questions at once', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: sse(calls(64), chunk({}, 'tool_calls'), '[DONE]') }] });
    const element = await chat(endpoint);
    element.tools = [{ name: 'pay', confirm: true, execute: () => expect.fail('it ran') }];
    void element.send('Hi');
    await waitUntil(() => part(element, 'approve-button'));
    await waitUntil(() => parts(element, 'tool').length === 64);
    expect(parts(element, 'approve-button')).to.have.length(16);
    element.stop();
  });
});
