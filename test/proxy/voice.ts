/** A proxy over HTTP, and behind it a service over HTTP that keeps what it gets. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { after } from 'node:test';
import OpenAI from 'openai';
import { createChatProxy, type ChatProxyOptions } from '../../src/proxy/index.js';
import { toNodeListener } from '../../src/proxy/node.js';
import { listen } from '../support/listen.js';
import { key, type Question } from './fixture.js';

export interface Heard {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** True once the connection was closed before the answer was complete. */
  left: boolean;
}

export type Service = (response: ServerResponse, heard: Heard) => void;

const models = {
  transcription: { model: 'owner/whisper' },
  speech: { model: 'owner/tts', voice: 'owner-voice' },
} as const;

export async function startVoice(service: Service, options: ChatProxyOptions = {}) {
  const heard: Heard[] = [];
  const upstream = await listen(
    createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('error', () => undefined);
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const one = { path: incoming.url!, headers: incoming.headers, body: Buffer.concat(chunks), left: false };
        heard.push(one);
        response.on('close', () => (one.left = !response.writableFinished));
        service(response, one);
      });
    }),
  );
  const handler = createChatProxy({ key, upstream: `${upstream.url}/v1/chat/completions`, ...models, ...options });
  const proxy = await listen(createServer(toNodeListener(handler)));
  const headers = { origin: proxy.url };
  return {
    url: proxy.url,
    upstream: upstream.url,
    heard,
    form: (fields: Record<string, string | Blob>, more: Question = {}) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return fetch(`${proxy.url}/v1/audio/transcriptions`, {
        method: 'POST',
        body,
        ...more,
        headers: { ...headers, ...more.headers },
      });
    },
    speak: (body: unknown, more: Question = {}) =>
      fetch(`${proxy.url}/v1/audio/speech`, {
        method: 'POST',
        body: JSON.stringify(body),
        ...more,
        headers: { ...headers, 'content-type': 'application/json', ...more.headers },
      }),
    client: new OpenAI({ baseURL: `${proxy.url}/v1`, apiKey: 'of the visitor', defaultHeaders: headers, maxRetries: 0 }),
    close: async () => {
      await proxy.close();
      await upstream.close();
    },
  };
}

export type Voice = Awaited<ReturnType<typeof startVoice>>;

/** To be called in a `describe`: what starts one for a test, to be closed after all of them. */
export function useVoices(): typeof startVoice {
  const started: Voice[] = [];
  after(() => Promise.all(started.map((voice) => voice.close())));
  return async (...parameters) => {
    const voice = await startVoice(...parameters);
    started.push(voice);
    return voice;
  };
}

/** What a form holds, as another reader than ours sees it. */
export const formOf = ({ body, headers }: Heard): Promise<FormData> =>
  new Response(new Uint8Array(body), { headers: { 'content-type': headers['content-type']! } }).formData();
