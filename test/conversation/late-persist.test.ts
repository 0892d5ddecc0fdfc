import { expect, waitUntil } from '@open-wc/testing';
import { Conversation, messageText, persist } from '../../src/headless.js';
import { idle } from './model.js';
import { exchange, read, start } from './support.js';

describe('persist on a conversation that has begun', () => {
  const key = 'late';
  afterEach(() => sessionStorage.removeItem(key));

  it('a reply that is coming goes on; it is saved, and what was saved before can still be reached', async () => {
    const before = new Conversation({ endpoint: 'x' });
    before.addMessage({ role: 'user', content: 'before' });
    sessionStorage.setItem(key, JSON.stringify(before));
    await idle(); // the order of messages is that of their times

    const { conversation, model } = start();
    const reply = conversation.send('now');
    const request = (await model.next()).say('one ');
    const end = persist(conversation, { storage: 'session', key });
    request.say('two').finish();
    expect((await reply)!.status).to.equal('done');
    expect(read(conversation)).to.deep.equal(['user: now', 'assistant: one two']);
    expect(conversation.state.all.map(messageText)).to.deep.equal(['before', 'now', 'one two']);
    await waitUntil(() => sessionStorage.getItem(key)?.includes('one two'));
    expect(sessionStorage.getItem(key)).to.contain('before');
    end();
  });

  it('what was said already is saved, though nothing more is said', async () => {
    const { conversation, model } = start();
    await exchange({ conversation, model }, 'Hi', 'Hello.');
    const end = persist(conversation, { storage: 'session', key });
    dispatchEvent(new PageTransitionEvent('pagehide'));
    end();
    const next = new Conversation({ endpoint: 'x' });
    persist(next, { storage: 'session', key })();
    expect(read(next)).to.deep.equal(['user: Hi', 'assistant: Hello.']);
  });

  it('what was said already is not replaced by what was saved before, which can still be reached', async () => {
    const before = new Conversation({ endpoint: 'x' });
    before.addMessage({ role: 'user', content: 'before' });
    sessionStorage.setItem(key, JSON.stringify(before));
    await idle();

    const { conversation, model } = start();
    await exchange({ conversation, model }, 'Hi', 'Hello.');
    persist(conversation, { storage: 'session', key })();
    expect(read(conversation)).to.deep.equal(['user: Hi', 'assistant: Hello.']);
    expect(conversation.state.all.map(messageText)).to.deep.equal(['before', 'Hi', 'Hello.']);
    expect(sessionStorage.getItem(key)).to.contain('before').and.to.contain('Hello.');
  });

  it('the greeting that each page adds gives way to what was saved, and is itself not saved', () => {
    const { conversation } = start();
    conversation.addMessage({ role: 'assistant', content: 'Welcome' });
    persist(conversation, { storage: 'session', key })();
    expect(sessionStorage.getItem(key)).to.equal(null);
    const before = new Conversation({ endpoint: 'x' });
    before.addMessage({ role: 'user', content: 'before' });
    sessionStorage.setItem(key, JSON.stringify(before));
    persist(conversation, { storage: 'session', key })();
    expect(conversation.state.all.map(messageText)).to.deep.equal(['before']);
  });
});
