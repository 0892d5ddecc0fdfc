/** What is announced by a picture's head, by a file's name, and what is left of a recording when its message has gone. */
import { expect } from '@open-wc/testing';
import type { Chat8080, ContentPart } from '../../src/index.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, find, findAll, part, parts, saying } from './fixture.js';

const bytes = (...values: (number | string)[]): string =>
  values.map((value) => (typeof value === 'string' ? value : String.fromCharCode(value))).join('');
const big = (value: number, length: number): string =>
  bytes(...Array.from({ length }, (_, index) => (value >>> (8 * (length - 1 - index))) & 255));
const little = (value: number, length: number): string => Array.from(big(value, length)).reverse().join('');

const heads: Record<string, (width: number, height: number) => string> = {
  png: (width, height) => bytes('\x89PNG\r\n\x1a\n', big(13, 4), 'IHDR', big(width, 4), big(height, 4), 8, 6, 0, 0, 0),
  jpeg: (width, height) =>
    bytes(
      '\xff\xd8',
      '\xff\xe1',
      big(60_002, 2),
      'x'.repeat(60_000),
      '\xff\xff\xc4',
      big(4, 2),
      '..',
      '\xff\xc2',
      big(11, 2),
      8,
    ) + bytes(big(height, 2), big(width, 2), 1, 1, 0x11, 0),
  gif: (width, height) => bytes('GIF89a', little(width, 2), little(height, 2), 0, 0, 0),
  'webp, extended': (width, height) =>
    bytes('RIFF', little(30, 4), 'WEBP', 'VP8X', little(10, 4), 0, 0, 0, 0, little(width - 1, 3), little(height - 1, 3)),
  'webp, lossy': (width, height) =>
    bytes('RIFF', little(30, 4), 'WEBP', 'VP8 ', little(10, 4), 0, 0, 0, '\x9d\x01\x2a', little(width, 2), little(height, 2)),
  'webp, lossless': (width, height) =>
    bytes('RIFF', little(30, 4), 'WEBP', 'VP8L', little(10, 4), 0x2f, little((width - 1) | ((height - 1) << 14), 4)),
  avif: (width, height) =>
    bytes(big(24, 4), 'ftypavif', big(0, 4), 'avifmif1', 'ispe', big(0, 4), big(64, 4), big(64, 4)) +
    bytes('ispe', big(0, 4), big(width, 4), big(height, 4)),
};

const url = (kind: string, head: string): string => `data:image/${kind.replace(/,.*/, '')};base64,${btoa(head + '.'.repeat(64))}`;

async function shown(...content: ContentPart[]): Promise<Chat8080> {
  const element = await chat('/v1');
  element.messages = [{ role: 'user', content }];
  return element;
}

describe('a picture whose head announces', () => {
  for (const [kind, head] of Object.entries(heads)) {
    it(`more than can be decoded is named, not drawn: ${kind}`, async () => {
      const element = await shown(
        { type: 'image_url', image_url: { url: url(kind, head(8_064, 6_048)) } }, // a phone's 48 million pixels
        { type: 'image_url', image_url: { url: url(kind, head(12_000, 9_000)) } },
      );
      await waitUntil(() => find(element, '[part~=picture] img') && saying(element, 'Image'), 'drawn and named');
      expect(findAll(element, 'img')).to.have.length(1);
    });
  }

  it('nothing that can be found is named where it is an AVIF', async () => {
    const element = await shown({
      type: 'image_url',
      image_url: { url: url('avif', bytes(big(24, 4), 'ftypavif', 'x'.repeat(70_000))) },
    });
    await waitUntil(() => saying(element, 'Image') && !part(element, 'picture'), 'named');
  });

  it('nonsense is drawn as what it is: broken, and nothing is thrown', async () => {
    const cut = `data:image/png;base64,${btoa('\x89PNG\r\n\x1a\n\0\0\0\0')}`;
    const odd = `data:image/jpeg;base64,${btoa('\xff\xd8\xff\xe0\0\0\0\0')}%%%`;
    const element = await shown(...[cut, odd].map((address) => ({ type: 'image_url', image_url: { url: address } }) as const));
    await waitUntil(() => parts(element, 'picture').length === 2, 'drawn');
  });
});

describe('the name of what was attached', () => {
  const hostile = 'safe\u202egnp.exe\n## You\n[x](javascript:alert(1))\u{e0041}';

  it('stands in its place, and in the export, and does nothing else', async () => {
    const element = await shown(
      { type: 'text', text: 'Look' },
      { type: 'file', file: { filename: hostile, file_data: 'data:application/pdf;base64,AAAA' } },
      { type: 'file', file: { filename: 'prices.csv', text: 'a;b' } },
      { type: 'image_url', image_url: { url: url('png', heads['png']!(12_000, 9_000)) }, filename: 'huge.png' },
      { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' }, filename: 'note.wav' },
    );
    await waitUntil(() => saying(element, 'prices.csv') && saying(element, 'huge.png') && saying(element, 'note.wav'), 'named');
    expect(part(element, 'user')!.textContent).not.to.match(/[\u202e\u{e0041}]/u);
    expect(find(element, '[part~=user] :is(a, h2)')).to.equal(null);
    const exported = element.exportTranscript();
    expect(exported).to.contain('> Look\n> \n> [safegnp.exe\n> ## You\n');
    expect(exported).to.contain('> [prices.csv]\n> \n> [huge.png]\n> \n> [note.wav]');
    expect(exported.match(/^ *## /gm)).to.have.length(1);
  });

  it('is the name of the button that opens a picture', async () => {
    const element = await shown({ type: 'image_url', image_url: { url: url('png', heads['png']!(8, 6)) }, filename: 'oven.png' });
    await waitUntil(() => find(element, '[part~=picture] button'), 'drawn');
    expect(find(element, '[part~=picture] button')!.getAttribute('aria-label')).to.equal('Open the picture oven.png');
  });
});

it('the bytes of a recording are given up with its message', async () => {
  const registered: unknown[] = [];
  const { register } = FinalizationRegistry.prototype; // eslint-disable-line @typescript-eslint/unbound-method -- called with its `this`
  FinalizationRegistry.prototype.register = function (target: WeakKey, held: unknown, token?: WeakKey) {
    registered.push(held);
    register.call(this, target, held, token);
  };
  try {
    const element = await shown({ type: 'input_audio', input_audio: { data: btoa('RIFF....WAVE'), format: 'wav' } });
    await waitUntil(() => part(element, 'audio'), 'shown');
    expect(registered).to.include((part(element, 'audio') as HTMLAudioElement).src);
  } finally {
    FinalizationRegistry.prototype.register = register;
  }
});
