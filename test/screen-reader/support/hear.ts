/** Every scenario in one browser, with one Orca. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { scenarios } from '../scenarios/index.js';
import { compareToBaseline } from './baseline.js';
import { startBrowser, type HeardBrowser } from './browsers.js';
import { startDesktop, type Desktop } from './desktop.js';
import { Journal } from './journal.js';
import { missing } from './missing.js';
import { startSite, type Site } from './site.js';
import { Visit } from './visit.js';

export function hear(browser: HeardBrowser): void {
  describe(`what Orca says in ${browser.name}`, { skip: missing(browser.debian) }, () => {
    const journal = new Journal();
    let desktop: Desktop;
    let site: Site;
    const close: (() => Promise<void>)[] = [];

    before(async () => {
      site = await startSite(journal);
      close.push(site.close);
      desktop = await startDesktop(journal);
      close.push(desktop.close);
      startBrowser(browser, desktop, site.url);
      await journal.until(
        () => journal.entries.some(({ kind, text }) => kind === 'page' && text === 'connected'),
        'waited for the browser',
      );
      await journal.quiet();
    });
    after(async () => {
      for (const end of close.toReversed()) await end();
    });

    for (const { title, page = {}, does, varies } of scenarios) {
      it(title, { timeout: 180_000 }, async () => {
        const visit = new Visit({ journal, desktop, site });
        try {
          await visit.open(title, page);
          await does(visit);
          await visit.hearsAll();
          // A listener makes the first of all that stands in it, an empty region with a role the second.
          assert.doesNotMatch(visit.transcript, /clickable|status ?bar/i);
        } catch (error) {
          await visit.comeBack();
          throw error;
        } finally {
          if (process.env['UPDATE_BASELINES'])
            compareToBaseline(visit.transcript, { browser: browser.name, scenario: title, varies });
        }
        compareToBaseline(visit.transcript, { browser: browser.name, scenario: title, varies });
      });
    }
  });
}
