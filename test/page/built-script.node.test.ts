/** The built dist/chat-8080.js in a page of its own, loaded from another origin, against servers on further origins. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { startDemoServer, type DemoServer } from '../../demo/server.js';
import { startAimock } from '../support/aimock.js';
import { openBrowser } from '../support/chromium.js';
import { startFiles } from '../support/files.js';
import type { Listening } from '../support/listen.js';
import { openChatPage } from './chat-page.js';

describe('the built script in a page of its own', () => {
  let browser: Browser;
  let cdn: Listening;
  let aimock: Listening;
  let demo: DemoServer;
  const opened: Listening[] = [];

  before(async () => {
    [browser, cdn, aimock, demo] = await Promise.all([openBrowser(), startFiles(), startAimock(), startDemoServer({ key: '' })]);
  });
  after(async () => {
    await browser.close();
    await Promise.all([...opened, cdn, aimock, demo].map((server) => server.close()));
  });

  /** A page on an origin of its own with this in it. */
  const pageWith = async (html: string): Promise<string> => {
    const site = await startFiles({ '/page': `<!doctype html><meta charset="utf-8"><title>A page</title>${html}` });
    opened.push(site);
    return `${site.url}/page`;
  };

  it('shows the reply of a server that nobody here wrote, on a second origin', async () => {
    const url = await pageWith(
      `<script src="${cdn.url}/dist/chat-8080.js"></script><chat-8080 endpoint="${aimock.url}/v1" model="any"></chat-8080>`,
    );
    const { page, type, message, complaints } = await openChatPage(browser, url);
    await type('hello');
    await page.keyboard.press('Enter');
    assert.equal(await message('user', 0), 'hello');
    assert.equal(await message('assistant', 0, (text) => text.endsWith('line.')), 'Hi there, é 🎉.\nThis is the second line.');
    assert.deepEqual(complaints, []);
    await page.close();
  });

  const ways: Record<string, (source: string) => string> = {
    'a plain script tag': (source) => `<script src="${source}"></script>`,
    async: (source) => `<script src="${source}" async></script>`,
    defer: (source) => `<script src="${source}" defer></script>`,
    'a module script': (source) => `<script src="${source}" type="module"></script>`,
    'a script tag injected after the page has loaded': (source) =>
      `<script>addEventListener('load', () => setTimeout(() => {
        const script = document.createElement('script');
        script.src = ${JSON.stringify(source)};
        document.head.append(script);
      }, 50));</script>`,
    'the tag twice': (source) => `<script src="${source}"></script><script src="${source}?again"></script>`,
  };
  for (const [way, tag] of Object.entries(ways)) {
    it(`is loaded by ${way} and leaves no global behind`, async () => {
      const url = await pageWith(
        `<script>window.globalsBefore = Object.keys(window);</script>${tag(`${cdn.url}/dist/chat-8080.js`)}` +
          `<chat-8080 endpoint="${aimock.url}/v1" model="any">The chat is loading.</chat-8080>`,
      );
      const { page, type, message, complaints } = await openChatPage(browser, url);
      await type('hello');
      await page.keyboard.press('Enter');
      await message('assistant', 0, (text) => text.startsWith('Hi there'));
      const globals = await page.evaluate(() => {
        const { globalsBefore } = window as unknown as { globalsBefore: string[] };
        return Object.keys(window).filter((name) => !globalsBefore.includes(name) && name !== 'globalsBefore');
      });
      const strange = globals.filter((name) => !/^(puppeteer_)?__aria|^puppeteer_/.test(name)); // the test driver's
      assert.deepEqual(strange, []);
      const others = complaints.filter((complaint) => way !== 'the tag twice' || !complaint.includes('[duplicate-script]'));
      assert.deepEqual(others, []);
      await page.close();
    });
  }

  it('renders Markdown, with colours from parts that lie beside it on its own origin', async () => {
    const url = await pageWith(
      `<script src="${cdn.url}/dist/chat-8080.js"></script><chat-8080 endpoint="${demo.url}/v1" model="8080/taalas/llama3.1-8b-instruct"></chat-8080>`,
    );
    const { page, type, complaints } = await openChatPage(browser, url);
    await type('/markdown');
    await page.keyboard.press('Enter');
    const selectors = [
      'h4',
      'strong',
      'em',
      'ul li',
      'ol li',
      'blockquote',
      'table td',
      'pre code',
      'a[href]',
      'input[type=checkbox]',
      'button.code-copy',
    ];
    await page.waitForFunction(
      (wanted) =>
        wanted.every((selector) => document.querySelector('chat-8080')?.shadowRoot?.querySelector(`[part~=body] ${selector}`)),
      {},
      selectors,
    );
    // Code that is far from the view is not painted.
    await page.evaluate(() => document.querySelector('chat-8080')?.shadowRoot?.querySelector('pre code')?.scrollIntoView());
    await page.waitForFunction(() => CSS.highlights.size > 0);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it("talks to the demo's own server, which says that it is a stand-in and gets the whole history", async () => {
    const { page, type, message, complaints } = await openChatPage(browser, demo.url);
    await type('What can you do?');
    await page.keyboard.press('Enter');
    const first = await message('assistant', 0, (text) => text.includes('stand-in'));
    assert.match(first, /not a model/);
    await type('And what else?');
    await page.keyboard.press('Enter');
    // Only a server that was sent its own first reply leaves the notice out of the second.
    const second = await message('assistant', 1, (text) => text.length > 0);
    assert.doesNotMatch(second, /not a model/);
    assert.deepEqual(complaints, []); // the demo's pages are served under a strict Content-Security-Policy
    await page.close();
  });

  it('never sends on the Enter that picks the candidate of a real input method', async () => {
    const { page, type, message } = await openChatPage(browser, demo.url);
    await type('');
    const devtools = await page.createCDPSession();
    // What Chromium gets from the system's input method: a composition, an Enter that belongs to it (key code 229), then the text.
    await devtools.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
    await devtools.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    });
    await devtools.send('Input.insertText', { text: '日本' });
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 });
    const state = await page.evaluate(() => {
      const root = document.querySelector('chat-8080')?.shadowRoot;
      return { draft: root?.querySelector('textarea')?.value, messages: root?.querySelectorAll('[part~=message]').length };
    });
    assert.deepEqual(state, { draft: '日本', messages: 0 });
    await page.keyboard.press('Enter');
    assert.equal(await message('user', 0), '日本');
    await page.close();
  });

  it("does what the demo's panel is set to", async () => {
    const { page, type, message } = await openChatPage(browser, demo.url);
    await page.waitForSelector('#panel:not([hidden])');
    await page.select('#scenario', 'refuse');
    await type('Please');
    await page.keyboard.press('Enter');
    assert.match(await message('assistant', 0, (text) => text.length > 0), /cannot help/);
    await page.close();
  });
});
