/** Elements of the page that take the names of what a script reads of `document`: a comment of a stranger can hold them, and no script. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { startAimock } from '../support/aimock.js';
import { openBrowser } from '../support/chromium.js';
import { startFiles } from '../support/files.js';
import type { Listening } from '../support/listen.js';
import { openChatPage } from './chat-page.js';

/** An element that stands in the page, at an address of the stranger. */
const clobberings: Record<string, (stranger: string) => string> = {
  'an image named currentScript': (stranger) => `<img name="currentScript" src="${stranger}/x.png" alt="">`,
  'an embed named currentScript': (stranger) => `<embed name="currentScript" src="${stranger}/x.txt">`,
  'an object named currentScript': (stranger) => `<object name="currentScript" data="${stranger}/x.txt"></object>`,
  'two images named currentScript': (stranger) => `<img name="currentScript" src="${stranger}/x.png" alt="">`.repeat(2),
  'a form named scripts': (stranger) =>
    `<form name="scripts" action="${stranger}/"><input name="0" value="${stranger}/chat-8080.js"></form>`,
  'an image named baseURI': (stranger) => `<img name="baseURI" src="${stranger}/x.png" alt="">`,
  'a stranger’s picture of that file name': (stranger) => `<img src="${stranger}/chat-8080.js" alt="">`,
};

describe('what stands in the page does not say where the parts are', () => {
  let browser: Browser;
  let own: Listening;
  let aimock: Listening;
  const opened: Listening[] = [];

  before(async () => {
    [browser, own, aimock] = await Promise.all([openBrowser(), startFiles(), startAimock()]);
  });
  after(async () => {
    await browser.close();
    await Promise.all([...opened, own, aimock].map((server) => server.close()));
  });

  for (const [what, clobber] of Object.entries(clobberings)) {
    for (const type of ['', 'type="module"', 'async']) {
      it(`${what}, and a script tag ${type || 'without attributes'}`, async () => {
        // Whatever is asked of the stranger would run, if it were script.
        const evil = await startFiles({ '/x.png': '', '/x.txt': '' });
        const site = await startFiles({
          '/page':
            `<!doctype html><meta charset="utf-8"><title>A page</title>${clobber(evil.url)}` +
            `<script ${type} src="${own.url}/dist/chat-8080.js"></script>` +
            `<chat-8080 endpoint="${aimock.url}/v1" model="any"></chat-8080>`,
        });
        opened.push(evil, site);
        const asked: string[] = [];
        const {
          page,
          type: write,
          message,
        } = await openChatPage(browser, `${site.url}/page`, async (page) => {
          page.on('request', (request) => {
            if (request.url().startsWith(evil.url) && request.resourceType() === 'script') asked.push(request.url());
          });
          return Promise.resolve();
        });
        await write('hello');
        await page.keyboard.press('Enter');
        await message('assistant', 0, (text) => text.startsWith('Hi there'));
        await page.waitForFunction(() =>
          document.querySelector('chat-8080')?.shadowRoot?.querySelector('[part~=assistant] [part~=body] p'),
        );
        assert.deepEqual(asked, []);
        await page.close();
      });
    }
  }
});
