/** A site with the built chat, whose pages tell what happens in them, and go where they are told to. */
import { createServer, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { startDemoServer } from '../../../demo/server.js';
import { listen } from '../../support/listen.js';
import type { Journal } from './journal.js';

/** A page of the site: what is said of its chat. */
export interface Page {
  attributes?: Record<string, string>;
  /** What is answered to a question, in the server's stead: a text at once, or pieces that come slowly. */
  answers?: Record<string, string | string[]>;
  /** A link before the chat. */
  link?: string;
  /** JavaScript that runs before the chat is defined; it may use `chat`. */
  script?: string;
}

export interface Site {
  /** Where the browser begins. */
  url: string;
  /** The page that is open goes to another one. */
  open: (title: string, page: Page) => void;
  /** The page that is open has it said that it is alive: what is said after that was said after all else that had happened. */
  fence: (text: string) => void;
  close: () => Promise<void>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

const escape = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

const events = [
  'chat-send',
  'chat-response-start',
  'chat-response-end',
  'chat-error',
  'chat-copy',
  'chat-tool-call',
  'chat-clear',
  'toggle',
];

/** Runs in the page: no module, no compiler. */
const talk = `
  const tell = (text) => void fetch('/tell', { method: 'POST', body: text, keepalive: true });
  const told = new EventSource('/told');
  const connected = new Promise((resolve) => (told.onopen = resolve)).then(() => tell('connected'));
  told.addEventListener('open-page', ({ data }) => { told.close(); location.replace(data); });
  told.addEventListener('fence', ({ data }) => { document.getElementById('fence').textContent = data; });
`;

/** Runs in the page too. */
const answer = `
  const slowly = async function* (pieces) {
    for (const piece of pieces) {
      yield piece;
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
  };
  chat.addEventListener('chat-request', ({ detail }) => {
    const given = answers[detail.body.messages.at(-1).content];
    if (given !== undefined) detail.respondWith(slowly([given].flat()));
  });
`;

/** On every page. No answer may be a piece of what is typed, which a screen reader may say too. */
const usual = { 'When?': 'The shop opens at nine.', 'And then?': 'It closes at six.' };

function html(title: string, { attributes = {}, answers = {}, link, script = '' }: Page): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(value)}"`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title><link rel="icon" href="data:,"></head><body>
<h1>A shop</h1>${link === undefined ? '' : `<p><a href="#before">${link}</a></p>`}
<chat-8080${written.join('')}></chat-8080>
<p><a href="#after">A link after</a></p><p id="fence" aria-live="polite"></p>
<script>${talk}
  const chat = document.querySelector('chat-8080');
  for (const name of ${JSON.stringify(events)}) chat.addEventListener(name, () => tell(name));
  const answers = ${JSON.stringify({ ...usual, ...answers })};
  ${answer}
  ${script}
  addEventListener('load', async () => {
    await Promise.all([customElements.whenDefined('chat-8080'), connected]);
    await chat.updateComplete;
    // What is told but not said was lost on the way to the screen reader.
    new MutationObserver((changes) => {
      const region = changes.find(({ target }) => target instanceof Element && target.matches('div[aria-live]'));
      if (region) tell('region: ' + region.target.textContent);
    }).observe(chat.shadowRoot, { childList: true, subtree: true });
    while (!document.hasFocus()) await new Promise((resolve) => setTimeout(resolve, 50));
    tell('there: ' + document.title);
  });
</script><script src="/dist/chat-8080.js"></script></body></html>`;
}

/** Of the page where a browser begins, which has no chat. */
export const beginningTitle = 'Beginning';

const beginning = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${beginningTitle}</title><link rel="icon" href="data:,"></head>
<body><p id="fence" aria-live="polite"></p><script>${talk}</script></body></html>`;

export async function startSite(journal: Journal): Promise<Site> {
  const demo = await startDemoServer({ key: '' });
  const pages = new Map([['/', beginning]]);
  let channel: ServerResponse | undefined;
  const send = (event: string, data: string): void => void channel?.write(`event: ${event}\ndata: ${data}\n\n`);

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    if (path === '/tell') {
      void text(request).then((body) => journal.add('page', body));
      response.writeHead(204).end();
    } else if (path === '/told') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': Firefox takes it for open once a byte has come\n\n');
      channel = response;
    } else if (pages.has(path)) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(pages.get(path));
    } else {
      readFile(join(root, path)).then(
        (body) =>
          response.writeHead(200, { 'content-type': extname(path) === '.js' ? 'text/javascript' : 'text/plain' }).end(body),
        () => response.writeHead(404).end(),
      );
    }
  });
  const { url, close } = await listen(server);
  return {
    url,
    open: (title, page) => {
      const attributes = {
        endpoint: `${demo.url}/v1/chat/completions`,
        model: '8080/taalas/llama3.1-8b-instruct',
        ...page.attributes,
      };
      const path = `/${pages.size}.html`;
      pages.set(path, html(title, { ...page, attributes }));
      send('open-page', path);
    },
    fence: (text) => send('fence', text),
    close: async () => {
      await Promise.all([close(), demo.close()]);
    },
  };
}
