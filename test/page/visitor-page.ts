/** The built widget on pages of a test's own, against a server that answers as the test wrote it down. */
import type { Browser, CDPSession, Page, Viewport } from 'puppeteer-core';
import { openBrowser } from '../support/chromium.js';
import { startFiles } from '../support/files.js';
import { startScriptedServer, type Answer } from '../support/scripted-server.js';
import { chunk } from './scroll-page.js';

export interface VisitorPage {
  page: Page;
  devtools: CDPSession;
  /** Errors of the page, and what its console said. */
  complaints: string[];
  /** The middle of what a selector finds in the element, in px of the page's view. */
  middleOf: (selector: string) => Promise<{ x: number; y: number }>;
  /** A real click there. */
  click: (selector: string) => Promise<void>;
  /** Waits until an expression, which may use `chat` and `find(selector)`, is true. */
  until: (expression: string) => Promise<unknown>;
  /** The value of such an expression. */
  value: <T>(expression: string) => Promise<T>;
  close: () => Promise<void>;
}

type Prepare = (page: Page) => Promise<void>;

export interface VisitorPages {
  browser: Browser;
  /** An endpoint that gives these answers, one after the other. */
  endpoint: (...answers: Answer[]) => Promise<string>;
  /** @param body of a document that has loaded the script; @returns where it is */
  path: (body: string) => string;
  /** The same, with the site that it is on. */
  url: (body: string) => string;
  /** @param prepare is called with the page before it loads anything */
  open: (body: string, viewport?: Partial<Viewport>, prepare?: Prepare) => Promise<VisitorPage>;
  /** Another tab that shares cookies and storage with the first. */
  openAt: (url: string, viewport?: Partial<Viewport>, prepare?: Prepare) => Promise<VisitorPage>;
  close: () => Promise<void>;
}

/** A reply that is there at once. */
export function answer(text: string): Answer {
  return { status: 200, steps: [{ write: `${chunk(text)}${chunk('', 'stop')}data: [DONE]\n\n` }] };
}

/** What `value` and `until` may use, as a text: functions that tsx has compiled do not run in a page. */
const words =
  `const chat = document.querySelector('chat-8080');` +
  `const find = (selector) => chat.shadowRoot.querySelector(selector);` +
  `const active = () => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at; };`;

export async function startVisitorPages({ isCompressed = false } = {}): Promise<VisitorPages> {
  const pages: Record<string, string> = {};
  const [browser, scripted, site] = await Promise.all([
    openBrowser(),
    startScriptedServer(),
    startFiles(pages, {}, isCompressed),
  ]);

  const openAt = async (url: string, viewport: Partial<Viewport> = {}, prepare?: Prepare): Promise<VisitorPage> => {
    const page = await browser.newPage();
    await page.setViewport({ width: 1000, height: 800, ...viewport });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await prepare?.(page);
    await page.goto(url);
    const value = <T>(expression: string): Promise<T> =>
      page.evaluate(`(() => { ${words} return ${expression}; })()`) as Promise<T>;
    const until = (expression: string): Promise<unknown> =>
      page.waitForFunction(`(() => { ${words} return ${expression}; })()`, { timeout: 15_000 });
    const middleOf = (selector: string): Promise<{ x: number; y: number }> =>
      value(
        `(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))(find('${selector}').getBoundingClientRect())`,
      );
    await until(`find('[part~=panel]') && chat.hasUpdated`);
    return {
      page,
      devtools: await page.createCDPSession(),
      complaints,
      value,
      until,
      middleOf,
      click: async (selector) => {
        const { x, y } = await middleOf(selector);
        await page.mouse.click(x, y);
      },
      close: () => page.close(),
    };
  };

  const path = (body: string): string => {
    const name = `/page-${Object.keys(pages).length}`;
    pages[name] =
      '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">' +
      `<title>A page</title><script src="/dist/chat-8080.js"></script><body>${body}`;
    return name;
  };

  const url = (body: string): string => `${site.url}${path(body)}`;

  return {
    browser,
    openAt,
    path,
    endpoint: async (...answers) => {
      const posted = await fetch(`${scripted.url}/scripts`, { method: 'POST', body: JSON.stringify(answers) });
      return `${scripted.url}/play/${await posted.text()}/v1`;
    },
    url,
    open: (body, viewport, prepare) => openAt(url(body), viewport, prepare),
    close: async () => {
      await browser.close();
      await Promise.all([scripted.close(), site.close()]);
    },
  };
}
