/** Several conversations of one page that are kept under one key: the browser tells neither what the other has written. */
import { expect } from '@open-wc/testing';
import { persist, type StorageLike } from '../../src/headless.js';
import { waitUntil } from '../support/wait-until.js';
import { exchange, read, start, type Chat } from './support.js';

const key = 'one-page';
afterEach(() => {
  sessionStorage.removeItem(key);
  localStorage.removeItem(key);
});

/** What a page finds that is opened now. */
function reloaded(storage: 'session' | 'local' | StorageLike): string[] {
  const { conversation } = start();
  persist(conversation, { storage, key })(true);
  return read(conversation);
}

const kept = (storage: 'session' | 'local' | StorageLike): Chat & { end: () => void } => {
  const chat = start();
  return { ...chat, end: persist(chat.conversation, { storage, key }) };
};

/** A storage that nobody else in the test knows. */
function memory(): StorageLike {
  const items = new Map<string, string>();
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
  };
}

for (const [name, storage] of Object.entries({ session: 'session', local: 'local', 'one of the page': memory() } as const)) {
  describe(`two conversations under one key, in the storage ${name}`, () => {
    it('lose nothing, whoever wrote last, and become one as two tabs do', async () => {
      const [one, other] = [kept(storage), kept(storage)];
      await Promise.all([exchange(one, 'first', 'to the first'), exchange(other, 'second', 'to the second')]);
      await exchange(one, 'third', 'to the third');
      const said = ['first', 'second', 'third'];
      await waitUntil(() =>
        said.every((text) => other.conversation.state.all.some(({ parts }) => JSON.stringify(parts).includes(text))),
      );
      await waitUntil(() => read(one.conversation).join() === read(other.conversation).join());
      one.end();
      other.end();
      const { conversation } = start();
      persist(conversation, { storage, key })(true);
      const texts = JSON.stringify(conversation.state.all);
      for (const text of said) expect(texts).to.include(`"${text}"`).and.to.include(`to the ${text}`);
      one.conversation.clear();
    });

    it('what one clears is cleared in both, and not written again', async () => {
      const [one, other] = [kept(storage), kept(storage)];
      await exchange(one, 'Hi', 'Hello');
      await waitUntil(() => read(other.conversation).length === 2);
      one.conversation.clear();
      await waitUntil(() => read(other.conversation).length === 0);
      one.end();
      other.end();
      expect(reloaded(storage)).to.deep.equal([]);
    });

    it('one that has ended hears no more', async () => {
      const [one, other] = [kept(storage), kept(storage)];
      other.end();
      await exchange(one, 'Hi', 'Hello');
      one.end();
      expect(reloaded(storage)).to.have.length(2);
      expect(read(other.conversation)).to.deep.equal([]);
    });
  });
}

it('what somebody else wrote, of which nothing was heard, is brought together with what is written', async () => {
  const storage = memory();
  const one = kept(storage);
  await exchange(one, 'Hi', 'Hello');
  await waitUntil(() => storage.getItem(key)?.includes('Hello'));
  const elsewhere = start();
  elsewhere.conversation.replace(one.conversation.snapshot().state, []);
  await exchange(elsewhere, 'from another page', 'heard');
  const { save } = await import('../../src/conversation/saving.js');
  storage.setItem(key, JSON.stringify(save(elsewhere.conversation)));
  await exchange(one, 'from here', 'heard too');
  one.end();
  const text = storage.getItem(key);
  for (const said of ['from another page', 'from here', 'heard too']) expect(text).to.include(said);
});
