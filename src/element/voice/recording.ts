import type { Ear, Listener, Problem } from './ear.js';

/** Opus is what most browsers write; Safari before 18.4 writes MP4 alone. */
const types = ['audio/webm;codecs=opus', 'audio/mp4'];
/** Speech is understood as well as with more; ten minutes are 2.4 MB. */
const bitsPerSecond = 32_000;
/** The API's: https://platform.openai.com/docs/guides/speech-to-text */
const largest = 25_000_000;
/** Who pressed twice has said nothing. */
const shortestMs = 300;

export const canRecord = (): boolean => typeof MediaRecorder === 'function';

/** A recording by the microphone. */
export class Recording implements Ear {
  readonly #listener: Listener;
  readonly #pieces: Blob[] = [];
  #stream: MediaStream | undefined;
  #recorder: MediaRecorder | undefined;
  #startedAt = 0;
  #isOver = false;

  constructor(listener: Listener) {
    this.#listener = listener;
    void this.#start();
  }

  /** In seconds. */
  get elapsed(): number {
    return this.#startedAt && Math.floor((performance.now() - this.#startedAt) / 1000);
  }

  stop(): void {
    if (this.#recorder?.state === 'recording') this.#recorder.stop();
  }

  abort(): void {
    this.#isOver = true;
    this.stop();
    this.#release();
  }

  async #start(): Promise<void> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      this.#stream = stream;
      if (this.#isOver) {
        this.#release();
        return;
      }
      this.#record(stream);
    } catch (error) {
      this.#end(problemOf(error));
    }
  }

  #record(stream: MediaStream): void {
    const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
    const recorder = new MediaRecorder(stream, { audioBitsPerSecond: bitsPerSecond, ...(mimeType && { mimeType }) });
    this.#recorder = recorder;
    recorder.addEventListener('dataavailable', ({ data }) => {
      this.#pieces.push(data);
      if (this.#pieces.reduce((sum, { size }) => sum + size, 0) > largest - bitsPerSecond) this.stop();
    });
    recorder.addEventListener('stop', () => this.#finish(recorder.mimeType)); // also where the microphone was pulled out
    recorder.addEventListener('error', () => this.#end('recognitionFailed'));
    recorder.start(1_000);
    this.#startedAt = performance.now();
    this.#listener.started();
  }

  #finish(type: string): void {
    const isShort = performance.now() - this.#startedAt < shortestMs;
    const recording = new Blob(this.#pieces, { type });
    if (this.#isOver) return;
    if (isShort || recording.size === 0) this.#end('nothingHeard');
    else {
      this.#release();
      this.#isOver = true;
      this.#listener.recorded(recording);
    }
  }

  #end(problem: Problem): void {
    if (this.#isOver) return;
    this.abort();
    this.#listener.ended(problem);
  }

  /** The browser's sign that the microphone is on goes out. */
  #release(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
  }
}

/** https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia */
function problemOf(error: unknown): Problem {
  const { name } = error as Error;
  if (/^(?:NotAllowed|Security)Error$/.test(name)) return 'microphoneDenied';
  return name === 'NotFoundError' ? 'microphoneMissing' : 'recognitionFailed';
}
