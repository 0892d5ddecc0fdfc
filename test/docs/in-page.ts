/** Snippets in a page with the built script, in a real browser, with a stand-in behind the endpoint. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Browser } from 'puppeteer-core';
import { createStandIn } from '../../demo/stand-in/stand-in.js';
import { toNodeListener } from '../../src/proxy/node.js';
import { openChatPage } from '../page/chat-page.js';
import { startFiles } from '../support/files.js';
import { listen } from '../support/listen.js';

export interface InPage {
  /** A whole document, or what stands in the body of one. Without it: a chat. */
  html?: string;
  head?: string;
  css?: string;
  /** What stands in the body beside the chat. */
  body?: string;
  /** Of the chat, where the snippet brings none. */
  attributes?: string;
  /** A module; `chat` is the element, unless the script finds it itself. */
  script?: string;
  before?: string;
  then?: string;
  /** Answers by path. */
  files?: Record<string, string>;
  /** What opens the chat. */
  presses?: string;
  /** A visitor asks, and is answered. */
  asks?: boolean;
  agrees?: boolean;
  /** An expression that becomes true. */
  until?: string;
}

/** The computed style of a piece of the chat, as an expression. */
export const styleOf = (selector: string): string =>
  `getComputedStyle(document.querySelector('chat-8080').shadowRoot.querySelector('${selector}'))`;

/** Files of the project stand where the snippets say that a site has them. */
const ours = (text: string): string =>
  text
    .replaceAll('https://your-site.example/presets/', '/dist/presets/')
    .replaceAll(/"(?:https:\/\/your-site\.example)?\/chat-8080\.js"/g, '"/dist/chat-8080.js"')
    .replaceAll("'chat-8080/markdown'", "'/dist/markdown.js'")
    .replaceAll('/baker.svg', 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E');

function documentOf(options: InPage): string {
  const { html, head = '', css, body = '', attributes = '', script, before = '', then = '' } = options;
  if (html?.includes('<!doctype')) return ours(html).replace('</head>', '<link rel="icon" href="data:," /></head>');
  const style = css === undefined ? '' : `<style>${css}</style>`;
  const chat =
    html ?? `<chat-8080 endpoint="/v1/chat/completions" model="8080/taalas/llama3.1-8b-instruct" ${attributes}></chat-8080>`;
  const loads = chat.includes('<script src') ? '' : '<script src="/dist/chat-8080.js"></script>';
  const find = script?.includes('const chat =') ? '' : `const chat = document.querySelector('chat-8080');`;
  const module = script === undefined ? '' : `<script type="module">${before}${find}${script}\n;${then}</script>`;
  return ours(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">${head}${loads}${style}</head><body>${body}${chat}${module}</body></html>`,
  );
}

export async function runInPage(browser: Browser, options: InPage): Promise<void> {
  const standIn = createStandIn();
  const files = await startFiles();
  const site = await listen(
    createServer(
      toNodeListener(async (request) => {
        const { pathname } = new URL(request.url);
        if (pathname === '/v1/chat/completions') return standIn(request);
        if (pathname === '/') return new Response(documentOf(options), { headers: { 'content-type': 'text/html' } });
        const given = options.files?.[pathname];
        if (given !== undefined) {
          return new Response(given, {
            headers: { 'content-type': pathname.endsWith('.js') ? 'text/javascript' : 'application/json' },
          });
        }
        return fetch(files.url + pathname);
      }),
    ),
  );
  try {
    await visit(browser, site.url, options);
  } finally {
    await Promise.all([site.close(), files.close()]);
  }
}

async function visit(browser: Browser, url: string, options: InPage): Promise<void> {
  const { page, complaints, type, message } = await openChatPage(browser, url);
  const shadow = `document.querySelector('chat-8080').shadowRoot`;
  if (options.asks) {
    if (options.presses !== undefined) await page.locator(options.presses).click();
    else await page.evaluate(`document.querySelector('chat-8080').show()`);
    await page.waitForFunction(`${shadow}.querySelector('textarea').checkVisibility()`);
    await type('/echo It works.');
    await page.keyboard.press('Enter');
    if (options.agrees) {
      await page.waitForFunction(`${shadow}.querySelector('[part~=agree-button]')`);
      await page.evaluate(`${shadow}.querySelector('[part~=agree-button]').click()`);
    }
    await message('assistant', 0, (text) => text === 'It works.');
  }
  if (options.until !== undefined) {
    await page
      .waitForFunction(options.until, { timeout: 15_000 })
      .catch(() => assert.fail(`${options.until}; ${complaints.join('\n')}`));
  }
  assert.deepEqual(complaints, []);
  await page.close();
}
