/** What a message may hold beside text: nothing unless the owner says so, and then only what it says it is. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChatProxy, type AttachmentKind, type ChatProxyOptions } from '../../src/proxy/index.js';
import { errorOf, proxy } from './fixture.js';
import { base64, file, gif, jpeg, linked, mp3, pdf, picture, png, sound, wav, webp } from './media.js';

const text = { type: 'text', text: 'What is this?' };
const all: AttachmentKind[] = ['image', 'audio', 'file'];

const asking = (options: ChatProxyOptions) => {
  const made = proxy(options);
  return { ...made, ask: (...parts: unknown[]) => made.ask({ messages: [{ role: 'user', content: [text, ...parts] }] }) };
};

describe('without the option', () => {
  for (const [part, message] of [
    [picture(png(1, 1)), 'Images are not supported here.'],
    [linked('https://anywhere.example/a.png'), 'Images are not supported here.'],
    [sound(wav(1000), 'wav'), 'Audio is not supported here.'],
    [file(pdf(1)), 'Files are not supported here.'],
  ] as const) {
    it(`says: ${message} (${JSON.stringify(part).slice(0, 60)})`, async () => {
      for (const attachments of [undefined, false, []] as const) {
        const { ask, bodies } = asking(attachments === undefined ? {} : { attachments });
        const response = await ask(part);
        assert.equal(response.status, 400);
        assert.deepEqual(await errorOf(response), {
          message,
          type: 'invalid_request_error',
          param: 'messages[0].content[1]',
          code: 'invalid_value',
        });
        assert.equal(bodies.length, 0);
      }
    });
  }

  it('lets in the kinds that are named, and no other', async () => {
    const { ask } = asking({ attachments: ['image'] });
    assert.equal((await ask(picture(png(1, 1)))).status, 200);
    assert.equal((await errorOf(await ask(sound(wav(10), 'wav')))).message, 'Audio is not supported here.');
    assert.equal((await errorOf(await ask(picture(png(1, 1)), file(pdf(1))))).message, 'Files are not supported here.');
  });
});

describe('with the option', () => {
  const passing: [string, unknown][] = [
    ['PNG', picture(png(1568, 1045))],
    ['JPEG behind segments of 200 kB', picture(jpeg(1568, 1045, 200_000), 'jpeg')],
    ['GIF', picture(gif(3, 2), 'gif')],
    ['WebP, lossy', picture(webp('VP8 ', 800, 600), 'webp')],
    ['WebP, lossless', picture(webp('VP8L', 800, 600), 'webp')],
    ['WebP, extended', picture(webp('VP8X', 800, 600), 'webp')],
    ['8000 × 8000 pixels', picture(png(8000, 8000))],
    ['a detail', { type: 'image_url', image_url: { ...picture(png(1, 1)).image_url, detail: 'low' } }],
    ['WAV', sound(wav(100), 'wav')],
    ['MP3 with a tag', sound(mp3('tag'), 'mp3')],
    ['MP3 without one', sound(mp3('frame'), 'mp3')],
    ['PDF', file(pdf(3))],
    ['PDF without a name', file(pdf(3), { filename: null })],
  ];
  for (const [name, part] of passing) {
    it(`passes as it is: ${name}`, async () => {
      const { ask, bodies } = asking({ attachments: all });
      const response = await ask(part);
      assert.equal(response.status, 200, await response.text());
      assert.deepEqual((bodies[0]!['messages'] as { content: unknown[] }[])[0]!.content, [text, part]);
    });
  }

  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
  const image = 'image_url.url';
  const refused: [string, unknown, string][] = [
    ['SVG', linked(`data:image/svg+xml;base64,${base64(svg)}`), image],
    ['SVG that is called PNG', picture(svg), image],
    ['HTML', linked(`data:text/html;base64,${base64(Buffer.from('<script>'))}`), image],
    ['HTML that is called JPEG', picture(Buffer.from('<!doctype html><script>alert(1)</script>'), 'jpeg'), image],
    ['HEIC', linked(`data:image/heic;base64,${base64(heic)}`), image],
    ['HEIC that is called JPEG', picture(heic, 'jpeg'), image],
    ['a JPEG that is called PNG', picture(jpeg(2, 2)), image],
    ['a PNG that is called JPEG', picture(png(2, 2), 'jpeg'), image],
    ['a PNG that is called WebP', picture(png(2, 2), 'webp'), image],
    ['a PNG that is cut', picture(png(2, 2).subarray(0, 20)), image],
    ['a JPEG without a frame', picture(jpeg(2, 2).subarray(0, 12), 'jpeg'), image],
    [
      'a JPEG of a million segments',
      picture(Buffer.from(`\xff\xd8${'\xff\xe0\0\x02'.repeat(500_000)}`, 'latin1'), 'jpeg'),
      image,
    ],
    ['a PNG of no pixel', picture(png(0, 5)), image],
    ['a PNG that says it is of 4 billion by 4 billion pixels', picture(png(0xffff_ffff, 0xffff_ffff)), image],
    ['a picture of 8001 pixels', picture(jpeg(8001, 1), 'jpeg'), image],
    ['a type in capitals', linked(picture(png(1, 1)).image_url.url.replace('png', 'PNG')), image],
    ['a parameter', linked(picture(png(1, 1)).image_url.url.replace(';', ';charset=utf-8;')), image],
    ['no base64', linked('data:image/png,%89PNG'), image],
    ['image/jpg, which is no type', picture(jpeg(1, 1), 'jpg'), image],
    ['base64 with white space', linked(picture(png(1, 1)).image_url.url.replace(/.{10}$/, ' $&')), image],
    ['base64 of the other alphabet', linked(`${picture(png(1, 1)).image_url.url}-_-_`), image],
    ['base64 without its padding', linked(`${picture(png(1, 1)).image_url.url.replace(/=+$/, '')}AB`), image],
    [
      'base64 with more behind its padding',
      linked(`${picture(Buffer.concat([png(1, 1), Buffer.alloc(2)])).image_url.url}AAAA`),
      image,
    ],
    ['nothing', linked('data:image/png;base64,'), image],
    ['javascript:', linked('javascript:alert(1)'), image],
    ['blob:', linked('blob:https://shop.example/1'), image],
    ['a file of the service’s machine', linked('file:///etc/passwd'), image],
    ['an address', linked('https://shop.example/a.png'), image],
    ['an address without TLS', linked('http://169.254.169.254/latest'), image],
    ['an MP3 that is called WAV', sound(mp3('tag'), 'wav'), 'input_audio.data'],
    ['a WAV that is called MP3', sound(wav(10), 'mp3'), 'input_audio.data'],
    ['a sound that is none', sound(Buffer.from('<script>'), 'mp3'), 'input_audio.data'],
    [
      'a sound in a data URL',
      { type: 'input_audio', input_audio: { data: `data:audio/wav;base64,${base64(wav(9))}`, format: 'wav' } },
      'input_audio.data',
    ],
    ['another format', sound(wav(10), 'ogg'), 'input_audio.format'],
    ['a file of the owner’s account', { type: 'file', file: { file_id: 'file-123' } }, 'file.file_id'],
    ['a file of the owner’s account beside data', file(pdf(1), { file_id: 'file-123' }), 'file.file_id'],
    ['a file without data', { type: 'file', file: { filename: 'a.pdf' } }, 'file.file_data'],
    ['a text that is called PDF', file(Buffer.from('hello')), 'file.file_data'],
    ['HTML as a file', file(pdf(1), { file_data: `data:text/html;base64,${base64(svg)}` }), 'file.file_data'],
    ['a file by its address', file(pdf(1), { file_data: 'https://evil.example/a.pdf' }), 'file.file_data'],
    ['bare base64', file(pdf(1), { file_data: base64(pdf(1)) }), 'file.file_data'],
    ['a name with a line break', file(pdf(1), { filename: 'a\r\n.pdf' }), 'file.filename'],
    ['a name that turns the line around', file(pdf(1), { filename: 'a\u202efdp.exe' }), 'file.filename'],
    ['a name of 201 characters', file(pdf(1), { filename: 'a'.repeat(201) }), 'file.filename'],
    ['a video', { type: 'video_url', video_url: { url: 'https://x.example' } }, 'type'],
  ];
  for (const [name, part, at] of refused) {
    it(`refuses ${name}`, async () => {
      const { ask, bodies } = asking({ attachments: all });
      const response = await ask(part);
      assert.equal(response.status, 400);
      const { param } = (await errorOf(response)) as unknown as { param: string };
      assert.equal(param, `messages[0].content[1].${at}`);
      assert.equal(bodies.length, 0);
    });
  }

  it('refuses attachments of anybody but the visitor', async () => {
    const { ask } = proxy({ attachments: all, visitorInstructions: 'allow' });
    for (const role of ['assistant', 'system', 'developer']) {
      assert.equal((await ask({ messages: [{ role, content: [picture(png(1, 1))] }] })).status, 400);
    }
  });

  it('counts the text of a message and not what is attached', async () => {
    const { ask } = proxy({ attachments: all, maxMessageCharacters: 200 });
    const large = picture(Buffer.concat([png(1, 1), Buffer.alloc(100_000)]));
    const say = (...content: unknown[]) => ask({ messages: [{ role: 'user', content }] });
    assert.equal((await say(text, large)).status, 200);
    const response = await say({ type: 'text', text: 'x'.repeat(200) }, large);
    assert.deepEqual([response.status, (await errorOf(response)).code], [400, 'context_length_exceeded']);
  });

  it('takes a hundred attachments, and 10,000 not', async () => {
    const { ask } = proxy({ attachments: all });
    const say = (count: number) =>
      ask({
        messages: Array.from({ length: 10 }, () => ({
          role: 'user',
          content: Array.from({ length: count / 10 }, () => picture(png(1, 1))),
        })),
      });
    assert.equal((await say(100)).status, 200);
    for (const count of [110, 10_000]) {
      assert.equal((await errorOf(await say(count))).code, 'context_length_exceeded');
    }
  });

  it('has room for eight pictures, and for no giant', async () => {
    const { ask } = proxy({ attachments: all });
    const photo = picture(Buffer.concat([jpeg(1568, 1176), Buffer.alloc(500_000)]), 'jpeg');
    const turn = { role: 'user', content: Array.from({ length: 8 }, () => photo) };
    assert.equal((await ask({ messages: [turn, turn] })).status, 200);
    assert.equal((await ask({ messages: [turn, turn, turn] })).status, 413);
    const small = await proxy({ attachments: all, maxBodyBytes: 1_000_000 }).ask({ messages: [turn] });
    assert.deepEqual([small.status, (await errorOf(small)).code], [413, 'request_too_large']);
    assert.equal((await proxy().ask({ messages: [{ role: 'user', content: 'x'.repeat(260_000) }] })).status, 413);
  });
});

describe('pictures that the service fetches', () => {
  it('come from the sites that the owner has named', async () => {
    const { ask } = asking({ attachments: ['image'], remoteImages: ['https://cdn.example.com', 'https://other.example:8443'] });
    for (const url of ['https://cdn.example.com/a.png', 'https://other.example:8443/a/b.jpg?x=1&y=%20#z']) {
      assert.equal((await ask(linked(url))).status, 200, url);
    }
    for (const url of [
      'https://evil.example/a.png',
      'https://cdn.example.com',
      'https://cdn.example.com.evil.example/a.png',
      'https://cdn.example.com:444/a.png',
      'https://cdn.example.com@evil.example/a.png',
      'https://evil.example/https://cdn.example.com/a.png',
      'http://cdn.example.com/a.png',
      'HTTPS://CDN.EXAMPLE.COM/a.png',
      'https://cdn.example.com\\@evil.example/',
      'https://cdn.example.com/a\\b.png',
      ' https://cdn.example.com/a.png',
      'https://cdn.example.com/a b.png',
      'https://cdn.example.com/\r\nHost: evil',
      'https://cdn.example.com/ä.png',
      `https://cdn.example.com/${'a'.repeat(2000)}`,
    ]) {
      assert.equal((await ask(linked(url))).status, 400, url);
    }
  });

  it('need an option that makes sense', () => {
    const nonsense: Record<string, unknown>[] = [
      { remoteImages: ['https://cdn.example.com'] },
      { attachments: ['audio'], remoteImages: ['https://cdn.example.com'] },
      ...[
        ['*'],
        ['http://cdn.example.com'],
        ['https://cdn.example.com/'],
        ['cdn.example.com'],
        true,
        'https://cdn.example.com',
      ].map((remoteImages) => ({ attachments: ['image'], remoteImages })),
      ...[true, 'image', ['images'], ['Image'], [1], {}, null].map((attachments) => ({ attachments })),
      { attachment: ['image'] },
    ];
    for (const options of nonsense) assert.throws(() => createChatProxy(options), TypeError, JSON.stringify(options));
  });
});
