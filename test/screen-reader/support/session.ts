/** A desktop with a screen reader and a browser, which have shown that they work: on a page without our chat. */
import { startBrowser, type HeardBrowser } from './browsers.js';
import { startDesktop } from './desktop.js';
import { Journal } from './journal.js';
import { beginningTitle, startSite } from './site.js';
import type { Stage } from './visit.js';

export interface Session extends Stage {
  close: () => Promise<void>;
}

/** A machine that is busy for a moment may miss one start. */
const startsAtMost = 3;

/** Neither speech nor a live region is there: no scenario can say anything about the chat. */
export class Silence extends Error {}

/** @throws Silence where the screen reader says neither the title of an empty page nor what is announced in it, three times over */
export async function startSession(browser: HeardBrowser): Promise<Session> {
  const reasons: string[] = [];
  while (reasons.length < startsAtMost) {
    try {
      return await startOnce(browser);
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Silence(`Orca does not read an empty page in ${browser.name} here, in ${startsAtMost} starts: ${reasons.join('\n')}`);
}

async function startOnce(browser: HeardBrowser): Promise<Session> {
  const journal = new Journal();
  const ends: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    const site = await startSite(journal);
    ends.push(site.close);
    const desktop = await startDesktop(journal);
    ends.push(desktop.close);
    startBrowser(browser, desktop, site.url);
    await journal.until(() => journal.has('page', 'connected'), `waited for ${browser.name}`);
    await journal.until(() => journal.has('say', beginningTitle), 'waited for the title of an empty page');
    await journal.quiet();
    site.fence('Fence 0.');
    await journal.until(() => journal.has('say', 'Fence 0.'), 'waited for an announcement of an empty page');
    await journal.quiet();
    return { journal, desktop, site, close };
  } catch (error) {
    await close();
    throw error;
  }
}
