/** The two audio endpoints of the API without a model: they take what the widget sends, and say what they are. */
import { errorResponse } from '../../src/proxy/errors.js';

const transcriptions = '/v1/audio/transcriptions';
export const audioPaths: readonly string[] = [transcriptions, '/v1/audio/speech'];

const refused = (message: string): Response =>
  errorResponse(400, { message, type: 'invalid_request_error', code: 'invalid_value' });

/** What comes has passed the proxy. */
export function answerAudio(request: Request): Promise<Response> {
  return new URL(request.url).pathname === transcriptions ? transcription(request) : speech(request);
}

async function transcription(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => undefined);
  const file = form?.get('file');
  if (!file || typeof file === 'string' || file.size === 0) return refused('The field `file` holds no recording.');
  return Response.json({
    text: `This is the stand-in: it has your recording of ${Math.ceil(file.size / 1024)} kB, and understands no speech.`,
  });
}

async function speech(request: Request): Promise<Response> {
  const { input } = ((await request.json().catch(() => null)) ?? {}) as { input?: unknown };
  if (typeof input !== 'string' || input === '' || input.length > 4096)
    return refused('`input` is no text of 1 to 4,096 characters.');
  // A tone for each word, for it has no voice: what is long sounds long.
  return new Response(tones(Math.min(input.split(/\s+/).length, 40)), { headers: { 'content-type': 'audio/wav' } });
}

const rate = 8_000;
const toneSeconds = 0.18;

/** A WAV file: 16 bits, mono. */
export function tones(count: number): Uint8Array<ArrayBuffer> {
  const each = rate * toneSeconds;
  const samples = count * each;
  const bytes = new Uint8Array(44 + 2 * samples);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('RIFF....WAVEfmt '));
  view.setUint32(4, bytes.length - 8, true);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  bytes.set(new TextEncoder().encode('data'), 36);
  view.setUint32(40, 2 * samples, true);
  for (let at = 0; at < samples; at++) {
    const within = (at % each) / each;
    const pitch = [262, 294, 330, 392, 440][Math.floor(at / each) % 5] ?? 262;
    view.setInt16(44 + 2 * at, 6_000 * Math.sin(Math.PI * within) * Math.sin((2 * Math.PI * pitch * at) / rate), true);
  }
  return bytes;
}
