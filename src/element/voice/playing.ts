import { requestHeaders } from '../../conversation/index.js';
import { keyword } from '../api/attributes.js';
import type { RequestProperties } from '../api/request-properties.js';
import { hint } from '../hints/hints.js';
import type { Reading } from './reading.js';

/** For headers that a page is asked for. */
const patienceMs = 45_000;

/**
 * By a server: `POST /v1/audio/speech`. While one piece sounds the next is fetched. By Web Audio, which no `media-src` of the page forbids, and which
 * sounds after a press although the sound comes later.
 */
export class Playing implements Reading {
  readonly #host: RequestProperties;
  readonly #requests = new AbortController();
  readonly #context = new AudioContext();
  #next: { piece: string; sound: Promise<AudioBuffer> } | undefined;
  #source: AudioBufferSourceNode | undefined;

  constructor(host: RequestProperties) {
    this.#host = host;
  }

  unlock(): void {
    void this.#context.resume();
  }

  async read(piece: string, next: string | undefined): Promise<void> {
    const { signal } = this.#requests;
    const sound = await (this.#next?.piece === piece ? this.#next.sound : this.#fetch(piece));
    if (signal.aborted) return;
    if (next !== undefined) {
      this.#next = { piece: next, sound: this.#fetch(next) };
      this.#next.sound.catch(() => undefined); // told when it is its turn
    }
    const source = this.#context.createBufferSource();
    source.buffer = sound;
    source.connect(this.#context.destination);
    await new Promise((resolve) => {
      source.onended = resolve; // also when it is stopped
      source.start();
      this.#source = source; // what has not begun cannot be stopped
    });
  }

  stop(): void {
    this.#requests.abort();
    this.#source?.stop();
    void this.#context.close();
  }

  async #fetch(input: string): Promise<AudioBuffer> {
    const host = this.#host;
    const { signal } = this.#requests;
    try {
      const headers = await requestHeaders({ idleTimeout: patienceMs, signal, secrets: [] }, host.headers ?? undefined);
      headers.set('accept', 'audio/*');
      const response = await (host.fetcher ?? fetch)(new URL(host.speechEndpoint ?? '', host.baseURI).href, {
        method: 'POST',
        headers,
        credentials: keyword(host, 'credentials', ['same-origin', 'omit', 'include'] as const),
        cache: 'no-store',
        redirect: 'error', // it would take the reply to wherever it points
        body: JSON.stringify({ input }),
        signal,
      });
      if (!response.ok) throw new Error(`It answered ${response.status}.`);
      return await this.#context.decodeAudioData(await response.arrayBuffer());
    } catch (error) {
      if (!signal.aborted) hint(host, 'audio-request', 'speech-endpoint', String(error));
      throw error;
    }
  }
}
