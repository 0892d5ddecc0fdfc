/** The browsers that tests run in, how each is started, and what tests cannot ask of it. */
import type { BrowserLauncher } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findChromium, launchOptions } from './chromium.js';
import { findFirefox, firefoxLauncher } from './firefox.js';
import { findWebKit, webkitLauncher } from './webkit.js';

/**
 * What not every browser can do: commands of @web/test-runner-commands (`sendKeys`, `sendMouse` and `setViewport` are to be had in all);
 * `brokenBodies`, to tell the body of an answer that breaks off from one that has ended; `scrollAnchoring`, `overflow-anchor` in CSS; `idleCallbacks`, requestIdleCallback().
 */
export type Ability =
  'emulateMedia' | 'a11ySnapshot' | 'setUserAgent' | 'selectOption' | 'brokenBodies' | 'scrollAnchoring' | 'idleCallbacks';

/** What a test's page knows of the browser that it runs in. */
export interface RunningBrowser {
  name: string;
  /** What this browser cannot do, and why. */
  lacks: Partial<Record<Ability, string>>;
}

export interface TestBrowser extends RunningBrowser {
  /** Where it is and who brought it. Throws an error if it is not there. */
  find: () => string | Promise<string>;
  launcher: () => BrowserLauncher | Promise<BrowserLauncher>;
}

export const chromium: TestBrowser = {
  name: 'Chromium',
  lacks: {},
  find: async () => {
    const { path, from } = await findChromium();
    return `${path} (${from})`;
  },
  launcher: async () => chromeLauncher({ launchOptions: await launchOptions() }),
};

const firefox: TestBrowser = {
  name: 'Firefox',
  lacks: {
    emulateMedia: 'Puppeteer emulates media over the Chrome DevTools protocol only',
    a11ySnapshot: 'Puppeteer reads the accessibility tree over the Chrome DevTools protocol only',
  },
  find: findFirefox,
  launcher: firefoxLauncher,
};

const webkit: TestBrowser = {
  name: 'WebKitGTK',
  lacks: {
    emulateMedia: 'WebDriver cannot emulate media',
    a11ySnapshot: 'WebDriver cannot read the accessibility tree',
    setUserAgent: 'WebDriver cannot change the user agent',
    selectOption: 'WebDriver has no such command',
    brokenBodies: 'its fetch ends a body whose connection is reset as if it were whole',
    idleCallbacks: 'WebKit has no requestIdleCallback; a timer does in its place',
    scrollAnchoring: 'WebKit has no overflow-anchor',
  },
  find: findWebKit,
  launcher: webkitLauncher,
};

/** What brings those that npm does not to a Debian; test/README.md says it too. */
export const aptLine = 'apt-get install -y --no-install-recommends firefox-esr webkit2gtk-driver xvfb';

export const browsers = [chromium, firefox, webkit];
