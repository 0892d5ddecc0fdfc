/** Pictures, sounds and files of as few bytes as say what they are. */
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const u32 = (number: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(number);
  return buffer;
};
const u16 = (number: number): Buffer => u32(number).subarray(2);
const reversed = (buffer: Buffer): Buffer => Buffer.from(buffer).reverse();

export const png = (width: number, height: number): Buffer =>
  Buffer.concat([bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), u32(width), u32(height), bytes('\x08\x02\0\0\0crc!')]);

export const gif = (width: number, height: number): Buffer =>
  Buffer.concat([bytes('GIF89a'), reversed(u16(width)), reversed(u16(height)), Buffer.alloc(20)]);

/** @param before Bytes of segments in front of the frame: a profile of colours, a small picture of the camera. */
export function jpeg(width: number, height: number, before = 0): Buffer {
  const segments: Buffer[] = [];
  for (let left = before; left > 0; left -= 60_000) segments.push(bytes('\xff\xe2'), u16(60_002), Buffer.alloc(60_000));
  return Buffer.concat([
    bytes('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0'),
    ...segments,
    bytes('\xff\xff\xc0\0\x11\x08'),
    u16(height),
    u16(width),
    bytes('\x03\x01\x11\0\x02\x11\x01\x03\x11\x01\xff\xd9'),
  ]);
}

export function webp(chunk: 'VP8 ' | 'VP8L' | 'VP8X', width: number, height: number): Buffer {
  const [w, h] = [width - 1, height - 1];
  const inside = {
    'VP8 ': Buffer.concat([bytes('\0\0\0\x9d\x01\x2a'), reversed(u16(width)), reversed(u16(height))]),
    VP8L: Buffer.concat([bytes('\x2f'), reversed(u32(w | (h << 14)))]),
    VP8X: Buffer.concat([Buffer.alloc(4), reversed(u32(w)).subarray(0, 3), reversed(u32(h)).subarray(0, 3)]),
  }[chunk];
  return Buffer.concat([bytes('RIFF\x20\0\0\0WEBP'), bytes(chunk), bytes('\x20\0\0\0'), inside, Buffer.alloc(20)]);
}

/** @param size Bytes of samples. */
export function wav(size: number, { rate = 16_000, bits = 16, channels = 1, format = 1 } = {}): Buffer {
  const fields = [u16(format), u16(channels), u32(rate), u32(32_000), u16(2), u16(bits)].map(reversed);
  return Buffer.concat([
    bytes('RIFF\0\0\0\0WAVEfmt \x10\0\0\0'),
    ...fields,
    bytes('data'),
    reversed(u32(size)),
    Buffer.alloc(size),
  ]);
}

export const mp3 = (start: 'tag' | 'frame', size = 100): Buffer =>
  Buffer.concat([bytes(start === 'tag' ? 'ID3\x04\0' : '\xff\xf3\x40\xc4'), Buffer.alloc(size - (start === 'tag' ? 5 : 4))]);

export const pdf = (pages: number): Buffer =>
  bytes(`%PDF-1.4\n1 0 obj <</Type /Pages /Count ${pages}>> endobj\n${'2 0 obj <</Type /Page>> endobj\n'.repeat(pages)}%%EOF`);

/** As a browser records. */
export const webm = (size = 100): Buffer =>
  Buffer.concat([bytes('\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01'), Buffer.alloc(size, 0xe7)]);
export const ogg = (): Buffer => Buffer.concat([bytes('OggS\0\x02'), Buffer.alloc(40)]);
export const mp4 = (brand: string): Buffer => Buffer.concat([bytes(`\0\0\0\x1cftyp${brand}\0\0\0\0`), Buffer.alloc(40)]);
export const flac = (): Buffer => Buffer.concat([bytes('fLaC'), Buffer.alloc(40)]);

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
/** Parts of a message. */
export const picture = (bytes: Uint8Array, type = 'png') => ({
  type: 'image_url',
  image_url: { url: `data:image/${type};base64,${base64(bytes)}` },
});
export const linked = (url: string) => ({ type: 'image_url', image_url: { url } });
export const sound = (bytes: Uint8Array, format: string) => ({
  type: 'input_audio',
  input_audio: { data: base64(bytes), format },
});
export const file = (bytes: Uint8Array, fields: Record<string, unknown> = {}) => ({
  type: 'file',
  file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${base64(bytes)}`, ...fields },
});
