/** What is in a data URL, by its bytes: what it says of itself is the sender's word. */
import { pixelsOf } from './picture-size.js';

/** Kinds of pictures that run nothing and load nothing, by how they begin; SVG is none of them. */
const kinds: readonly (readonly [extension: string, begins: RegExp])[] = [
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['jpg', /^\xff\xd8\xff/],
  ['gif', /^GIF8[79]a/],
  ['webp', /^RIFF.{4}WEBP/s],
  ['avif', /^.{4}ftypavi[fs]/s],
];

const beginning = /^data:image\/[\w.+-]+;base64,([A-Za-z\d+/]{0,32})/;

/** In characters of a data URL: some 15 MB. What is longer is named, not drawn. */
const longest = 20_000_000;

/** Decoded it takes four bytes for each: 200 MB. The largest photographs of phones have some 50 million. */
const mostPixels = 50_000_000;

/** @param start in base64 */
function extensionOf(start: string): string | undefined {
  const bytes = atob(start.slice(0, start.length & ~3));
  return kinds.find(([, begins]) => begins.test(bytes))?.[0];
}

/**
 * @param base64 of its beginning, or all of it
 * @returns how many pixels a picture has, by what it announces; undefined where it does not
 */
export function pixelsIn(base64: string): number | undefined {
  // HEIC has the boxes of AVIF, and is shown by hardly any browser.
  const extension = extensionOf(base64.slice(0, 32)) ?? (/^.{4}ftyp/s.test(atob(base64.slice(0, 16))) ? 'avif' : undefined);
  return extension === undefined ? undefined : pixelsOf(extension, base64);
}

export function pictureOf(url: string): { extension: string } | undefined {
  const [, start = ''] = (url.length <= longest && beginning.exec(url)) || [];
  const extension = extensionOf(start);
  if (extension === undefined) return undefined;
  const pixels = pixelsOf(extension, url.slice(url.indexOf(',') + 1));
  // What does not say is broken, and drawn as that; of an AVIF more could be hidden than is looked at.
  return (pixels ?? (extension === 'avif' ? Infinity : 0)) > mostPixels ? undefined : { extension };
}

const audioKinds: readonly (readonly [type: string, begins: RegExp])[] = [
  ['audio/wav', /^RIFF/],
  ['audio/ogg', /^OggS/],
  ['audio/flac', /^fLaC/],
  ['audio/mpeg', /^(?:ID3|\xff[\xe2-\xff])/],
  ['audio/mp4', /^.{4}ftyp/s],
  ['audio/webm', /^\x1aE\xdf\xa3/],
];

/** What has no head of its own is `pcm16`, the only format that is streamed: 24,000 samples a second, of 16 bits, one channel. */
const samplesPerSecond = 24_000;

/** Made once for the same recording: an address that changes would begin it anew. */
const made = new WeakMap<object, string>();
/** Its bytes are held for as long as there is an address. */
const gone = new FinalizationRegistry<string>((url) => URL.revokeObjectURL(url));

/** @param part the recording's: messages never change */
export function audioUrl(part: object, data: string): string | undefined {
  const known = made.get(part);
  if (known !== undefined) return known;
  let bytes: string;
  try {
    // Pieces of a stream are each padded.
    bytes = data
      .split(/(?<==)(?!=)/)
      .map((piece) => atob(piece))
      .join('');
  } catch {
    return undefined;
  }
  if (bytes === '') return undefined;
  const [type] = audioKinds.find(([, begins]) => begins.test(bytes)) ?? [];
  const whole = type === undefined ? waveHead(bytes.length) + bytes : bytes;
  const url = URL.createObjectURL(
    new Blob([Uint8Array.from(whole, (byte) => byte.charCodeAt(0))], { type: type ?? 'audio/wav' }),
  );
  made.set(part, url);
  gone.register(part, url);
  return url;
}

/** http://soundfile.sapp.org/doc/WaveFormat/ */
function waveHead(length: number): string {
  const number = (value: number, bytes: number): string =>
    String.fromCharCode(...Array.from({ length: bytes }, (_, index) => (value >> (8 * index)) & 255));
  const format =
    number(1, 2) + number(1, 2) + number(samplesPerSecond, 4) + number(samplesPerSecond * 2, 4) + number(2, 2) + number(16, 2);
  return `RIFF${number(36 + length, 4)}WAVEfmt ${number(16, 4)}${format}data${number(length, 4)}`;
}
