/** How the cases talk to a proxy: over real sockets, with headers that a browser's fetch would not let anybody set. */
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Recorder } from './recorder.js';

const waitMs = 500;

/** A proxy that is running, set up as all recipes are. */
export interface Target {
  /** Origin without a trailing slash. */
  url: string;
  /** Of the pages that ask. */
  origin: string;
  recorder: Recorder;
}

export interface Case {
  name: string;
  check: (target: Target) => Promise<void>;
}

export const key = 'sk-8080-not-a-real-key-0123456789';
export const path = '/v1/chat/completions';
export const model = '8080/taalas/llama3.1-8b-instruct';
/** What every recipe allows beside its own origin, and what it says to the model first. */
export const site = 'https://www.example.com';
export const instructions = 'You answer questions about our shop.';

export interface Question {
  method?: string;
  path?: string;
  headers?: Record<string, string | string[]>;
  /** A string or bytes go out as they are; an object is a whole body; default: one user message. */
  body?: string | Buffer | Record<string, unknown>;
  /** Sent without Content-Length. */
  chunked?: boolean;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** `error.code` of a JSON error. */
  code: string | undefined;
  param: string | null | undefined;
}

/** A body that passes, with other fields put over it. */
export const chat = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  model,
  messages: [{ role: 'user', content: 'hi' }],
  ...fields,
});

/** A body whose message tells the recorder what to do. */
export const say = (content: string, fields: Record<string, unknown> = {}): Record<string, unknown> =>
  chat({ messages: [{ role: 'user', content }], ...fields });

/** The answer as soon as its headers are there. By default the request comes from a page that may ask. */
export function begin(target: Target, question: Question = {}): Promise<IncomingMessage> {
  const { method = 'POST', headers = {}, chunked = false } = question;
  const { body = chat() } = question;
  const bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const hasBody = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
  return new Promise((resolve, reject) => {
    const all: Record<string, string | string[]> = { 'content-type': 'application/json', origin: target.origin, ...headers };
    if (hasBody && !chunked) all['content-length'] ??= String(Buffer.byteLength(bytes));
    for (const [name, value] of Object.entries(all)) if (value === '') Reflect.deleteProperty(all, name);
    const outgoing = request(new URL(target.url), { path: question.path ?? path, method, headers: all, agent: false });
    outgoing.on('response', resolve);
    outgoing.on('error', reject);
    if (hasBody) outgoing.write(bytes, () => outgoing.end());
    else outgoing.end();
  });
}

export async function ask(target: Target, question: Question = {}): Promise<Answer> {
  const response = await begin(target, question);
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk as string;
  return { status: response.statusCode!, headers: response.headers, text, ...errorOf(text) };
}

function errorOf(text: string): { code: string | undefined; param: string | null | undefined } {
  try {
    const { error } = JSON.parse(text) as { error?: { code: string; param: string | null } };
    return { code: error?.code, param: error?.param };
  } catch {
    return { code: undefined, param: undefined };
  }
}

/**
 * Writes bytes to a bare socket and waits for its end, half a second at most: a server may wait for more, and that nothing comes of it
 * can only be waited out.
 */
export function raw(target: Target, text: string | Buffer): Promise<string> {
  const { port } = new URL(target.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    let received = '';
    const timer = setTimeout(() => socket.destroy(), waitMs);
    socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(received);
    });
    socket.write(text);
  });
}
