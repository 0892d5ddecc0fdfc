/** What an owner can set for the two voice endpoints. Both are off until they are named. */
import type { Key } from '../key.js';

interface VoiceOptions {
  /** Of the owner's choice: whatever a page asks for, this one is used. */
  model: string;
  /** The one address that requests go to. Default: beside `upstream`. */
  upstream?: string | URL | undefined;
  /** Default: `key`. An `upstream` at another origin needs one of its own. */
  key?: Key | undefined;
}

/** `POST /v1/audio/transcriptions`: a recording becomes text. */
export interface TranscriptionOptions extends VoiceOptions {
  /** Bytes of a request with its recording. Default: 10,000,000, which is twenty minutes and more of what browsers record. */
  maxBytes?: number | undefined;
}

/** `POST /v1/audio/speech`: a text is spoken. */
export interface SpeechOptions extends VoiceOptions {
  /** As `model`. */
  voice: string;
  /** Characters of a text. Default: 4,096, the most that the API takes. */
  maxCharacters?: number | undefined;
}

interface Common {
  path: string;
  upstream: string;
  key: Key | undefined;
  model: string;
}
export type TranscriptionSettings = Common & { maxBytes: number };
export type SpeechSettings = Common & { voice: string; maxCharacters: number };

interface Chat {
  path: string;
  upstream: string;
  key: Key | undefined;
}

/** @throws TypeError for options that make no sense. */
export function transcriptionSettings(options: TranscriptionOptions | false, chat: Chat): TranscriptionSettings | undefined {
  if (options === false) return undefined;
  return { ...common('transcription', options, chat), maxBytes: options.maxBytes ?? 10_000_000 };
}

/** @throws TypeError for options that make no sense. */
export function speechSettings(options: SpeechOptions | false, chat: Chat): SpeechSettings | undefined {
  if (options === false) return undefined;
  const { voice } = named('speech', options, 'voice');
  return { ...common('speech', options, chat), voice, maxCharacters: options.maxCharacters ?? 4_096 };
}

const ends = { transcription: '/audio/transcriptions', speech: '/audio/speech' };

function common(name: keyof typeof ends, options: VoiceOptions, chat: Chat): Common {
  const { model } = named(name, options, 'model');
  const upstream = options.upstream === undefined ? beside(chat.upstream, name) : new URL(options.upstream).href;
  const isElsewhere = new URL(upstream).origin !== new URL(chat.upstream).origin;
  // The key of one service is no business of another.
  if (isElsewhere && options.key === undefined)
    throw new TypeError(`${name}.key: an upstream at another origin needs a key of its own.`);
  // `/v1/audio/speech` beside `/v1/chat/completions`, `/api/audio/speech` beside `/api/chat`.
  const path = chat.path.replace(/(\/chat\/completions|\/[^/]*)$/, ends[name]);
  return { path, upstream, key: options.key ?? chat.key, model };
}

function beside(chat: string, name: keyof typeof ends): string {
  const url = new URL(chat);
  if (!url.pathname.endsWith('/chat/completions')) {
    throw new TypeError(`${name}.upstream: there is no telling from the upstream '${url.pathname}'. Name the address.`);
  }
  url.pathname = url.pathname.replace(/\/chat\/completions$/, ends[name]);
  return url.href;
}

function named<Name extends string>(option: string, value: unknown, name: Name): Record<Name, string> {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${option}: ${String(value)} must be false or an object.`);
  const text = (value as Record<string, unknown>)[name];
  if (typeof text !== 'string' || text === '') throw new TypeError(`${option}.${name}: ${String(text)} must be a name.`);
  return { [name]: text } as Record<Name, string>;
}
