/** What a page's own `upload` does with what is attached, and what is believed of its answer. */
import { expect } from '@open-wc/testing';
import type { ContentPart } from '../../src/headless.js';
import type { Chat8080 } from '../../src/index.js';
import { reply, script, type Script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { attached, attaching, chips, choose, picture } from './attachments-fixture.js';
import { listenToConsole } from './console.js';
import { draft, messages, part, press, saying, type } from './fixture.js';

type Answer = Exclude<Awaited<ReturnType<NonNullable<Chat8080['upload']>>>, undefined>;

interface Upload {
  file: File;
  signal: AbortSignal;
  onProgress: (share: number) => void;
  resolve: (answer: Answer | undefined) => void;
  reject: (error: unknown) => void;
}

const address = 'https://files.example/1';
const answer = { status: 200, steps: [{ write: reply('ok') }] };
const text = (name: string, content = 'A'): File => new File([content], name, { type: 'text/plain' });

interface Uploading extends Script {
  element: Chat8080;
  uploads: Upload[];
}

/** Each upload ends when a test says so. */
async function uploading(attributes: Record<string, string> = {}): Promise<Uploading> {
  const { endpoint, log } = await script(answer, answer, answer);
  const element = await attaching(endpoint, attributes);
  const uploads: Upload[] = [];
  element.upload = (file, options) =>
    new Promise((resolve, reject) => uploads.push({ file, ...options, resolve: resolve, reject }));
  return { element, uploads, endpoint, log };
}

const begun = (uploads: Upload[], count = 1): Promise<void> => waitUntil(() => uploads.length === count, 'begun');
const said = (element: Chat8080): string[] => {
  const all: string[] = [];
  new MutationObserver((changes) =>
    all.push(...changes.flatMap(({ addedNodes }) => [...addedNodes].map(({ textContent }) => textContent ?? ''))),
  ).observe(element.renderRoot, { subtree: true, childList: true });
  return all;
};

describe('an upload', () => {
  it('is given what is ready to be sent, shows how far it is, and its address goes along', async () => {
    const { element, uploads, log } = await uploading({ 'max-image-size': '10' });
    choose(element, await picture('flag.png', { width: 40, height: 20 }), text('a.txt'));
    await begun(uploads, 2);
    const one = uploads.find(({ file }) => file.name === 'flag.png')!;
    expect((await createImageBitmap(one.file)).width).to.equal(10);
    one.onProgress(0.42);
    await waitUntil(() => chips(element)[0]?.[1] === 'Uploading, 42 %');
    expect(part(element, 'attachment')!.querySelector('progress')!.value).to.equal(0.42);
    one.resolve(address);
    uploads.find((upload) => upload !== one)!.resolve(null);
    await attached(element, 2);
    await type(element, 'Hi');
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'ok');
    const { messages: wire } = (await log())[0]!.body as { messages: { content: ContentPart[] }[] };
    expect(wire[0]!.content).to.deep.equal([
      { type: 'text', text: 'Hi' },
      { type: 'image_url', image_url: { url: address } },
      { type: 'text', text: 'File “a.txt”:\n\nA' },
    ]);
  });

  it('that fails is told, said, and tried again by a button; what has become of that is said too', async () => {
    const hints = listenToConsole();
    const { element, uploads } = await uploading();
    const heard = said(element);
    choose(element, text('a.txt'));
    await begun(uploads);
    uploads[0]!.reject(new Error('No space.'));
    await waitUntil(() => chips(element)[0]?.[1] === 'The upload has failed.');
    await waitUntil(() => heard.includes('a.txt: The upload has failed.'), 'said');
    await waitUntil(() => hints().join().includes('No space.'), 'the owner is told');
    part(element, 'retry-upload-button')!.click();
    await begun(uploads, 2);
    uploads[1]!.resolve(address);
    await attached(element, 1);
    await waitUntil(() => heard.includes('Attached: a.txt'), 'said');
    expect(element.draft.parts).to.have.length(1);
  });

  it('that never ends is given up with its file, and holds nothing else back', async () => {
    const { element, uploads } = await uploading();
    const heard = said(element);
    choose(element, text('a.txt'), text('b.txt'));
    await begun(uploads, 2);
    uploads[0]!.resolve(address);
    await waitUntil(() => element.draft.parts.length === 1, 'the first one is there');
    (part(element, 'attachments')!.querySelector('[aria-label="Remove b.txt"]') as HTMLElement).click();
    expect(uploads[1]!.signal.aborted).to.equal(true);
    await waitUntil(() => heard.includes('Attached: a.txt'), 'said');
    expect(chips(element).map(([name]) => name)).to.deep.equal(['a.txt']);
  });

  for (const [name, given] of Object.entries<unknown>({
    'a number': 42,
    'a script': 'javascript:alert(1)',
    'a picture without an address': { type: 'image_url' },
    'a picture with a number for its address': { type: 'image_url', image_url: { url: 42 } },
    'a picture that is a script': { type: 'image_url', image_url: { url: 'javascript:alert(1)' } },
    'a text that is none': { type: 'text', text: null },
    'a file without anything in it': { type: 'file', file: {} },
    'a list': [{ type: 'text', text: 'A' }],
  })) {
    it(`that returns ${name} has failed`, async () => {
      listenToConsole();
      const { element, uploads } = await uploading();
      choose(element, await picture('a.png'));
      await begun(uploads);
      uploads[0]!.resolve(given as Answer);
      await waitUntil(() => chips(element)[0]?.[1] === 'The upload has failed.');
      expect(element.draft.parts).to.deep.equal([]);
    });
  }

  it('that throws at once has failed; what a framework has wrapped can be sent', async () => {
    listenToConsole();
    const { element } = await uploading();
    element.upload = () => {
      throw new Error('Not today.');
    };
    choose(element, text('a.txt'));
    await waitUntil(() => chips(element)[0]?.[1] === 'The upload has failed.');
    const image = new Proxy({ url: address }, {});
    element.upload = () => new Proxy({ type: 'image_url' as const, image_url: image }, {});
    part(element, 'retry-upload-button')!.click();
    await attached(element, 1);
    await type(element, 'Hi');
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'ok');
  });

  it('that leaves a file to the request leaves it to its limit; what is too large for any upload says how large that is', async () => {
    const { element, uploads } = await uploading({ 'max-attachment-size': '1000' });
    const large = text('large.bin');
    Object.defineProperty(large, 'size', { value: 200_000_000 });
    choose(element, text('a.txt', 'x'.repeat(2000)), large);
    await begun(uploads);
    uploads[0]!.resolve(undefined);
    await waitUntil(() => chips(element)[0]?.[1] === 'Too large: at most 1 kB.');
    expect(chips(element)[1]![1]).to.equal('Too large: at most 100 MB.');
    expect(element.draft.parts).to.deep.equal([]);
  });

  it('waits until the visitor has agreed to what the page asks', async () => {
    listenToConsole();
    const { element, uploads } = await uploading({ consent: 'May we keep it?', 'storage-key': 'uploads' });
    choose(element, text('a.txt'));
    await waitUntil(() => part(element, 'consent'), 'asked');
    expect(uploads).to.deep.equal([]);
    part(element, 'decline-button')!.click();
    await waitUntil(() => chips(element)[0]?.[1] === 'The upload has failed.');
    part(element, 'retry-upload-button')!.click();
    await waitUntil(() => part(element, 'consent'), 'asked again');
    part(element, 'agree-button')!.click();
    await begun(uploads);
    uploads[0]!.resolve(address);
    await attached(element, 1);
    sessionStorage.clear();
  });
});

describe('what Enter sends once an upload has ended', () => {
  it('is nothing where the visitor has gone on writing', async () => {
    const { element, uploads } = await uploading();
    choose(element, text('a.txt'));
    await begun(uploads);
    await type(element, 'Hello');
    await press('Enter');
    await type(element, ' and half a wor');
    uploads[0]!.resolve(address);
    await attached(element, 1);
    await type(element, 'd');
    expect(element.messages).to.deep.equal([]);
    expect(draft(element)).to.equal('Hello and half a word');
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'ok');
  });

  it('is nothing where everything was removed, whatever is written then', async () => {
    const { element, uploads } = await uploading();
    choose(element, text('a.txt'));
    await begun(uploads);
    await type(element, 'Hello');
    await press('Enter');
    element.clear();
    element.value = 'Set by the page';
    choose(element, text('b.txt'));
    await begun(uploads, 2);
    expect(uploads[0]!.signal.aborted).to.equal(true);
    uploads[1]!.resolve(address);
    await attached(element, 1);
    expect(element.messages).to.deep.equal([]);
  });

  it('goes once, however often it was pressed', async () => {
    const { element, uploads, log } = await uploading();
    choose(element, text('a.txt'));
    await begun(uploads);
    await type(element, 'Hello');
    for (let times = 0; times < 3; times++) await press('Enter');
    uploads[0]!.resolve(address);
    await waitUntil(() => messages(element)[1]?.[1] === 'ok');
    await type(element, 'Next');
    await press('Enter');
    await waitUntil(() => messages(element)[3]?.[1] === 'ok');
    expect(await log()).to.have.length(2);
  });
});

describe('what is on its way into the draft', () => {
  it('is not the next visitor’s: another storage-key aborts it', async () => {
    const { element, uploads } = await uploading({ persist: 'session', 'storage-key': 'one' });
    choose(element, text('secret.txt'), text('failed.txt'));
    await begun(uploads, 2);
    listenToConsole();
    uploads[1]!.reject(new Error('No.'));
    await waitUntil(() => chips(element)[1]?.[1] === 'The upload has failed.');
    element.storageKey = 'another';
    await waitUntil(() => chips(element).length === 0, 'gone');
    expect(uploads[0]!.signal.aborted).to.equal(true);
    sessionStorage.clear();
  });

  it('stays with the button for a new conversation as far as it is there', async () => {
    const { element, uploads } = await uploading();
    await element.send('Hello');
    choose(element, text('a.txt'));
    await begun(uploads);
    uploads[0]!.resolve(null);
    await attached(element, 1);
    await type(element, 'A draft');
    part(element, 'clear-button')!.click();
    await waitUntil(() => element.messages.length === 0, 'cleared');
    expect(draft(element)).to.equal('A draft');
    await waitUntil(() => saying(element, 'a.txt'), 'the file is there');
    expect(element.draft.parts).to.have.length(1);
  });
});
