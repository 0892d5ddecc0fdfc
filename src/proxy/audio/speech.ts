/** `POST /v1/audio/speech`: a text goes out with the owner's model and voice, and sound comes back as it is made. */
import { readJson } from '../body.js';
import { number, object, optional, required, string, table, word } from '../checks.js';
import type { Endpoint, Outgoing, Preparation } from '../endpoint.js';
import { badBody, badField } from '../refusal.js';
import type { SpeechSettings } from './options.js';

const formats = ['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm'];

/** Sound and nothing that a browser would read in another way. `x-wav` and `wave` are old names of one that servers still use. */
const answerTypes = ['mpeg', 'mp3', 'ogg', 'opus', 'aac', 'flac', 'wav', 'x-wav', 'wave', 'pcm', 'l16', 'mp4', 'webm'].map(
  (name) => `audio/${name}`,
);

/**
 * A character is a byte or more, and no token is shorter than one. Spoken it takes a fifteenth of a second, and a second of speech is some
 * twenty tokens (gpt-4o-mini-tts: 0.015 dollars a minute at 12 dollars a million, https://platform.openai.com/docs/pricing).
 */
const tokensOfByte = 2 + 1;

interface SpeechBody {
  input: string;
  response_format?: string | null;
  speed?: number | null;
}

export function speechEndpoint(settings: SpeechSettings, bodyTimeoutMs: number): Endpoint {
  return {
    ...settings,
    media: 'application/json',
    accept: 'audio/*',
    answerType: (type) => (answerTypes.includes(type) ? type : undefined),
    prepare: (request, preparation) => prepare(request, preparation, { ...settings, bodyTimeoutMs }),
  };
}

/** Every field of the API but `instructions` and `stream_format`: how it is spoken is the owner's, and it comes as sound. */
const bodyFields = (maxCharacters: number) =>
  table({
    model: optional(string({ most: 200 })),
    voice: optional(string({ most: 200 })),
    input: required(string({ least: 1, most: maxCharacters })),
    response_format: optional(word(formats)),
    speed: optional(number(0.25, 4)),
  });

async function prepare(
  request: Request,
  { report }: Preparation,
  { model, voice, maxCharacters, bodyTimeoutMs }: SpeechSettings & { bodyTimeoutMs: number },
): Promise<Outgoing> {
  // JSON may write a character as two escapes of six bytes.
  const read = await readJson(request, 12 * maxCharacters + 1_000, bodyTimeoutMs);
  if ('problem' in read) throw badBody(read.problem);
  report.bytesIn = read.bytes;
  report.model = model;
  const problem = object(bodyFields(maxCharacters))(read.value, '');
  if (problem) throw badField(problem);
  const { input, response_format, speed } = read.value as SpeechBody;
  const most = new TextEncoder().encode(input).length * tokensOfByte;
  return {
    body: JSON.stringify({ model, voice, input, ...(response_format && { response_format }), ...(speed && { speed }) }),
    type: 'application/json',
    tokens: () => ({ prompt: most, most }),
    opening: '',
  };
}
