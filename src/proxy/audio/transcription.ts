/** `POST /v1/audio/transcriptions`: a recording goes out in a form that is made here, and its text comes back as JSON. */
import { soundHead, soundType, mostSeconds, type SoundType } from '../attachments/sounds.js';
import { tokensOfSecond } from '../attachments/tokens.js';
import { readBytes } from '../body.js';
import { wrongValue } from '../checks.js';
import type { Endpoint, Outgoing, Preparation } from '../endpoint.js';
import { badBody, badField } from '../refusal.js';
import { parseForm, writeForm } from './form.js';
import type { TranscriptionSettings } from './options.js';

export function transcriptionEndpoint(settings: TranscriptionSettings, bodyTimeoutMs: number): Endpoint {
  return {
    ...settings,
    media: 'multipart/form-data',
    accept: 'application/json',
    answerType: (type) => (type === 'application/json' ? 'application/json; charset=utf-8' : undefined),
    prepare: (request, preparation) => prepare(request, preparation, { ...settings, bodyTimeoutMs }),
  };
}

/** What a field may hold, and no other field goes on. */
const fields: Record<string, { fits: (text: string) => boolean; expected: string }> = {
  model: { fits: (text) => text.length <= 200, expected: 'a string of at most 200 characters' },
  // Such as `de` or `de-CH` (https://www.rfc-editor.org/rfc/rfc5646#section-2.1).
  language: { fits: (text) => /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,3}$/i.test(text), expected: 'the code of a language' },
  prompt: { fits: (text) => text.length <= 1_000, expected: 'a string of at most 1000 characters' },
  // The others are no JSON.
  response_format: { fits: (text) => ['json', 'verbose_json'].includes(text), expected: "one of 'json', 'verbose_json'" },
  temperature: { fits: (text) => /^(0(\.\d{1,9})?|1(\.0{1,9})?)$/.test(text), expected: 'between 0 and 1' },
};

/** A service goes by the ending of the name: `mp4` with sound alone is `m4a`. */
const files: Record<SoundType, { type: string; ending: string }> = {
  wav: { type: 'audio/wav', ending: 'wav' },
  mp3: { type: 'audio/mpeg', ending: 'mp3' },
  webm: { type: 'audio/webm', ending: 'webm' },
  ogg: { type: 'audio/ogg', ending: 'ogg' },
  mp4: { type: 'audio/mp4', ending: 'm4a' },
  flac: { type: 'audio/flac', ending: 'flac' },
};

async function prepare(
  request: Request,
  { report }: Preparation,
  { model, maxBytes, bodyTimeoutMs }: TranscriptionSettings & { bodyTimeoutMs: number },
): Promise<Outgoing> {
  const read = await readBytes(request, maxBytes, bodyTimeoutMs);
  if ('problem' in read) throw badBody(read.problem);
  report.bytesIn = read.value.length;
  report.model = model;
  const parts = parseForm(read.value, request.headers.get('content-type') ?? '');
  if (!parts) throw badBody('invalid_form');

  const sent = new Map([['model', model]]);
  let recording: Uint8Array<ArrayBuffer> | undefined;
  for (const { name, bytes } of parts) {
    if (name === 'file') {
      recording = bytes;
      continue;
    }
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const shown = name.slice(0, 100);
    if (!field) throw badField({ message: `The field '${shown}' is not known.`, param: shown, code: 'unknown_parameter' });
    const text = new TextDecoder().decode(bytes);
    if (!field.fits(text)) throw badField(wrongValue(name, field.expected));
    if (name !== 'model') sent.set(name, text);
  }
  if (!recording) throw badField({ message: "The field 'file' is missing.", param: 'file', code: 'missing_required_parameter' });
  const sound = soundType(recording);
  if (!sound) throw badField(wrongValue('file', `a recording (${Object.keys(files).join(', ')})`));
  // What the visitor calls the file and its type stays here.
  const { type, ending } = files[sound];
  const form = writeForm(sent, { name: `recording.${ending}`, type, bytes: recording });
  const seconds = mostSeconds(recording.subarray(0, soundHead), recording.length);
  const most = Math.ceil(seconds * tokensOfSecond) + new TextEncoder().encode(sent.get('prompt')).length;
  return {
    ...form,
    tokens: () => ({ prompt: most, most }),
    opening: '',
  };
}
