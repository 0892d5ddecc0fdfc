/** The demo's page with a key, in a real browser: what a visitor reads when the owner's side is at fault, and what nobody gets to see. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { startDemoServer } from '../../demo/server.js';
import { openChatPage } from '../page/chat-page.js';
import { openBrowser } from '../support/chromium.js';
import { listen, type Listening } from '../support/listen.js';
import { useDemo } from '../support/demo-browser.js';

const key = 'sk-8080-not-a-real-key-0123456789';

describe('the widget behind the proxy', () => {
  let browser: Browser;
  let upstream: Listening;
  before(async () => {
    browser = await openBrowser();
    upstream = await listen(
      createServer((request, response) => {
        const known = request.headers.authorization === `Bearer ${key}`;
        const error = {
          message: `Inner details of ${request.headers.authorization}`,
          code: known ? 'rate_limit_exceeded' : 'invalid_api_key',
        };
        request.resume();
        response
          .writeHead(known ? 429 : 401, { 'content-type': 'application/json', 'retry-after': '90' })
          .end(JSON.stringify({ error }));
      }),
    );
  });
  after(async () => {
    await browser.close();
    await upstream.close();
  });

  const cases: [name: string, key: string, upstream: () => string, says: RegExp][] = [
    ['a wrong key', 'sk-wrong-key', () => upstream.url, /has a problem at the moment/],
    ['a rate limit', key, () => upstream.url, /Many people are asking/],
    // Nothing listens on the discard port.
    ['a service that is away', key, () => 'http://127.0.0.1:9', /has a problem at the moment/],
  ];
  for (const [name, ownKey, address, says] of cases) {
    it(`explains ${name} in plain words and offers to try again`, async (test) => {
      const demo = await startDemoServer({ key: ownKey, upstream: address() });
      test.after(() => demo.close());
      const { page, type } = await openChatPage(browser, demo.url);
      await type('Hello');
      await page.keyboard.press('Enter');
      const shown = await page.waitForFunction(
        () => {
          const root = document.querySelector('chat-8080')?.shadowRoot;
          const error = root?.querySelector('[part="error"]');
          // Until the part for failures has come there is a hidden line.
          const text = error?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ? error.textContent : '';
          return text.includes('Try again') && text;
        },
        // The client tries a server's error again by itself before it gives up.
        { timeout: 20_000 },
      );
      const text = String(await shown.jsonValue());
      assert.match(text, says);
      assert.doesNotMatch((await page.content()) + text, /Inner details|sk-|Bearer|40[13]|429|502|127\.0\.0\.1/);
      assert.equal(await page.$eval('#panel', (panel) => panel.hasAttribute('hidden')), true);
      await page.close();
    });
  }
});

describe("the demo's page without a key", () => {
  const demo = useDemo();

  it('goes on after a typed failure', async () => {
    const { page, type, message } = await openChatPage(demo.browser, demo.url);
    await type('/unauthorized');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('chat-8080')?.status === 'error');
    await type('/echo all is well');
    await page.keyboard.press('Enter');
    assert.equal(await message('assistant', -1, (text) => text !== ''), 'all is well');
    await page.close();
  });

  it('shows what came before the connection was cut', async () => {
    const { page, type, message } = await openChatPage(demo.browser, demo.url);
    await type('/cut');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('chat-8080')?.status === 'error');
    assert.match(await message('assistant', 0, (text) => text.length > 20), /stand-in/);
    await page.close();
  });

  it('lets tools be tried by hand: one that runs at once, one that is asked for', async () => {
    const { page, type, message } = await openChatPage(demo.browser, demo.url);
    await type('/tool time');
    await page.keyboard.press('Enter');
    assert.match(await message('assistant', 0, (text) => text !== ''), /The tool answered:\d/);
    await type('/tool dice {"sides": 2}');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() =>
      document.querySelector('chat-8080')?.shadowRoot?.querySelector('[part~=approve-button][aria-disabled=false]'),
    );
    await page.evaluate(() =>
      document.querySelector('chat-8080')?.shadowRoot?.querySelector<HTMLElement>('[part~=approve-button]')?.click(),
    );
    assert.match(await message('assistant', 1, (text) => text !== ''), /The tool answered:[12]That/);
    await page.close();
  });
});
