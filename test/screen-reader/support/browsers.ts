/** The two browsers in which Orca reads, as a visitor starts them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from './desktop.js';

export interface HeardBrowser {
  name: string;
  /** Of Debian, and its program. */
  debian: string;
  arguments: (profile: string) => string[];
}

/** Without questions at the first start, and without a word to anybody. */
const firefoxPreferences: Record<string, string | number | boolean> = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.preonboarding.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.tabs.warnOnClose': false,
  'browser.translations.automaticallyPopup': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'layout.spellcheckDefault': 0,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'http://127.0.0.1:9/',
  'startup.homepage_welcome_url': '',
  'termsofuse.bypassNotification': true,
  'toolkit.telemetry.enabled': false,
  // It is on where a screen reader is found to run; here none may be found before the first page is there.
  'accessibility.force_disabled': -1,
};

export const firefox: HeardBrowser = {
  name: 'Firefox',
  debian: 'firefox-esr',
  arguments: (profile) => {
    const lines = Object.entries(firefoxPreferences).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    writeFileSync(join(profile, 'user.js'), lines.join(''));
    return ['--no-remote', '--profile', profile, '--new-window'];
  },
};

export const chromium: HeardBrowser = {
  name: 'Chromium',
  debian: 'chromium',
  arguments: (profile) => [
    '--no-sandbox', // Chromium refuses to start as root (containers, CI) with it
    `--user-data-dir=${profile}`,
    '--force-renderer-accessibility',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-features=Translate',
    '--ozone-platform=x11',
    '--window-size=1200,900',
    '--window-position=0,0',
  ],
};

export function startBrowser({ debian, arguments: args }: HeardBrowser, { home, start }: Desktop, url: string): void {
  const profile = join(home, 'profile');
  mkdirSync(profile);
  start(debian, ...args(profile), url);
}
