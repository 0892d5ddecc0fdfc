import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ContentPart } from '../../src/headless.js';
import type { Chat8080 } from '../../src/index.js';
import { reply, script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { attached, attaching, chips, choose, fileList, look, picture } from './attachments-fixture.js';
import { chat, draft, find, messages, part, parts, press, saying, textarea, type } from './fixture.js';

const answering = (...replies: string[]): ReturnType<typeof script> =>
  script(...replies.map((text) => ({ status: 200, steps: [{ write: reply(text) }] })));

const sent = async (log: Awaited<ReturnType<typeof script>>['log'], index = 0): Promise<ContentPart[]> => {
  const { messages: wire } = (await log())[index]!.body as { messages: { content: ContentPart[] }[] };
  return wire.at(-1)!.content;
};

const text = (name: string, content: string, mime = 'text/plain'): File => new File([content], name, { type: mime });

const pictureIn = (wire: ContentPart | undefined): string => (wire?.type === 'image_url' ? wire.image_url.url : '');

const focused = (element: Chat8080): string | null | undefined =>
  element.shadowRoot?.activeElement?.getAttribute('aria-label') ?? element.shadowRoot?.activeElement?.localName;

describe('attaching', () => {
  it('is not there without `accept`', async () => {
    const element = await chat((await answering('ok')).endpoint, { 'max-attachments': '3' });
    await element.send('Hi');
    expect(find(element, 'input[type=file]')).to.equal(null);
    const paste = new ClipboardEvent('paste', {
      clipboardData: fileList([text('a.txt', 'A')]),
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    textarea(element).dispatchEvent(paste);
    expect(paste.defaultPrevented).to.equal(false);
  });

  it('of a picture: it stands above the input, goes along, and is shown in the message', async () => {
    const { endpoint, log } = await answering('A flag.');
    const element = await attaching(endpoint);
    await type(element, 'What is this?');
    choose(element, await picture('flag.png'));
    await attached(element, 1);
    expect(chips(element)[0]![0]).to.equal('flag.png');
    expect(chips(element)[0]![1]).to.match(/^\d+ (?:bytes|kB)$/);
    textarea(element).focus();
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'A flag.');
    const [words, image, ...rest] = await sent(log);
    expect([words, rest]).to.deep.equal([{ type: 'text', text: 'What is this?' }, []]);
    expect(Object.keys(image!)).to.deep.equal(['type', 'image_url']);
    expect(pictureIn(image)).to.match(/^data:image\/png;base64,/);
    expect(await look(pictureIn(image))).to.deep.equal({ width: 40, height: 20, colours: ['red', 'blue', 'red', 'blue'] });
    expect(chips(element)).to.deep.equal([]);
    await waitUntil(() => part(element, 'user picture'), 'shown');
  });

  it('of a picture alone can be sent, without a word', async () => {
    const { endpoint, log } = await answering('A flag.');
    const element = await attaching(endpoint);
    expect(part(element, 'send-button')!.ariaDisabled).to.equal('true');
    choose(element, await picture('flag.png'));
    await attached(element, 1);
    expect(part(element, 'send-button')!.ariaDisabled).to.equal('false');
    part(element, 'send-button')!.click();
    await waitUntil(() => messages(element).length === 2);
    await waitUntil(async () => (await log()).length === 1);
    expect((await sent(log)).map(({ type }) => type)).to.deep.equal(['image_url']);
  });

  it('of a text makes it a text part with its name, of anything else a file, of sound `input_audio`', async () => {
    const { endpoint, log } = await answering('Thanks.');
    const element = await attaching(endpoint);
    choose(
      element,
      text('prices.csv', 'tea;4.90\n', 'text/csv'),
      text('main.rs', 'fn main() {}', ''),
      new File([new Uint8Array([0x54, 0xe9, 0x65])], 'excel.csv', { type: 'text/csv' }),
      new File(['%PDF-1.4\n\0'], 'terms.pdf', { type: 'application/pdf' }),
      new File(['RIFF'], 'note.wav', { type: 'audio/x-wav' }),
    );
    await attached(element, 5);
    await type(element, 'Read these.');
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'Thanks.');
    expect(await sent(log)).to.deep.equal([
      { type: 'text', text: 'Read these.' },
      { type: 'text', text: 'File “prices.csv”:\n\ntea;4.90\n' },
      { type: 'text', text: 'File “main.rs”:\n\nfn main() {}' },
      { type: 'text', text: 'File “excel.csv”:\n\nTée' },
      { type: 'file', file: { filename: 'terms.pdf', file_data: `data:application/pdf;base64,${btoa('%PDF-1.4\n\0')}` } },
      { type: 'input_audio', input_audio: { data: btoa('RIFF'), format: 'wav' } },
    ]);
    await waitUntil(() => saying(element, 'prices.csv') && saying(element, 'terms.pdf'), 'named in the message');
    expect(messages(element)[0]![1]).to.equal('Read these.');
  });

  it('by paste of a picture; of words with a picture of them the words are taken', async () => {
    const element = await attaching((await answering('ok')).endpoint);
    const paste = (clipboardData: DataTransfer): boolean =>
      textarea(element).dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }),
      );
    const page = fileList([await picture('image.png')]);
    page.setData('text/html', '<img src="https://example.com/image.png">');
    expect(paste(page), 'prevented').to.equal(false);
    await attached(element, 1);
    const words = fileList([await picture('image.png')]);
    words.setData('text/plain', 'From Word');
    expect(paste(words), 'left to the browser').to.equal(true);
    expect(chips(element)).to.have.length(1);
    expect(draft(element)).to.equal('');
  });

  it('by drop, which is shown while files are held over the panel; words that are dropped are left to the browser', async () => {
    const element = await attaching((await answering('ok')).endpoint);
    const drag = (type: string, dataTransfer: DataTransfer): boolean =>
      textarea(element).dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }));
    const files = fileList([text('a.txt', 'A')]);
    expect(drag('dragover', files)).to.equal(false);
    await element.updateComplete;
    expect(part(element, 'drop-target')?.textContent).to.contain('Drop files here');
    expect(drag('drop', files)).to.equal(false);
    await attached(element, 1);
    expect(part(element, 'drop-target')).to.equal(null);
    const words = new DataTransfer();
    words.setData('text/plain', 'Hello');
    expect(drag('dragover', words)).to.equal(true);
    expect(drag('drop', words)).to.equal(true);
    expect(chips(element)).to.have.length(1);
  });

  it('more than one thing, of which some cannot be: each says so beside its name, and the others go along', async () => {
    const { endpoint, log } = await answering('ok');
    const element = await attaching(endpoint, { accept: 'image/*,.txt', 'max-attachment-size': '1000' });
    choose(
      element,
      text('good.txt', 'Good.'),
      text('long.txt', 'x'.repeat(1001)),
      text('page.html', '<p>', 'text/html'),
      text('empty.txt', ''),
      text('broken.png', 'no picture', 'image/png'),
      text('drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', 'image/svg+xml'),
    );
    await attached(element, 6);
    const unreadable = 'This browser cannot open this picture. Save it as JPEG or PNG, and attach that.';
    expect(chips(element)).to.deep.equal([
      ['good.txt', '5 bytes'],
      ['long.txt', 'Too large: at most 1 kB.'],
      ['page.html', 'Files of this type cannot be attached here.'],
      ['empty.txt', 'This file is empty.'],
      ['broken.png', unreadable],
      ['drawing.svg', unreadable],
    ]);
    await type(element, 'Hi');
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'ok');
    expect(await sent(log)).to.equal('Hi\n\nFile “good.txt”:\n\nGood.');
    await waitUntil(() => chips(element).length === 0, 'nothing is left behind');
  });

  it('of more files than `max-attachments` takes the first ones', async () => {
    const element = await attaching((await answering('ok')).endpoint, { 'max-attachments': '2' });
    choose(element, text('1.txt', '1'), text('2.txt', '2'), text('3.txt', '3'));
    await attached(element, 3);
    expect(chips(element)[2]).to.deep.equal(['3.txt', 'Not attached: only 2 files can go along.']);
    expect(element.draft.parts).to.have.length(2);
  });

  it('of many files that cannot go along says so once', async () => {
    const element = await attaching((await answering('ok')).endpoint, { 'max-attachments': '1' });
    const said: string[] = [];
    new MutationObserver((changes) =>
      said.push(...changes.flatMap(({ addedNodes }) => [...addedNodes].map(({ textContent }) => textContent ?? ''))),
    ).observe(element.renderRoot, { subtree: true, childList: true });
    choose(element, ...[1, 2, 3, 4].map((number) => text(`${number}.txt`, 'x')));
    await waitUntil(() => said.includes('Attached: 1.txt'), 'said');
    expect(said).to.include('2.txt, 3.txt, 4.txt: Not attached: only 1 file can go along.');
    expect(said).to.not.include('3.txt: Not attached: only 1 file can go along.');
  });

  it('of a folder says what can be done instead', async () => {
    const element = await attaching((await answering('ok')).endpoint);
    const dataTransfer = fileList([text('photos', '')]);
    const [item] = [...dataTransfer.items];
    const items = [
      Object.assign(Object.create(null) as object, {
        kind: 'file',
        getAsFile: () => item!.getAsFile(),
        webkitGetAsEntry: () => ({ isDirectory: true, name: 'photos' }),
      }),
    ];
    Object.defineProperty(dataTransfer, 'items', { value: items });
    textarea(element).dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, composed: true, cancelable: true }));
    await attached(element, 1);
    expect(chips(element)).to.deep.equal([['photos', 'Folders cannot be attached. Choose the files in it.']]);
  });

  it('of a file that was removed meanwhile says that it cannot be read', async () => {
    const element = await attaching((await answering('ok')).endpoint);
    const file = text('gone.txt', 'x');
    Object.defineProperty(file, 'arrayBuffer', { value: () => Promise.reject(new DOMException('Gone.', 'NotFoundError')) });
    choose(element, file);
    await attached(element, 1);
    expect(chips(element)[0]![1]).to.equal('This file cannot be read.');
  });

  it('waits for what is on its way when Enter is pressed', async () => {
    const { endpoint, log } = await answering('ok');
    const element = await attaching(endpoint);
    await type(element, 'Now');
    choose(element, await picture('large.jpg', { width: 3000, height: 1000, type: 'image/jpeg' }));
    textarea(element).focus();
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'ok');
    const [, image] = await sent(log);
    expect(await look(pictureIn(image))).to.deep.include({ width: 1568, height: 523 });
  });

  it('hostile names are shown as what they are, on one line', async () => {
    const element = await attaching((await answering('ok')).endpoint);
    choose(element, text('invoice\u202egpj.exe', 'x'), text(`a\nb${'c'.repeat(300)}.txt`, 'x'), text('\u0000', 'x'));
    await attached(element, 3);
    const [first, second, third] = chips(element).map(([name]) => name);
    expect(first).to.not.contain('\u202e');
    expect(second).to.match(/^a bc+….txt$/);
    expect(second!.length).to.be.below(100);
    expect(third).to.not.contain('\u0000');
    expect(third).to.not.equal('');
  });
});

describe('what is attached', () => {
  it('is taken away by a button that is named for it, and the focus goes on to the next', async () => {
    const element = await attaching((await answering('ok')).endpoint);
    choose(element, text('1.txt', '1'), text('2.txt', '2'));
    await attached(element, 2);
    find(element, '[aria-label="Remove 1.txt"]')!.focus();
    await press('Enter');
    await waitUntil(() => chips(element).length === 1);
    expect(focused(element)).to.equal('Remove 2.txt');
    await press('Enter');
    await waitUntil(() => chips(element).length === 0);
    await waitUntil(() => focused(element) === 'Message');
    expect(element.draft.parts).to.deep.equal([]);
  });

  it('is reached by Tab, before the input', async () => {
    const element = await attaching((await answering('ok')).endpoint);
    choose(element, text('1.txt', '1'));
    await attached(element, 1);
    textarea(element).focus();
    await sendKeys({ down: 'Shift' });
    await press('Tab');
    expect(focused(element)).to.equal('Attach files');
    await press('Tab');
    await sendKeys({ up: 'Shift' });
    expect(focused(element)).to.equal('Remove 1.txt');
  });

  it('is said once, all of it together', async () => {
    const element = await attaching((await answering('ok')).endpoint);
    const said: string[] = [];
    new MutationObserver((changes) =>
      said.push(...changes.flatMap(({ addedNodes }) => [...addedNodes].map(({ textContent }) => textContent ?? ''))),
    ).observe(find(element, 'div[aria-live]')!, { childList: true });
    choose(element, text('1.txt', '1'), await picture('2.png'), text('3.png', 'none', 'image/png'));
    await attached(element, 3);
    await waitUntil(() => said.length === 2, 'said');
    expect(said[0]).to.equal('Attached: 1.txt, 2.png');
    expect(said[1]).to.match(/^3\.png: This browser cannot open/);
  });

  it('stays through a failure and a stop, and is in what is edited', async () => {
    const { endpoint, log } = await script(
      { status: 403, steps: [{ write: '{}' }] },
      { status: 200, steps: [{ write: reply('ok') }] },
    );
    const element = await attaching(endpoint);
    choose(element, await picture('flag.png'));
    await attached(element, 1);
    await type(element, 'What?');
    await press('Enter');
    await waitUntil(() => element.status === 'error' && part(element, 'user edit-button'), 'the failure');
    part(element, 'user edit-button')!.click();
    await waitUntil(() => find(element, '[part~=user] textarea'), 'the form');
    await waitUntil(() => find(element, '[part~=user] [part~=picture]'), 'the picture');
    await sendKeys({ type: '!' });
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'ok');
    expect((await sent(log, 1)).map(({ type }) => type)).to.deep.equal(['text', 'image_url']);
    expect(element.messages[0]!.parts[0]).to.deep.equal({ type: 'text', text: 'What?!' });
  });

  it('is in the input again when the server takes no such files, with the words; sent anew it takes the place of what was refused', async () => {
    const { endpoint, log } = await script(
      {
        status: 400,
        headers: { 'content-type': 'application/json' },
        steps: [{ write: '{"error":{"message":"Images are not supported here."}}' }],
      },
      { status: 200, steps: [{ write: reply('Bread.') }] },
      { status: 200, steps: [{ write: reply('Rye.') }] },
    );
    const element = await attaching(endpoint);
    choose(element, await picture('flag.png'), text('a.txt', 'A'));
    await attached(element, 2);
    await type(element, 'What?');
    await press('Enter');
    await waitUntil(() => element.status === 'error' && draft(element) === 'What?', 'back in the input');
    await attached(element, 2);
    expect(chips(element).map(([name]) => name)).to.deep.equal(['flag.png', 'a.txt']);
    await waitUntil(() => part(element, 'error')?.textContent.includes('what you attached'), 'the sentence');
    expect(parts(element, 'retry-button'), 'the same again would be refused again').to.have.length(0);
    find(element, '[aria-label="Remove flag.png"]')!.click();
    await waitUntil(() => chips(element).length === 1);
    textarea(element).focus();
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'Bread.');
    expect(await sent(log, 1)).to.equal('What?\n\nFile “a.txt”:\n\nA');
    expect(messages(element)).to.have.length(2);
    await type(element, 'Which?');
    await press('Enter');
    await waitUntil(() => messages(element)[3]?.[1] === 'Rye.');
    const { messages: wire } = (await log())[2]!.body as { messages: unknown[] };
    expect(wire).to.have.length(3);
    expect(JSON.stringify(wire)).to.not.contain('image_url');
  });

  it('goes with everything else when the chat is cleared, what is on its way too', async () => {
    const element = await attaching((await answering('ok')).endpoint);
    choose(element, text('1.txt', '1'));
    await attached(element, 1);
    choose(element, await picture('large.png', { width: 3000, height: 1000 }));
    element.clear();
    await element.updateComplete;
    expect(chips(element)).to.deep.equal([]);
    choose(element, text('2.txt', '2'));
    await attached(element, 1);
    expect(element.draft.parts).to.have.length(1);
  });

  it('can be read and set by the page, with the text', async () => {
    const element = await attaching((await answering('ok')).endpoint);
    const parts: ContentPart[] = [{ type: 'file', file: { filename: 'a.txt', text: 'A' } }];
    element.draft = { text: 'Hello', parts };
    await attached(element, 1);
    expect([draft(element), chips(element)]).to.deep.equal(['Hello', [['a.txt', '1 byte']]]);
    expect(element.draft).to.deep.equal({ text: 'Hello', parts });
    expect(element.value).to.equal('Hello');
  });

  it('is in `chat-send`, which can keep it in the input', async () => {
    const element = await attaching((await answering('ok')).endpoint);
    choose(element, text('a.txt', 'A'));
    await attached(element, 1);
    let detail: unknown;
    element.addEventListener('chat-send', (event) => {
      detail = event.detail;
      event.preventDefault();
    });
    await type(element, 'Hi');
    await press('Enter');
    expect(detail).to.deep.equal({ text: 'Hi', parts: [{ type: 'file', file: { filename: 'a.txt', text: 'A' } }] });
    expect(chips(element)).to.have.length(1);
  });

  it('cannot be added to while the chat is disabled', async () => {
    const element = await attaching((await answering('ok')).endpoint, { readonly: '' });
    expect(part(element, 'attach-button')!.ariaDisabled).to.equal('true');
    const drop = new DragEvent('drop', {
      dataTransfer: fileList([text('a.txt', 'A')]),
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    textarea(element).dispatchEvent(drop);
    expect(drop.defaultPrevented, 'or the browser would leave the page for the file').to.equal(true);
    await element.updateComplete;
    expect(parts(element, 'attachment')).to.deep.equal([]);
  });

  it('ends where the page takes `accept` away, as frameworks do by `null`; what is attached stays', async () => {
    const element = await attaching((await answering('ok')).endpoint);
    choose(element, text('a.txt', 'A'));
    await attached(element, 1);
    for (const nothing of [null, true, undefined]) {
      element.accept = '';
      await waitUntil(() => part(element, 'attach-button'), 'the button');
      element.accept = nothing as unknown as undefined;
      await waitUntil(() => !part(element, 'attach-button'), 'no button');
    }
    expect(chips(element)).to.have.length(1);
  });

  it('is said from left to right in words that are, on a page that is not', async () => {
    const element = await attaching((await answering('ok')).endpoint, { dir: 'rtl' });
    choose(element, text('a.txt', 'A'));
    await attached(element, 1);
    const state = part(element, 'attachment')!.querySelector('bdi')!.nextElementSibling!;
    expect([state.textContent, getComputedStyle(state).direction]).to.deep.equal(['1 byte', 'ltr']);
  });

  it('takes a draft of the page that says less than all, or nothing', async () => {
    const element = await attaching((await answering('ok')).endpoint);
    for (const given of [null, undefined, {}, { parts: [] }]) {
      element.draft = given;
      await element.updateComplete;
      expect(element.draft).to.deep.equal({ text: '', parts: [] });
    }
    element.draft = { text: 'Hi' };
    await waitUntil(() => draft(element) === 'Hi');
    expect(element.draft.parts).to.deep.equal([]);
  });
});
