/** Any interleaving of what visitors, servers and tabs do keeps what is promised of a conversation. */
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { Conversation, isUnsettled, messageText, type ChatMessage, type Tool } from '../../src/headless.js';
import { nextTask } from '../../src/client/time.js';
import { idle, Model, type ModelRequest } from './model.js';

const tools: Tool[] = [
  { name: 'quick', execute: () => 'ok' },
  { name: 'slow', execute: () => new Promise((resolve) => setTimeout(resolve, 3, 'late')) },
  {
    name: 'broken',
    execute: () => {
      throw new Error('broken');
    },
  },
  { name: 'asks', confirm: true, execute: () => 'allowed' },
];

type Step =
  | { do: 'send' | 'edit'; text: string; at: number }
  | { do: 'stop' | 'retry' | 'continue' | 'idle' | 'merge' | 'approve' | 'deny' | 'removeQueued' }
  | { do: 'regenerate' | 'choose'; at: number }
  | { do: 'say'; text: string; at: number }
  | { do: 'call'; names: string[]; at: number }
  | { do: 'finish'; reason: string; at: number }
  | { do: 'break' | 'end' | 'refuse' | 'error'; at: number };

const text = fc.string({ minLength: 1, maxLength: 6 });
const at = fc.nat({ max: 30 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('send' as const, 'edit' as const), text, at }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'stop',
        'retry',
        'continue',
        'idle',
        'idle',
        'idle',
        'merge',
        'approve',
        'deny',
        'removeQueued',
      ) as fc.Arbitrary<'stop'>,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('regenerate' as const, 'choose' as const), at }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('say' as const), text, at }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('call' as const),
      names: fc.array(fc.constantFrom('quick', 'slow', 'broken', 'asks', 'unknown'), { minLength: 1, maxLength: 3 }),
      at,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('finish' as const),
      reason: fc.constantFrom('stop', 'length', 'content_filter', 'tool_calls'),
      at,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('break' as const, 'end' as const, 'refuse' as const, 'error' as const), at }),
  },
);

/** What the API demands of the messages of a request. */
function expectValidHistory({ body: { messages } }: ModelRequest): void {
  let open: string[] = [];
  let previous = '';
  for (const { role, tool_calls: calls, tool_call_id: answered } of messages) {
    if (role === 'tool') {
      expect(open, 'each answer belongs to one call before it').to.include(answered);
      open = open.filter((id) => id !== answered);
    } else {
      expect(open, 'each call is answered').to.deep.equal([]);
      if (previous !== '' && previous !== 'tool') expect(role === previous && !calls, `${role} after ${previous}`).to.be.false;
      open = calls?.map(({ id }) => id) ?? [];
      expect(new Set(open).size, 'ids are told apart').to.equal(open.length);
    }
    previous = role;
  }
  expect(open).to.deep.equal([]);
  expect(messages.at(-1)!.role).to.be.oneOf(['user', 'tool']);
}

async function run(steps: Step[]): Promise<void> {
  const model = new Model();
  const options = { endpoint: 'http://model.test/v1', fetch: model.fetch, tools, toolTimeout: 500 };
  const conversation = new Conversation(options);
  const sent: string[] = [];
  const promises: Promise<unknown>[] = [];
  const texts = new Map<string, string>();
  const ignore = (): void => undefined;
  let number = 0;
  /** What the listener saw that must not be; an exception there would not reach the test. */
  const broken: string[] = [];

  conversation.subscribe(({ all }) => {
    for (const message of all) {
      const soFar = messageText(message);
      if (!soFar.startsWith(texts.get(message.id) ?? '')) broken.push(`text of ${message.id} was lost`);
      texts.set(message.id, soFar);
    }
    if (all.filter(isUnsettled).length > 1) broken.push('two replies at a time');
  });

  const pick = <T>(list: readonly T[], where: number): T | undefined => list[where % Math.max(1, list.length)];
  const act = (what: Step): void => {
    const { state } = conversation;
    // Mostly the newest request answers; now and then a chunk of an old one comes late.
    const request = 'at' in what && what.at % 5 === 0 ? pick(model.requests, what.at) : model.requests.at(-1);
    switch (what.do) {
      case 'send':
      case 'edit': {
        const unique = `${what.text}#${number++}`;
        const target = pick(
          state.messages.filter(({ role }) => role === 'user'),
          what.at,
        );
        if (what.do === 'edit' && (!target || conversation.busy)) return;
        sent.push(unique);
        promises.push((what.do === 'edit' ? conversation.edit(target!.id, unique) : conversation.send(unique)).catch(ignore));
        return;
      }
      case 'stop':
        conversation.stop();
        return;
      case 'retry':
        promises.push(conversation.retry().catch(ignore));
        return;
      case 'continue':
        promises.push(conversation.continueReply().catch(ignore));
        return;
      case 'regenerate': {
        const reply = pick(
          state.messages.filter(({ role }) => role === 'assistant'),
          what.at,
        );
        if (reply) promises.push(conversation.regenerate(reply.id).catch(ignore));
        return;
      }
      case 'choose': {
        const target = pick<ChatMessage>(state.all, what.at);
        if (target && !conversation.busy) conversation.choose(target.id);
        return;
      }
      case 'merge': {
        // Another tab has loaded what is stored, and its reply to that comes back.
        const other = Conversation.fromJSON(JSON.parse(JSON.stringify(conversation)), options);
        conversation.merge(other.toJSON());
        return;
      }
      case 'removeQueued': {
        const [queued] = state.queue;
        if (!queued) return;
        conversation.removeQueued(queued.id);
        sent.splice(sent.indexOf(queued.text), 1);
        return;
      }
      case 'approve':
      case 'deny':
        for (const message of state.all)
          for (const part of message.parts) if (part.type === 'tool-call') conversation[what.do](part.id, message.id);
        return;
      case 'say':
        request?.say(what.text);
        return;
      case 'call':
        request?.call(...what.names.map((name, index) => ({ id: `c${index}`, name, arguments: '{}' }))).finish('tool_calls');
        return;
      case 'finish':
        request?.finish(what.reason);
        return;
      case 'break':
        request?.break();
        return;
      case 'end':
        request?.say('').end();
        return;
      case 'refuse':
        request?.refuse(403);
        return;
      case 'error':
        request?.send({ error: { message: 'x' } });
        return;
      case 'idle':
    }
  };

  for (const what of steps) {
    try {
      act(what);
    } catch (error) {
      // A body that has ended takes nothing more: that is the server's affair.
      if (!(error instanceof TypeError)) throw error;
    }
    if (what.do === 'idle') await idle();
    else if (!('at' in what) || what.at % 4 !== 0) for (let task = 0; task < 3; task++) await nextTask();
  }
  for (let rounds = 0; conversation.busy || conversation.state.queue.length > 0; rounds++) {
    expect(rounds, 'it comes to an end').to.be.below(200);
    const queued = conversation.state.queue.length;
    conversation.stop();
    if (!conversation.busy && queued > 0) promises.push(conversation.retry().catch(ignore));
    await idle();
  }
  await Promise.all(promises);

  expect(broken).to.deep.equal([]);
  const { state } = conversation;
  const kept = state.all.filter(({ role }) => role === 'user').map(messageText);
  expect(kept.toSorted(), 'no message of the visitor is lost or doubled').to.deep.equal(sent.toSorted());
  expect(new Set(state.all.map(({ id }) => id)).size).to.equal(state.all.length);
  for (const [index, message] of state.messages.entries()) {
    expect(message.role, 'a conversation goes back and forth').to.equal(index % 2 === 0 ? 'user' : 'assistant');
  }
  for (const request of model.requests) expectValidHistory(request);
  const copy = Conversation.fromJSON(JSON.parse(JSON.stringify(conversation)), options);
  const asSaved = JSON.parse(
    JSON.stringify(state, (name, value: unknown) => (name === 'serverMessage' ? undefined : value)),
  ) as object;
  expect(copy.state, 'what is saved comes back equal').to.deep.equal(asSaved);
}

describe('whatever visitors, servers and tabs do', () => {
  it('no text is lost, no call unanswered, and what is saved comes back', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), run), {
      numRuns: 200,
      seed: 8080,
    });
  }).timeout(60_000);
});
