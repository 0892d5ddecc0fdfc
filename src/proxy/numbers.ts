/** The numbers that an owner sets: NaN (a variable that was not there) would switch a cap off without a word. */
import type { Settings } from './options.js';

/** A longer setTimeout fires at once (a signed 32-bit integer: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args). */
const longestTimeoutMs = 2 ** 31 - 1;

/** @throws TypeError for a cap, a limit or a time-out that is no whole number in its range. */
export function assertNumbers({
  policy,
  maxBodyBytes,
  timeouts,
  trustedProxies,
  limits = {},
  transcription,
  speech,
}: Settings): void {
  const { maxMessages, maxMessageCharacters, maxCompletionTokens, maxChoices } = policy;
  assertWhole({ maxBodyBytes, maxMessages, maxMessageCharacters, maxCompletionTokens, maxChoices }, 1);
  if (transcription) assertWhole({ 'transcription.maxBytes': transcription.maxBytes }, 1);
  if (speech) assertWhole({ 'speech.maxCharacters': speech.maxCharacters }, 1);
  assertWhole({ trustedProxies }, 0);
  assertWhole({ ...timeouts }, 1, longestTimeoutMs);
  assertWhole({ ...limits.visitor }, 1);
  assertWhole({ ...limits.total }, 1);
}

export function assertWhole(numbers: Record<string, number | undefined>, least: number, most = Number.MAX_SAFE_INTEGER): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (value === undefined && (name === 'requests' || name === 'tokens')) continue;
    if (!Number.isSafeInteger(value) || Number(value) < least || Number(value) > most) {
      throw new TypeError(`${name}: ${value} must be a whole number from ${least} to ${most}.`);
    }
  }
}
