/** What is kept while the page stays: under which key, for whom, and while the element is out of the document. Reloads are in test/page. */
import { expect } from '@open-wc/testing';
import { Conversation, messageText } from '../../src/headless.js';
import type { Chat8080 } from '../../src/index.js';
import { reply, script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, draft, part, type } from './fixture.js';

const keys = ['ada', 'grace'].flatMap((key) => [key, `${key}:view`]);

function forget(): void {
  for (const key of keys) {
    sessionStorage.removeItem(key);
    localStorage.removeItem(key);
  }
}

const stored = (key: string, storage = sessionStorage): string => storage.getItem(key) ?? '';
const texts = ({ messages }: Chat8080): string[] => messages.map(messageText);
/** An element that is back within its task has only been moved. */
const task = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function ofAda(persist = 'session'): Promise<Chat8080> {
  const { endpoint } = await script({ status: 200, steps: [{ write: reply('ok') }] });
  const element = await chat(endpoint, { persist, 'storage-key': 'ada' });
  await element.send('from Ada');
  await waitUntil(() => stored('ada', persist === 'local' ? localStorage : sessionStorage).includes('"done"'));
  return element;
}

describe('another storage-key', () => {
  afterEach(forget);

  it('is another conversation: nothing goes from one to the other', async () => {
    const element = await ofAda();
    element.storageKey = 'grace';
    await element.updateComplete;
    expect(texts(element)).to.deep.equal([]);
    await element.send('from Grace');
    element.storageKey = 'ada';
    await element.updateComplete;
    expect(texts(element)).to.deep.equal(['from Ada', 'ok']);
    expect(stored('ada')).to.contain('from Ada').and.not.to.contain('from Grace');
    expect(stored('grace')).to.contain('from Grace').and.not.to.contain('from Ada');
    element.remove();
  });

  it('and a place that the element was moved to change nothing', async () => {
    const element = await ofAda();
    const { state } = element.conversation;
    const changes: Event[] = [];
    element.addEventListener('chat-change', (event) => changes.push(event));
    const other = document.createElement('div');
    element.parentElement!.append(other);
    other.append(element);
    await task();
    expect(element.conversation.state).to.equal(state);
    await element.send('again'); // what it says comes after anything that the move would have said
    expect(changes.map(({ type }) => type).length).to.equal(element.messages.length - texts(element).indexOf('again'));
    element.remove();
  });

  it('counts at once: what is said in the same task is said under it', async () => {
    const element = await ofAda();
    element.storageKey = 'grace';
    await element.send('from Grace');
    expect(texts(element)).to.deep.equal(['from Grace', 'ok']);
    element.storageKey = 'ada';
    element.messages = [{ role: 'user', content: 'given' }];
    element.storageKey = 'grace';
    await element.updateComplete;
    expect(texts(element)).to.deep.equal(['from Grace', 'ok']);
    expect(stored('ada')).not.to.contain('from Grace');
    element.remove();
  });

  it('is another draft', async () => {
    const element = await ofAda();
    await type(element, 'a secret of Ada');
    sessionStorage.setItem('grace:view', JSON.stringify({ draft: 'a draft of Grace', open: false }));
    element.storageKey = 'grace';
    await element.updateComplete;
    expect(draft(element)).to.equal('a draft of Grace');
    element.storageKey = 'ada';
    await element.updateComplete;
    expect(draft(element)).to.equal('a secret of Ada');
    element.remove();
  });

  it('given together with a conversation of the page leaves that one whole', async () => {
    const element = await ofAda();
    const given = new Conversation({ endpoint: '/v1' });
    given.addMessage({ role: 'user', content: 'given' });
    element.conversation = given;
    element.storageKey = 'grace';
    await element.updateComplete;
    expect(texts(element)).to.deep.equal(['given']);
    expect(stored('ada')).to.contain('from Ada').and.not.to.contain('given');
    element.remove();
  });

  it('another place keeps the same conversation', async () => {
    const element = await ofAda();
    element.persist = 'local';
    await element.updateComplete;
    expect(texts(element)).to.deep.equal(['from Ada', 'ok']);
    await waitUntil(() => stored('ada', localStorage).includes('from Ada'));
    element.remove();
  });

  it('leaves no unread reply behind', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint, { persist: 'session', 'storage-key': 'ada', mode: 'floating' });
    await waitUntil(() => part(element, 'launcher'));
    await element.send('from Ada');
    await waitUntil(() => part(element, 'badge')?.textContent.trim() === '1');
    element.storageKey = 'grace';
    await waitUntil(() => !part(element, 'badge'));
    element.remove();
  });
});

describe('out of the document', () => {
  afterEach(forget);

  it('and back again it is kept on', async () => {
    const element = await ofAda();
    const parent = element.parentElement!;
    element.remove();
    await task();
    parent.append(element);
    await element.send('second');
    await waitUntil(() => stored('ada').includes('second'));
    expect(texts(element)).to.deep.equal(['from Ada', 'ok', 'second', 'ok']);
    element.remove();
  });

  const clearings: Record<string, (element: Chat8080) => void> = {
    'what the page clears then stays cleared': (element) => {
      element.clear();
    },
    'what is removed from the storage then is not written there again': () => {
      sessionStorage.removeItem('ada');
    },
  };
  for (const [what, clear] of Object.entries(clearings)) {
    it(what, async () => {
      const element = await ofAda();
      const parent = element.parentElement!;
      element.remove();
      await task();
      clear(element);
      parent.append(element);
      await element.updateComplete;
      expect(texts(element)).to.deep.equal([]);
      expect(stored('ada')).to.equal('');
      await element.send('later');
      await waitUntil(() => stored('ada').includes('later'));
      expect(texts(element)).to.deep.equal(['later', 'ok']);
      expect(stored('ada')).not.to.contain('from Ada');
      element.remove();
    });
  }

  it('nothing is kept of an element that has gone before its first render', async () => {
    const element = document.createElement('chat-8080');
    element.persist = 'session';
    element.storageKey = 'ada';
    document.body.append(element);
    element.remove();
    await element.updateComplete;
    dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(stored('ada:view')).to.equal('');
    document.body.append(element);
    await waitUntil(() => {
      dispatchEvent(new PageTransitionEvent('pagehide'));
      return stored('ada:view') !== '';
    });
    element.remove();
  });
});
