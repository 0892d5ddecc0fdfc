/**
 * The demo: pages, the built widget, and a chat endpoint on the same origin that goes through the proxy, to the real service when there is a
 * key and to the stand-in when there is none.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createChatProxy, type ChatProxyOptions } from '../src/proxy/index.js';
import { toNodeListener } from '../src/proxy/node.js';
import { askPath, createAsk, documentation, isPage, searchDocumentation } from './ask/ask.js';
import { dialect } from './dialect/index.js';
import { answerAudio, audioPaths } from './stand-in/audio.js';
import { scenarios } from './stand-in/scenarios.js';
import { createStandIn } from './stand-in/stand-in.js';
import { serveFile } from './static-files.js';

export interface DemoServerOptions {
  /** Default: any free port. */
  port?: number;
  /** The service's key; '' for the stand-in. Default: the environment variable `_8080_API_KEY`. */
  key?: string;
  /** Origin of the service. Default: `https://api.8080.io`. */
  upstream?: string;
}

export interface DemoServer {
  /** Origin without a trailing slash. */
  url: string;
  /** False when the stand-in answers. */
  hasKey: boolean;
  close: () => Promise<void>;
}

const model = '8080/taalas/llama3.1-8b-instruct';
const endpoint = '/v1/chat/completions';
const ownNames = ['127.0.0.1', 'localhost', '[::1]'];

function createDemo(key: string, upstream: string): (request: Request) => Promise<Response> {
  const standIn = createStandIn();
  const shared: ChatProxyOptions = { models: [model], tools: true, maxCompletionTokens: 200_000, maxChoices: 8 };

  // Nothing can be spent here: any page may try the widget against the stand-in.
  const anywhere: ChatProxyOptions = {
    ...shared,
    key: 'no-key',
    origins: ['*', 'null', 'missing'],
    attachments: ['image', 'audio', 'file'],
  };
  // A program on this machine may ask too (`missing`); a page from elsewhere may not spend the key's money.
  const fromService: ChatProxyOptions = {
    ...shared,
    key,
    upstream: new URL(endpoint, upstream),
    origins: ['same-origin', 'missing'],
  };
  const service = createChatProxy(fromService);
  const ask = key === '' ? createAsk(anywhere, standIn) : createAsk(fromService, undefined);

  // The service's model neither hears nor speaks: with a key, too, the stand-in does, and says so.
  const voice = createChatProxy({
    ...anywhere,
    transcription: { model: 'stand-in' },
    speech: { model: 'stand-in', voice: 'stand-in' },
    fetch: (url, init) => answerAudio(new Request(url, init)),
  });

  const chat = (request: Request): Promise<Response> => {
    if (key !== '') return service(request);
    const query = new URL(request.url).searchParams;
    const proxy = createChatProxy({
      ...anywhere,
      fetch: (url, init) => standIn(new Request(url, init), query, init.signal ?? undefined),
    });
    return proxy(request);
  };

  return async (request: Request): Promise<Response> => {
    const { pathname, hostname } = new URL(request.url);
    // A page elsewhere can make its own name point to this machine (DNS rebinding) and would then pass for the same origin.
    if (key !== '' && !ownNames.includes(hostname)) return new Response('Not the name of this server.', { status: 421 });
    if (pathname === endpoint) return chat(request);
    if (request.method === 'GET' && pathname === '/v1/models') {
      return Response.json({ object: 'list', data: [{ id: model, object: 'model', created: 0, owned_by: '8080' }] });
    }
    if (request.method === 'GET' && pathname === '/stand-in/scenarios') {
      const listed = key === '' ? scenarios.filter((scenario) => !scenario.typedOnly) : [];
      return Response.json({
        standIn: key === '',
        scenarios: listed.map(({ name, does, argument }) => ({ name, does, argument })),
      });
    }
    if (pathname === askPath) return ask(request);
    if (request.method === 'GET' && pathname === '/docs/search') {
      return Response.json(await searchDocumentation(new URL(request.url).searchParams.get('q') ?? ''));
    }
    const page = request.method === 'GET' ? documentation(pathname) : undefined;
    if (page) return Response.json(page);
    if (isPage(pathname)) return serveFile(request, '/docs.html');
    if (request.method === 'GET' && pathname === '/dialect/repairs') return Response.json(dialect);
    if (audioPaths.includes(pathname)) return voice(request);
    return serveFile(request);
  };
}

export async function startDemoServer(options: DemoServerOptions = {}): Promise<DemoServer> {
  const key = options.key ?? process.env['_8080_API_KEY'] ?? '';
  const server = createServer(toNodeListener(createDemo(key, options.upstream ?? 'https://api.8080.io')));
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    hasKey: key !== '',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** The first free port of twenty, so that a second demo, or somebody's own server on 8080, is no obstacle. */
async function startOnFreePort(first: number): Promise<DemoServer> {
  for (let port = first; ; port++) {
    try {
      return await startDemoServer({ port });
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || port >= first + 19) throw error;
    }
  }
}

/** Starts it where `PORT` says, and prints where that is. */
export async function runDemo(): Promise<void> {
  const wanted = Number(process.env['PORT'] ?? 8080);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) {
    console.error(`PORT=${process.env['PORT'] ?? ''} is no port. Give a whole number up to 65535, or leave it out.`);
    process.exit(1);
  }
  const { url, hasKey } = await startOnFreePort(wanted);
  console.log(`\n  <chat-8080> is at ${url}`);
  console.log(
    hasKey
      ? '  A key is set: the real service answers. The key stays on this server.\n'
      : '  No key is set: a stand-in answers. Set _8080_API_KEY to talk to the real service.\n',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runDemo();
