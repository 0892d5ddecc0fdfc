/** How much one reply can have run, and ask. */
import { expect, waitUntil } from '@open-wc/testing';
import { toolCalls, type Tool } from '../../src/headless.js';
import { start } from './support.js';

const calls = (count: number, given = '{}') =>
  Array.from({ length: count }, (_, index) => ({ id: `c${index}`, name: 'f', arguments: given }));

describe('the tools of one reply', () => {
  it('are not run 4,000 times: none of them, and the model hears why in its next request', async () => {
    let runs = 0;
    const { conversation, model } = start({ tools: [{ name: 'f', execute: () => ++runs }] });
    let changes = 0;
    conversation.subscribe(() => changes++);
    const promised = conversation.send('Hi');
    const first = await model.next();
    first.call(...calls(4000));
    const reply = (await promised)!;
    expect(reply.error).to.include({
      code: 'tool-limit',
      message: 'The model made more than 64 tool calls in one reply.',
    });
    expect(first.aborted, 'no more of it is read').to.equal(true);
    expect(toolCalls(reply)).to.have.length(65);
    expect(changes).to.be.below(200);
    expect(runs).to.equal(0);
    void conversation.send('Go on');
    const answers = (await model.next()).lines.filter((line) => line.startsWith('tool'));
    expect(answers).to.have.length(65);
    for (const line of answers) expect(line).to.contain('more than 64 tool calls in one reply');
    conversation.stop();
  });

  it('are counted over all rounds: what ran before keeps its answer', async () => {
    let runs = 0;
    const { conversation, model } = start({ tools: [{ name: 'f', execute: () => ++runs }] });
    const promised = conversation.send('Hi');
    (await model.next()).call(...calls(64)).finish('tool_calls');
    (await model.next()).call({ id: 'more', name: 'f', arguments: '{}' });
    const reply = (await promised)!;
    expect(runs).to.equal(64);
    expect(reply.error!.code).to.equal('tool-limit');
    expect(toolCalls(reply).map(({ state }) => state)).to.deep.equal([...Array<string>(64).fill('done'), 'failed']);
  });

  it('ask at most 16 questions at once, and the model hears of the others', async () => {
    const { conversation, model } = start({ tools: [{ name: 'f', confirm: true, execute: () => 'ok' }] });
    void conversation.send('Hi');
    (await model.next()).call(...calls(20)).finish('tool_calls');
    const states = (): string[] => toolCalls(conversation.state.messages[1]!).map(({ state }) => state);
    await waitUntil(() => states().includes('failed'));
    expect(states()).to.deep.equal([...Array<string>(16).fill('approval'), ...Array<string>(4).fill('failed')]);
    const { id } = conversation.state.messages[1]!;
    for (let index = 0; index < 16; index++) conversation.approve(`c${index}`, id);
    const { lines } = await model.next();
    expect(lines.filter((line) => line.endsWith(': ok'))).to.have.length(16);
    expect(lines.at(-1)).to.contain('at most 16 questions at once');
    conversation.stop();
  });

  it('ask nothing that is too long to be read', async () => {
    for (const [confirm, says] of [
      [true, 'at most 20000 characters'],
      [false, 'ok'],
    ] as const) {
      const { conversation, model } = start({ tools: [{ name: 'f', confirm, execute: () => 'ok' }] });
      void conversation.send('Hi');
      (await model.next()).call(...calls(1, JSON.stringify({ text: 'x'.repeat(20_000) }))).finish('tool_calls');
      expect((await model.next()).lines.at(-1)).to.contain(says);
      conversation.stop();
    }
  });

  it('say which keywords of their schema are not checked, at a call', async () => {
    const tool: Tool = { name: 'f', inputSchema: { properties: { a: { pattern: '^x' } } }, execute: () => 'ok' };
    const told: unknown[] = [];
    const { conversation, model } = start({ tools: [tool], onUncheckedSchema: (...what) => told.push(what) });
    void conversation.send('Hi');
    (await model.next()).call(...calls(1)).finish('tool_calls');
    await model.next();
    expect(told).to.deep.equal([['f', ['pattern']]]);
    conversation.stop();
  });
});
