/** WebKitGTK as web-test-runner's browser: Debian's WebKitWebDriver and MiniBrowser, on a screen of Xvfb. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { BrowserLauncher } from '@web/test-runner';
import { listen } from './listen.js';
import { openWebDriver, type WebDriverPage } from './webdriver.js';

const driver = '/usr/bin/WebKitWebDriver';
const screen = '/usr/bin/Xvfb';

/**
 * @returns the path of MiniBrowser, the browser that the driver starts
 * @throws Error if a part is missing
 */
export function findWebKit(): string {
  const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib').map((name) => join('/usr/lib', name)) : [];
  const browser = [...folders, '/usr/libexec']
    .map((folder) => join(folder, 'webkit2gtk-4.1/MiniBrowser'))
    .find((path) => existsSync(path));
  if (browser === undefined || !existsSync(driver) || !existsSync(screen)) {
    throw new Error('WebKitGTK, its driver or Xvfb was not found.');
  }
  return browser;
}

/** The number of a new screen, as Xvfb says it on its fourth stream. */
async function displayOf(xvfb: ChildProcess): Promise<string> {
  const exited = once(xvfb, 'exit').then(([code]: number[]) => Promise.reject(new Error(`Xvfb ended with ${code}.`)));
  const [said] = (await Promise.race([once(xvfb.stdio[3] as Readable, 'data'), exited])) as [Buffer];
  return `:${said.toString().trim()}`;
}

async function freePort(): Promise<string> {
  const { url, close } = await listen(createServer());
  await close();
  return new URL(url).port;
}

export function webkitLauncher(): BrowserLauncher & { getPage: () => WebDriverPage } {
  const binary = findWebKit();
  const processes: ChildProcess[] = [];
  let opening: Promise<WebDriverPage> | undefined;
  let page: WebDriverPage | undefined;
  let active: string | undefined;
  let address = '';

  const open = async (): Promise<WebDriverPage> => {
    const xvfb = spawn(screen, ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    processes.push(xvfb);
    // GTK would prefer a Wayland screen that the machine may have.
    const environment = { ...process.env, DISPLAY: await displayOf(xvfb), GDK_BACKEND: 'x11' };
    const port = await freePort();
    processes.push(spawn(driver, [`--port=${port}`], { stdio: 'ignore', env: environment }));
    return openWebDriver(`http://127.0.0.1:${port}`, {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary, args: ['--automation'] },
    });
  };

  return {
    name: 'WebKitGTK',
    type: 'puppeteer', // the commands then ask `getPage()` for what they know of Puppeteer's page
    concurrency: 1,
    async startSession(id, url) {
      page = await (opening ??= open());
      active = id;
      address = url;
      await page.setViewport({ width: 800, height: 600 });
      await page.goto(url);
    },
    isActive: (id) => active === id,
    // While a page loads the driver does not answer.
    getBrowserUrl: () => page?.url().catch(() => address),
    getPage() {
      if (!page) throw new Error('WebKitGTK has not been started.');
      return page;
    },
    async stopSession() {
      active = undefined;
      await page?.goto('about:blank'); // ends what still runs in the page
      return {};
    },
    startDebugSession: () => Promise.reject(new Error('WebKitGTK has no debugging session here.')),
    async stop() {
      await page?.close().catch(() => undefined); // the browser may be gone
      for (const started of processes.reverse()) started.kill();
    },
  };
}
