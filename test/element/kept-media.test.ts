/** With `persist` pictures and files are kept apart from the text: in IndexedDB, or in items of the tab's own. Reloads are in test/page. */
import { expect } from '@open-wc/testing';
import { createStore, keys as keysOf, get, set, del } from 'idb-keyval';
import type { Chat8080 } from '../../src/index.js';
import { reply, script, type Script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, find, part, press, saying, textarea } from './fixture.js';

let tests = 0;
let key = '';
beforeEach(() => (key = `kept-media-${tests++}`));
after(async () => {
  for (const storage of [sessionStorage, localStorage])
    for (const name of Object.keys(storage)) if (name.startsWith('kept-media-')) storage.removeItem(name);
  for (const name of await keysOf(store)) await del(name, store);
});

const store = createStore('chat-8080', 'media');
/** Of this test: others run at the same time. */
const inDatabase = async (name = key): Promise<string[]> => {
  const keys = await keysOf<[string, string]>(store);
  return keys.filter(([of]) => of === name).map(([, id]) => id);
};
const inSession = (name = key): string[] => Object.keys(sessionStorage).filter((item) => item.startsWith(`${name}:kept:`));
const kept = async (persist: string, name = key): Promise<string[]> => (persist === 'local' ? inDatabase(name) : inSession(name));
const storageOf = (persist: string): Storage => (persist === 'local' ? localStorage : sessionStorage);
async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  let isSo = false;
  void (async () => {
    while (!(isSo = await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
  })();
  await waitUntil(() => isSo, what);
}

/** As the browser itself encodes it: some 20 kB. */
async function picture(): Promise<string> {
  const canvas = new OffscreenCanvas(80, 60);
  const context = canvas.getContext('2d')!;
  const noise = context.createImageData(80, 60);
  crypto.getRandomValues(noise.data);
  for (let index = 3; index < noise.data.length; index += 4) noise.data[index] = 255;
  context.putImageData(noise, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.readAsDataURL(blob);
  });
}

async function open(persist: string, attributes: Record<string, string> = {}): Promise<[Chat8080, Script]> {
  const server = await script({ status: 200, steps: [{ write: reply('A square.') }] });
  return [await chat(server.endpoint, { persist, 'storage-key': key, ...attributes }), server];
}

async function sent(persist: string): Promise<[Chat8080, string]> {
  const url = await picture();
  const [element] = await open(persist);
  await element.send({ text: 'What is this?', parts: [{ type: 'image_url', image_url: { url } }] });
  await waitUntil(() => storageOf(persist).getItem(key)?.includes('A square.'), 'saved');
  return [element, url];
}

for (const persist of ['session', 'local']) {
  describe(`a picture, with persist="${persist}"`, () => {
    it('is kept apart from the text, and is there again', async () => {
      const [first, url] = await sent(persist);
      const text = storageOf(persist).getItem(key)!;
      expect(text.length).to.be.lessThan(2_000);
      expect(text).to.contain('What is this?');
      const ids = await kept(persist);
      expect(ids).to.have.length(1);
      expect(await kept(persist === 'local' ? 'session' : 'local')).to.deep.equal([]);
      first.remove();
      const [second, server] = await open(persist);
      await waitUntil(() => find(second, '[part~=picture] img'), 'shown');
      expect((find(second, '[part~=picture] img') as HTMLImageElement).src).to.equal(url);
      await second.send('Are you sure?');
      expect(JSON.stringify((await server.log())[0]!.body)).to.contain(url);
      expect(await kept(persist)).to.deep.equal(ids);
      second.remove();
    });

    for (const [way, clear] of [
      ['clear()', (element: Chat8080) => element.clear()],
      ['forget()', (element: Chat8080) => element.forget()],
    ] as const) {
      it(`is removed by ${way}`, async () => {
        const [element] = await sent(persist);
        expect(await kept(persist)).to.have.length(1);
        clear(element);
        await until(async () => (await kept(persist)).length === 0, 'removed');
        element.remove();
      });
    }

    it('in a draft is kept, and is there again', async () => {
      const url = await picture();
      const attached = { type: 'image_url', image_url: { url }, filename: 'square.png' };
      storageOf(persist).setItem(`${key}:view`, JSON.stringify({ draft: { text: 'A draft', parts: [attached] }, open: false }));
      const [first] = await open(persist);
      await until(async () => (await kept(persist, `${key}:view`)).length === 1, 'kept');
      first.remove();
      await waitUntil(() => storageOf(persist).getItem(`${key}:view`)?.includes('kept:'), 'saved');
      expect(storageOf(persist).getItem(`${key}:view`))
        .to.contain('A draft')
        .and.not.to.contain(url);
      const [second] = await open(persist);
      await waitUntil(() => textarea(second).value === 'A draft', 'the text');
      const drafts: unknown[] = [];
      second.addEventListener('chat-send', (event) => {
        event.preventDefault();
        drafts.push(event.detail);
      });
      // It comes after the text: when, nothing says.
      await until(async () => {
        textarea(second).focus();
        await press('Enter');
        return JSON.stringify(drafts.at(-1)).includes(url);
      }, 'the picture');
      expect(drafts.at(-1)).to.deep.equal({ text: 'A draft', parts: [attached] });
      second.forget();
      await until(async () => (await kept(persist, `${key}:view`)).length === 0, 'removed');
      second.remove();
    });

    it('that is gone is said to be, in a frame of the same size', async () => {
      const [first] = await sent(persist);
      await waitUntil(() => find(first, '[part~=picture] img'), 'shown');
      const { offsetHeight } = part(first, 'picture')!;
      first.remove();
      for (const id of await inDatabase()) await del([key, id], store);
      for (const name of inSession()) sessionStorage.removeItem(name);
      const [second] = await open(persist);
      await waitUntil(() => saying(second, 'Image, no longer kept.'), 'said');
      expect(part(second, 'picture')!.offsetHeight).to.equal(offsetHeight);
      expect(second.exportTranscript()).to.contain('What is this?');
      second.remove();
    });

    it('that somebody has put another thing in place of is not shown', async () => {
      const [first] = await sent(persist);
      first.remove();
      const hostile = 'data:text/html;base64,PHNjcmlwdD5wYXJlbnQuaGl0ID0gMTwvc2NyaXB0Pg==';
      for (const id of await inDatabase()) await set([key, id], hostile, store);
      for (const name of inSession()) sessionStorage.setItem(name, hostile);
      const [second] = await open(persist);
      await waitUntil(() => saying(second, 'Image, no longer kept.'), 'said');
      expect(second.shadowRoot!.innerHTML).not.to.contain('PHNjcmlwdD');
      second.remove();
    });
  });
}

describe('what nothing refers to', () => {
  it('is removed once it is old, and what is young, or referred to, is not', async () => {
    const id = (age: number): string => `${(Date.now() - age).toString(36)}-${'0'.repeat(24)}`;
    const [old, young] = [id(7_200_000), id(60_000)];
    for (const name of [old, young]) sessionStorage.setItem(`${key}:kept:${name}`, 'data:image/png;base64,');
    const [element] = await sent('session');
    element.remove();
    expect(inSession()).to.have.length(2).and.to.include(`${key}:kept:${young}`).and.not.to.include(`${key}:kept:${old}`);
  });
});

describe('a browser that keeps nothing', () => {
  it('shows what is there, and has the text again', async () => {
    const { setItem } = Storage.prototype; // eslint-disable-line @typescript-eslint/unbound-method -- called with its `this`
    Storage.prototype.setItem = function (name: string, value: string) {
      if (value.length > 5_000) throw new DOMException('Full', 'QuotaExceededError');
      setItem.call(this, name, value);
    };
    try {
      const [first] = await sent('session');
      await waitUntil(() => find(first, '[part~=picture] img'), 'shown');
      first.remove();
      const [second] = await open('session');
      await waitUntil(() => saying(second, 'Image, no longer kept.') && saying(second, 'What is this?'), 'said');
      second.remove();
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });
});

it('what is kept is what is shown, byte by byte', async () => {
  const [element, url] = await sent('local');
  const [id] = await inDatabase();
  expect(await get([key, id!], store)).to.equal(url);
  element.remove();
});
