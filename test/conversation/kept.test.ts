/** The bytes of pictures, recordings and files are kept apart from the conversation, and come back after it. */
import { expect, waitUntil } from '@open-wc/testing';
import { Conversation, persist, type ContentPart, type MediaStore, type StorageLike } from '../../src/headless.js';
import { chunk } from '../support/script.js';
import { idle, Model } from './model.js';

const key = 'kept';

class Memory implements StorageLike {
  readonly items = new Map<string, string>();
  getItem(name: string): string | null {
    return this.items.get(name) ?? null;
  }
  setItem(name: string, value: string): void {
    this.items.set(name, value);
  }
  removeItem(name: string): void {
    this.items.delete(name);
  }
}

/** What two tabs have in common; each has a store of its own that leads there. */
class Shelf {
  readonly bytes = new Map<string, unknown>();
  puts = 0;
  gets = 0;
  hold: Promise<void> | undefined;
  store(): MediaStore {
    return {
      put: async (id, bytes) => {
        this.puts++;
        await this.hold;
        this.bytes.set(id, bytes);
      },
      get: async (id) => {
        this.gets++;
        await this.hold;
        return this.bytes.get(id);
      },
      clear: () => {
        this.bytes.clear();
        return Promise.resolve();
      },
    };
  }
}

interface Open {
  conversation: Conversation;
  model: Model;
  close: () => void;
}

function open(storage: StorageLike, media: MediaStore): Open {
  const model = new Model();
  const conversation = new Conversation({ endpoint: 'http://model.test/v1', fetch: model.fetch });
  return { conversation, model, close: persist(conversation, { storage, key, media }) };
}

const bytes = 'A'.repeat(5_000);
const url = `data:image/png;base64,${bytes}`;
const image: ContentPart = { type: 'image_url', image_url: { url } };
const file: ContentPart = { type: 'file', file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${bytes}` } };
const sound: ContentPart = { type: 'input_audio', input_audio: { data: `U${bytes}`, format: 'wav' } };
const small: ContentPart = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } };
const remote: ContentPart = { type: 'image_url', image_url: { url: `https://a.test/${bytes}` } };

const saved = (storage: StorageLike): string => storage.getItem(key) ?? '';
const partsOf = ({ conversation }: Open): readonly unknown[] => conversation.state.all.flatMap(({ parts }) => parts);
/** Until it is saved. */
const isSaved = (storage: StorageLike): Promise<void> => waitUntil(() => saved(storage).includes('kept:'), 'saved');

async function written(storage: Memory, shelf: Shelf, ...parts: ContentPart[]): Promise<Open> {
  const side = open(storage, shelf.store());
  side.conversation.addMessage({ role: 'user', content: { text: 'Look', parts } });
  await isSaved(storage);
  return side;
}

describe('what is kept apart', () => {
  it('is what is long of pictures, files and recordings; the rest is found at once', async () => {
    const [storage, shelf] = [new Memory(), new Shelf()];
    const first = await written(storage, shelf, image, file, sound, small, remote);
    expect(saved(storage)).not.to.contain('AAAA'.repeat(2_000));
    expect(saved(storage)).to.contain('iVBORw0KGgo=').and.to.contain('https://a.test/').and.to.contain('a.pdf');
    expect([...shelf.bytes.values()]).to.deep.equal([url, `data:application/pdf;base64,${bytes}`, `U${bytes}`]);
    first.close();
    const second = open(storage, shelf.store());
    expect(JSON.stringify(second.conversation.state)).to.contain('Look').and.to.contain('kept:');
    await waitUntil(() => !JSON.stringify(second.conversation.state).includes('kept:'), 'fetched');
    expect(second.conversation.state.all).to.deep.equal(first.conversation.state.all);
    second.close();
    expect(saved(storage)).to.contain('kept:');
    expect(shelf.puts).to.equal(3);
  });

  it('is a reply’s speech too, once it is whole', async () => {
    const [storage, shelf] = [new Memory(), new Shelf()];
    const { conversation, model, close } = open(storage, shelf.store());
    const reply = conversation.send('Hi');
    const request = await model.next();
    for (let piece = 0; piece < 3; piece++) request.send(chunk({ audio: { transcript: `${piece}`, data: bytes } }));
    await waitUntil(() => saved(storage).includes('"transcript":"012"'), 'saved meanwhile', { timeout: 5_000 });
    expect(shelf.puts).to.equal(0);
    request.finish();
    await reply;
    await isSaved(storage);
    close();
    expect([...shelf.bytes.values()]).to.deep.equal([bytes.repeat(3)]);
  });

  it('is there before anything refers to it, so that another tab finds it', async () => {
    const [storage, shelf] = [new Memory(), new Shelf()];
    let release = (): void => undefined;
    shelf.hold = new Promise((resolve) => (release = resolve));
    const { conversation } = open(storage, shelf.store());
    conversation.addMessage({ role: 'user', content: [image] });
    await waitUntil(() => shelf.puts > 0);
    await idle();
    expect(saved(storage)).to.equal('');
    release();
    await isSaved(storage);
  });

  it('is waited for no longer than a moment, and not when the page is left', async () => {
    const [storage, shelf] = [new Memory(), new Shelf()];
    shelf.hold = new Promise(() => undefined);
    const side = open(storage, shelf.store());
    side.conversation.addMessage({ role: 'user', content: { text: 'Look', parts: [image] } });
    await waitUntil(() => saved(storage).includes('Look'), 'saved', { timeout: 5_000 });
    side.conversation.addMessage({ role: 'user', content: { text: 'And this', parts: [file] } });
    dispatchEvent(new Event('pagehide'));
    expect(saved(storage)).to.contain('And this');
  });
});

describe('a reference', () => {
  it('whose bytes are gone says so, and is kept: another time they may be there', async () => {
    const [storage, shelf] = [new Memory(), new Shelf()];
    (await written(storage, shelf, image)).close();
    const kept = [...shelf.bytes];
    const text = saved(storage);
    shelf.bytes.clear();
    const second = open(storage, shelf.store());
    await waitUntil(() => /"kept:[^"]+!"/.test(JSON.stringify(second.conversation.state)), 'known to be gone');
    second.conversation.addMessage({ role: 'assistant', content: 'More' });
    await waitUntil(() => saved(storage).includes('More'));
    expect(saved(storage)).not.to.contain('!"');
    expect(saved(storage)).to.contain(/"kept:[^"]+"/.exec(text)![0]);
    second.close();
    for (const [id, value] of kept) shelf.bytes.set(id, value);
    const third = open(storage, shelf.store());
    await waitUntil(() => JSON.stringify(third.conversation.state).includes(url), 'there again');
  });

  for (const [what, stored] of [
    ['no text', 12],
    ['another kind of data', 'data:text/html;base64,PGI+'],
    ['an address', 'https://a.test/spy.png'],
    ['another reference', 'kept:mabcdefg-0123456789abcdef01234567'],
    ['a script', 'javascript:alert(1)'],
  ] as const) {
    it(`to ${what} shows nothing`, async () => {
      const [storage, shelf] = [new Memory(), new Shelf()];
      (await written(storage, shelf, image, sound)).close();
      for (const id of shelf.bytes.keys()) shelf.bytes.set(id, stored);
      const second = open(storage, shelf.store());
      await waitUntil(() => JSON.stringify(second.conversation.state.all).match(/"kept:[^"]+!"/g)?.length === 2, 'refused');
      second.close();
    });
  }

  it('that is none of ours is asked for nowhere', async () => {
    const [storage, shelf] = [new Memory(), new Shelf()];
    const first = await written(storage, shelf, image);
    first.close();
    const hostile = ['kept:', 'kept:__proto__', 'kept:../x', 'kept:constructor', `kept:${'a'.repeat(10_000)}`];
    const message = JSON.parse(saved(storage)) as { messages: { parts: unknown[] }[] };
    message.messages[0]!.parts = hostile.map((name) => ({ type: 'image_url', image_url: { url: name } }));
    storage.setItem(key, JSON.stringify(message));
    const second = open(storage, shelf.store());
    await idle();
    expect(shelf.gets).to.equal(0);
    expect(partsOf(second)).to.deep.equal(hostile.map(() => ({ type: 'image_url', image_url: { url: 'kept:!' } })));
  });

  it('is never sent, while its bytes are on their way or gone', async () => {
    const [storage, shelf] = [new Memory(), new Shelf()];
    (await written(storage, shelf, image)).close();
    let release = (): void => undefined;
    shelf.hold = new Promise((resolve) => (release = resolve));
    const { conversation, model } = open(storage, shelf.store());
    const ask = async (text: string): Promise<unknown> => {
      const reply = conversation.send(text);
      const request = await model.next();
      request.say('ok').finish();
      await reply;
      expect(JSON.stringify(request.body)).not.to.contain('kept:');
      return request.body.messages[0]!.content;
    };
    expect(await ask('one')).to.equal('Look\n\n[picture]\n\none');
    release();
    await waitUntil(() => JSON.stringify(conversation.state).includes(url));
    expect(JSON.stringify(await ask('two'))).to.contain(url);
  });
});

describe('a store that', () => {
  for (const [what, store] of [
    ['is full', { put: () => Promise.reject(new DOMException('Full', 'QuotaExceededError')) }],
    [
      'fails at everything',
      {
        put: () => Promise.reject(new Error()),
        get: () => Promise.reject(new Error()),
        clear: () => Promise.reject(new Error()),
      },
    ],
  ] as const) {
    it(`${what} loses nothing that is on the screen, nor any text`, async () => {
      const storage = new Memory();
      const side = open(storage, { ...new Shelf().store(), ...store });
      side.conversation.addMessage({ role: 'user', content: { text: 'Look', parts: [image] } });
      await isSaved(storage);
      expect(partsOf(side)).to.deep.equal([{ type: 'text', text: 'Look' }, image]);
      side.conversation.clear();
      side.close();
      expect(saved(storage)).to.equal('');
    });
  }
});

describe('what is cleared', () => {
  it('is cleared in the store too, and can be brought back', async () => {
    const [storage, shelf] = [new Memory(), new Shelf()];
    const side = await written(storage, shelf, image);
    const { state } = side.conversation;
    side.conversation.clear();
    expect(shelf.bytes.size).to.equal(0);
    const { clearedAt } = side.conversation.state;
    side.conversation.replace(
      { ...state, all: state.all.map((message) => ({ ...message, createdAt: clearedAt + 1 })), clearedAt },
      [],
    );
    await isSaved(storage);
    side.close();
    expect([...shelf.bytes.values()]).to.deep.equal([url]);
  });

  it('by whoever emptied the storage is cleared in the store too', async () => {
    const [storage, shelf] = [new Memory(), new Shelf()];
    const side = await written(storage, shelf, image);
    storage.removeItem(key);
    dispatchEvent(Object.assign(new Event('storage'), { key, storageArea: storage }));
    expect(side.conversation.state.all).to.deep.equal([]);
    expect(shelf.bytes.size).to.equal(0);
  });
});

describe('two tabs', () => {
  const heard = (storage: StorageLike): unknown =>
    dispatchEvent(Object.assign(new Event('storage'), { key, storageArea: storage }));

  it('show the same, and say it to each other once', async () => {
    const [storage, shelf] = [new Memory(), new Shelf()];
    const first = open(storage, shelf.store());
    const second = open(storage, shelf.store());
    first.conversation.addMessage({ role: 'user', content: { text: 'Look', parts: [image] } });
    await isSaved(storage);
    await waitUntil(() => JSON.stringify(second.conversation.state).includes(url), 'fetched');
    expect(second.conversation.state.all).to.deep.equal(first.conversation.state.all);
    const text = saved(storage);
    const states = [first.conversation.state.all, second.conversation.state.all];
    for (let time = 0; time < 3; time++) {
      heard(storage);
      await idle();
    }
    expect(saved(storage)).to.equal(text);
    expect([first.conversation.state.all, second.conversation.state.all]).to.deep.equal(states);
    expect([shelf.puts, shelf.gets]).to.deep.equal([1, 1]);
    first.close();
    second.close();
  });

  it('one that goes on with the conversation loses nothing of the other’s', async () => {
    const [storage, shelf] = [new Memory(), new Shelf()];
    const first = await written(storage, shelf, image);
    const second = open(storage, shelf.store());
    second.conversation.addMessage({ role: 'assistant', content: 'A square.' }); // before the bytes are there
    await waitUntil(() => saved(storage).includes('A square.'));
    heard(storage);
    expect(first.conversation.state.all.flatMap(({ parts }) => parts)).to.deep.include(image);
    first.close();
    second.close();
  });
});

it('what a conversation knows stays known while it is not kept', async () => {
  const [storage, shelf] = [new Memory(), new Shelf()];
  const store = shelf.store();
  const conversation = new Conversation({ endpoint: 'http://model.test/v1' });
  const close = persist(conversation, { storage, key, media: store });
  conversation.addMessage({ role: 'user', content: [image] });
  await isSaved(storage);
  close();
  const { state } = conversation;
  persist(conversation, { storage, key, media: store })();
  expect(conversation.state.all).to.deep.equal(state.all);
  expect(shelf.gets).to.equal(0);
});
