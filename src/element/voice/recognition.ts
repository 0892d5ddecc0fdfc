import type { Ear, Listener, Problem } from './ear.js';

/** As far as it is used here; TypeScript's own types do not have it. https://webaudio.github.io/web-speech-api/#speechreco-section */
interface SpeechRecognition extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  start: () => void;
  stop: () => void;
  abort: () => void;
}

type Constructor = new () => SpeechRecognition;

interface ResultEvent extends Event {
  readonly results: SpeechRecognitionResultList;
}

/** The browser's own, undefined where it has none. */
export function recognitionOf(page: object): Constructor | undefined {
  const { SpeechRecognition, webkitSpeechRecognition } = page as Partial<
    Record<'SpeechRecognition' | 'webkitSpeechRecognition', Constructor>
  >;
  return SpeechRecognition ?? webkitSpeechRecognition;
}

/** https://webaudio.github.io/web-speech-api/#enumdef-speechrecognitionerrorcode */
const problems: Partial<Record<string, Problem>> = {
  'not-allowed': 'microphoneDenied',
  'service-not-allowed': 'microphoneDenied',
  'audio-capture': 'microphoneMissing',
  'no-speech': 'nothingHeard',
  network: 'recognitionOffline',
  'language-not-supported': 'recognitionLanguage',
};

/** How long the last words may take after the end. */
const patienceMs = 3_000;

/**
 * Words by the browser's speech recognition. Whatever `continuous` says, browsers end it after a pause, on Android after each sentence, so it
 * begins anew until somebody ends it (https://github.com/WebAudio/web-speech-api/issues/99, https://github.com/mdn/browser-compat-data/issues/23458).
 */
export class Recognition implements Ear {
  readonly #listener: Listener;
  readonly #recognition: SpeechRecognition;
  /** Words of the rounds that are over. */
  #before = '';
  /** Words of this round. */
  #words = '';
  #isStopped = false;
  #problem: Problem | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(Recognition: Constructor, language: string, listener: Listener) {
    this.#listener = listener;
    const recognition = (this.#recognition = new Recognition());
    if (language) recognition.lang = language;
    recognition.continuous = true;
    recognition.interimResults = true;
    recognition.addEventListener('start', listener.started);
    recognition.addEventListener('result', (event) => this.#hear((event as ResultEvent).results));
    recognition.addEventListener('error', (event) => {
      const { error } = event as Event & { error: string };
      // Somebody else may have taken the microphone, and ended this.
      this.#problem ??= problems[error] ?? (error === 'aborted' ? undefined : 'recognitionFailed');
      if (error === 'aborted') this.#isStopped = true;
    });
    recognition.addEventListener('end', this.#onEnd);
    this.#start();
  }

  stop(): void {
    this.#isStopped = true;
    this.#timer = setTimeout(() => this.#end(), patienceMs);
    this.#recognition.stop();
  }

  abort(): void {
    this.#recognition.removeEventListener('end', this.#onEnd);
    clearTimeout(this.#timer);
    this.#recognition.abort();
  }

  #start(): void {
    try {
      this.#recognition.start();
    } catch {
      this.#end('recognitionFailed');
    }
  }

  #hear(results: SpeechRecognitionResultList): void {
    const all = Array.from(results);
    this.#words = all
      .filter((result, index) => !isRepeated(result, all[index + 1]))
      .map((result) => result[0]?.transcript.trim() ?? '')
      .join(' ');
    this.#listener.heard(`${this.#before} ${this.#words}`.trim());
  }

  readonly #onEnd = (): void => {
    const words = `${this.#before} ${this.#words}`.trim();
    const isSilent = words === this.#before;
    // Silence after some words is a pause; a whole round of it is an end.
    const isNoProblem = !this.#problem || (this.#problem === 'nothingHeard' && !isSilent);
    this.#before = words;
    this.#words = '';
    if (!this.#isStopped && isNoProblem && !isSilent) {
      this.#problem = undefined;
      this.#start();
    } else this.#end(this.#problem ?? (words === '' ? 'nothingHeard' : undefined));
  };

  #end(problem?: Problem): void {
    this.abort();
    // What ends by itself after some words says nothing of it.
    this.#listener.ended(problem === 'nothingHeard' && this.#before + this.#words !== '' ? undefined : problem);
  }
}

/**
 * Chrome on Android gives words that may still change as final ones, of confidence 0, and the same words with further ones after them
 * (https://github.com/JamesBrill/react-speech-recognition/pull/31).
 */
function isRepeated({ isFinal, 0: words }: SpeechRecognitionResult, next: SpeechRecognitionResult | undefined): boolean {
  if (!isFinal || !words || words.confidence > 0) return false;
  return next?.[0]?.transcript.trim().toLowerCase().startsWith(words.transcript.trim().toLowerCase()) === true;
}
