import { requestHeaders } from '../../conversation/index.js';
import { keyword } from '../api/attributes.js';
import type { RequestProperties } from '../api/request-properties.js';
import { hint } from '../hints/hints.js';

/** For headers that a page is asked for. */
const patienceMs = 45_000;

export interface Transcription {
  recording: Blob;
  /** Of the page, as in `lang`. */
  language: string;
  signal: AbortSignal;
}

/**
 * A recording as text, by `POST /v1/audio/transcriptions`.
 * @throws where there is none
 */
export async function transcribe(host: RequestProperties, { recording, language, signal }: Transcription): Promise<string> {
  const url = host.transcriptionEndpoint ?? '';
  try {
    const headers = await requestHeaders({ idleTimeout: patienceMs, signal, secrets: [] }, host.headers ?? undefined);
    headers.delete('content-type'); // the browser's, which names the boundary
    const body = new FormData();
    body.set('file', recording, `speech.${recording.type.includes('mp4') ? 'mp4' : 'webm'}`);
    const [primary = ''] = language.split('-');
    if (primary) body.set('language', primary.toLowerCase()); // ISO 639-1
    const response = await (host.fetcher ?? fetch)(new URL(url, host.baseURI).href, {
      method: 'POST',
      headers,
      credentials: keyword(host, 'credentials', ['same-origin', 'omit', 'include'] as const),
      cache: 'no-store',
      redirect: 'error', // it would take the recording to wherever it points
      body,
      signal,
    });
    if (!response.ok) throw new Error(`It answered ${response.status}.`);
    const { text } = (await response.json()) as { text?: unknown };
    if (typeof text !== 'string') throw new Error('Its answer has no text.');
    return text.trim();
  } catch (error) {
    if (!signal.aborted) hint(host, 'audio-request', 'transcription-endpoint', String(error));
    throw error;
  }
}
