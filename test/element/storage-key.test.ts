/** Under which name a chat is kept by default, and what two chats of one page do that are kept under the same one. */
import { expect } from '@open-wc/testing';
import { Conversation, messageText } from '../../src/headless.js';
import type { Chat8080 } from '../../src/index.js';
import { reply, script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { listenToConsole } from './console.js';
import { chat, draft, type } from './fixture.js';

const texts = ({ messages }: Chat8080): string[] => messages.map(messageText);
const keysOf = (storage: Storage): string[] => Object.keys(storage).filter((name) => !name.endsWith(':forgotten'));
const isKept = (key: string, text: string): boolean => (sessionStorage.getItem(key) ?? '').includes(text);
const answers = (...said: string[]) => script(...said.map((text) => ({ status: 200, steps: [{ write: reply(text) }] })));

// Before, too: a page that tests are run in has what the file before has left.
beforeEach(() => sessionStorage.clear());
afterEach(() => sessionStorage.clear());

describe('the default storage-key', () => {
  const ways: Record<string, string[]> = {
    'however it is written': ['/api/chat', `${location.origin}/api/chat`, ' /api/chat ', '/api/../api/chat'],
    'whatever its query is, which may hold a secret': ['/api/chat?visit=1', '/api/chat?visit=2', '/api/chat#a', '/api/chat/'],
    'as a base too': ['/v1', '/v1/', '/v1/chat/completions', '/v1/chat/completions?a=b'],
  };
  for (const [name, endpoints] of Object.entries(ways)) {
    it(`is one for each server, ${name}`, async () => {
      for (const [index, endpoint] of endpoints.entries()) {
        const element = await chat(endpoint, { persist: 'session' });
        if (index === 0) await type(element, 'a draft');
        else expect(draft(element)).to.equal('a draft');
        element.remove();
        await new Promise((resolve) => setTimeout(resolve));
      }
      expect(keysOf(sessionStorage).length).to.equal(1);
      expect(keysOf(sessionStorage)[0]).not.to.match(/visit|#|a=b/);
    });
  }

  it('is another one for another server: nothing is shared or mixed', async () => {
    const [one, other] = [await answers('from one'), await answers('from the other')];
    const said = listenToConsole();
    const first = await chat(one.endpoint, { persist: 'session' });
    const second = await chat(other.endpoint, { persist: 'session' });
    await first.send('to one');
    await second.send('to the other');
    expect(texts(first)).to.deep.equal(['to one', 'from one']);
    expect(texts(second)).to.deep.equal(['to the other', 'from the other']);
    await waitUntil(() => keysOf(sessionStorage).filter((key) => !key.endsWith(':view')).length === 2);
    expect(said()).to.deep.equal([]);
    said.end();
    first.remove();
    second.remove();
  });

  it('is by the server of the conversation where the page gives one', async () => {
    const element = await chat(undefined, { persist: 'session' });
    element.conversation = new Conversation({ endpoint: '/given/v1' });
    await element.updateComplete;
    await type(element, 'a draft');
    expect(keysOf(sessionStorage)).to.deep.equal(['chat-8080:/given/v1:view']);
    element.remove();
  });

  it('begins with the first endpoint: what was written before is not lost, and stays with another one', async () => {
    const { endpoint } = await answers('ok');
    const element = await chat(undefined, { persist: 'session' });
    element.value = 'a draft';
    await element.updateComplete;
    expect(keysOf(sessionStorage)).to.deep.equal([]);
    element.endpoint = endpoint;
    await element.updateComplete;
    expect(element.value).to.equal('a draft');
    await element.send('Hi');
    const [key = ''] = keysOf(sessionStorage);
    element.endpoint = `${location.origin}/another`;
    await element.updateComplete;
    expect(texts(element)).to.deep.equal(['Hi', 'ok']);
    element.forget();
    await element.updateComplete;
    expect(isKept(key, 'Hi')).to.equal(false);
    expect(texts(element)).to.deep.equal([]);
    element.remove();
  });
});

describe('two chats of one page under one storage-key', () => {
  async function two(): Promise<{ first: Chat8080; second: Chat8080; said: ReturnType<typeof listenToConsole> }> {
    const said = listenToConsole();
    const attributes = { persist: 'session', 'storage-key': 'both' };
    const [one, other] = [await answers('one', 'two'), await answers('uno', 'due')];
    return { first: await chat(one.endpoint, attributes), second: await chat(other.endpoint, attributes), said };
  }

  it('get one hint, and show one conversation, of which nothing is lost', async () => {
    const { first, second, said } = await two();
    await Promise.all([first.send('at once'), second.send('as well')]);
    await first.send('then');
    await waitUntil(() => texts(second).includes('two'));
    await waitUntil(() => texts(first).join() === texts(second).join());
    await waitUntil(() => ['at once', 'as well', 'one', 'uno', 'then', 'two'].every((text) => isKept('both', `"${text}"`)));
    await waitUntil(() => said().length > 0);
    await import('../../src/element/hints/hint-texts.js');
    expect(said()).to.have.length(1);
    expect(said()[0]).to.match(/^<chat-8080> \[shared-storage-key\] .*"both"/);
    said.end();
    first.remove();
    second.remove();
  });

  it('keep a draft each', async () => {
    const { first, second, said } = await two();
    await type(first, 'a draft of the first');
    await type(second, 'a draft of the second');
    first.remove();
    second.remove();
    await new Promise((resolve) => setTimeout(resolve));
    const again = await two();
    expect([draft(again.first), draft(again.second)]).to.deep.equal(['a draft of the first', 'a draft of the second']);
    said.end();
    again.said.end();
    again.first.remove();
    again.second.remove();
  });

  it('forget the visitor together, whichever is told to', async () => {
    for (const which of ['first', 'second'] as const) {
      const both = await two();
      const { first, second, said } = both;
      await first.send('a secret');
      await waitUntil(() => texts(second).includes('one'));
      await type(first, 'a secret draft');
      await type(second, 'another one');
      both[which].forget();
      for (const element of [first, second]) {
        await element.updateComplete;
        expect([texts(element), element.value]).to.deep.equal([[], '']);
      }
      expect(keysOf(sessionStorage)).to.deep.equal([]);
      first.remove();
      second.remove();
      await new Promise((resolve) => setTimeout(resolve));
      expect(JSON.stringify(Object.entries(sessionStorage))).not.to.match(/secret|another one/);
      said.end();
      localStorage.removeItem('both:forgotten');
    }
  });

  it('get no hint where one has taken the place of the other', async () => {
    const { first, second, said } = await two();
    second.remove();
    first.remove();
    await waitUntil(() => said().length > 0);
    await import('../../src/element/hints/hint-texts.js');
    const before = said().length;
    const third = await chat('/v1', { persist: 'session', 'storage-key': 'both' });
    await third.send('Hi');
    expect(said().filter((line) => line.includes('shared')).length).to.equal(before);
    said.end();
    third.remove();
  });
});
