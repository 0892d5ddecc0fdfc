/** The demo without a key, and a browser to look at it: for as long as the tests of a `describe` run. */
import { after, before } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { startDemoServer, type DemoServer } from '../../demo/server.js';
import { openBrowser } from './chromium.js';

/** To be called in a `describe`; what it returns is there once its tests run. */
export function useDemo(): { readonly browser: Browser; readonly url: string } {
  let browser: Browser;
  let demo: DemoServer;
  before(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemoServer({ key: '' })]);
  });
  after(async () => {
    await browser.close();
    await demo.close();
  });
  return {
    get browser() {
      return browser;
    },
    get url() {
      return demo.url;
    },
  };
}
