/** Against which address a relative endpoint is resolved: the base of the document, as everything else in a page. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { openBrowser } from '../support/chromium.js';
import { listen, type Listening } from '../support/listen.js';
import { startFiles } from '../support/files.js';
import { chunk } from './scroll-page.js';

const tag = '<chat-8080 endpoint="api/chat"></chat-8080>';
const attribute = (html: string): string => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

interface Row {
  body: string;
  /** The element. */
  chat?: string;
  /** Run before anything is sent. */
  does?: string;
  path: string;
}

const rows: Record<string, Row> = {
  'of a page without a base': { body: tag, path: '/shop/api/chat' },
  'of a page with a base': { body: `<base href="/other/">${tag}`, path: '/other/api/chat' },
  'of a base that comes later': {
    body: tag,
    does: `document.head.append(Object.assign(document.createElement('base'), { href: '/late/' }))`,
    path: '/late/api/chat',
  },
  'of a page with forms of tricky names': {
    body: `<base href="/other/"><form name="baseURI"></form><form name="URL"></form><img name="location">${tag}`,
    path: '/other/api/chat',
  },
  'after history.pushState, as with fetch': {
    body: tag,
    does: `history.pushState(null, '', '/deep/er/page')`,
    path: '/deep/er/api/chat',
  },
  'after history.pushState, with a base': {
    body: `<base href="/other/">${tag}`,
    does: `history.pushState(null, '', '/deep/er/page')`,
    path: '/other/api/chat',
  },
  'of a frame with srcdoc': {
    body: `<base href="/other/"><iframe srcdoc="${attribute(`<script src="/dist/chat-8080.js"></script>${tag}`)}"></iframe>`,
    chat: `frames[0].document.querySelector('chat-8080')`,
    path: '/other/api/chat',
  },
  'of an empty frame that the page writes into': {
    body: '<base href="/other/"><iframe></iframe>',
    does: `frames[0].document.body.append(document.createElement('chat-8080')); frames[0].document.querySelector('chat-8080').endpoint = 'api/chat'`,
    chat: `frames[0].document.querySelector('chat-8080')`,
    path: '/other/api/chat',
  },
  'of another document with a base, where the element was moved': {
    body: `<iframe></iframe>${tag}`,
    does: `window.moved = document.querySelector('chat-8080'); frames[0].document.head.innerHTML = '<base href="/framed/">'; frames[0].document.body.append(moved)`,
    chat: 'moved',
    path: '/framed/api/chat',
  },
};

describe('a relative endpoint is resolved by the address', () => {
  let browser: Browser;
  let site: Listening;
  let files: Listening;
  const pages = new Map<string, string>();
  let posted: string[] = [];
  before(async () => {
    files = await startFiles();
    [browser, site] = await Promise.all([
      openBrowser(),
      listen(
        createServer((request, response) => {
          const { pathname } = new URL(request.url ?? '/', 'http://site');
          if (request.method === 'POST') {
            posted.push(pathname);
            response
              .writeHead(200, { 'content-type': 'text/event-stream' })
              .end(`${chunk('Hi')}${chunk('', 'stop')}data: [DONE]\n\n`);
          } else if (pathname.startsWith('/dist/'))
            response.writeHead(302, { location: files.url + pathname, 'access-control-allow-origin': '*' }).end();
          else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pages.get(pathname) ?? '');
        }),
      ),
    ]);
  });
  after(async () => {
    await browser.close();
    await Promise.all([site, files].map((server) => server.close()));
  });

  for (const [name, { body, chat = `document.querySelector('chat-8080')`, does = '', path }] of Object.entries(rows)) {
    it(name, async () => {
      posted = [];
      pages.set(
        '/shop/page',
        `<!doctype html><meta charset="utf-8"><title>A page</title><body><script src="/dist/chat-8080.js"></script>${body}`,
      );
      const page = await browser.newPage();
      await page.goto(`${site.url}/shop/page`);
      await page.evaluate(`(() => { ${does} })()`);
      await page.waitForFunction(`${chat}?.send`);
      assert.equal(await page.evaluate(`${chat}.send('Hello').then((reply) => reply.status)`), 'done');
      assert.deepEqual(posted, [path]);
      await page.close();
    });
  }
});
