/** What a listener may do: anything, at any moment. */
import { expect } from '@open-wc/testing';
import type { Conversation, ConversationState } from '../../src/headless.js';
import { idle } from './model.js';
import { read, start } from './support.js';

/** Calls `act` once, within the change in which `when` is true for the first time. */
function once(conversation: Conversation, when: (state: ConversationState) => boolean, act: () => void): void {
  const end = conversation.subscribe((state) => {
    if (!when(state)) return;
    end();
    act();
  });
}

describe('a listener that acts', () => {
  it('may send: both messages get their replies, one after the other', async () => {
    for (const when of [
      ({ queue }: ConversationState) => queue.length > 0,
      ({ messages }: ConversationState) => messages.length > 0,
      ({ messages }: ConversationState) => messages.at(-1)?.status === 'done',
    ]) {
      const { conversation, model } = start();
      const promises: Promise<unknown>[] = [];
      once(conversation, when, () => promises.push(conversation.send('inner')));
      promises.push(conversation.send('outer'));
      (await model.next()).say('1').finish();
      (await model.next()).say('2').finish();
      await Promise.all(promises);
      expect(read(conversation)).to.deep.equal(['user: outer', 'assistant: 1', 'user: inner', 'assistant: 2']);
    }
  });

  it('may stop when the reply is asked for: nothing is sent', async () => {
    const { conversation, model } = start();
    once(
      conversation,
      ({ messages }) => messages.length === 2,
      () => conversation.stop(),
    );
    expect((await conversation.send('Hi'))!.status).to.equal('stopped');
    await idle();
    expect(model.requests).to.have.length(0);
  });

  it('may clear at any change: nothing is left, nothing hangs, nothing empty is sent', async () => {
    for (let change = 1; change <= 6; change++) {
      const { conversation, model } = start();
      let seen = 0;
      once(
        conversation,
        () => ++seen === change,
        () => conversation.clear(),
      );
      const promised = conversation.send('Hi');
      await idle();
      for (const request of model.requests) if (!request.aborted) request.say('one').finish();
      await promised;
      await idle();
      if (seen >= change) expect(read(conversation), `change ${change}`).to.deep.equal([]);
      for (const request of model.requests) expect(request.body.messages).to.have.length(1);
    }
  });

  it('may send when everything was cleared in the middle of a reply: the new message is the first', async () => {
    const { conversation, model } = start();
    const old = conversation.send('old');
    const request = await model.next();
    const promises: Promise<unknown>[] = [];
    once(
      conversation,
      ({ messages }) => messages.length === 0,
      () => promises.push(conversation.send('new')),
    );
    conversation.clear();
    expect((await old)!.status).to.equal('stopped');
    expect(request.aborted).to.be.true;
    (await model.next()).say('fine').finish();
    await Promise.all(promises);
    expect(read(conversation)).to.deep.equal(['user: new', 'assistant: fine']);
  });

  it('may clear whenever a reply is done, without end', async () => {
    const { conversation, model } = start();
    conversation.subscribe(({ messages }) => {
      if (messages.at(-1)?.role === 'assistant' && messages.at(-1)?.status === 'done') conversation.clear();
    });
    const promised = conversation.send('Hi');
    (await model.next()).say('one').finish();
    expect((await promised)!.status).to.equal('done');
    expect(read(conversation)).to.deep.equal([]);
  });

  it('may stop when a tool begins to run: it does not run', async () => {
    let ran = false;
    const { conversation, model } = start({ tools: [{ name: 'f', execute: () => (ran = true) }] });
    once(
      conversation,
      ({ messages }) => messages.at(-1)?.parts.some((part) => part.type === 'tool-call' && part.state === 'running') === true,
      () => conversation.stop(),
    );
    const promised = conversation.send('Hi');
    (await model.next()).call({ id: 'c', name: 'f', arguments: '{}' }).finish('tool_calls');
    expect((await promised)!.status).to.equal('stopped');
    await idle();
    expect(ran).to.be.false;
    expect(model.requests).to.have.length(1);
  });

  it('that is subscribed twice is called twice, and each subscription ends by itself', () => {
    const { conversation } = start();
    let calls = 0;
    const listener = (): void => {
      calls++;
    };
    const end = conversation.subscribe(listener);
    conversation.subscribe(listener);
    conversation.addMessage({ role: 'user', content: 'a' });
    end();
    conversation.addMessage({ role: 'user', content: 'b' });
    expect(calls).to.equal(3);
  });
});
