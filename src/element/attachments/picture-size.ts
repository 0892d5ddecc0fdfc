/** How many pixels a picture has, by its first bytes: what it announces is known before anything is decoded. */

export interface PictureSize {
  width: number;
  height: number;
}

/** @returns undefined where the bytes are no picture of these kinds, or do not say it */
export function pictureSize(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return read(view, (at, length) => String.fromCharCode(...bytes.subarray(at, at + length)));
  } catch {
    return undefined; // the bytes end before they say it
  }
}

function read(view: DataView, text: (at: number, length: number) => string): PictureSize | undefined {
  // https://www.w3.org/TR/png-3/#11IHDR
  if (text(1, 3) === 'PNG') return { width: view.getUint32(16), height: view.getUint32(20) };
  // https://www.w3.org/Graphics/GIF/spec-gif89a.txt
  if (text(0, 3) === 'GIF') return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  if (view.getUint16(0) === 0xffd8) return jpegSize(view);
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP') return webpSize(view, text(12, 4));
  if (text(4, 4) === 'ftyp') return heifSize(view, text);
  return undefined;
}

/** The frame's header stands behind what a camera has to say: https://www.w3.org/Graphics/JPEG/itu-t81.pdf */
function jpegSize(view: DataView): PictureSize | undefined {
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    while (view.getUint8(at + 1) === 0xff) at++;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (view.getUint8(at) !== 0xff || marker === 0xda) return undefined;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function webpSize(view: DataView, kind: string): PictureSize | undefined {
  switch (kind) {
    case 'VP8X':
      return { width: (view.getUint32(24, true) & 0xffffff) + 1, height: (view.getUint32(26, true) >>> 8) + 1 };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    default:
      return undefined;
  }
}

/** AVIF and HEIC: the largest of the boxes `ispe`, for tiles and thumbnails have one too (ISO/IEC 23008-12, 6.5.3). */
function heifSize(view: DataView, text: (at: number, length: number) => string): PictureSize | undefined {
  let largest: PictureSize | undefined;
  for (let at = 0; at + 16 <= Math.min(view.byteLength, 65_536); at++) {
    if (view.getUint8(at) !== 0x69 || text(at, 4) !== 'ispe') continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}
