/** Sides of one conversation that hear of each other late, crosswise, or not at all. */
import { expect, waitUntil } from '@open-wc/testing';
import { Conversation, messageText, persist, type StorageLike } from '../../src/headless.js';
import { chunk } from '../support/script.js';
import { idle, Model } from './model.js';
import { exchange } from './support.js';

const texts = ({ state }: Conversation): string[] => state.messages.map(messageText);

function side(): { conversation: Conversation; model: Model } {
  const model = new Model();
  return { model, conversation: new Conversation({ endpoint: 'http://model.test/v1', fetch: model.fetch }) };
}

/** A conversation of one exchange, on two sides. */
async function pair() {
  const first = side();
  await exchange(first, 'Hi', 'Hello');
  const second = side();
  second.conversation.restore(first.conversation.toJSON());
  return [first, second] as const;
}

/** Both have written at the same moment: each hears what the other was before. */
function crosswise(first: Conversation, second: Conversation): void {
  const [one, two] = [first.toJSON(), second.toJSON()];
  first.merge(two);
  second.merge(one);
}

describe('two tabs', () => {
  it('that have both asked again agree on the newest version, also when they hear of each other crosswise', async () => {
    const [first, second] = await pair();
    for (const [{ conversation, model }, text] of [
      [first, 'A'],
      [second, 'B'],
    ] as const) {
      const reply = conversation.regenerate();
      (await model.next()).say(text).finish();
      await reply;
      await idle();
    }
    crosswise(first.conversation, second.conversation);
    expect(texts(first.conversation)).to.deep.equal(['Hi', 'B']);
    expect(second.conversation.state).to.deep.equal(first.conversation.state);
    expect(first.conversation.state.all.map(messageText)).to.deep.equal(['Hi', 'Hello', 'A', 'B']);
    first.conversation.choose(first.conversation.state.all.find((message) => messageText(message) === 'Hello')!.id);
    crosswise(first.conversation, second.conversation);
    expect(texts(second.conversation)).to.deep.equal(['Hi', 'Hello']);
  });

  it('do not lose what the other has queued, and send it once', async () => {
    const [first, second] = await pair();
    void first.conversation.send('one');
    const request = await first.model.next();
    const queued = first.conversation.send('precious');
    second.conversation.merge(first.conversation.toJSON());
    expect(second.conversation.state.queue).to.have.length(0); // not ours to send
    void second.conversation.send('two');
    await second.model.next();
    expect(JSON.stringify(second.conversation)).to.contain('precious');
    first.conversation.merge(second.conversation.toJSON());
    request.say('1').finish();
    (await first.model.next()).say('ok').finish();
    expect((await queued)!.status).to.equal('done');
    expect(JSON.stringify(first.conversation).match(/precious/g)).to.have.length(1);
    second.conversation.merge(first.conversation.toJSON());
    expect(second.conversation.toJSON().queue).to.deep.equal([]);
  });

  it('a message that the other has sent in our stead is sent by us no more, and its promise ends', async () => {
    const [first, second] = await pair();
    void first.conversation.send('one');
    await first.model.next();
    const queued = first.conversation.send('two');
    second.conversation.restore(first.conversation.toJSON()); // as after a reload: what is queued is then ours too
    void second.conversation.send('three');
    await second.model.next();
    first.conversation.merge(second.conversation.toJSON());
    expect(await queued).to.equal(undefined);
    expect(first.conversation.state.queue).to.deep.equal([]);
  });

  it('a tab that has not heard of a clearing brings nothing back, and a tab that has loses nothing new', async () => {
    const [first, second] = await pair();
    const stale = second.conversation.toJSON();
    first.conversation.clear();
    first.conversation.merge(stale);
    expect(first.conversation.state.all).to.deep.equal([]);
    second.conversation.clear(); // it hears of it now
    await exchange(second, 'new', 'fine');
    first.conversation.merge(second.conversation.toJSON());
    expect(texts(first.conversation)).to.deep.equal(['new', 'fine']);
    second.conversation.merge(first.conversation.toJSON());
    expect(texts(second.conversation)).to.deep.equal(['new', 'fine']);
  });

  it('a reply that is stopped in the middle of a tool call stays stopped in both', async () => {
    const [first, second] = await pair();
    void first.conversation.send('more');
    (await first.model.next()).send(chunk({ tool_calls: [{ index: 0, id: 'c', function: { name: 'f', arguments: '{"a' } }] }));
    await idle();
    second.conversation.merge(first.conversation.toJSON());
    first.conversation.stop();
    crosswise(first.conversation, second.conversation);
    for (const { conversation } of [first, second]) expect(conversation.state.messages.at(-1)!.status).to.equal('stopped');
  });

  it('a clearing that is heard of in the middle of a reply ends it, and its promise', async () => {
    const [first, second] = await pair();
    const reply = first.conversation.send('more');
    const request = await first.model.next();
    await idle();
    second.conversation.merge(first.conversation.toJSON());
    second.conversation.clear();
    await exchange(second, 'new', 'fine');
    first.conversation.merge(second.conversation.toJSON());
    expect((await reply)!.status).to.equal('stopped');
    expect(request.aborted).to.be.true;
    expect(texts(first.conversation)).to.deep.equal(['new', 'fine']);
    first.conversation.stop();
  });

  it('what a tab sends before it hears of a clearing is not lost', async () => {
    const [first, second] = await pair();
    first.conversation.clear();
    await exchange(second, 'unaware', 'yes');
    first.conversation.merge(second.conversation.toJSON());
    second.conversation.merge(first.conversation.toJSON());
    expect(texts(first.conversation)).to.deep.equal(['unaware', 'yes']);
    expect(texts(second.conversation)).to.deep.equal(['unaware', 'yes']);
  });

  it('a reply that was left behind can be stopped, and is interrupted when its tab says that it leaves', async () => {
    const [first, second] = await pair();
    void first.conversation.send('more');
    (await first.model.next()).say('half');
    await idle();
    second.conversation.merge(first.conversation.toJSON());
    expect(second.conversation.state.messages.at(-1)!.status).to.equal('streaming');
    second.conversation.stop();
    expect(second.conversation.state.messages.at(-1)!.status).to.equal('stopped');
    const third = side();
    third.conversation.merge(first.conversation.toJSON());
    third.conversation.merge(first.conversation.toJSONOnLeave());
    expect(third.conversation.state.messages.at(-1)).to.deep.include({ status: 'interrupted' });
    expect(first.conversation.busy).to.be.true; // it has only said so
  });
});

describe('what is stored while tabs come and go', () => {
  const key = 'tabs';
  class Memory implements StorageLike {
    value: string | null = null;
    writes = 0;
    getItem(): string | null {
      return this.value;
    }
    setItem(_key: string, value: string): void {
      this.writes++;
      this.value = value;
    }
    removeItem(): void {
      this.value = null;
    }
  }

  it('leaving the page in the middle of a reply leaves an interrupted one, that nobody waits for', async () => {
    const storage = new Memory();
    const { conversation, model } = side();
    const close = persist(conversation, { storage, key });
    void conversation.send('Hi');
    (await model.next()).say('half');
    await idle();
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    const other = side().conversation;
    other.merge(JSON.parse(storage.value!));
    expect(other.state.messages.at(-1)).to.deep.include({ status: 'interrupted' });
    expect(messageText(other.state.messages.at(-1)!)).to.equal('half');
    close();
  });

  it('what is heard is looked up: an old word of a clearing removes nothing that came after it', async () => {
    const shared = localStorage;
    const { conversation, model } = side();
    const close = persist(conversation, { storage: 'local', key });
    await exchange({ conversation, model }, 'Hi', 'Hello');
    await waitUntil(() => shared.getItem(key)?.includes('Hello'));
    window.dispatchEvent(new StorageEvent('storage', { key, newValue: null, storageArea: shared }));
    expect(texts(conversation)).to.deep.equal(['Hi', 'Hello']);
    const after = side().conversation;
    after.restore(conversation.toJSON());
    after.clear();
    shared.removeItem(key);
    window.dispatchEvent(new StorageEvent('storage', { key, newValue: null, storageArea: shared }));
    expect(conversation.state.all).to.deep.equal([]);
    close();
  });

  it('what a listener does about something heard is saved', async () => {
    const { conversation } = side();
    const close = persist(conversation, { storage: 'local', key });
    const other = side();
    await exchange(other, 'Hi', 'Hello');
    const end = conversation.subscribe(({ messages }) => {
      if (messages.length !== 2) return;
      end();
      conversation.addMessage({ role: 'assistant', content: 'noted' });
    });
    localStorage.setItem(key, JSON.stringify(other.conversation));
    window.dispatchEvent(new StorageEvent('storage', { key, newValue: '', storageArea: localStorage }));
    await waitUntil(() => localStorage.getItem(key)?.includes('noted'));
    conversation.clear();
    expect(localStorage.getItem(key)).to.equal(null);
    close();
  });

  it('a storage that is forbidden in the middle throws nothing', () => {
    const storage = new Memory();
    const { conversation } = side();
    const close = persist(conversation, { storage, key });
    storage.getItem = () => {
      throw new DOMException('No.', 'SecurityError');
    };
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    close();
  });

  it('a page that comes back from the back-forward cache takes in what happened meanwhile', async () => {
    const storage = new Memory();
    const { conversation, model } = side();
    const close = persist(conversation, { storage, key });
    await exchange({ conversation, model }, 'Hi', 'Hello');
    await waitUntil(() => storage.value?.includes('Hello'));
    storage.value = null; // another tab has cleared it
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(conversation.state.all).to.deep.equal([]);
    close();
  });

  it('is written in batches also where the reply that streams is not the last message', async () => {
    const storage = new Memory();
    const { conversation, model } = side();
    const close = persist(conversation, { storage, key });
    const reply = conversation.send('Hi');
    const request = (await model.next()).say('x');
    const other = side();
    other.conversation.restore(conversation.toJSON());
    void other.conversation.send('from another tab');
    await other.model.next();
    conversation.merge(other.conversation.toJSON());
    storage.writes = 0;
    for (let token = 0; token < 40; token++) {
      request.say(`${token} `);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(storage.writes).to.be.at.most(2);
    expect(conversation.busy).to.be.true;
    request.finish();
    await reply;
    close();
  });
});
