import { expect, waitUntil } from '@open-wc/testing';
import { Conversation, messageText, persist, type StorageLike } from '../../src/headless.js';
import { idle, Model } from './model.js';

class Memory implements StorageLike {
  readonly items = new Map<string, string>();
  writes = 0;
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.writes++;
    this.items.set(key, value);
  }
  removeItem(key: string): void {
    this.items.delete(key);
  }
}

const key = 'chat-8080';

function open(storage: 'none' | 'session' | 'local' | StorageLike): {
  conversation: Conversation;
  model: Model;
  close: () => void;
} {
  const model = new Model();
  const headers = { authorization: 'Bearer very-secret' };
  const conversation = new Conversation({
    endpoint: 'http://model.test/v1',
    fetch: model.fetch,
    headers,
    instructions: 'Hidden words',
  });
  return { conversation, model, close: persist(conversation, { storage, key }) };
}

const texts = ({ state }: Conversation): string[] => state.messages.map(messageText);

describe('storage', () => {
  afterEach(() => {
    localStorage.removeItem(key);
    sessionStorage.removeItem(key);
  });

  const memory = new Memory();
  for (const [name, storage] of [
    ['session', 'session'],
    ['local', 'local'],
    ['an object with getItem, setItem and removeItem', memory],
  ] as const) {
    it(`${name} keeps the conversation over a reload`, async () => {
      const first = open(storage);
      const reply = first.conversation.send('Hi');
      (await first.model.next()).say('Hello').finish();
      await reply;
      first.close();
      const second = open(storage);
      expect(second.conversation.state).to.deep.equal(first.conversation.state);
      void second.conversation.send('Again');
      expect((await second.model.next()).lines).to.deep.equal([
        'developer: Hidden words',
        'user: Hi',
        'assistant: Hello',
        'user: Again',
      ]);
      second.conversation.clear();
      second.close();
    });
  }

  it('none keeps nothing', async () => {
    const { conversation, model } = open('none');
    void conversation.send('Hi');
    (await model.next()).say('Hello').finish();
    await idle();
    expect([...Object.keys(localStorage), ...Object.keys(sessionStorage)]).not.to.include(key);
  });

  it('headers, endpoint and instructions are never stored', async () => {
    const storage = new Memory();
    const { conversation, model } = open(storage);
    void conversation.send('Hi');
    (await model.next()).say('Hello').finish();
    await waitUntil(() => storage.items.get(key)?.includes('Hello'));
    expect(storage.items.get(key)).not.to.match(/secret|model\.test|Hidden/);
  });

  it('clear leaves no key behind, at once', async () => {
    const storage = new Memory();
    const { conversation, model } = open(storage);
    void conversation.send('Hi');
    (await model.next()).say('Hello').finish();
    await waitUntil(() => storage.items.get(key)?.includes('Hello'));
    conversation.clear();
    expect(storage.items.size).to.equal(0);
    await idle();
    expect(storage.items.size).to.equal(0);
  });

  it('a reply that leaving the page cuts comes back as interrupted, with the text it had', async () => {
    const storage = new Memory();
    const { conversation, model } = open(storage);
    void conversation.send('Hi');
    const request = (await model.next()).say('one ');
    await idle();
    request.say('two');
    await waitUntil(() => texts(conversation)[1] === 'one two');
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    const next = open(storage).conversation.state.messages[1]!;
    expect(messageText(next)).to.equal('one two');
    expect(next).to.deep.include({ status: 'interrupted' });
  });

  it('a message in the queue survives, and is sent with the next one', async () => {
    const storage = new Memory();
    const first = open(storage);
    void first.conversation.send('one');
    await first.model.next();
    void first.conversation.send('two');
    await waitUntil(() => storage.items.get(key)?.includes('two'));
    first.close();
    const second = open(storage);
    expect(second.conversation.state.queue.map(({ text }) => text)).to.deep.equal(['two']);
    expect(second.model.requests).to.have.length(0);
    void second.conversation.send('three');
    const request = await second.model.next();
    expect(request.lines.at(-1)).to.equal('user: one\n\ntwo');
    request.say('2').finish();
    expect((await second.model.next()).lines.at(-1)).to.equal('user: three');
  });

  it('is written in batches, not for every token', async () => {
    const storage = new Memory();
    const { conversation, model } = open(storage);
    const reply = conversation.send('Hi');
    const request = await model.next();
    for (let token = 0; token < 50; token++) {
      request.say(`${token} `);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    request.finish();
    await reply;
    await waitUntil(() => storage.items.get(key)?.includes('"done"') && storage.items.get(key)?.includes('49 '));
    expect(storage.writes).to.be.within(1, 4);
  });

  it('what another version has written is ignored', () => {
    const storage = new Memory();
    storage.items.set(key, '{"version":99,"messages":[]}');
    expect(texts(open(storage).conversation)).to.deep.equal([]);
    storage.items.set(key, 'not { json');
    expect(texts(open(storage).conversation)).to.deep.equal([]);
  });

  it('a storage that is full, forbidden or missing throws nothing and costs no reply', async () => {
    const throwing = (name: string): never => {
      throw new DOMException('No.', name);
    };
    const broken: StorageLike[] = [
      { getItem: () => null, setItem: () => throwing('QuotaExceededError'), removeItem: () => undefined },
      {
        getItem: () => throwing('SecurityError'),
        setItem: () => throwing('SecurityError'),
        removeItem: () => throwing('SecurityError'),
      },
    ];
    for (const storage of broken) {
      const { conversation, model, close } = open(storage);
      const reply = conversation.send('Hi');
      (await model.next()).say('Hello').finish();
      expect((await reply)!.status).to.equal('done');
      await idle();
      conversation.clear();
      close();
    }
    const real = Object.getOwnPropertyDescriptor(window, 'localStorage')!;
    Object.defineProperty(window, 'localStorage', { configurable: true, get: () => throwing('SecurityError') });
    try {
      open('local').close();
    } finally {
      Object.defineProperty(window, 'localStorage', real);
    }
  });
});

describe('two sides of one conversation', () => {
  const pair = async (): Promise<[Conversation, Conversation, Model]> => {
    const model = new Model();
    const options = { endpoint: 'http://model.test/v1', fetch: model.fetch };
    const first = new Conversation(options);
    const reply = first.send('Hi');
    (await model.next()).say('Hello').finish();
    await reply;
    return [first, Conversation.fromJSON(first.toJSON(), options), model];
  };
  const settle = (first: Conversation, second: Conversation): void => {
    // As storage events do: each hears of the other until nobody has news.
    for (let turn = 0; turn < 4; turn++) if (second.merge(first.toJSON()) || first.merge(second.toJSON())) return;
    throw new Error('They do not converge.');
  };

  it('converge without duplicates when both have gone on', async () => {
    const [first, second, model] = await pair();
    const one = first.send('one');
    (await model.next()).say('1').finish();
    await one;
    const two = second.send('two');
    (await model.next()).say('2').finish();
    await two;
    settle(first, second);
    expect(second.state).to.deep.equal(first.state);
    expect(first.state.all.map(messageText).toSorted()).to.deep.equal(['1', '2', 'Hello', 'Hi', 'one', 'two']);
    expect(new Set(first.state.all.map(({ id }) => id)).size).to.equal(6);
  });

  it('the side that works on a reply knows it best; the other takes over what it says', async () => {
    const [first, second, model] = await pair();
    const reply = first.send('more');
    const request = (await model.next()).say('ha');
    await idle();
    // The other side was loaded in the middle: for it the reply broke off.
    const loaded = Conversation.fromJSON(first.toJSON(), { endpoint: 'x' });
    expect(loaded.state.messages.at(-1)!.status).to.equal('interrupted');
    first.merge(loaded.toJSON());
    expect(first.state.messages.at(-1)!.status).to.equal('streaming');
    second.merge(first.toJSON());
    expect(second.busy).to.be.false;
    request.say('lf').finish();
    await reply;
    settle(first, second);
    settle(first, loaded);
    for (const side of [first, second, loaded]) {
      expect(side.state.messages.at(-1)).to.deep.include({ status: 'done' });
      expect(messageText(side.state.messages.at(-1)!)).to.equal('half');
    }
    expect(model.requests).to.have.length(2);
  });
});
