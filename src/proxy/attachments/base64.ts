/** Bytes in base64, looked at in place: a photo is not decoded for the dozen bytes that say what it is. */

const paddingOf = (text: string): number => (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);

/** With its padding and without white space: the one form that every service reads alike (https://www.rfc-editor.org/rfc/rfc4648#section-4). */
export function isBase64(text: string): boolean {
  if (text.length === 0 || text.length % 4 !== 0) return false;
  // The search for a wrong character is linear; a match of the whole would keep a place to go back to for each right one.
  return !/[^A-Za-z0-9+/]/.test(text.slice(0, text.length - paddingOf(text)));
}

export const bytesIn = (text: string): number => (text.length / 4) * 3 - paddingOf(text);

/** @returns Fewer where the end comes first. */
export function bytesAt(text: string, start: number, count: number): Uint8Array {
  const first = Math.floor(start / 3);
  const end = Math.ceil((start + count) / 3);
  const binary = atob(text.slice(first * 4, end * 4));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0)).subarray(start - first * 3, start - first * 3 + count);
}
