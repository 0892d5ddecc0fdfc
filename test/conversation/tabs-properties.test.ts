/** Two sides of one conversation that act, and hear of each other, in any order: they end with the same. */
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { nextTask } from '../../src/client/time.js';
import { Conversation, isUnsettled, messageText } from '../../src/headless.js';
import { Model } from './model.js';

type Step = {
  side: 0 | 1;
  do: 'send' | 'say' | 'finish' | 'call' | 'break' | 'stop' | 'retry' | 'regenerate' | 'choose' | 'hear' | 'clear';
  at: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  side: fc.constantFrom(0, 1),
  do: fc.constantFrom(
    'send',
    'send',
    'say',
    'finish',
    'finish',
    'call',
    'break',
    'stop',
    'retry',
    'regenerate',
    'choose',
    'hear',
    'hear',
    'hear',
    'clear',
  ),
  at: fc.nat({ max: 20 }),
});

async function settle(): Promise<void> {
  for (let task = 0; task < 6; task++) await nextTask();
}

async function run(steps: Step[]): Promise<void> {
  const sides = [new Model(), new Model()].map((model) => ({
    model,
    conversation: new Conversation({
      endpoint: 'http://model.test/v1',
      fetch: model.fetch,
      tools: [{ name: 'f', execute: () => 'ok' }],
    }),
  }));
  const sent: string[] = [];
  const ignore = (): void => undefined;

  for (const { side, do: what, at } of steps) {
    const { conversation, model } = sides[side]!;
    const other = sides[1 - side]!.conversation;
    const request = model.requests.at(-1);
    const replies = conversation.state.messages.filter(({ role }) => role === 'assistant');
    try {
      if (what === 'send') {
        sent.push(`text ${sent.length}`);
        void conversation.send(sent.at(-1)!);
      } else if (what === 'say') request?.say('x');
      else if (what === 'finish') request?.finish();
      else if (what === 'call') request?.call({ id: 'c', name: 'f', arguments: '{}' }).finish('tool_calls');
      else if (what === 'break') request?.break();
      else if (what === 'stop') conversation.stop();
      else if (what === 'retry') conversation.retry().catch(ignore);
      else if (what === 'regenerate') conversation.regenerate(replies[at % (replies.length || 1)]?.id).catch(ignore);
      else if (what === 'choose' && !conversation.busy && conversation.state.all.length > 0) {
        conversation.choose(conversation.state.all[at % conversation.state.all.length]!.id);
      } else if (what === 'hear') conversation.merge(JSON.parse(JSON.stringify(other)));
      else if (what === 'clear') conversation.clear();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // a body that has ended takes nothing more
    }
    if (at % 3 > 0) await settle();
  }

  for (let round = 0; round < 100; round++) {
    const open = sides.filter(({ conversation }) => conversation.busy || conversation.state.queue.length > 0);
    if (open.length === 0) break;
    for (const { conversation } of open) {
      if (conversation.busy) conversation.stop();
      else conversation.retry().catch(ignore);
    }
    await settle();
  }
  const [first, second] = [sides[0]!.conversation, sides[1]!.conversation];
  let rounds = 0;
  for (let same = false; !same; rounds++) {
    expect(rounds, 'they come to an end').to.be.below(6);
    // Crosswise, as when both write at the same moment.
    const [one, two] = [JSON.stringify(first), JSON.stringify(second)];
    const heard = [first.merge(JSON.parse(two)), second.merge(JSON.parse(one))];
    same = heard.every(Boolean);
  }
  for (const { conversation } of sides) conversation.stop(); // what the other had left behind
  first.merge(second.toJSON());
  second.merge(first.toJSON());

  expect(second.state.all, 'the same messages').to.deep.equal(first.state.all);
  expect(second.state.messages, 'the same versions').to.deep.equal(first.state.messages);
  expect(first.state.all.filter(isUnsettled), 'nobody waits for ever').to.deep.equal([]);
  expect(new Set(first.state.all.map(({ id }) => id)).size).to.equal(first.state.all.length);
  const kept = first.state.all.filter(({ role }) => role === 'user').map(messageText);
  expect(new Set(kept).size, 'nothing twice').to.equal(kept.length);
  if (!steps.some(({ do: what }) => what === 'clear')) expect(kept.toSorted(), 'nothing is lost').to.deep.equal(sent.toSorted());
}

describe('two tabs, whatever they do and hear', () => {
  it('end with the same messages and the same choices, and nobody waits for ever', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 40, size: 'max' }), run), {
      numRuns: 250,
      seed: 8080,
    });
  }).timeout(60_000);
});
