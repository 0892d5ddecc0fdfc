/** `<chat-8080>` on pages that a library works on as they are: the documentation's own markup, the classic script, nothing built. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { openChatPage } from '../page/chat-page.js';
import { openBrowser } from '../support/chromium.js';
import { missingOf } from './packages.js';
import { document as documentOf, startSite } from './host-page.js';
import { snippetOf } from '../support/documentation.js';

let browser: Browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

const script = '<script src="/dist/chat-8080.js"></script>';

describe('Alpine (alpinejs.dev: `x-bind` sets attributes, `x-on` listens to custom events, `x-effect` runs again when its data change)', () => {
  it('Alpine: attributes, objects and events follow the data', { skip: missingOf(['alpinejs']) }, async () => {
    const alpine = '<script src="/node_modules/alpinejs/dist/cdn.js" defer></script>';
    const site = await startSite({ '/': documentOf('Alpine', `${script}${alpine}${snippetOf('frameworks', 'Alpine', 'html')}`) });
    const { page, type, message, complaints } = await openChatPage(browser, site.url);
    const titleIs = (title: string): Promise<unknown> =>
      page.waitForFunction(
        (text) => document.querySelector('chat-8080')!.shadowRoot!.querySelector('[part~=title]')!.textContent === text,
        {},
        title,
      );
    await titleIs('Ask our shop');
    await type('/echo one');
    await page.keyboard.press('Enter');
    await message('assistant', 0, (text) => text === 'one');
    await page.waitForFunction(() => document.querySelector('output')!.textContent === 'user assistant');
    await page.evaluate(`Object.assign(Alpine.$data(document.querySelector('[x-data]')), { label: 'Ask Anna', customer: '8' })`);
    await titleIs('Ask Anna');
    await type('/echo two');
    await page.keyboard.press('Enter');
    await message('assistant', 1, (text) => text === 'two');
    assert.deepEqual(site.asked, [{ customer: '7' }, { customer: '8' }]);
    assert.deepEqual(complaints, []);
    await page.close();
    await site.close();
  });
});

// htmx 2, because htmx 4.0.1 calls `Document.parseHTMLUnsafe` in a way that the Chromium of these tests (143) does not know.
describe('htmx (htmx.org: the answer to `hx-get` takes the place of what is in the target)', () => {
  it('htmx: a fragment with a chat works, and the next one goes on with it', { skip: missingOf(['htmx.org']) }, async () => {
    const htmx = '<script src="/node_modules/htmx.org/dist/htmx.js"></script>';
    const body = `${script}${htmx}<button hx-get="/help" hx-target="main">Help</button><main>${snippetOf('frameworks', 'htmx', 'html')}</main>`;
    const site = await startSite({ '/': documentOf('htmx', body), '/help': snippetOf('frameworks', 'htmx', 'html') });
    const { page, type, message, complaints } = await openChatPage(browser, site.url);
    const swap = async (): Promise<void> => {
      await page.evaluate(() => Object.assign(window, { earlier: document.querySelector('chat-8080') }));
      await page.locator('button').click();
      await page.waitForFunction(`document.querySelector('chat-8080') && document.querySelector('chat-8080') !== earlier`);
    };
    await swap();
    await type('/echo one');
    await page.keyboard.press('Enter');
    await message('assistant', 0, (text) => text === 'one');
    await page.waitForFunction(() => document.querySelector('chat-8080')!.status === 'idle');
    await swap();
    assert.equal(await message('assistant', 0), 'one');
    await type('/echo two');
    await page.keyboard.press('Enter');
    await message('assistant', 1, (text) => text === 'two');
    assert.deepEqual(site.asked, [{ customer: '7' }, { customer: '7' }]);
    assert.deepEqual(complaints, []);
    await page.close();
    await site.close();
  });
});
