/** The size of a picture, from the bytes that say it. Whatever has none is no picture of that type. */
import { bytesAt } from './base64.js';

/** What chat-completions services take (https://platform.openai.com/docs/guides/images-vision). No SVG: it is a document with scripts and addresses. */
export type ImageType = 'png' | 'jpeg' | 'gif' | 'webp';

export interface Size {
  width: number;
  height: number;
}

const textAt = (bytes: Uint8Array, start: number, count: number): string =>
  String.fromCharCode(...bytes.subarray(start, start + count));

/** @returns undefined where the first bytes are those of another type, or of none. */
export function imageSize(type: ImageType, data: string): Size | undefined {
  const bytes = bytesAt(data, 0, 30);
  const size =
    type === 'jpeg'
      ? sizeOfJpeg(data)
      : bytes.length >= 26
        ? readers[type](bytes, new DataView(bytes.buffer, bytes.byteOffset))
        : undefined;
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

type Reader = (bytes: Uint8Array, view: DataView) => Size | undefined;

const readers: Record<Exclude<ImageType, 'jpeg'>, Reader> = {
  // https://www.w3.org/TR/png-3/#11IHDR
  png: (bytes, view) =>
    textAt(bytes, 0, 8) === '\x89PNG\r\n\x1a\n' && textAt(bytes, 12, 4) === 'IHDR'
      ? { width: view.getUint32(16), height: view.getUint32(20) }
      : undefined,
  // https://www.w3.org/Graphics/GIF/spec-gif89a.txt
  gif: (bytes, view) =>
    /^GIF8[79]a$/.test(textAt(bytes, 0, 6)) ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : undefined,
  webp: sizeOfWebp,
};

/** https://developers.google.com/speed/webp/docs/riff_container */
function sizeOfWebp(bytes: Uint8Array, view: DataView): Size | undefined {
  if (bytes.length < 30 || textAt(bytes, 0, 4) !== 'RIFF' || textAt(bytes, 8, 4) !== 'WEBP') return undefined;
  switch (textAt(bytes, 12, 4)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: (view.getUint32(24, true) & 0xff_ffff) + 1, height: (view.getUint32(26, true) >>> 8) + 1 };
    default:
      return undefined;
  }
}

/** Photos have some ten segments before their size; one with very many is made to be walked through. */
const mostSegments = 500;

/** From segment to segment up to the frame header (https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.2.2). */
function sizeOfJpeg(data: string): Size | undefined {
  const start = bytesAt(data, 0, 2);
  if (start[0] !== 0xff || start[1] !== 0xd8) return undefined;
  let at = 2;
  for (let count = 0; count < mostSegments; count++) {
    const bytes = bytesAt(data, at, 9);
    if (bytes.length < 9 || bytes[0] !== 0xff) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const marker = view.getUint8(1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(7), height: view.getUint16(5) };
    // Scan or end: there was no frame.
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += marker === 0xff ? 1 : 2 + view.getUint16(2);
  }
  return undefined;
}
