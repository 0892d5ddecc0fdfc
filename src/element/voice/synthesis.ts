import { languageOf } from './pieces.js';
import type { Reading } from './reading.js';

/** A piece takes half of this. Where Chromium breaks a voice off it does not say so. */
const longestMs = 30_000;

export const voices = (): SpeechSynthesisVoice[] => ('speechSynthesis' in window ? speechSynthesis.getVoices() : []);

/**
 * By a voice of the browser. A piece should be short: Chromium breaks the voices that it fetches off after some 15 s
 * (https://issues.chromium.org/issues/40747712).
 */
export class Synthesis implements Reading {
  readonly #language: string;
  #isStopped = false;
  /** Held, or the browser may collect it before it has ended. */
  #utterance: SpeechSynthesisUtterance | undefined;
  #done: (() => void) | undefined;

  /** @param language of the page */
  constructor(language: string) {
    this.#language = language;
  }

  /** Safari on iOS speaks only after it has spoken in a press. */
  unlock(): void {
    speechSynthesis.cancel();
    speechSynthesis.speak(new SpeechSynthesisUtterance(''));
  }

  read(piece: string): Promise<void> {
    if (this.#isStopped) return Promise.resolve();
    const language = languageOf(piece, this.#language);
    const utterance = (this.#utterance = new SpeechSynthesisUtterance(piece));
    if (language) utterance.lang = language;
    utterance.voice = voiceFor(language, voices()) ?? null;
    return new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        speechSynthesis.cancel(); // it hangs, and would hold back whatever comes next
        resolve();
      }, longestMs);
      this.#done = () => {
        clearTimeout(timer);
        resolve();
      };
      utterance.addEventListener('end', this.#done);
      utterance.addEventListener('error', ({ error }) => {
        clearTimeout(timer);
        // Whoever else speaks on this page has ended it.
        if (/^(?:canceled|interrupted)$/.test(error)) this.#isStopped = true;
        else reject(new Error(error));
        resolve();
      });
      speechSynthesis.speak(utterance);
    });
  }

  stop(): void {
    this.#isStopped = true;
    speechSynthesis.cancel();
    this.#done?.();
  }
}

/** One of the same region, or else the browser's own choice for the language. Android writes `en_US`. */
function voiceFor(language: string, all: readonly SpeechSynthesisVoice[]): SpeechSynthesisVoice | undefined {
  const tagOf = (voice: SpeechSynthesisVoice): string => voice.lang.replace('_', '-').toLowerCase();
  const wanted = language.toLowerCase();
  const [primary] = wanted.split('-');
  const fitting = all.filter((voice) => tagOf(voice).split('-')[0] === primary);
  const best = fitting.filter((voice) => tagOf(voice) === wanted);
  const [chosen] = [best, fitting].flatMap((some) => [...some.filter((voice) => voice.default), ...some]);
  return chosen;
}
