/** The browser's side of the scripted server: writes a script, and asks what the server saw. */
import { servers } from 'virtual:servers';
import type { Answer, Log } from './scripted-server.js';

export interface Script {
  /** An endpoint that plays the script. */
  endpoint: string;
  log: () => Promise<Log['requests']>;
}

export async function script(...answers: Answer[]): Promise<Script> {
  const response = await fetch(`${servers.scripted}/scripts`, { method: 'POST', body: JSON.stringify(answers) });
  const id = await response.text();
  return {
    endpoint: `${servers.scripted}/play/${id}/v1`,
    log: async () => ((await (await fetch(`${servers.scripted}/log/${id}`)).json()) as Log).requests,
  };
}

/** The events of a stream, as the data of server-sent events. */
export function sse(...data: (object | string)[]): string {
  return data.map((item) => `data: ${typeof item === 'string' ? item : JSON.stringify(item)}\n\n`).join('');
}

/** A chunk of a streamed chat completion. */
export function chunk(delta: object, finishReason: string | null = null): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    model: 'm-1',
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  };
}

/** A whole reply that says `text`. */
export function reply(text: string): string {
  return sse(chunk({ role: 'assistant', content: '' }), chunk({ content: text }), chunk({}, 'stop'), '[DONE]');
}
