/** The names of the options: one that is misspelt would be a cap, a limit or a rule that nobody has set. */
import type { SpeechOptions, TranscriptionOptions } from './audio/options.js';
import type { Allowance, Limits } from './limit.js';
import type { ChatProxyOptions } from './options.js';
import type { Timeouts } from './upstream.js';

type Names<Options> = Record<keyof Options, true>;

const names: Names<ChatProxyOptions> = {
  key: true,
  upstream: true,
  path: true,
  fetch: true,
  origins: true,
  credentials: true,
  allowedHeaders: true,
  authorize: true,
  models: true,
  instructions: true,
  visitorInstructions: true,
  tools: true,
  logitBias: true,
  attachments: true,
  remoteImages: true,
  transcription: true,
  speech: true,
  maxBodyBytes: true,
  maxMessages: true,
  maxMessageCharacters: true,
  maxCompletionTokens: true,
  maxChoices: true,
  limits: true,
  trustedProxies: true,
  visitor: true,
  timeouts: true,
  onRequest: true,
  onUsage: true,
  onError: true,
};
const namesOfVoice = { model: true, upstream: true, key: true } as const;
const namesOfTranscription: Names<TranscriptionOptions> = { ...namesOfVoice, maxBytes: true };
const namesOfSpeech: Names<SpeechOptions> = { ...namesOfVoice, voice: true, maxCharacters: true };
const namesOfTimeouts: Names<Timeouts> = { body: true, headers: true, idle: true, reply: true, functions: true };
const namesOfLimits: Names<Limits> = { store: true, visitor: true, total: true };
const namesOfAllowance: Names<Allowance> = { requests: true, tokens: true };

/** @throws TypeError for an option that there is not; the message has the nearest one that there is. */
export function assertNames(options: ChatProxyOptions): void {
  const { timeouts, limits, transcription, speech } = options;
  check(options, names, '');
  check(timeouts, namesOfTimeouts, 'timeouts.');
  check(transcription, namesOfTranscription, 'transcription.');
  check(speech, namesOfSpeech, 'speech.');
  check(limits, namesOfLimits, 'limits.');
  check(limits?.visitor, namesOfAllowance, 'limits.visitor.');
  check(limits?.total, namesOfAllowance, 'limits.total.');
}

function check(options: unknown, known: Record<string, true>, at: string): void {
  // Of what is no object at all is told later.
  if (typeof options !== 'object' || options === null) return;
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  const [nearest] = Object.keys(known).sort((one, other) => distance(one, unknown) - distance(other, unknown));
  throw new TypeError(`${at}${unknown}: there is no such option. The nearest is ${at}${nearest}.`);
}

/** How many letters have to be put in, taken out or replaced (https://en.wikipedia.org/wiki/Levenshtein_distance). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const letter of one) {
    const next = [(row[0] ?? 0) + 1];
    for (let index = 0; index < other.length; index++) {
      const replaced = (row[index] ?? 0) + (letter === other[index] ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
