/** How large a picture is once it is decoded, by what its head announces: a few kB can unpack to gigabytes. */

/** The marker of a JPEG that is followed by its size; C4, C8 and CC are none (ITU-T T.81, table B.1). */
const isFrame = (marker: number): boolean => marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
/** No picture has so many segments before that. */
const mostSegments = 1_000;
/** Where an AVIF has its boxes: encoders put them first. */
const boxes = 65_536;

/** @returns in pixels; undefined where it is not told */
export function pixelsOf(extension: string, base64: string): number | undefined {
  /** Nothing else is decoded. */
  const bytesAt = (offset: number, length: number): string => {
    const quads = base64.slice(Math.floor(offset / 3) * 4, Math.ceil((offset + length) / 3) * 4);
    return atob(quads).slice(offset % 3, (offset % 3) + length);
  };
  const big = (offset: number, length: number): number =>
    Array.from(bytesAt(offset, length)).reduce((sum, byte) => sum * 256 + byte.charCodeAt(0), 0);
  const little = (offset: number, length: number): number =>
    Array.from(bytesAt(offset, length)).reduceRight((sum, byte) => sum * 256 + byte.charCodeAt(0), 0);

  /** https://developers.google.com/speed/webp/docs/riff_container */
  const webp = (): number | undefined => {
    const bits = little(21, 4);
    switch (bytesAt(12, 4)) {
      case 'VP8X':
        return (little(24, 3) + 1) * (little(27, 3) + 1);
      case 'VP8L':
        return ((bits & 0x3fff) + 1) * (((bits >> 14) & 0x3fff) + 1);
      case 'VP8 ':
        return (little(26, 2) & 0x3fff) * (little(28, 2) & 0x3fff);
      default:
        return undefined;
    }
  };
  const jpg = (): number | undefined => {
    for (let offset = 2, segment = 0; segment < mostSegments; segment++) {
      const marker = big(offset, 2);
      if (marker < 0xff00) return undefined;
      if (isFrame(marker)) return big(offset + 5, 2) * big(offset + 7, 2);
      offset += marker === 0xffff ? 1 : 2 + big(offset + 2, 2);
    }
    return undefined;
  };
  /** Each picture in it has a box that says its size: the one that is shown, and its tiles. */
  const avif = (): number | undefined => {
    const sizes = [...bytesAt(0, boxes).matchAll(/ispe/g)].map(({ index }) => big(index + 8, 4) * big(index + 12, 4));
    return sizes.length > 0 ? Math.max(...sizes) : undefined;
  };

  try {
    switch (extension) {
      case 'png':
        return big(16, 4) * big(20, 4);
      case 'gif':
        return little(6, 2) * little(8, 2);
      case 'webp':
        return webp();
      case 'jpg':
        return jpg();
      default:
        return avif();
    }
  } catch {
    return undefined; // no base64
  }
}
