/**
 * Somebody's page with the built script in it: everything on one origin, as the strictest policies ask for, and everything that can go
 * wrong is written down.
 */
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { openBrowser } from '../support/chromium.js';
import { startFiles } from '../support/files.js';
import { listen } from '../support/listen.js';
import { startScriptedServer, type Answer, type Log } from '../support/scripted-server.js';

export interface GuestPage {
  page: Page;
  /** All that the console said, errors that nobody caught, and violations of the page's policy. */
  complaints: string[];
  /** Paths of all requests after the page's own, in their order; whole URLs where they went elsewhere. */
  requests: string[];
}

export interface Site {
  url: string;
  browser: Browser;
  /** Writes answers down, and returns the path of an endpoint that gives them. */
  endpoint: (...answers: Answer[]) => Promise<string>;
  log: (endpoint: string) => Promise<Log['requests']>;
  /** Another path of the site; pieces of a document come one after the other, with time between them. */
  serve: (path: string, body: string | readonly string[], headers?: Record<string, string>) => void;
  open: (html: string, headers?: Record<string, string>) => Promise<GuestPage>;
  close: () => Promise<void>;
}

export const tag = '<script src="/dist/chat-8080.js"></script>';

export async function startSite(browserOptions: Parameters<typeof openBrowser>[0] = {}): Promise<Site> {
  const [browser, files, scripted] = await Promise.all([openBrowser(browserOptions), startFiles(), startScriptedServer()]);
  const paths = new Map<string, { body: string | readonly string[]; headers: Record<string, string> }>();
  const own = await listen(
    createServer((request, response) => {
      const path = request.url ?? '/';
      const found = paths.get(path);
      if (found) void write(response.writeHead(200, found.headers), found.body);
      else forward(/^\/(?:play|log)\//.test(path) ? scripted.url : files.url, request, response);
    }),
  );
  const serve: Site['serve'] = (path, body, headers = {}) =>
    void paths.set(path, { body, headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });

  return {
    url: own.url,
    browser,
    endpoint: async (...answers) => {
      const posted = await fetch(`${scripted.url}/scripts`, { method: 'POST', body: JSON.stringify(answers) });
      return `/play/${await posted.text()}/v1`;
    },
    log: async (endpoint) => {
      const answer = await fetch(`${own.url}${endpoint.replace('play', 'log').replace('/v1', '')}`);
      return ((await answer.json()) as Log).requests;
    },
    serve,
    open: async (html, headers) => {
      const path = `/page-${paths.size}`;
      serve(path, `<!doctype html><meta charset="utf-8"><title>A page</title>${html}`, headers);
      return open(browser, own.url, path);
    },
    close: async () => {
      await browser.close();
      await Promise.all([own, files, scripted].map((server) => server.close()));
    },
  };
}

async function open(browser: Browser, origin: string, path: string): Promise<GuestPage> {
  const page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = request.url().replace(origin, '');
    if (url !== path) requests.push(url);
  });
  await page.evaluateOnNewDocument(`addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
    console.error('violation', violatedDirective, blockedURI, sourceFile, lineNumber))`);
  await page.goto(`${origin}${path}`);
  return { page, complaints, requests };
}

async function write(response: ServerResponse, body: string | readonly string[]): Promise<void> {
  const [last, ...pieces] = [body].flat().toReversed();
  for (const piece of pieces.toReversed()) {
    response.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  response.end(last);
}

function forward(origin: string, request: IncomingMessage, response: ServerResponse): void {
  const { method = 'GET', headers, url = '' } = request;
  const forwarded = ask(`${origin}${url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    response.flushHeaders();
    answer.on('error', () => response.destroy());
    answer.pipe(response);
  });
  forwarded.on('error', () => response.destroy());
  response.on('close', () => forwarded.destroy());
  request.pipe(forwarded);
}

function sse(...data: unknown[]): string {
  return data.map((item) => `data: ${typeof item === 'string' ? item : JSON.stringify(item)}\n\n`).join('');
}

/** A piece of a reply. */
export function piece(delta: object, finishReason: string | null = null): string {
  return sse({ choices: [{ index: 0, delta, finish_reason: finishReason }] });
}

/** A whole reply that says `text`. */
export function reply(text: string): Answer {
  return { status: 200, steps: [{ write: `${piece({ content: text })}${piece({}, 'stop')}${sse('[DONE]')}` }] };
}

export function toolCall(name: string, input: object): Answer {
  const call = { index: 0, id: 'call-1', type: 'function', function: { name, arguments: JSON.stringify(input) } };
  return { status: 200, steps: [{ write: `${piece({ tool_calls: [call] })}${piece({}, 'tool_calls')}${sse('[DONE]')}` }] };
}

/** Waits for something in the shadow root of the first chat. Puppeteer's own waiting sees no change in there. */
export async function inside(page: Page, selector: string): Promise<ElementHandle<HTMLElement>> {
  const found = await page.waitForFunction(
    (wanted) => document.querySelector('chat-8080')?.shadowRoot?.querySelector<HTMLElement>(wanted),
    {},
    selector,
  );
  return found as ElementHandle<HTMLElement>;
}

/** Waits until what a visitor reads in the chat has this text in it. */
export async function reads(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      document.querySelector('chat-8080')?.shadowRoot?.querySelector('[part~=transcript]')?.textContent.includes(wanted),
    {},
    text,
  );
}
