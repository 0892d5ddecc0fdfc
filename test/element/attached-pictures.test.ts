import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { attached, attaching, chips, choose, look, picture, type Seen } from './attachments-fixture.js';

const unreadable = 'This browser cannot open this picture. Save it as JPEG or PNG, and attach that.';
const tooManyPixels = 'This picture has too many pixels. Make it smaller, and attach that.';

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** What is sent of one picture. */
async function sent(file: File, attributes: Record<string, string> = {}): Promise<{ url: string; seen: Seen }> {
  const element = await attaching('/nowhere', attributes);
  choose(element, file);
  await attached(element, 1);
  return { url: urlIn(element), seen: await look(urlIn(element)) };
}

function urlIn(element: Chat8080): string {
  const [part] = element.draft.parts;
  expect(part?.type, JSON.stringify(chips(element))).to.equal('image_url');
  return part?.type === 'image_url' ? part.image_url.url : '';
}

async function refused(file: File): Promise<string> {
  const element = await attaching('/nowhere');
  choose(element, file);
  await attached(element, 1);
  expect(element.draft.parts).to.deep.equal([]);
  return chips(element)[0]![1];
}

/** Orientation 6, a quarter turn to the right, and a place: https://www.cipa.jp/std/documents/e/DC-008-Translation-2019-E.pdf */
async function photoOnItsSide(): Promise<File> {
  const jpeg = new Uint8Array(await (await picture('a', { width: 400, height: 200, type: 'image/jpeg' })).arrayBuffer());
  const latin = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
  const entry = (tag: number, [type = 0, count = 0]: readonly number[], value: number[]): number[] => [
    ...[tag >> 8, tag & 255, 0, type, 0, 0, 0, count],
    ...value,
  ];
  const tiff = [
    ...latin('MM'),
    ...[0, 42, 0, 0, 0, 8, 0, 3],
    ...entry(0x010e, [2, 4], latin('HOME')),
    ...entry(0x0112, [3, 1], [0, 6, 0, 0]),
    ...entry(0x8825, [4, 1], [0, 0, 0, 50]),
    ...[0, 0, 0, 0],
    ...[0, 1],
    ...entry(0x0001, [2, 2], latin('N\0\0\0')),
    ...[0, 0, 0, 0],
  ];
  const exif = [...latin('Exif\0\0'), ...tiff];
  const segment = [0xff, 0xe1, (exif.length + 2) >> 8, (exif.length + 2) & 255, ...exif];
  return new File([jpeg.slice(0, 2), new Uint8Array(segment), jpeg.slice(2)], 'IMG_0001.JPG', { type: 'image/jpeg' });
}

/** A picture of many pixels in few bytes: black, one bit a pixel. */
async function widePng(width: number, height: number, rows = height): Promise<File> {
  const table = Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });
  const chunk = (type: string, data: Uint8Array): Uint8Array<ArrayBuffer> => {
    const body = new Uint8Array(12 + data.length);
    const view = new DataView(body.buffer);
    view.setUint32(0, data.length);
    for (let index = 0; index < 4; index++) body[4 + index] = type.charCodeAt(index);
    body.set(data, 8);
    let sum = -1;
    for (const byte of body.subarray(4, 8 + data.length)) sum = table[(sum ^ byte) & 255]! ^ (sum >>> 8);
    view.setUint32(8 + data.length, ~sum >>> 0);
    return body;
  };
  const head = new Uint8Array(13);
  new DataView(head.buffer).setUint32(0, width);
  new DataView(head.buffer).setUint32(4, height);
  head[8] = 1;
  const lines = new Blob([new Uint8Array(rows * (1 + Math.ceil(width / 8)))]).stream();
  const packed = new Uint8Array(await new Response(lines.pipeThrough(new CompressionStream('deflate'))).arrayBuffer());
  const signature = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  return new File([signature, chunk('IHDR', head), chunk('IDAT', packed), chunk('IEND', new Uint8Array())], 'wide.png', {
    type: 'image/png',
  });
}

describe('a picture that is attached', () => {
  for (const type of ['image/png', 'image/jpeg', 'image/webp']) {
    it(`goes as it is where it is small: ${type}`, async () => {
      const { url, seen } = await sent(await picture('a', { type }));
      expect(seen).to.deep.equal({ width: 40, height: 20, colours: ['red', 'blue', 'red', 'blue'] });
      expect(url.slice(0, 15)).to.equal(type === 'image/jpeg' ? 'data:image/jpeg' : 'data:image/png;');
    });
  }

  it('is scaled to 1568 pixels on its longer side, or to `max-image-size`', async () => {
    const tall = await picture('tall.png', { width: 1000, height: 4000 });
    expect((await sent(tall)).seen).to.deep.include({ width: 392, height: 1568 });
    expect((await sent(tall, { 'max-image-size': '100' })).seen).to.deep.include({ width: 25, height: 100 });
  });

  it('of a camera that was held on its side stands upright, and says no longer where it was taken', async () => {
    const photo = await photoOnItsSide();
    expect(await photo.text(), 'as it was taken').to.contain('HOME');
    const { url, seen } = await sent(photo);
    expect(seen).to.deep.equal({ width: 200, height: 400, colours: ['red', 'red', 'blue', 'blue'] });
    const bytes = atob(url.replace(/^.*,/, ''));
    expect(bytes).to.not.contain('Exif');
    expect(bytes).to.not.contain('HOME');
  });

  it('is known by its bytes, not by its name', async () => {
    const jpeg = await picture('a', { type: 'image/jpeg' });
    const { url } = await sent(new File([jpeg], 'photo.png', { type: 'image/png' }));
    expect(url).to.match(/^data:image\/jpeg/);
  });

  it('of 1 × 1 pixel goes, and so does one frame of one that moves', async () => {
    const gif = 'R0lGODlhAQABAPAAAP8AAAAAACH5BAAKAAAALAAAAAABAAEAAAICRAEAIfkEAAoAAAAsAAAAAAEAAQAAAgJMAQA7';
    const { url, seen } = await sent(new File([bytesOf(gif)], 'moves.gif', { type: 'image/gif' }));
    expect(seen).to.deep.equal({ width: 1, height: 1, colours: ['red', 'red', 'red', 'red'] });
    expect(url).to.match(/^data:image\/png/);
  });

  it('in AVIF goes as what every server takes', async () => {
    const avif =
      'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAB0AAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAAIAAAACAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgQ0MAAAAABNjb2xybmNseAACAAIAAYAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAACVtZGF0EgAKCBgANogQEAwgMg8f8D///8WfhwB8+ErK42A=';
    const { url, seen } = await sent(new File([bytesOf(avif)], 'a.avif', { type: 'image/avif' }));
    expect(seen).to.deep.include({ width: 2, height: 2 });
    expect(url).to.match(/^data:image\/jpeg/);
  });

  it('of 12,000 × 9,000 pixels goes, scaled', async () => {
    const { seen } = await sent(await widePng(12_000, 9_000));
    expect(seen).to.deep.include({ width: 1568, height: 1176 });
  });

  it('that announces more pixels than a phone can hold is not opened, whatever its kind', async () => {
    expect(await refused(await widePng(60_000, 60_000, 1))).to.equal(tooManyPixels);
    const gif = bytesOf('R0lGODlhAQABAPAAAP8AAAAAACH5BAAKAAAALAAAAAABAAEAAAICRAEAOw==');
    gif.set([0xff, 0xff, 0xff, 0xff], 6);
    expect(await refused(new File([gif], 'a.gif', { type: 'image/gif' }))).to.equal(tooManyPixels);
    const jpeg = new Uint8Array(await (await picture('a', { type: 'image/jpeg' })).arrayBuffer());
    const frame = jpeg.findIndex((byte, index) => byte === 0xff && jpeg[index + 1] === 0xc0);
    jpeg.set([0xff, 0xff, 0xff, 0xff], frame + 5);
    expect(await refused(new File([jpeg], 'a.jpg', { type: 'image/jpeg' }))).to.equal(tooManyPixels);
    const webp = new Uint8Array(await (await picture('a', { type: 'image/webp' })).arrayBuffer());
    webp.set([0x56, 0x50, 0x38, 0x58], 12);
    webp.set([0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 24);
    expect(await refused(new File([webp], 'a.webp', { type: 'image/webp' }))).to.equal(tooManyPixels);
  });

  it('that is no picture, or ends in its first bytes, cannot be opened, and says so', async () => {
    const png = await picture('a');
    const files = [
      new File(['<!doctype html><script>alert(1)</script>'], 'a.png', { type: 'image/png' }),
      new File([png.slice(0, 20)], 'a.png', { type: 'image/png' }),
      new File(['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'], 'a.svg', { type: 'image/svg+xml' }),
      new File([new Uint8Array([0, 0, 0, 24, ...Array.from('ftypheic', (letter) => letter.charCodeAt(0))])], 'a.heic'),
    ];
    for (const file of files) expect(await refused(file), file.name).to.equal(unreadable);
  });
});
