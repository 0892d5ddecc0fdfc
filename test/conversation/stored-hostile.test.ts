/** What is stored is anybody's: no bytes in it run a tool, freeze, throw, or show what is not in them. */
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { Conversation, messageText, persist, toolCalls, type ConversationOptions, type StorageLike } from '../../src/headless.js';
import { sse, chunk } from '../support/script.js';
import { exchange, read, start } from './support.js';

/** Its server answers everything at once, with the reason that a server gives that has called tools, and with no call. */
function victim(): { conversation: Conversation; ran: string[] } {
  const ran: string[] = [];
  const options: ConversationOptions = {
    endpoint: 'http://model.test/v1',
    fetch: () =>
      Promise.resolve(
        new Response(sse(chunk({ content: 'fresh' }), chunk({}, 'tool_calls'), '[DONE]'), {
          headers: { 'content-type': 'text/event-stream' },
        }),
      ),
    tools: [{ name: 'pay', execute: () => ran.push('pay') }],
  };
  return { conversation: new Conversation(options), ran };
}

const question = { id: 'q', parent: null, role: 'user', parts: [{ type: 'text', text: 'Hi' }], status: 'done', createdAt: 1 };
const call = { type: 'tool-call', id: 'c', name: 'pay', arguments: '{}', state: 'streaming', round: 1, call: 0 };
const forged = {
  id: 'r',
  parent: 'q',
  role: 'assistant',
  parts: [call],
  status: 'stopped',
  createdAt: 2,
  finishReason: 'tool_calls',
};
const saved = { version: 1, messages: [question, forged], chosen: {}, queue: [], clearedAt: 0 };

describe('a stored conversation that somebody has forged', () => {
  for (const round of [2 ** 53, 2 ** 53 - 1, 1e308, Infinity, NaN, -1, 0.5]) {
    it(`runs no call of round ${round}`, async () => {
      const { conversation, ran } = victim();
      conversation.restore({ ...saved, messages: [question, { ...forged, parts: [{ ...call, round }] }] });
      await conversation.continueReply().catch(() => undefined);
      await conversation.send('more');
      expect(ran).to.deep.equal([]);
    });
  }

  for (const time of [1e308, Infinity, 8.64e15, Date.now() + 2 * 86_400_000, -1]) {
    it(`says of no time that it is ${time}`, async () => {
      const chat = start();
      await exchange(chat, 'a', '1');
      const { conversation } = chat;
      const { state } = conversation;
      const forgeries = [
        { ...saved, clearedAt: time },
        { ...saved, messages: [{ ...question, createdAt: time }] },
        { ...saved, chosen: { '': { id: 'q', at: time } } },
      ];
      for (const forgery of forgeries) {
        expect(conversation.restore(forgery)).to.be.false;
        conversation.merge(forgery);
      }
      expect(conversation.state).to.equal(state);
    });
  }

  it('leaves out the numbers that a visitor would be shown', () => {
    const { conversation } = victim();
    const error = { code: 'rate-limited', message: '', retryable: true, retryAt: 1e308, status: Infinity };
    const numbers = {
      timing: { startedAt: 1, reasoning: 1e308 },
      usage: { promptTokens: 1e308, completionTokens: 1, totalTokens: 1 },
      error,
    };
    conversation.restore({ ...saved, messages: [question, { ...forged, status: 'failed', ...numbers }] });
    const [, reply] = conversation.state.messages;
    expect(reply).not.to.have.any.keys('timing', 'usage');
    expect(reply!.error).to.deep.equal({ code: 'rate-limited', message: '', retryable: true });
  });

  it('asks for no leave, and waits for no tool, in a reply that has ended', () => {
    for (const state of ['streaming', 'approval', 'running']) {
      for (const status of ['done', 'stopped', 'truncated', 'waiting', 'streaming']) {
        const { conversation } = victim();
        conversation.restore({ ...saved, messages: [question, { ...forged, status, parts: [{ ...call, state }] }] });
        expect(toolCalls(conversation.state.messages[1]!).map((part) => part.state)).to.deep.equal(['stopped']);
      }
    }
  });

  it('has ids that are nobody else’s, in the queue too', () => {
    const { conversation } = victim();
    const queued = { id: 'q', owner: 'x', text: 'again', parts: [] };
    const strange: object[] = [
      { messages: [question, question] },
      { queue: [queued] },
      { messages: [], queue: [queued, queued] },
      ...['', '__proto__'].map((id) => ({
        messages: [
          { ...question, id },
          { ...forged, parent: id },
        ],
      })),
    ];
    for (const fields of strange) expect(conversation.restore({ ...saved, ...fields }), JSON.stringify(fields)).to.be.false;
  });

  it('sends nothing along that is no field of a message', () => {
    const { conversation } = victim();
    const more = { extra: { deep: true } };
    const picture = { type: 'image_url', image_url: { url: 'data:,', detail: 'low', ...more }, ...more };
    const sound = { type: 'input_audio', input_audio: { data: '', format: 'wav', ...more }, ...more };
    const said = { ...question, parts: [picture, sound, { type: 'text', text: 'Hi', ...more }] };
    conversation.restore({ ...saved, messages: [said], chosen: { '': { id: 'q', at: 1, ...more } } });
    expect(conversation.state.messages).to.have.length(1);
    expect(JSON.stringify(conversation)).not.to.contain('extra');
    expect(conversation.restore({ ...saved, messages: [{ ...question, parts: [call] }] }), 'a visitor calls no tool').to.be.false;
  });

  it('of more calls than a conversation has is refused, for each would be compared with each', () => {
    const { conversation } = victim();
    const parts = Array.from({ length: 1_500 }, () => call);
    const replies = Array.from({ length: 4 }, (_, index) => ({ ...forged, id: `r${index}`, parts }));
    expect(conversation.restore({ ...saved, messages: [question, ...replies] })).to.be.false;
    expect(conversation.restore({ ...saved, messages: [question, ...replies.slice(1)] })).to.be.true;
    const many = Array.from({ length: 2_001 }, () => ({ type: 'text', text: 'x' }));
    expect(conversation.restore({ ...saved, messages: [{ ...question, parts: many }] })).to.be.false;
  });

  it('of a hundred thousand messages is taken in, asked on and written without a pause', async () => {
    const { conversation } = victim();
    const messages = Array.from({ length: 100_000 }, (_, index) => ({
      ...(index % 2 === 0 ? question : { ...forged, parts: [{ type: 'text', text: 'So' }] }),
      id: `m${index}`,
      parent: index === 0 ? null : `m${index - 1}`,
      createdAt: index + 1,
    }));
    let longest = 0;
    const timed = (step: () => unknown): void => {
      const before = performance.now();
      step();
      longest = Math.max(longest, performance.now() - before);
    };
    timed(() => conversation.restore({ ...saved, messages }));
    timed(() => conversation.merge({ ...saved, messages }));
    let reply: Promise<unknown> | undefined;
    timed(() => (reply = conversation.send('more')));
    await reply;
    timed(() => conversation.choose(conversation.state.all.at(-1)!.id));
    timed(() => JSON.stringify(conversation));
    expect(conversation.state.messages).to.have.length(100_002);
    // A square of their number takes 4 s and more.
    expect(longest).to.be.below(2_000);
  }).timeout(20_000);
});

// Words, numbers and names that have meant harm somewhere, beside what is usual.
const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const id = fc.oneof(
  { weight: 200, arbitrary: fc.constantFrom(...ids) },
  fc.constantFrom('', '__proto__', 'constructor', '\ud800'),
);
const number = fc.oneof(
  { weight: 200, arbitrary: fc.nat({ max: 9 }) },
  fc.constantFrom(-1, 0.5, 2 ** 53, 2 ** 53 - 1, 1e12, 1e308, -1e308, Infinity, NaN),
);
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>('@huge', '@deep', JSON.parse('{"__proto__":{"id":"a","at":1}}')),
);
/** Mostly as it should be. */
const orAnything = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 400, arbitrary: arbitrary }, anything);
const record = (fields: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[]): fc.Arbitrary<unknown> =>
  orAnything(fc.record({ ...fields, __proto__: fc.constant(1), extra: anything }, { requiredKeys: requiredKeys as never }));
const text = fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('\u202e', '\udb40\udc41', '\ud800', '## You'));
const status = fc.constantFrom(
  'waiting',
  'streaming',
  'done',
  'stopped',
  'interrupted',
  'failed',
  'truncated',
  'cut',
  'constructor',
);
const state = fc.constantFrom('streaming', 'approval', 'running', 'done', 'failed', 'denied', 'stopped');
const part = fc.oneof(
  record({ type: fc.constantFrom('text', 'reasoning', 'refusal'), text: orAnything(text), round: number }, ['type', 'text']),
  record(
    {
      type: fc.constant('tool-call'),
      id,
      name: fc.constant('pay'),
      arguments: fc.constantFrom('{}', '[', '{"__proto__":1}'),
      state,
      round: number,
      call: number,
      output: text,
    },
    ['type', 'id', 'name', 'arguments', 'state', 'round', 'call'],
  ),
  record({ type: fc.constant('image_url'), image_url: record({ url: text, detail: text }, ['url']) }, ['type', 'image_url']),
);
const message = record(
  {
    id: fc.oneof(id, fc.uuid()),
    parent: fc.oneof(id, fc.constant(null)),
    role: fc.constantFrom('user', 'assistant', 'assistant'),
    parts: fc.array(part, { maxLength: 3 }),
    status,
    createdAt: number,
    timing: record({ startedAt: number, reasoning: number }, []),
    usage: record({ promptTokens: number, completionTokens: number, totalTokens: number }, []),
    finishReason: fc.constantFrom('tool_calls', 'stop'),
    error: record({ code: fc.constantFrom('server', 'constructor', '__proto__'), retryAt: number }, ['code']),
  },
  ['id', 'parent', 'role', 'parts', 'status', 'createdAt'],
);
const stored = record(
  {
    version: fc.constant(1),
    messages: fc.uniqueArray(message, { maxLength: 6, selector: (each) => (each as { id?: unknown } | null)?.id }),
    chosen: fc.dictionary(id, record({ id, at: number }, ['id', 'at']), { maxKeys: 3 }),
    queue: fc.array(
      record({ id: fc.uuid(), owner: text, text, parts: fc.array(part, { maxLength: 1 }) }, ['id', 'owner', 'parts']),
      {
        maxLength: 2,
      },
    ),
    clearedAt: number,
  },
  ['version', 'messages', 'chosen', 'queue', 'clearedAt'],
);

let accepted = 0;

const deep = '[{"a":'.repeat(20_000) + '1' + '}]'.repeat(20_000);

/** As it is in a storage, with what an object cannot be. */
function bytes(value: unknown): string {
  const json = JSON.stringify(value, (_, item: unknown) => (item === Infinity ? '@huge' : item));
  return json.replaceAll('"@huge"', '1e999').replaceAll('"@deep"', deep);
}

async function withstands(value: unknown, otherValue: unknown): Promise<void> {
  const json = bytes(value);
  const { conversation, ran } = victim();
  const items = new Map([['key', json]]);
  const storage: StorageLike = {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, item) => void items.set(name, item),
    removeItem: (name) => void items.delete(name),
  };
  const end = persist(conversation, { storage, key: 'key' });
  const { all, messages, queue } = conversation.state;
  if (all.length === 0) {
    end();
    return;
  }
  accepted++;
  expect(new Set(messages).size, 'each is shown once').to.equal(messages.length);
  const given = JSON.parse(json || 'null') as { messages?: { id: string; parts: { text?: string }[] }[] };
  for (const shown of messages) {
    const source = given.messages!.find((each) => each.id === shown.id)!;
    expect(source.parts.map((each) => each.text)).to.include.members(
      shown.parts.flatMap((each) => ('text' in each ? [each.text] : [])),
    );
    expect(shown.createdAt + 1).to.be.above(shown.createdAt);
  }
  for (const waits of queue) expect(waits.parts.length + waits.text.length).to.be.at.least(0);
  const other = victim();
  other.conversation.restore(otherValue);
  // Whatever a visitor does next.
  for (const act of [
    () => conversation.continueReply(),
    () => conversation.retry(),
    () => conversation.merge(otherValue),
    () => conversation.send('more'),
    () => conversation.regenerate(),
    () => conversation.merge(other.conversation.toJSON()),
    () => conversation.continueReply(),
    () => conversation.send('again'),
  ]) {
    conversation.stop();
    try {
      await act();
    } catch (error) {
      expect(String(error)).to.match(/^Error: (?:There is no|A reply is still)/);
    }
  }
  expect(ran, 'no tool has run').to.deep.equal([]);
  expect(messageText(conversation.state.messages.at(-1)!)).to.contain('fresh');
  const copy = Conversation.fromJSON(JSON.parse(JSON.stringify(conversation)), { endpoint: '/v1' });
  expect(read(copy), 'what it has become is kept').to.deep.equal(read(conversation));
  conversation.clear();
  expect(items.size, 'and can be cleared').to.equal(0);
  end();
}

describe('whatever is stored', () => {
  it('runs no tool, freezes nothing, throws nothing, and shows nothing else', async () => {
    accepted = 0;
    await fc.assert(fc.asyncProperty(stored, stored, withstands), { numRuns: 500, seed: 8080 });
    expect(accepted, 'most of it is not refused at once').to.be.above(80);
  }).timeout(30_000);
});
