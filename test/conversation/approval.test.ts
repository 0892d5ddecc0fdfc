/** Leave to run a tool is given to one call of one message, by the tab that works on it. */
import { expect, waitUntil } from '@open-wc/testing';
import { Conversation, persist, toolCalls, type ChatMessage, type Tool } from '../../src/headless.js';
import { Model } from './model.js';
import { start } from './support.js';

const key = 'approvals';

interface Tab {
  conversation: Conversation;
  model: Model;
  paid: string[];
}

/** A tab with its own connection, and a server that calls everything `call_0`. */
function tab(): Tab {
  const paid: string[] = [];
  const model = new Model();
  const pay: Tool = { name: 'pay', confirm: true, execute: ({ to }: { to: string }) => paid.push(to) };
  const conversation = new Conversation({ endpoint: 'http://model.test/v1', fetch: model.fetch, tools: [pay] });
  return { conversation, model, paid };
}

async function ask({ conversation, model }: Tab, to: string): Promise<string> {
  void conversation.send(`Pay ${to}`);
  (await model.next()).call({ id: 'call_0', name: 'pay', arguments: JSON.stringify({ to }) }).finish('tool_calls');
  // Two conversations of one page that are kept under one key hear of each other's calls.
  const asks = (message: ChatMessage): boolean =>
    toolCalls(message).some((call) => call.state === 'approval' && call.arguments.includes(JSON.stringify(to)));
  await waitUntil(() => conversation.state.all.some(asks));
  return conversation.state.all.find(asks)!.id;
}

const callsOf = ({ state }: Conversation): readonly { arguments: string; state: string }[] => state.all.flatMap(toolCalls);

describe('leave to run a tool', () => {
  afterEach(() => localStorage.clear());

  it('that is given in one tab to what another one asks runs nothing in either', async () => {
    const [first, second] = [tab(), tab()];
    // Each its own: under one key they would hear of each other before it is time.
    const keys = [key, `${key}-2`];
    const ends = [first, second].map(({ conversation }, index) =>
      persist(conversation, { storage: 'local', key: keys[index] ?? '' }),
    );
    try {
      const ofFirst = await ask(first, 'Electricity Ltd');
      const ofSecond = await ask(second, 'Mallory');
      second.conversation.merge(first.conversation.toJSON());
      expect(callsOf(second.conversation).map(({ state }) => state)).to.deep.equal(['approval', 'approval']);
      second.conversation.approve('call_0', ofFirst);
      first.conversation.approve('call_0', ofSecond);
      second.conversation.deny('call_0', ofFirst);
      // Without a message nothing is meant; an earlier version of this library allowed that.
      (second.conversation.approve as (callId: string) => void)('call_0');
      await new Promise((resolve) => setTimeout(resolve));
      expect([first.paid, second.paid]).to.deep.equal([[], []]);
      second.conversation.approve('call_0', ofSecond);
      await second.model.next();
      expect([first.paid, second.paid]).to.deep.equal([[], ['Mallory']]);
    } finally {
      for (const end of ends) end();
      first.conversation.stop();
      second.conversation.stop();
    }
  });

  it('cannot be given to calls of a restored message, whatever its status', async () => {
    const first = tab();
    await ask(first, 'Mallory');
    const saved = JSON.parse(JSON.stringify(first.conversation)) as { messages: { status: string; parts: object[] }[] };
    first.conversation.stop();
    for (const status of ['done', 'stopped', 'interrupted', 'truncated', 'filtered', 'failed', 'streaming', 'waiting']) {
      for (const state of ['approval', 'running', 'streaming']) {
        const stored = structuredClone(saved);
        stored.messages[1]!.status = status;
        stored.messages[1]!.parts = [{ ...stored.messages[1]!.parts[0]!, state }];
        const { conversation, model, paid } = tab();
        conversation.restore(stored);
        expect(callsOf(conversation), `${status}, ${state}`).to.have.nested.property('[0].state', 'stopped');
        // The reply is worked on here again; its old call is not.
        void conversation.continueReply();
        const request = await model.next();
        conversation.approve('call_0', conversation.state.messages[1]!.id);
        request.finish('tool_calls');
        await waitUntil(() => !conversation.busy);
        expect(paid).to.deep.equal([]);
      }
    }
  });

  for (const confirm of ['always', 'false', 1, {}, [], () => 'yes', () => '', () => Promise.resolve(false)]) {
    it(`is asked for where confirm is ${typeof confirm === 'function' ? confirm.toString() : JSON.stringify(confirm)}`, async () => {
      let ran = false;
      const { conversation, model } = start({ tools: [{ name: 'f', confirm: confirm as never, execute: () => (ran = true) }] });
      void conversation.send('Hi');
      (await model.next()).call({ id: 'c', name: 'f', arguments: '{}' }).finish('tool_calls');
      await waitUntil(() => callsOf(conversation)[0]?.state === 'approval');
      conversation.deny('c', conversation.state.messages[1]!.id);
      await model.next();
      expect(ran).to.equal(false);
      conversation.stop();
    });
  }
});
