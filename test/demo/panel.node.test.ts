/** The demo's page in a real browser: what its panel does, and that everybody can use it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { useDemo } from '../support/demo-browser.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('the demo’s panel', () => {
  const demo = useDemo();
  let page: Page;
  before(async () => {
    page = await demo.browser.newPage();
    await page.goto(demo.url);
    await page.waitForSelector('#panel:not([hidden])');
  });

  const endpoint = () => page.$eval('chat-8080', (chat) => chat.getAttribute('endpoint'));
  const visible = (selector: string) => page.$eval(selector, (element) => element.checkVisibility());

  it('writes scenario, argument and rate into the endpoint, and takes all of it back', async () => {
    await page.select('#scenario', 'rate-limited');
    await page.select('#rate', '200');
    assert.equal(await endpoint(), '/v1/chat/completions?scenario=rate-limited&retry-after=5&rate=200');
    assert.match(await page.$eval('#scenario-note', (note) => note.textContent), /too many requests.*\/rate-limited/);
    assert.equal(await visible('#argument-field'), true);

    await page.focus('#argument');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('12');
    assert.equal(await endpoint(), '/v1/chat/completions?scenario=rate-limited&retry-after=12&rate=200');

    await page.select('#scenario', 'cut');
    assert.equal(await endpoint(), '/v1/chat/completions?scenario=cut&rate=200');
    assert.equal(await visible('#argument-field'), false);

    await page.click('#panel button[type="reset"]');
    await page.waitForFunction(() => document.querySelector('chat-8080')?.getAttribute('endpoint') === '/v1/chat/completions');
    assert.equal(await page.$eval('#scenario', (select) => (select as HTMLSelectElement).value), '');
  });

  it('does not leave the page when Enter is pressed in its field', async () => {
    await page.select('#scenario', 'long');
    await page.focus('#argument');
    await page.keyboard.press('Enter');
    assert.equal(page.url(), `${demo.url}/`);
    await page.click('#panel button[type="reset"]');
  });

  it('switches page and chat between light and dark', async () => {
    const background = () => page.$eval('html', (root) => getComputedStyle(root).backgroundColor);
    await page.click('input[value="light"]');
    const light = await background();
    await page.click('input[value="dark"]');
    assert.notEqual(await background(), light);
    assert.equal(await page.$eval('chat-8080', (chat) => chat.getAttribute('theme')), 'dark');
    await page.click('input[value="auto"]');
    assert.equal(await page.$eval('chat-8080', (chat) => chat.getAttribute('theme')), 'auto');
  });

  for (const theme of ['light', 'dark']) {
    for (const width of [1200, 320]) {
      it(`is accessible and fits in ${theme} at ${width} pixels`, async () => {
        await page.setViewport({ width, height: 800 });
        await page.click(`input[value="${theme}"]`);
        await page.select('#scenario', 'rate-limited');
        const { violations } = (await page.evaluate(`${axe}; axe.run(document)`)) as {
          violations: { id: string; nodes: { html: string }[] }[];
        };
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          [],
        );
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(overflow, 0);
      });
    }
  }
});
