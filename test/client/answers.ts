/** What servers answer in these tests, and what they are asked. */
import { chunk, reply, sse } from '../support/script.js';
import type { Answer, Step } from '../support/scripted-server.js';

export const question = [{ role: 'user' as const, content: 'hi' }];
export const json = { 'content-type': 'application/json' };
export const ok: Answer = { status: 200, steps: [{ write: reply('all of it') }] };
export const half: Step = { write: sse(chunk({ content: 'half' })) };
export const error = (status: number, body: object = {}, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { ...json, ...headers },
  steps: [{ write: JSON.stringify({ error: body }) }],
});
