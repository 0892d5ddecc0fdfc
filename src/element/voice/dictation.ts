import { nothing, type ReactiveController } from 'lit';
import { numberOf } from '../api/attributes.js';
import { isDisabled } from '../api/availability.js';
import { modeOf } from '../api/modes.js';
import { isComposing } from '../composer/keyboard.js';
import type { ComposerPart, Reader } from '../host.js';
import { pageLanguage } from '../panel/locale-controller.js';
import { dictateButton, dictationNotice, phaseText, type DictationView, type Phase } from './dictation-template.js';
import type { Ear, Listener, Problem } from './ear.js';
import { Insertion } from './insertion.js';
import { Recognition, recognitionOf } from './recognition.js';
import { canRecord, Recording } from './recording.js';
import { transcribe } from './transcription.js';
import type { DictationHost, DictationServices } from './voice-host.js';

const longestMs = 10 * 60_000;
/** A server writes ten minutes down in less. */
const patienceMs = 120_000;
/** More is not said back: it stands in the input. */
const longestSaid = 300;

/** A button in the composer, and what is said becomes text where the caret is. It begins by a press alone. */
export class Dictation implements ReactiveController, ComposerPart {
  readonly #host: DictationHost;
  readonly #services: DictationServices;
  #phase: Phase = 'idle';
  #problem: Problem | undefined;
  #ear: Ear | undefined;
  /** Of the ear that is at work. */
  #round: object | undefined;
  #insertion: Insertion | undefined;
  #words = '';
  /** That could not be written down. */
  #kept: Blob | undefined;
  /** Of what is written down by a server. */
  #request: AbortController | undefined;
  /** The visitor does not want it written down: that was said before there was a request. */
  #isGivenUp = false;
  /** Those that wait until it has ended. */
  #waiting: ((canBeSent: boolean) => void)[] = [];
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(host: DictationHost, services: DictationServices) {
    this.#host = host;
    this.#services = services;
    host.addController(this);
    for (const type of ['input', 'chat-send']) host.addEventListener(type, this.#onGoneOn);
  }

  get isBusy(): boolean {
    return this.#phase !== 'idle';
  }

  render(place: 'above' | 'start' | 'end'): unknown {
    if (place === 'start' || !this.#isOffered) return nothing;
    return (place === 'end' ? dictateButton : dictationNotice)(this.#view);
  }

  settle(): Promise<boolean> | undefined {
    if (this.#phase === 'starting') this.#end();
    if (!this.isBusy) return undefined;
    this.#stop();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  cleared(): void {
    this.#waiting = []; // what they were to send is gone
    this.#discard();
  }

  hostUpdate(): void {
    const host = this.#host;
    if (this.#kept && !this.#isOffered) this.#kept = undefined;
    if (!this.isBusy) return;
    if (!this.#isOffered || isDisabled(host) || host.readOnly) this.#end();
    else if ((modeOf(host).isClosable && !host.open) || this.#reader?.isReading) this.#stop();
  }

  hostDisconnected(): void {
    this.#discard();
  }

  get #isOffered(): boolean {
    const { dictation, transcriptionEndpoint } = this.#host;
    return dictation && (transcriptionEndpoint ? canRecord() : recognitionOf(window) !== undefined);
  }

  get #reader(): Reader | undefined {
    return this.#services.transcript()?.actions.reader;
  }

  get #view(): DictationView {
    const host = this.#host;
    return {
      strings: this.#services.locale.strings,
      phase: this.#phase,
      problem: this.#problem,
      elapsed: this.#ear instanceof Recording ? this.#ear.elapsed : 0,
      isKept: this.#kept !== undefined,
      canStart: !isDisabled(host) && !host.readOnly,
      onPress: this.#onPress,
      onRetry: this.#onRetry,
      onDiscard: this.#discard,
    };
  }

  readonly #onPress = (): void => {
    if (this.#phase === 'writing') this.#giveUp();
    else if (this.isBusy) this.#stop();
    else if (this.#view.canStart) void this.#start();
  };

  async #start(): Promise<void> {
    const host = this.#host;
    if (host.consent && !(await this.#services.consented())) return;
    const field = host.renderRoot.querySelector<HTMLTextAreaElement>('.composer textarea');
    if (!field || this.isBusy) return;
    if (!isSecureContext) {
      this.#end('microphoneInsecure');
      return;
    }
    this.#reader?.stop(); // or it would be written down
    this.#kept = undefined;
    this.#words = '';
    this.#insertion = new Insertion(field, numberOf(host, 'maxLength') ?? -1);
    this.#turnTo('starting');
    addEventListener('keydown', this.#onKeydown, true);
    document.addEventListener('visibilitychange', this.#onHidden);
    const round = (this.#round = {});
    // An ear that has been ended may still say something.
    const own =
      <Given extends unknown[]>(tell: (...given: Given) => void) =>
      (...given: Given): void => {
        if (round === this.#round) tell(...given);
      };
    const listener: Listener = {
      started: own(() => this.#started()),
      heard: own((words) => this.#write(words)),
      recorded: own((recording) => void this.#transcribe(recording)),
      ended: own((problem) => this.#end(problem)),
    };
    const Browsers = host.transcriptionEndpoint ? undefined : recognitionOf(window);
    const ear = Browsers ? new Recognition(Browsers, pageLanguage(host), listener) : new Recording(listener);
    if (round === this.#round) this.#ear = ear; // it may have failed at once
  }

  /** Recognition tells it with each of its rounds. */
  #started(): void {
    if (this.#phase !== 'starting') return;
    this.#turnTo(this.#ear instanceof Recording ? 'recording' : 'listening');
    this.#timers = [
      setTimeout(() => this.#stop('dictationTooLong'), longestMs),
      setInterval(() => this.#host.requestUpdate(), 1_000),
    ];
  }

  /** The microphone goes off; what was said is still written. */
  #stop(problem?: Problem): void {
    if (this.#phase === 'starting') this.#end();
    if (!/^(?:listening|recording)$/.test(this.#phase)) return;
    this.#problem = problem;
    this.#clearTimers();
    this.#turnTo('writing');
    this.#ear?.stop();
  }

  #write(words: string): void {
    this.#words = words;
    this.#insertion?.write(words);
  }

  async #transcribe(recording: Blob): Promise<void> {
    const host = this.#host;
    const request = (this.#request = new AbortController());
    this.#ear = this.#round = undefined;
    this.#kept = recording;
    this.#clearTimers();
    this.#timers = [setTimeout(() => request.abort(), patienceMs)];
    this.#turnTo('writing');
    if (this.#isGivenUp) request.abort();
    try {
      const words = await transcribe(host, { recording, language: pageLanguage(host), signal: request.signal });
      if (request !== this.#request) return;
      this.#kept = undefined;
      this.#write(words);
      this.#end(words === '' ? 'nothingHeard' : this.#problem);
    } catch {
      if (request === this.#request) this.#end('transcriptionFailed');
    }
  }

  /** A recording stays; the last words of a recognition are on their way, and are written. */
  #giveUp(): void {
    this.#isGivenUp = true;
    this.#request?.abort();
  }

  readonly #onRetry = (): void => {
    const field = this.#host.renderRoot.querySelector<HTMLTextAreaElement>('.composer textarea');
    if (!this.#kept || !field || !this.#view.canStart) return;
    this.#insertion = new Insertion(field, numberOf(this.#host, 'maxLength') ?? -1);
    this.#problem = undefined;
    addEventListener('keydown', this.#onKeydown, true);
    void this.#transcribe(this.#kept);
  };

  readonly #discard = (): void => {
    this.#kept = undefined;
    this.#end();
  };

  /** Everything is over and released; a recording that is kept stays. */
  #end(problem?: Problem): void {
    const ear = this.#ear;
    const wasBusy = this.isBusy;
    this.#ear = this.#round = undefined;
    this.#request?.abort();
    this.#request = undefined;
    this.#clearTimers();
    ear?.abort();
    removeEventListener('keydown', this.#onKeydown, true);
    document.removeEventListener('visibilitychange', this.#onHidden);
    this.#problem = problem;
    this.#phase = 'idle';
    this.#isGivenUp = false;
    this.#host.requestUpdate();
    const words = this.#words;
    this.#words = '';
    if (problem) this.#say(this.#services.locale.strings[problem]);
    else if (wasBusy && words !== '' && words.length <= longestSaid) this.#say(this.#services.locale.strings.dictated(words));
    const canBeSent = !problem || problem === 'nothingHeard';
    for (const resolve of this.#waiting.splice(0)) resolve(canBeSent);
  }

  #turnTo(phase: Phase): void {
    this.#phase = phase;
    if (phase === 'starting') this.#problem = undefined;
    const text = phase === 'writing' && !this.#request ? undefined : phaseText(this.#services.locale.strings, phase);
    if (text) this.#say(text);
    this.#host.requestUpdate();
  }

  #say(text: string): void {
    this.#services.transcript()?.announcements.say(() => text);
  }

  #clearTimers(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
  }

  /** Before anybody else: one thing a press. In Safari a button that is clicked does not get the focus, so the key may come from the body. */
  readonly #onKeydown = (event: KeyboardEvent): void => {
    const isHere = event.composedPath().includes(this.#host) || event.target === document.body;
    if (event.key !== 'Escape' || isComposing(event) || !isHere) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.#phase === 'writing') this.#giveUp();
    else if (this.#phase === 'listening') this.#stop();
    else this.#end();
  };

  /** What was wrong is history, unless there is still something to be done about it. */
  readonly #onGoneOn = (): void => {
    if (!this.isBusy && !this.#kept) this.#problem = undefined;
  };

  readonly #onHidden = (): void => {
    if (document.hidden) this.#stop();
  };
}
