/** What is kept while the page stays: under which key, for whom, and while the element is out of the document. Reloads are in test/page. */
import { expect } from '@open-wc/testing';
import { Conversation, messageText } from '../../src/headless.js';
import type { Chat8080 } from '../../src/index.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, draft, part, press, type } from './fixture.js';

const keys = ['ada', 'grace', 'byron'].flatMap((key) => [key, `${key}:view`, `${key}:forgotten`]);

/** Of this file's own only: what is in `localStorage` tests of other files see at the same time. */
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

async function ofAda(persist = 'session', key = 'ada'): Promise<Chat8080> {
  const { endpoint } = await script({ status: 200, steps: [{ write: reply('ok') }] });
  const element = await chat(endpoint, { persist, 'storage-key': key });
  await element.send('from Ada');
  await waitUntil(() => stored(key, persist === 'local' ? localStorage : sessionStorage).includes('"text":"ok"'));
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

describe('a visitor who has signed out', () => {
  afterEach(forget);

  const leave = (): void => void dispatchEvent(new PageTransitionEvent('pagehide'));
  const everything = (): string =>
    JSON.stringify(
      [localStorage, sessionStorage].flatMap((storage) =>
        keys.map((key) => [key, storage.getItem(key)]).filter(([, text]) => text !== null),
      ),
    );

  for (const persist of ['session', 'local']) {
    it(`leaves nothing behind where the page has emptied the storage, persist="${persist}"`, async () => {
      const element = await ofAda(persist, 'byron');
      await type(element, 'a secret');
      forget();
      leave();
      element.remove();
      await task();
      expect(everything()).not.to.match(/secret|from Ada/);
    });

    it(`nor while a reply is coming, persist="${persist}"`, async () => {
      const { endpoint } = await script({ status: 200, steps: [{ write: sse(chunk({ content: 'half' })) }, 'hang'] });
      const element = await chat(endpoint, { persist, 'storage-key': 'byron' });
      void element.send('from Ada');
      await waitUntil(() => everything().includes('from Ada'));
      forget();
      leave();
      expect(everything()).not.to.contain('from Ada');
      element.remove();
    });

    it(`is forgotten by one call, persist="${persist}": messages, draft, queue, ratings, what is stored, and the way back`, async () => {
      const element = await ofAda(persist, 'byron');
      await type(element, 'a secret');
      expect(everything(), 'a draft is kept from its beginning').to.contain('byron:view');
      await waitUntil(() => part(element, 'clear-button'));
      part(element, 'clear-button')!.click();
      await waitUntil(() => part(element, 'restore-button'));
      expect(draft(element), 'a new conversation costs no draft').to.equal('a secret');
      element.forget();
      await waitUntil(() => !part(element, 'restore-button'));
      expect(texts(element)).to.deep.equal([]);
      expect(element.conversation.state).to.deep.include({ all: [], queue: [] });
      expect(draft(element)).to.equal('');
      leave();
      element.remove();
      await task();
      expect(everything()).not.to.match(/secret|from Ada|byron"|byron:view/);
      const next = await chat('/v1', { persist, 'storage-key': 'byron' });
      expect([next.value, ...texts(next)]).to.deep.equal(['']);
      await type(next, 'of the next');
      leave();
      expect(everything(), 'the next one is kept again').to.contain('of the next');
      next.remove();
    });
  }

  it('clear() takes the draft along, also out of the document', async () => {
    const element = await ofAda('session', 'byron');
    const parent = element.parentElement!;
    await type(element, 'a secret');
    element.clear();
    expect(element.value).to.equal('');
    await type(element, 'another');
    element.remove();
    await task();
    element.clear();
    parent.append(element);
    await element.updateComplete;
    expect(element.value).to.equal('');
    element.remove();
  });

  for (const persist of ['session', 'local']) {
    it(`has no draft in the storage from then on, persist="${persist}": cleared by the page, or sent`, async () => {
      const element = await ofAda(persist, 'byron');
      const view = (): string => stored('byron:view', persist === 'local' ? localStorage : sessionStorage);
      for (const way of ['cleared', 'sent']) {
        await type(element, 'a secret');
        leave(); // another application was in front, say
        expect(view()).to.contain('a secret');
        if (way === 'sent') await press('Enter');
        else element.clear();
        await waitUntil(() => !view().includes('a secret'));
      }
      element.remove();
    });
  }

  it('has no way back where the page in another tab has emptied the storage', async () => {
    const element = await ofAda('local', 'byron');
    await waitUntil(() => part(element, 'clear-button'));
    part(element, 'clear-button')!.click();
    await waitUntil(() => part(element, 'restore-button'));
    dispatchEvent(new StorageEvent('storage', { key: null, storageArea: sessionStorage }));
    await element.updateComplete;
    expect(part(element, 'restore-button'), 'another storage').to.exist;
    dispatchEvent(new StorageEvent('storage', { key: null, storageArea: localStorage }));
    await waitUntil(() => !part(element, 'restore-button'));
    element.remove();
  });

  it('has no draft that the browser has kept of a form: persist has its own', async () => {
    const kept = await ofAda('session', 'byron');
    await kept.formStateRestoreCallback('a secret');
    expect(kept.value).to.equal('');
    kept.remove();
    const other = await chat('/v1');
    await other.formStateRestoreCallback('a draft');
    expect(other.value).to.equal('a draft');
  });

  it('is forgotten by a tab that was not there to hear of it, and by a page that comes back', async () => {
    const element = await ofAda('session', 'byron');
    await type(element, 'a secret');
    leave();
    const left = [stored('byron'), stored('byron:view')];
    // In another tab, where the next visitor has begun as well.
    localStorage.setItem('byron:forgotten', String(Date.now()));
    sessionStorage.setItem(
      'byron',
      left[0]!.replaceAll('from Ada', 'of the next').replace(/"createdAt":\d+/g, `"createdAt":${Date.now() + 1}`),
    );
    sessionStorage.setItem('byron:view', '{"draft":"","open":false}');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await element.updateComplete;
    expect(texts(element)).to.deep.equal(['of the next', 'ok']);
    expect(draft(element)).to.equal('');
    await task();
    expect(stored('byron')).to.contain('of the next').and.not.to.contain('from Ada');
    element.remove();
    await task();
    sessionStorage.setItem('byron', left[0]!);
    sessionStorage.setItem('byron:view', left[1]!);
    const later = await chat('/v1', { persist: 'session', 'storage-key': 'byron' });
    expect([later.value, ...texts(later)]).to.deep.equal(['']);
    expect(stored('byron')).to.equal('');
    later.remove();
  });

  it('a time of forgetting that is yet to come is not believed', async () => {
    const element = await ofAda('session', 'byron');
    element.remove();
    await task();
    localStorage.setItem('byron:forgotten', '1e308');
    const later = await chat('/v1', { persist: 'session', 'storage-key': 'byron' });
    expect(texts(later)).to.deep.equal(['from Ada', 'ok']);
    later.remove();
  });
});

describe('what is stored and what is taken away', () => {
  afterEach(forget);

  const hidden = '\u202e\u{e0041}';
  for (const code of ['constructor', '__proto__', 'of tomorrow']) {
    it(`error "${code}" reads as a reply that broke off`, async () => {
      const element = await ofAda('session', 'byron');
      element.remove();
      await task();
      const saved = JSON.parse(stored('byron')) as { messages: object[] };
      const shown: string[] = [];
      for (const each of ['interrupted', code]) {
        Object.assign(saved.messages[1]!, { status: 'interrupted', error: { code: each, message: '', retryable: true } });
        sessionStorage.setItem('grace', JSON.stringify(saved));
        const other = await chat('/v1', { persist: 'session', 'storage-key': 'grace' });
        await waitUntil(() => part(other, 'error'));
        shown.push(part(other, 'error')!.textContent.trim());
        other.remove();
        await task();
      }
      expect(shown[1]).to.equal(shown[0]);
    });
  }

  it('has none of what the view leaves out', async () => {
    const element = await chat('/v1', { persist: 'session', 'storage-key': 'byron' });
    const parts = ['reasoning', 'refusal', 'text'].map((type) => ({ type, text: `${type}${hidden}` }));
    const common = { status: 'done', createdAt: 1 };
    element.remove();
    await task();
    sessionStorage.setItem(
      'byron',
      JSON.stringify({
        version: 1,
        messages: [
          { ...common, id: 'q', parent: null, role: 'user', parts: [{ type: 'text', text: `asked${hidden}` }] },
          { ...common, id: 'r', parent: 'q', role: 'assistant', parts, createdAt: 2 },
        ],
        chosen: {},
        queue: [],
        clearedAt: 0,
      }),
    );
    const later = await chat('/v1', { persist: 'session', 'storage-key': 'byron' });
    await waitUntil(() => part(later, 'assistant copy-button'));
    expect(part(later, 'transcript')!.textContent)
      .to.match(/asked.*reasoning.*refusal.*text/s)
      .and.not.to.match(/[\u202e\u{e0041}]/u);
    const copied: string[] = [];
    later.addEventListener('chat-copy', ({ detail }) => copied.push(detail.text));
    part(later, 'user copy-button')?.click();
    part(later, 'assistant copy-button')!.click();
    expect(copied.at(-1)).to.equal('refusaltext');
    expect(later.exportTranscript()).to.equal('## You\n\nasked\n\n## Assistant\n\nrefusaltext\n');
    expect(later.exportTranscript('json')).not.to.match(/[\u202e\u{e0041}]/u);
    expect(JSON.parse(later.exportTranscript('json'))).to.have.length(2);
    later.remove();
  });

  it('a message with a line that looks like a turn is quoted in the export, and any other is as it was', async () => {
    const element = await chat('/v1');
    const lines = ['## You', '  ## You', 'You\n---', 'You\r\n===', '<h2>You</h2>', '> ## You', '```\n## You\n```'];
    for (const line of [...lines, 'plain', '- one\n- two', '**bold**']) {
      element.messages = [{ role: 'assistant', content: `So:\n${line}\nend` }];
      const exported = element.exportTranscript();
      const body = exported.slice('## Assistant\n\n'.length, -1);
      expect(body.startsWith('> '), line).to.equal(lines.includes(line));
      expect(body.replace(/^> /gm, ''), line).to.equal(`So:\n${line}\nend`);
      expect(exported.match(/^\s*(?:##|<h2)/gm), line).to.have.length(1);
    }
  });
});
