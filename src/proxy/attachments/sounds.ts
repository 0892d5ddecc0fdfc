/** What kind of sound bytes are, by the first of them: a name and a type are only what a visitor says. */

/** What browsers record, and what speech services take (https://platform.openai.com/docs/api-reference/audio/createTranscription). */
export type SoundType = 'wav' | 'mp3' | 'webm' | 'ogg' | 'mp4' | 'flac';

/** So many bytes are enough to tell. */
export const soundHead = 44;

const signatures: [SoundType, RegExp][] = [
  ['wav', /^RIFF[^]{4}WAVE/],
  // A tag, or the eleven set bits of a frame with a layer (https://www.rfc-editor.org/rfc/rfc3003).
  ['mp3', /^(ID3|\xff[\xe2-\xe7\xf2-\xff])/],
  ['webm', /^\x1a\x45\xdf\xa3/],
  ['ogg', /^OggS/],
  // By its brand: pictures (HEIC, AVIF) begin the same (https://mp4ra.org/registered-types/brands).
  ['mp4', /^[^]{4}ftyp(M4A|mp4|iso|dash|M4B)/],
  ['flac', /^fLaC/],
];

export function soundType(bytes: Uint8Array): SoundType | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  return signatures.find(([, pattern]) => pattern.test(head))?.[0];
}

/** 8 kbit/s, the lowest rate of MP3 (ISO/IEC 13818-3, 2.4.2.3); Opus in a browser's recording has a multiple of it. */
const leastBytesPerSecond = 1_000;

/** The longest that a sound of these bytes can take, in seconds. */
export function mostSeconds(head: Uint8Array, bytes: number): number {
  return bytes / (bytesPerSecondOfPcm(head) ?? leastBytesPerSecond);
}

/** What a WAV says of itself is what it is played by: a wrong number makes it longer and no cheaper (http://soundfile.sapp.org/doc/WaveFormat/). */
function bytesPerSecondOfPcm(head: Uint8Array): number | undefined {
  if (soundType(head) !== 'wav' || head.length < 36) return undefined;
  const view = new DataView(head.buffer, head.byteOffset);
  const isPcm = view.getUint32(12) === 0x666d7420 && view.getUint16(20, true) === 1;
  const [channels, rate, bits] = [view.getUint16(22, true), view.getUint32(24, true), view.getUint16(34, true)];
  // Above this no recording is made, and a high rate would make the sound look short.
  if (!isPcm || channels < 1 || channels > 2 || rate < 1 || rate > 192_000 || ![8, 16, 24, 32].includes(bits)) return undefined;
  return (channels * rate * bits) / 8;
}
