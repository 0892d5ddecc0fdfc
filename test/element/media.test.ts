import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Chat8080 } from '../../src/index.js';
import { chunk, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, find, findAll, part, parts, saying } from './fixture.js';

const answered = async (...deltas: object[]): Promise<Chat8080> => {
  const { endpoint } = await script({
    status: 200,
    steps: [{ write: sse(...deltas.map((delta) => chunk(delta)), chunk({}, 'stop'), '[DONE]') }],
  });
  const element = await chat(endpoint);
  await element.send('Show me.');
  return element;
};

const images = (...urls: string[]): object => ({ images: urls.map((url) => ({ type: 'image_url', image_url: { url } })) });

/** As the browser itself encodes it. */
async function picture(type: string): Promise<string> {
  const canvas = new OffscreenCanvas(8, 6);
  canvas.getContext('2d')?.fillRect(0, 0, 4, 4);
  const blob = await canvas.convertToBlob({ type });
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.readAsDataURL(blob);
  });
}

describe('a picture in a reply', () => {
  for (const type of ['image/png', 'image/jpeg', 'image/webp']) {
    it(`is shown: ${type}`, async () => {
      const url = await picture(type);
      const element = await answered(images(url));
      await waitUntil(() => find(element, '[part~=picture] img'), 'shown');
      const image = find(element, '[part~=picture] img') as HTMLImageElement;
      await image.decode();
      expect([image.naturalWidth, image.naturalHeight]).to.deep.equal([8, 6]);
      const save = part(element, 'save-button') as HTMLAnchorElement;
      expect([save.href, save.download]).to.deep.equal([url, `picture.${type === 'image/jpeg' ? 'jpg' : type.slice(6)}`]);
      expect(saying(element, 'The reply is empty.')).to.equal(undefined);
    });
  }

  it('has a name of its own among several', async () => {
    const element = await answered(images(await picture('image/png'), await picture('image/webp')));
    await waitUntil(() => findAll(element, '[part~=picture] img').length === 2, 'shown');
    const names = findAll(element, '[part~=picture] button').map((button) => button.getAttribute('aria-label'));
    expect(names).to.deep.equal(['Open the picture', 'Open the picture 2']);
  });

  it('has one size before and after it has been decoded', async () => {
    const element = await answered({ content: 'Here.' }, images(await picture('image/png')));
    await waitUntil(() => find(element, '[part~=picture] img'), 'shown');
    const before = part(element, 'picture')!.offsetHeight;
    await (find(element, '[part~=picture] img') as HTMLImageElement).decode();
    expect(part(element, 'picture')!.offsetHeight).to.equal(before);
    expect(before).to.be.greaterThan(80);
  });

  it('opens large, and Escape leads back to where it was', async () => {
    const element = await answered(images(await picture('image/png')));
    await waitUntil(() => find(element, '[part~=picture] img'), 'shown');
    const opener = find(element, '[part~=picture] button')!;
    opener.focus();
    await sendKeys({ press: 'Enter' });
    const large = part(element, 'lightbox') as HTMLDialogElement;
    expect(large.matches(':modal')).to.equal(true);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => part(element, 'lightbox') === null, 'closed');
    expect(element.shadowRoot?.activeElement).to.equal(opener);
    expect(element.messages).to.have.length(2);
  });

  it('with an address waits for a click, as in Markdown', async () => {
    const element = await answered(images('https://pictures.test/1.png'));
    await waitUntil(() => saying(element, 'Load image from pictures.test'), 'the button');
    expect(findAll(element, '[part~=assistant] img')).to.deep.equal([]);
  });

  const svg = `data:image/svg+xml;base64,${btoa('<svg xmlns="http://www.w3.org/2000/svg"><script>parent.hit = 1</script></svg>')}`;
  for (const [name, url] of [
    ['an SVG', svg],
    ['an SVG that says that it is a PNG', svg.replace('svg+xml', 'png')],
    ['a page', `data:text/html;base64,${btoa('<script>parent.hit = 1</script>')}`],
    ['a script', 'javascript:parent.hit=1'],
    ['no base64', 'data:image/png,%89PNG'],
    ['half a character', 'data:image/png;base64,i'],
    ['nothing', 'data:,'],
    ['a file', 'file:///etc/passwd'],
    ['a blob', 'blob:https://a.test/1'],
  ] as const) {
    it(`that is none is only named: ${name}`, async () => {
      const element = await answered(images(url));
      await waitUntil(() => saying(element, 'Image'), 'named');
      expect(findAll(element, '[part~=assistant] :is(img, object, iframe, embed, a[href])')).to.deep.equal([]);
      expect('hit' in window).to.equal(false);
    });
  }

  it('is kept with the conversation', async () => {
    sessionStorage.clear();
    const url = await picture('image/png');
    const { endpoint } = await script({ status: 200, steps: [{ write: sse(chunk(images(url)), chunk({}, 'stop'), '[DONE]') }] });
    const attributes = { persist: 'session', 'storage-key': 'pictures' };
    const first = await chat(endpoint, attributes);
    await first.send('Show me.');
    await waitUntil(() => sessionStorage.getItem('pictures')?.includes('image_url'), 'saved');
    first.remove();
    const later = await chat(endpoint, attributes);
    await waitUntil(() => part(later, 'picture'), 'shown again');
    sessionStorage.clear();
  });
});

describe('a reply without words', () => {
  const silence = btoa('\0'.repeat(2_400));
  it('is said to be what it is, not to be empty', async () => {
    const { endpoint } = await script(
      { status: 200, steps: [{ write: sse(chunk(images(await picture('image/png'))), chunk({}, 'stop'), '[DONE]') }] },
      { status: 200, steps: [{ write: sse(chunk({ audio: { id: 'a', data: silence } }), chunk({}, 'stop'), '[DONE]') }] },
    );
    const element = await chat(endpoint);
    const said: string[] = [];
    const region = find(element, '[aria-live=polite]')!;
    new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true });
    await element.send('Show me.');
    await waitUntil(() => said.some((text) => text.includes('Image.')), 'said');
    await element.send('Tell me.');
    await waitUntil(() => said.some((text) => text.includes('Audio.')), 'said');
    expect(said.filter((text) => text.includes('empty'))).to.deep.equal([]);
  });
});

describe('a picture in a question', () => {
  it('that the page has sent is shown too', async () => {
    const { endpoint } = await script({
      status: 200,
      steps: [{ write: sse(chunk({ content: 'A square.' }), chunk({}, 'stop'), '[DONE]') }],
    });
    const element = await chat(endpoint);
    await element.send([
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: await picture('image/png') } },
    ]);
    await waitUntil(() => find(element, '[part~=user] [part~=picture]'), 'shown');
  });
});

describe('speech in a reply', () => {
  /** A tenth of a second, as it is streamed: `pcm16` in pieces that are each padded. */
  const silence = btoa('\0'.repeat(2_399)) + btoa('\0'.repeat(2_401));

  it('is its words, and is played on a click', async () => {
    const element = await answered(
      { audio: { id: 'a', transcript: 'Good ' } },
      { audio: { transcript: 'morning.', data: silence } },
    );
    await waitUntil(() => part(element, 'audio'), 'the player');
    expect(saying(element, 'Good morning.')).to.exist;
    const player = part(element, 'audio') as HTMLAudioElement;
    expect([player.controls, player.autoplay, player.preload]).to.deep.equal([true, false, 'none']);
    await new Promise((resolve, reject) => {
      player.addEventListener('loadedmetadata', resolve, { once: true });
      player.addEventListener('error', () => reject(new Error(player.error?.message)), { once: true });
      player.load();
      player.preload = 'auto';
    });
    expect(player.duration).to.be.closeTo(0.1, 0.001);
    expect(parts(element, 'audio')).to.have.length(1);
    expect(element.exportTranscript()).to.include('Good morning.');
  });

  it('is reached by the keyboard', async () => {
    const element = await answered({ audio: { id: 'a', transcript: 'Good morning.', data: silence } });
    await waitUntil(() => part(element, 'audio') && part(element, 'assistant copy-button'), 'the player');
    element.focus();
    await sendKeys({ press: 'F6' });
    await waitUntil(() => element.shadowRoot!.activeElement === part(element, 'assistant'), 'the message');
    await sendKeys({ press: 'Enter' });
    expect(element.shadowRoot!.activeElement?.part.value).to.equal('audio');
  });

  it('that cannot be read is its words alone', async () => {
    const element = await answered({ audio: { transcript: 'Good morning.', data: '%%%' } });
    await waitUntil(() => saying(element, 'Good morning.'), 'said');
    expect(part(element, 'audio')).to.equal(null);
  });
});
