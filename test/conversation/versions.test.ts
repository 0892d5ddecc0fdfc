import { expect } from '@open-wc/testing';
import { messageText, versions } from '../../src/headless.js';
import { exchange, read, start } from './support.js';

describe('regenerate and edit make versions', () => {
  it('regenerate keeps the earlier reply reachable, and sends what was before it', async () => {
    const { conversation, model } = start();
    const first = await exchange({ conversation, model }, 'Hi', 'one');
    const again = conversation.regenerate();
    const request = await model.next();
    expect(request.lines).to.deep.equal(['user: Hi']);
    request.say('two').finish();
    const second = await again;
    expect(read(conversation)).to.deep.equal(['user: Hi', 'assistant: two']);
    expect(versions(conversation.state, second.id).map(({ id }) => id)).to.deep.equal([first.id, second.id]);
    conversation.choose(first.id);
    expect(read(conversation)).to.deep.equal(['user: Hi', 'assistant: one']);
  });

  it('an earlier reply can be asked for again; what followed it stays with it', async () => {
    const { conversation, model } = start();
    const first = await exchange({ conversation, model }, 'a', '1');
    await exchange({ conversation, model }, 'b', '2');
    const again = conversation.regenerate(first.id);
    (await model.next()).say('1b').finish();
    await again;
    expect(read(conversation)).to.deep.equal(['user: a', 'assistant: 1b']);
    conversation.choose(first.id);
    expect(read(conversation)).to.deep.equal(['user: a', 'assistant: 1', 'user: b', 'assistant: 2']);
  });

  it('edit sends another version of a message; the earlier one stays, with its reply', async () => {
    const { conversation, model } = start();
    await exchange({ conversation, model }, 'a', '1');
    await exchange({ conversation, model }, 'b', '2');
    const original = conversation.state.messages[2]!;
    const edited = conversation.edit(original.id, 'B');
    const request = await model.next();
    expect(request.lines).to.deep.equal(['user: a', 'assistant: 1', 'user: B']);
    request.say('2B').finish();
    await edited;
    expect(read(conversation)).to.deep.equal(['user: a', 'assistant: 1', 'user: B', 'assistant: 2B']);
    conversation.choose(original.id);
    expect(read(conversation)).to.deep.equal(['user: a', 'assistant: 1', 'user: b', 'assistant: 2']);
    void conversation.send('c');
    expect((await model.next()).lines).to.deep.equal(['user: a', 'assistant: 1', 'user: b', 'assistant: 2', 'user: c']);
  });

  it('the first message can be edited', async () => {
    const { conversation, model } = start();
    await exchange({ conversation, model }, 'a', '1');
    void conversation.edit(conversation.state.messages[0]!.id, 'A');
    expect((await model.next()).lines).to.deep.equal(['user: A']);
    expect(versions(conversation.state, conversation.state.messages[0]!.id)).to.have.length(2);
  });

  it('while a reply is coming they are refused, and change nothing', async () => {
    const { conversation, model } = start();
    const { id } = await exchange({ conversation, model }, 'a', '1');
    void conversation.send('b');
    await model.next();
    const { state } = conversation;
    const attempts = [
      () => conversation.regenerate(id),
      () => conversation.edit(state.messages[0]!.id, 'x'),
      () => conversation.retry(),
      () => conversation.continueReply(),
      () => conversation.choose(id),
      () => conversation.addMessage({ role: 'user', content: 'x' }),
      () => conversation.restore(conversation.toJSON()),
    ];
    for (const attempt of attempts) {
      const outcome = await Promise.resolve()
        .then<unknown>(attempt)
        .catch((error: unknown) => error);
      expect(String(outcome)).to.equal('Error: A reply is still coming.');
    }
    expect(conversation.state).to.equal(state);
  });

  it('choosing a version chooses what leads to it', async () => {
    const { conversation, model } = start();
    await exchange({ conversation, model }, 'a', '1');
    await exchange({ conversation, model }, 'b', '2');
    const followUp = conversation.state.messages[3]!;
    const edited = conversation.edit(conversation.state.messages[0]!.id, 'A');
    (await model.next()).say('1A').finish();
    await edited;
    conversation.choose(followUp.id);
    expect(conversation.state.messages.map(messageText)).to.deep.equal(['a', '1', 'b', '2']);
  });

  it('a greeting answers nobody: there is nothing to ask for again, and nothing is sent', async () => {
    const { conversation, model } = start();
    conversation.addMessage({ role: 'assistant', content: 'Welcome!' });
    for (const attempt of [() => conversation.regenerate(), () => conversation.retry()]) {
      const outcome: unknown = await attempt().catch((error: unknown) => error);
      expect(String(outcome)).to.equal('Error: There is no message to reply to.');
    }
    expect(conversation.state.all).to.have.length(1);
    expect(model.requests).to.have.length(0);
  });
});
