/** What an attachment costs a visitor beforehand. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore, type AttachmentKind } from '../../src/proxy/index.js';
import { ok, proxy } from './fixture.js';
import { file, jpeg, linked, mp3, pdf, picture, png, sound, wav } from './media.js';

const all: AttachmentKind[] = ['image', 'audio', 'file'];

describe('the tokens of attachments', () => {
  /** What is reserved for a message with this part, less what the same message costs without what is in it. */
  async function tokensOf(part: unknown, shell: unknown): Promise<number> {
    const amounts: number[] = [];
    const store = memoryStore();
    const { ask } = proxy(
      {
        attachments: all,
        remoteImages: ['https://cdn.example.com'],
        limits: {
          total: { tokens: 100_000_000 },
          store: { add: (key, amount) => (amounts.push(amount), store.add(key, amount)) },
        },
      },
      ok,
    );
    const messages = [{ role: 'user', content: [part] }];
    const response = await ask({ messages, max_completion_tokens: 1 }, { address: '1.1.1.1' });
    assert.equal(response.status, 200, await response.text());
    return amounts[0]! - 1 - JSON.stringify([[{ role: 'user', content: [shell] }], null]).length;
  }
  const imageShell = linked('');
  const soundShell = (format: string) => ({ type: 'input_audio', input_audio: { data: '', format } });

  it('are 4,000 for a picture up to 1568 pixels, however many bytes it has', async () => {
    const large = Buffer.concat([jpeg(1568, 1568), Buffer.alloc(800_000)]);
    assert.equal(await tokensOf(picture(large, 'jpeg'), imageShell), 4_000);
    assert.equal(await tokensOf(picture(png(1, 1)), imageShell), 4_000);
    const link = linked('https://cdn.example.com/a.png');
    assert.equal(await tokensOf(link, link), 4_000);
  });

  it('grow by tiles for larger ones', async () => {
    assert.equal(await tokensOf(picture(png(8000, 6000)), imageShell), 11 * 8 * 258);
  });

  it('are 32 for a second of sound, by what a WAV says of itself', async () => {
    assert.equal(await tokensOf(sound(wav(32_000 * 10 - 44), 'wav'), soundShell('wav')), 320);
    // 8,000 bytes a second and not the 32,000 of the other.
    assert.equal(await tokensOf(sound(wav(8_000 * 10 - 44, { rate: 8_000, bits: 8 }), 'wav'), soundShell('wav')), 320);
  });

  it('take what says nothing, or nonsense, for the slowest sound that there is', async () => {
    const seconds = 20;
    assert.equal(await tokensOf(sound(mp3('frame', seconds * 1000), 'mp3'), soundShell('mp3')), seconds * 32);
    for (const lie of [{ rate: 4_000_000_000 }, { rate: 0 }, { bits: 0 }, { channels: 65_535 }, { format: 17 }]) {
      assert.equal(await tokensOf(sound(wav(seconds * 1000 - 44, lie), 'wav'), soundShell('wav')), seconds * 32);
    }
  });

  it('are 4,600 for a page of a PDF, or a token for four bytes where its pages are packed', async () => {
    const shell = { type: 'file', file: { filename: 'a.pdf', file_data: '' } };
    assert.equal(await tokensOf(file(pdf(3)), shell), 3 * 4_600);
    assert.equal(await tokensOf(file(Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(400_000 - 8)])), shell), 100_000);
  });

  it('run out', async () => {
    const { ask } = proxy(
      { attachments: all, limits: { visitor: { tokens: 12_000 } } },
      () => new Response('{}', { headers: { 'content-type': 'application/json' } }),
    );
    const say = () =>
      ask(
        { messages: [{ role: 'user', content: [picture(png(9, 9)), picture(png(9, 9))] }], max_completion_tokens: 10 },
        { address: '1.1.1.1' },
      );
    const first = await say();
    assert.equal(first.status, 200);
    await first.text();
    assert.equal((await say()).status, 429);
  });
});
