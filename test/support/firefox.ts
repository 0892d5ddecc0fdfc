/** Firefox as web-test-runner's browser: puppeteer-core drives it by WebDriver BiDi, so no geckodriver is needed. */
import { existsSync } from 'node:fs';
import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';

const places = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:/Program Files/Mozilla Firefox/firefox.exe',
];

/** @throws Error if there is none */
export function findFirefox(): string {
  const named = process.env['FIREFOX_PATH'];
  if (named !== undefined && !existsSync(named)) throw new Error(`FIREFOX_PATH names ${named}, and there is no such file.`);
  const path = named ?? places.find((place) => existsSync(place));
  if (path === undefined) throw new Error('Firefox was not found. Install it, or set FIREFOX_PATH.');
  return path;
}

export function firefoxLauncher(): BrowserLauncher {
  return chromeLauncher({
    puppeteer,
    launchOptions: { browser: 'firefox', executablePath: findFirefox(), headless: true },
    concurrency: 1, // only the tab in front has the focus
  });
}
