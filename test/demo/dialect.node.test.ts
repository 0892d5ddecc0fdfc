import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dialect, repairs } from '../../demo/dialect/index.js';
import { useDemo } from '../support/demo-browser.js';

describe('the page of the dialect', () => {
  const demo = useDemo();

  it('shows each repair, with the source of its examples and what is drawn, under its own policy', async () => {
    const page = await demo.browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${demo.url}/dialect`);
    await page.waitForFunction((count) => document.querySelectorAll('main section').length === count, {}, repairs.length);
    const shown = await page.$$eval('main section', (sections) =>
      sections.map((section) => ({
        name: section.querySelector('h3')?.textContent,
        sources: [...section.querySelectorAll(':scope > table > tr > td:first-child')].map((cell) => cell.textContent),
      })),
    );
    assert.deepEqual(
      shown,
      repairs.map(({ name, examples }) => ({ name, sources: examples.map(([markdown]) => markdown) })),
    );
    assert.deepEqual(
      await page.$$eval('main > h2', (headings) => headings.map(({ textContent }) => textContent)),
      Object.keys(dialect),
    );
    // The text is drawn, not only shown: Markdown by itself makes no bold.
    await page.waitForFunction(() => document.querySelector('main td:last-child strong') !== null);
    assert.deepEqual(complaints, []);
    await page.close();
  });
});
