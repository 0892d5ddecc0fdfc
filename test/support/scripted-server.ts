/** A real HTTP server whose every answer a test writes down beforehand, byte by byte and fault by fault, on an origin of its own. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { listen, type Listening } from './listen.js';

/** What is done once the headers are out; each step after the one before it. */
export type Step =
  | { write: string; encoding?: 'utf8' | 'base64' }
  /** One byte at a time. */
  | { drip: string }
  | { gzip: string }
  | { wait: number }
  /** Closes the socket in the middle of the body (or, as the only step of an answer without a status, before any answer). */
  | 'reset'
  /** Keeps the connection open, silent, until the other side closes it. */
  | 'hang';

export interface Answer {
  /** Left out: no headers are sent, only the steps are done on the bare connection. */
  status?: number;
  headers?: Record<string, string>;
  steps?: Step[];
}

/** What the server saw of the requests of one script. */
export interface Log {
  requests: { method: string; headers: Record<string, string>; body: unknown; at: number; closedAt?: number }[];
}

interface Script {
  answers: Answer[];
  log: Log;
}

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-expose-headers': 'retry-after, retry-after-ms, x-request-id',
  // Each request on a connection of its own: Chromium repeats a request by itself where a connection that it reuses is reset.
  connection: 'close',
};

/**
 * `POST /scripts` with a list of answers makes a script and gives back its id. The n-th `POST` to `/play/ID` (anything may follow in the
 * path) gets the n-th answer, or the last one. `GET /log/ID` tells what was seen. Preflights are answered, and not counted.
 */
export function startScriptedServer(): Promise<Listening> {
  const scripts = new Map<string, Script>();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, verb, id = ''] = (request.url ?? '').split('/');
    if (request.method === 'OPTIONS') {
      response.writeHead(204, cors).end();
      return;
    }
    const body = await read(request);
    if (verb === 'scripts') {
      const name = String(scripts.size);
      scripts.set(name, { answers: JSON.parse(body) as Answer[], log: { requests: [] } });
      response.writeHead(200, cors).end(name);
      return;
    }
    const script = scripts.get(id);
    if (!script) {
      response.writeHead(404, cors).end();
    } else if (verb === 'log') {
      response.writeHead(200, { ...cors, 'content-type': 'application/json' }).end(JSON.stringify(script.log));
    } else {
      await play(script, { request, response, body });
    }
  };

  return listen(
    createServer((request, response) => {
      handle(request, response).catch((error: unknown) => {
        if (!response.destroyed) console.error(error);
        response.destroy();
      });
    }),
  );
}

async function play(
  script: Script,
  { request, response, body }: { request: IncomingMessage; response: ServerResponse; body: string },
): Promise<void> {
  const entry: Log['requests'][number] = {
    method: request.method ?? '',
    headers: request.headers as Record<string, string>,
    body: parse(body),
    at: Date.now(),
  };
  script.log.requests.push(entry);
  const gone = new AbortController();
  response.on('close', () => {
    entry.closedAt = Date.now();
    gone.abort();
  });
  const answer = script.answers[script.log.requests.length - 1] ?? script.answers.at(-1);
  if (!answer) throw new Error('The script is empty.');
  if (answer.status !== undefined) {
    response.writeHead(answer.status, { ...cors, 'content-type': 'text/event-stream', ...answer.headers });
    response.flushHeaders();
  }
  for (const step of answer.steps ?? []) {
    if (gone.signal.aborted) return;
    if (step === 'reset') {
      request.socket.destroy();
      return;
    }
    if (step === 'hang') return;
    if ('wait' in step) {
      await sleep(step.wait, undefined, { signal: gone.signal }).catch(() => undefined);
    } else if ('drip' in step) {
      request.socket.setNoDelay(true);
      for (const byte of Buffer.from(step.drip)) {
        response.write(Buffer.from([byte]));
        await new Promise(setImmediate);
      }
    } else if ('gzip' in step) {
      response.write(gzipSync(step.gzip));
    } else {
      await new Promise<void>((resolve) => response.write(Buffer.from(step.write, step.encoding ?? 'utf8'), () => resolve()));
    }
  }
  response.end();
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}
