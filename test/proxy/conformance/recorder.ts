/** The upstream behind every proxy under test: it records what arrives, and does what the last message asks it to. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { listen } from '../../support/listen.js';

export interface Recorded {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  text: string;
  body: Record<string, unknown>;
  /** True once the proxy has closed the connection before the answer was complete. */
  left: boolean;
}

export interface Recorder {
  url: string;
  /** Where redirects point; whatever arrives there is a failure. */
  elsewhere: string;
  requests: Recorded[];
  requestsElsewhere: string[];
  /** Lets the reply of `stream` go on by one piece. */
  next: () => void;
  close: () => Promise<void>;
}

export const pieces = ['data: {"a":"é', '🎉"}\n', '\n: comment\r\n', 'data: [DONE]\n\n'];

const json = { 'content-type': 'application/json' };
const events = { 'content-type': 'text/event-stream' };

type Behaviour = (response: ServerResponse, request: Recorded, argument: string) => void;

export async function startRecorder(): Promise<Recorder> {
  const requests: Recorded[] = [];
  const requestsElsewhere: string[] = [];
  let next = (): void => undefined;

  const elsewhere = await listen(
    createServer((incoming, response) => {
      requestsElsewhere.push(`${incoming.method} ${incoming.url}`);
      response.end('stolen');
    }),
  );

  const behaviours: Record<string, Behaviour> = {
    echo: (response, { headers }) => response.writeHead(200, json).end(JSON.stringify(headers)),
    'echo-in-headers': (response, { headers }) => {
      const key = headers.authorization;
      response
        .writeHead(200, { ...json, 'x-request-id': key, 'x-debug': key, 'retry-after': key, 'set-cookie': `k=${key}` })
        .end('{}');
    },
    'echo-in-error': (response, { headers }) => {
      const key = headers.authorization!.slice('Bearer '.length);
      response
        .writeHead(500, json)
        .end(JSON.stringify({ error: { message: `Wrong key ${key}`, type: key, param: key, code: key } }));
    },
    'pieces-in-error': (response, { headers }) => {
      const key = headers.authorization!.slice('Bearer '.length);
      const id = key.toUpperCase();
      response
        .writeHead(500, { ...json, 'x-request-id': id, 'retry-after': key.slice(-9), 'retry-after-ms': `id.${key.slice(0, 20)}` })
        .end(
          JSON.stringify({
            error: { message: key, type: 'not-a-real', param: `field_${key.slice(8, 20)}`, code: key.slice(1, -1) },
          }),
        );
    },
    'echo-in-html': (response, { headers }) =>
      response.writeHead(500, { 'content-type': 'text/html' }).end(`<h1>${headers.authorization}</h1>`),
    'echo-in-location': (response, { headers }) =>
      response.writeHead(302, { location: `${elsewhere.url}/?key=${encodeURIComponent(headers.authorization!)}` }).end(),
    'echo-in-pieces': (response, { headers }) => {
      response.writeHead(200, events);
      const bytes = Buffer.from(`data: ${JSON.stringify({ key: headers.authorization })}\n\n`);
      let index = 0;
      const timer = setInterval(() => {
        response.write(bytes.subarray(index, ++index));
        if (index < bytes.length) return;
        clearInterval(timer);
        response.end();
      }, 0);
    },
    redirect: (response, _request, status) => response.writeHead(Number(status), { location: `${elsewhere.url}/stolen` }).end(),
    status: (response, _request, status) =>
      response
        .writeHead(Number(status), { ...json, 'x-request-id': 'req_of_the_service', 'retry-after': '7' })
        .end(JSON.stringify({ error: { message: 'Inner details', type: 'some_type', param: null, code: 'some_code' } })),
    'retry-after': (response, _request, value) => response.writeHead(429, { 'retry-after': value }).end(),
    html: (response, _request, status) =>
      response.writeHead(Number(status), { 'content-type': 'text/html' }).end('<!doctype html><h1>Inner details</h1>'),
    plain: (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('Inner details'),
    'no-type': (response) => response.writeHead(200).end('Inner details'),
    'no-content': (response) => response.writeHead(204).end(),
    'huge-error': (response) => response.writeHead(500, json).end(`{"error":{"message":"${'x'.repeat(3_000_000)}"}}`),
    headers: (response) =>
      response
        .writeHead(200, {
          ...json,
          'access-control-allow-origin': '*',
          'access-control-allow-credentials': 'true',
          'set-cookie': 'tracking=1',
          'x-inner': 'details',
          'proxy-authenticate': 'Basic',
          connection: 'keep-alive, x-inner',
          server: 'inner-server',
          'strict-transport-security': 'max-age=1',
        })
        .end('{}'),
    gzip: (response) => response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync('{"unpacked":true}')),
    stream: (response) => {
      response.writeHead(200, events);
      let index = 0;
      next = () => {
        if (index < pieces.length) response.write(pieces[index++]);
        else response.end();
      };
      next();
    },
    words: (response) => {
      response.writeHead(200, events);
      const words = ['We open', ' at nine.'];
      next = () => {
        const content = words.shift();
        const choices = [{ index: 0, delta: { content }, finish_reason: null }];
        if (content === undefined)
          response.end('data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
        else response.write(`data: ${JSON.stringify({ choices })}\n\n`);
      };
      next();
    },
    'endless-stream': (response) => {
      response.writeHead(200, events);
      const timer = setInterval(() => response.write('data: {"choices":[]}\n\n'), 20);
      response.on('close', () => clearInterval(timer));
    },
    'cut-stream': (response) => response.writeHead(200, events).write('data: {"choices":[]}\n\n', () => void response.destroy()),
    'silent-stream': (response) => void response.writeHead(200, events).write('data: {"choices":[]}\n\n'),
    'stalled-stream': (response) => void response.writeHead(200, events).write('data: {"cho'),
    hang: () => undefined,
    reset: (response) => response.destroy(),
  };

  const server = await listen(
    createServer((incoming, response) => {
      let text = '';
      incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
      incoming.on('error', () => undefined);
      incoming.on('end', () => {
        const body = JSON.parse(text) as Record<string, unknown>;
        const request: Recorded = {
          method: incoming.method!,
          url: incoming.url!,
          headers: incoming.headers,
          text,
          body,
          left: false,
        };
        requests.push(request);
        response.on('close', () => (request.left = !response.writableFinished));
        const message = (body['messages'] as { content: unknown }[]).at(-1)!.content;
        const [, name = '', argument = ''] = /^upstream:([\w-]+) ?(.*)$/.exec(typeof message === 'string' ? message : '') ?? [];
        const behaviour = behaviours[name];
        if (behaviour) behaviour(response, request, argument);
        else
          response.writeHead(200, json).end('{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}');
      });
    }),
  );

  return {
    url: `${server.url}/v1/chat/completions`,
    elsewhere: elsewhere.url,
    requests,
    requestsElsewhere,
    next: () => next(),
    close: async () => {
      await Promise.all([server.close(), elsewhere.close()]);
    },
  };
}
