/**
 * Every payload in one real page, under the strictest policy there is; the page's every request, dialog and navigation is a failure.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { build } from 'vite';
import { openBrowser } from '../support/chromium.js';
import { startFiles } from '../support/files.js';
import type { Listening } from '../support/listen.js';
import { misleading, payloads } from './support/hostile.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const output = 'node_modules/.cache/hostile';
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src *; require-trusted-types-for 'script'; trusted-types 'none'";
const html = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><main></main>
<script type="module" src="/${output}/page.js"></script>`;

type Markdown = typeof import('../../src/markdown/index.js');
declare global {
  interface Window {
    markdown: Markdown;
    violations: string[];
  }
}

interface Report {
  markdown: string;
  problems: string[];
}

describe('hostile replies', () => {
  let files: Listening;
  let browser: Browser;
  let page: Page;
  const events: string[] = [];

  before(async () => {
    await build({
      root,
      configFile: false,
      logLevel: 'warn',
      build: {
        outDir: join(root, output),
        emptyOutDir: true,
        modulePreload: false,
        rolldownOptions: {
          input: join(root, 'test/markdown/support/hostile-page.ts'),
          output: { entryFileNames: 'page.js', format: 'es' },
        },
      },
    });
    files = await startFiles({ '/hostile': html });
    browser = await openBrowser();
    page = await browser.newPage();
    await page.goto(`${files.url}/hostile`);
    await page.waitForFunction(() => 'markdown' in window);
    page.on('request', (request) => {
      if (!request.url().startsWith(`${files.url}/${output}/`)) events.push(`request: ${request.url()}`);
    });
    page.on('dialog', (dialog) => {
      events.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('framenavigated', (frame) => events.push(`navigation: ${frame.url()}`));
    browser.on('targetcreated', (target) => events.push(`window: ${target.url()}`));
  });

  after(async () => {
    await browser.close();
    await files.close();
  });

  /** What the browser has said of the page until it says that an image of ours is asked for, which is asked for last. */
  async function seenBefore(name: string): Promise<string[]> {
    const last = `${files.url}/after-${name}.png`;
    const asked = page.waitForRequest(last);
    await page.evaluate((src) => {
      new Image().src = src;
    }, last);
    await asked;
    const seen = events.splice(0);
    assert.equal(seen.pop(), `request: ${last}`);
    return seen;
  }

  it('are more than 300', () => {
    assert.ok(new Set(payloads).size >= 300, String(new Set(payloads).size));
  });

  it('become allowed elements and attributes alone, ask for nothing, open nothing, run nothing', async () => {
    const reports = await page.evaluate(async (given) => {
      const { MarkdownStream, allowedAttributes, allowedElements } = window.markdown;
      const main = document.querySelector('main') as HTMLElement;
      const reports: Report[] = [];
      const hazard = /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]|(?<!\p{sc=Han})[\u{e0100}-\u{e01ef}]/u;
      for (const markdown of given) {
        const target = document.createElement('div');
        main.append(target);
        const stream = new MarkdownStream(target, { imageHosts: ['allowed.example', '*.allowed.example'], headingLevel: 1 });
        for (const unit of markdown.split('')) {
          stream.append(unit);
          stream.flush();
        }
        const ended = stream.end();
        stream.flush();
        await ended;
        const problems: string[] = [];
        for (const element of target.querySelectorAll('*')) {
          if (!allowedElements.includes(element.localName) || element.namespaceURI !== 'http://www.w3.org/1999/xhtml')
            problems.push(`element ${element.localName}`);
          if (element.localName === 'img') problems.push(`image ${element.outerHTML}`);
          for (const { name, value } of element.attributes) {
            if (!allowedAttributes.includes(name)) problems.push(`attribute ${name}`);
            if (hazard.test(value)) problems.push(`control in ${name}`);
          }
          if (element instanceof HTMLAnchorElement) {
            if (!['http:', 'https:', 'mailto:', 'tel:'].includes(element.protocol)) problems.push(`link to ${element.href}`);
            if (element.rel !== 'noopener noreferrer nofollow ugc' || element.target !== '_blank')
              problems.push('link without rel or target');
          }
        }
        if (hazard.test(target.textContent)) problems.push('control in text');
        for (const control of target.querySelectorAll('a')) control.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
        if (problems.length > 0) reports.push({ markdown, problems });
      }
      return reports;
    }, payloads);
    assert.deepEqual(reports, []);
    assert.deepEqual(await seenBefore('every-payload'), []);
    assert.deepEqual(await page.evaluate(() => window.violations), []);
  });

  it('that mislead about a host have the real one shown beside the link', async () => {
    const silent = await page.evaluate(async (given) => {
      const silent: string[] = [];
      for (const markdown of given) {
        const target = document.createElement('div');
        const stream = new window.markdown.MarkdownStream(target);
        stream.append(markdown);
        stream.flush();
        const ended = stream.end();
        stream.flush();
        await ended;
        const link = target.querySelector('a');
        if (
          !link ||
          link.nextElementSibling?.className !== 'link-host' ||
          !link.nextElementSibling.textContent.includes(link.hostname)
        )
          silent.push(`${markdown} → ${target.innerHTML}`);
      }
      return silent;
    }, misleading);
    assert.deepEqual(silent, []);
  });

  it('load an image when, and only when, the reader clicks', async () => {
    await page.evaluate(async () => {
      const target = document.createElement('div');
      document.body.append(target);
      const stream = new window.markdown.MarkdownStream(target);
      stream.append('![words](https://evil.example/clicked.png "t")');
      await stream.end();
      target.querySelector('button')?.click();
    });
    assert.deepEqual(await seenBefore('the-click'), ['request: https://evil.example/clicked.png']);
  });
});
