import { expect } from '@open-wc/testing';
import { Conversation } from '../../src/headless.js';
import { idle } from './model.js';
import { exchange, read, start } from './support.js';

describe('addMessage, clear, toJSON and restore', () => {
  it('addMessage adds without asking, and is part of the history', async () => {
    const { conversation, model } = start();
    conversation.addMessage({ role: 'assistant', content: 'Welcome!' });
    void conversation.send('Hi');
    expect((await model.next()).lines).to.deep.equal(['assistant: Welcome!', 'user: Hi']);
  });

  it('clear stops, empties everything and forgets the queue', async () => {
    const { conversation, model } = start();
    const first = conversation.send('a');
    const request = await model.next();
    const second = conversation.send('b');
    conversation.clear();
    expect(conversation.state).to.deep.include({ messages: [], all: [], chosen: {}, queue: [] });
    expect(request.aborted).to.be.true;
    expect((await first)!.status).to.equal('stopped');
    expect(await second).to.equal(undefined);
    expect(model.requests).to.have.length(1);
  });

  it('what is saved comes back equal, versions and queue included', async () => {
    const { conversation, model } = start();
    const first = await exchange({ conversation, model }, 'a', '1');
    const again = conversation.regenerate();
    (await model.next()).say('1b').finish();
    await again;
    conversation.choose(first.id);
    const saved: unknown = JSON.parse(JSON.stringify(conversation));
    const copy = Conversation.fromJSON(saved, { endpoint: 'x' });
    expect(copy.state).to.deep.equal(conversation.state);
    expect(JSON.parse(JSON.stringify(copy))).to.deep.equal(saved);
  });

  it('a reply that was coming when it was saved is interrupted, or failed if nothing of it had come', async () => {
    const { conversation, model } = start();
    void conversation.send('a');
    const empty = Conversation.fromJSON(JSON.parse(JSON.stringify(conversation)), { endpoint: 'x' });
    expect(read(empty)).to.deep.equal(['user: a', 'assistant:  (failed)']);
    (await model.next()).say('half');
    await idle();
    const half = Conversation.fromJSON(JSON.parse(JSON.stringify(conversation)), { endpoint: 'x' });
    expect(read(half)).to.deep.equal(['user: a', 'assistant: half (interrupted)']);
  });

  it('what is of another version, or nothing of the kind, is refused and changes nothing', async () => {
    const { conversation, model } = start();
    await exchange({ conversation, model }, 'a', '1');
    const { state } = conversation;
    const saved = conversation.toJSON();
    const strange: unknown[] = [
      undefined,
      null,
      'text',
      [],
      {},
      { ...saved, version: 2 },
      { ...saved, messages: 'none' },
      { ...saved, messages: [{ ...saved.messages[0], role: 'system' }] },
      { ...saved, messages: [{ ...saved.messages[0], parts: [{ type: 'script', text: 'x' }] }] },
      { ...saved, messages: [{ ...saved.messages[0], parts: [{ type: 'text' }] }] },
      { ...saved, messages: [{ ...saved.messages[0], status: 'constructor' }] },
      {
        ...saved,
        messages: [
          {
            ...saved.messages[0],
            parts: [{ type: 'tool-call', id: 'a', name: 'b', arguments: '{}', state: 'weird', round: 1, call: 0 }],
          },
        ],
      },
      {
        ...saved,
        messages: [
          { ...saved.messages[0], parts: [{ type: 'tool-call', id: 'a', name: 'b', arguments: '{}', state: 'done', call: 0 }] },
        ],
      },
      { ...saved, messages: [{ ...saved.messages[0], parts: [{ type: 'image_url', image_url: {} }] }] },
      { ...saved, messages: [saved.messages[0], saved.messages[0]] },
      { ...saved, chosen: { x: 'y' } },
      { ...saved, clearedAt: 'never' },
      { ...saved, chosen: [] },
      { ...saved, queue: [{ id: 1, parts: [] }] },
    ];
    for (const value of strange) expect(conversation.restore(value), JSON.stringify(value)).to.be.false;
    expect(conversation.state).to.equal(state);
    // A circle of parents must end.
    const circle = saved.messages.map((message, index) => ({ ...message, parent: saved.messages[1 - index]!.id }));
    expect(conversation.restore({ ...saved, messages: circle })).to.be.true;
    expect(conversation.state.messages).to.have.length(0);
  });

  it('what was stored under an earlier word has the word of today', async () => {
    const { conversation, model } = start();
    await exchange({ conversation, model }, 'a', '1');
    const saved = conversation.toJSON();
    const error = { code: 'unauthorised', message: 'The server answered 401.', retryable: false, status: 401 };
    const [question, reply] = saved.messages;
    expect(conversation.restore({ ...saved, messages: [question, { ...reply, status: 'cut', error }] })).to.be.true;
    expect(conversation.state.messages[1]).to.deep.include({ status: 'truncated', error: { ...error, code: 'unauthorized' } });
  });

  it('fields of the wrong kind are left out', async () => {
    const { conversation, model } = start();
    await exchange({ conversation, model }, 'a', '1');
    const saved = conversation.toJSON();
    const odd = { timing: 'zz', usage: 'u', error: 'str', retry: 5, model: {}, finishReason: 1, toString: 'x', extra: true };
    expect(conversation.restore({ ...saved, messages: saved.messages.map((message) => ({ ...message, ...odd })) })).to.be.true;
    expect(Object.keys(conversation.state.messages[1]!).toSorted()).to.deep.equal([
      'createdAt',
      'id',
      'parent',
      'parts',
      'role',
      'status',
    ]);
  });

  it('what the caller does with its own parts is no change of the conversation', async () => {
    const { conversation, model } = start();
    const parts = [{ type: 'text' as const, text: 'a' }];
    void conversation.send(parts);
    parts.push({ type: 'text', text: 'more' });
    expect(conversation.state.messages[0]!.parts).to.have.length(1);
    expect((await model.next()).lines).to.deep.equal(['user: a']);
  });

  it('no key and no word of the server is kept, whatever it echoes', async () => {
    const { conversation, model } = start({
      headers: { 'api-key': '0123456789abcdef0123456789abcdef', authorization: 'Bearer AIzaSyD-12345' },
    });
    const promised = conversation.send('Hi');
    const error = { message: 'Wrong key 0123456789abcdef0123456789abcdef, AIzaSyD-12345, sk-abcdef123 of host db-7' };
    (await model.next()).refuse(401, {}, { error });
    expect((await promised)!.error!.serverMessage).to.equal('Wrong key [redacted], [redacted], [redacted] of host db-7');
    expect(JSON.stringify(conversation)).not.to.match(/0123456789abcdef|AIza|sk-|db-7/);
  });

  it('what waits in the queue when everything is replaced is taken back', async () => {
    const { conversation, model } = start();
    void conversation.send('one');
    const request = await model.next();
    const queued = conversation.send('two');
    request.refuse(403);
    await idle();
    expect(conversation.restore(start().conversation.toJSON())).to.be.true;
    expect(await queued).to.equal(undefined);
  });
});
