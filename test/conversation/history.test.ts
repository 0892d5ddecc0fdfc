/** How much of a long conversation goes along with a question, and what happens where it is too much. */
import { expect } from '@open-wc/testing';
import { Conversation, type ConversationOptions } from '../../src/headless.js';
import type { ModelRequest } from './model.js';
import { exchange, start, type Chat } from './support.js';

/** A conversation in which so many questions have been answered. */
function long(turns: number, options: Partial<ConversationOptions> = {}, text = (turn: number) => `question ${turn}`): Chat {
  const chat = start(options);
  for (let turn = 1; turn <= turns; turn++) {
    chat.conversation.addMessage({ role: 'user', content: text(turn) });
    chat.conversation.addMessage({ role: 'assistant', content: `answer ${turn}` });
  }
  return chat;
}

const tooLong = { error: { code: 'context_length_exceeded', message: 'Too long.' } };

/** Sends a question, and answers it as a model that has room for so many messages would. */
async function ask({ conversation, model }: Chat, question: string, room: number): Promise<{ status: string; sent: number[] }> {
  const sent: number[] = [];
  const reply = conversation.send(question);
  const answer = (request: ModelRequest): boolean => {
    sent.push(request.body.messages.length);
    if (request.body.messages.length <= room) request.say(`You said: ${question}`).finish();
    else request.refuse(400, {}, tooLong);
    return request.body.messages.length <= room;
  };
  if (!answer(await model.next())) {
    const again = await Promise.race([model.next(), reply.then(() => undefined)]);
    if (again) answer(again);
  }
  return { status: (await reply)!.status, sent };
}

describe('what goes along with a question', () => {
  it('is all of it, while it is little', async () => {
    const chat = long(3);
    chat.conversation.options = { ...chat.conversation.options, instructions: 'Be kind.' };
    await exchange(chat, 'now', 'yes');
    expect(chat.model.requests[0]!.lines).to.deep.equal([
      'developer: Be kind.',
      'user: question 1',
      'assistant: answer 1',
      'user: question 2',
      'assistant: answer 2',
      'user: question 3',
      'assistant: answer 3',
      'user: now',
    ]);
    expect(chat.conversation.state.sentFrom).to.equal(undefined);
  });

  it('is the newest part that fits, from a question on, after the instructions; the state says from where', async () => {
    const chat = long(10, { maxHistory: 6, instructions: 'Be kind.' });
    await exchange(chat, 'now', 'yes');
    expect(chat.model.requests[0]!.lines).to.deep.equal([
      'developer: Be kind.',
      'user: question 9',
      'assistant: answer 9',
      'user: question 10',
      'assistant: answer 10',
      'user: now',
    ]);
    const { messages, sentFrom } = chat.conversation.state;
    expect(messages.findIndex(({ id }) => id === sentFrom)).to.equal(16);
    expect(messages).to.have.length(22);
  });

  it('is as much as may be sent, also where that is an odd number', async () => {
    for (const maxHistory of [1, 3, 5]) {
      const chat = long(10, { maxHistory });
      await exchange(chat, 'now', 'yes');
      expect(chat.model.requests[0]!.body.messages).to.have.length(maxHistory);
    }
  });

  it('fits by its characters too, and without reasoning, which is not sent', async () => {
    const chat = long(10, { maxHistoryCharacters: 2_000 }, (turn) => `${turn}`.padEnd(500, '.'));
    const { state } = chat.conversation;
    const thought = { type: 'reasoning', text: 'Hm. '.repeat(10_000) } as const;
    const all = state.all.map((message) =>
      message.role === 'user' ? message : { ...message, parts: [thought, ...message.parts] },
    );
    chat.conversation.replace({ ...state, all }, []);
    await exchange(chat, 'now', 'yes');
    expect(chat.model.requests[0]!.body.messages).to.have.length(7);
  });

  it('is the question, whatever the limits', async () => {
    const chat = long(3, { maxHistory: 0, maxHistoryCharacters: 0 });
    await exchange(chat, 'now'.repeat(100), 'yes');
    expect(chat.model.requests[0]!.lines).to.deep.equal([`user: ${'now'.repeat(100)}`]);
  });

  it('never parts a tool call from its answer', async () => {
    for (const maxHistory of Array(9).keys()) {
      const chat = start({ maxHistory, tools: [{ name: 'look', execute: () => 'seen' }] });
      for (const question of ['one', 'two']) {
        const reply = chat.conversation.send(question);
        (await chat.model.next()).call({ id: 'c', name: 'look', arguments: '{}' }).finish('tool_calls');
        (await chat.model.next()).say('done').finish();
        await reply;
      }
      for (const { body } of chat.model.requests) {
        const calls = body.messages.flatMap(({ tool_calls: made = [] }) => made.map(({ id }) => id));
        const answers = body.messages.flatMap(({ tool_call_id: id }) => id ?? []);
        expect(answers).to.deep.equal(calls);
        expect(body.messages[0]!.role).to.equal('user');
      }
    }
  });

  it('stays by default below what the proxy takes by default: 200 messages, 256 kB', async () => {
    const chat = long(300, {}, (turn) => `${turn} 謝`.padEnd(850, '謝'));
    await exchange(chat, 'now', 'yes');
    const { messages } = chat.model.requests[0]!.body;
    expect(messages.length).to.be.within(100, 200);
    expect(new TextEncoder().encode(JSON.stringify(messages)).length).to.be.within(100_000, 256_000);
  });
});

describe('a conversation that is too long for the model', () => {
  it('goes once more by itself with less, and the next questions with what fits', async () => {
    const chat = long(500);
    const asked: number[][] = [];
    for (let turn = 1; turn <= 8; turn++) {
      const { status, sent } = await ask(chat, `And ${turn}?`, 8);
      expect(status, `And ${turn}?`).to.equal('done');
      asked.push(sent);
    }
    expect(asked[0]![0]).to.be.within(100, 150);
    expect(asked.slice(0, 4).every(({ length }) => length === 2)).to.equal(true);
    expect(asked.slice(5).map(({ length }) => length)).to.deep.equal([1, 1, 1]);
    expect(asked.at(-1)![0]).to.be.within(3, 8);
  });

  it('is said to be so where less is too much as well, and Retry asks with less again', async () => {
    const chat = long(64, { maxHistory: 128 });
    const { status, sent } = await ask(chat, 'And now?', 2);
    expect([status, chat.conversation.state.messages.at(-1)!.error?.code]).to.deep.equal(['failed', 'context-length']);
    expect(sent).to.have.length(2);
    const reply = chat.conversation.retry();
    const last = await chat.model.next();
    expect(last.body.messages).to.have.length(1);
    last.say('yes').finish();
    expect((await reply).status).to.equal('done');
  });

  it('also where the server says so inside a stream, before a word of the reply', async () => {
    const chat = long(20);
    const reply = chat.conversation.send('And now?');
    (await chat.model.next()).send(tooLong).end();
    (await chat.model.next()).say('yes').finish();
    expect((await reply)!.status).to.equal('done');
  });

  it('is not asked again once words have come, nor where only the question was sent', async () => {
    const chat = long(20);
    const reply = chat.conversation.send('And now?');
    (await chat.model.next()).say('Well').send(tooLong).end();
    expect((await reply)!.status).to.equal('interrupted');
    const short = start();
    const other = short.conversation.send('x'.repeat(1_000));
    (await short.model.next()).refuse(400, {}, tooLong);
    expect((await other)!.error?.code).to.equal('context-length');
    expect([chat, short].map(({ model }) => model.requests.length)).to.deep.equal([1, 1]);
  });

  it('goes with less at the next try where words have come', async () => {
    const chat = long(20);
    const reply = chat.conversation.send('And now?');
    (await chat.model.next()).say('Well').send(tooLong).end();
    await reply;
    const again = chat.conversation.regenerate();
    const request = await chat.model.next();
    expect(request.body.messages.length).to.be.within(1, 25);
    request.say('yes').finish();
    expect((await again).status).to.equal('done');
  });

  it('says nothing of another model', async () => {
    const chat = long(40, { model: 'small' });
    await ask(chat, 'one', 8);
    chat.conversation.options = { ...chat.conversation.options, model: 'large' };
    const { sent } = await ask(chat, 'two', 1_000);
    expect(sent).to.deep.equal([83]);
  });

  it('is no matter for what is stored: all of it is there', () => {
    const { conversation } = long(500);
    const restored = new Conversation(conversation.options);
    restored.replace(conversation.state, []);
    expect(restored.state.messages).to.have.length(1_000);
  });
});
