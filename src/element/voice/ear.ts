/** What turns speech into words, or into a recording. */
import type { dictationWords } from '../../locales/en-dictation.js';

/** Why it has ended without being asked to: the name of the words that say so. */
export type Problem = Exclude<keyof typeof dictationWords, 'dictated'>;

export interface Ear {
  /** Ends it. What was said before is still told. */
  stop: () => void;
  /** Ends it at once. Nothing is told after that. */
  abort: () => void;
}

/** What an ear tells. */
export interface Listener {
  /** The microphone is on. */
  started: () => void;
  /** All words so far; the last ones may change. */
  heard: (words: string) => void;
  recorded: (recording: Blob) => void;
  /** Once, and last. */
  ended: (problem?: Problem) => void;
}
