/** Every state as it was last looked at by somebody. `UPDATE_BASELINES=1 npm run test:run -- test/page/visual` takes the pictures anew. */
import { describe, it } from 'node:test';
import { PNG } from 'pngjs';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { useDemo } from '../support/demo-browser.js';
import { isAsBefore, skip } from './pictures.js';
import { openStatesPage } from './states-page.js';

interface Sheet {
  /** Names of states; all of them where left out. */
  only?: string;
  width?: number;
  features?: Record<string, string>;
  /** Size of the text, on a page that stays as wide as it is. */
  fontSize?: string;
}

const sheets: Record<string, Sheet> = {
  light: {},
  dark: { features: { 'prefers-color-scheme': 'dark' } },
  'forced-colours-dark': {
    only: 'done,editing,failed,a tool that asks',
    features: { 'forced-colors': 'active', 'prefers-color-scheme': 'dark' },
  },
  'more-contrast': { only: 'welcome with suggestions,done,failed,a tool that asks', features: { 'prefers-contrast': 'more' } },
  'forced-colours': {
    only: 'done,editing,failed,a tool that asks',
    features: { 'forced-colors': 'active' },
  },
  narrow: { only: 'welcome with suggestions,done,a tool that asks', width: 320 },
  'large-text': { only: 'done', width: 1200, fontSize: '200%' },
};

describe('the look of every state', () => {
  const demo = useDemo();

  for (const [name, sheet] of Object.entries(sheets)) {
    it(`is as it was: ${name}`, { skip }, async () => {
      isAsBefore(name, await take(demo.browser, demo.url, sheet));
    });
  }
});

async function take(browser: Browser, url: string, { only, width = 1500, features, fontSize }: Sheet): Promise<PNG> {
  const still = { 'prefers-reduced-motion': 'reduce', ...features };
  const prepare = async (page: Page, devtools: CDPSession): Promise<void> => {
    await page.setViewport({ width, height: 900 });
    await devtools.send('Emulation.setEmulatedMedia', {
      features: Object.entries(still).map(([name, value]) => ({ name, value })),
    });
  };
  const { page } = await openStatesPage(browser, url, { names: only, prepare });
  await page.evaluate((size) => {
    if (size !== undefined) document.documentElement.style.fontSize = size;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { caret-color: transparent !important }');
    const chats = [...document.querySelectorAll('chat-8080')];
    for (const { shadowRoot } of chats) shadowRoot?.adoptedStyleSheets.push(sheet);
    // Several of the chats take the focus; which of them does so last is not the same each time.
    const editor = chats
      .map((chat) => chat.shadowRoot?.querySelector<HTMLTextAreaElement>('[part~=message] textarea'))
      .find((found) => found);
    if (editor) editor.readOnly = true; // forced colours draw a caret all the same, which blinks
    (editor ?? chats[0])?.focus();
  }, fontSize);
  await page.waitForFunction(() => CSS.highlights.size > 0);
  // What is out of view is not laid out (`content-visibility`) until it comes near: the whole page is to be in view, for some frames.
  await page.setViewport({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
  await page.evaluate(async () => {
    for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
  });
  const picture = await page.screenshot({ fullPage: true });
  await page.close();
  return PNG.sync.read(Buffer.from(picture));
}
