/** The built script on pages of a test's own, from a server that can hold back each of its files, or refuse it. */
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { Browser } from 'puppeteer-core';
import { openBrowser } from '../support/chromium.js';
import { listen } from '../support/listen.js';
import { startScriptedServer, type Answer } from '../support/scripted-server.js';

export const script = 'chat-8080.js';

/** `missing`: the server answers 404; `unavailable`: 503; `aborted`: it hangs up. */
export type Fate = 'there' | 'missing' | 'unavailable' | 'aborted';

export interface PartsSite {
  browser: Browser;
  /** Decides on each request for a file of the package, named as it is in `dist`. */
  fate: (file: string) => Fate | Promise<Fate>;
  /** An endpoint that gives these answers, one after the other. */
  endpoint: (...answers: Answer[]) => Promise<string>;
  /** @returns the URL of a page with this in its body, after the script and `before` it */
  page: (body: string, options?: { before?: string }) => string;
  close: () => Promise<void>;
}

export async function startPartsSite(): Promise<PartsSite> {
  const pages = new Map<string, string>();
  const give = async (path: string, response: ServerResponse): Promise<void> => {
    const page = pages.get(path);
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    const file = path.replace(/^\/dist\//, '');
    const fate = file === path ? 'missing' : await site.fate(file);
    if (fate === 'there') {
      const body = await readFile(`dist/${file}`);
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' }).end(body);
    } else if (fate === 'missing') response.writeHead(404).end();
    else if (fate === 'unavailable') response.writeHead(503).end();
    else response.destroy();
  };
  const [browser, scripted, own] = await Promise.all([
    openBrowser(),
    startScriptedServer(),
    listen(
      createServer((request, response) => {
        give(new URL(request.url ?? '/', 'http://site').pathname, response).catch(() => response.destroy());
      }),
    ),
  ]);
  const site: PartsSite = {
    browser,
    fate: () => 'there',
    endpoint: async (...answers) => {
      const posted = await fetch(`${scripted.url}/scripts`, { method: 'POST', body: JSON.stringify(answers) });
      return `${scripted.url}/play/${await posted.text()}/v1`;
    },
    page: (body, { before = '' } = {}) => {
      const path = `/page-${pages.size}`;
      pages.set(
        path,
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">' +
          `<body>${before}<script src="/dist/${script}"></script>${body}`,
      );
      return own.url + path;
    },
    close: async () => {
      await browser.close();
      await Promise.all([own, scripted].map((server) => server.close()));
    },
  };
  return site;
}
