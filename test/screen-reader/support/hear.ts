/** Every scenario in one browser. */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { scenarios } from '../scenarios/index.js';
import type { Scenario } from '../scenarios/scenario.js';
import { compareToBaseline } from './baseline.js';
import type { HeardBrowser } from './browsers.js';
import { missing } from './missing.js';
import { Silence, startSession, type Session } from './session.js';
import { Visit } from './visit.js';

/** Orca drops words while the machine is busy (README.md); a fault of ours is there each time. */
const visitsAtMost = 3;
/** Where nearly all is red it is not the machine, and nobody is to wait for it. */
const moreVisitsAtMost = 12;

export function hear(browser: HeardBrowser): void {
  describe(`what Orca says in ${browser.name}`, { skip: missing(browser.debian) }, () => {
    let session: Session | undefined;
    let silence: string | undefined;
    let moreVisits = 0;

    const begin = async (): Promise<void> => {
      try {
        session ??= await startSession(browser);
      } catch (error) {
        if (!(error instanceof Silence)) throw error;
        silence = error.message;
        console.error(`\nNOT HEARD: ${silence}\n`);
      }
    };
    const end = async (): Promise<void> => {
      const ended = session;
      session = undefined;
      await ended?.close();
    };

    before(begin);
    after(end);

    for (const scenario of scenarios) {
      it(scenario.title, { timeout: 600_000 }, async (t: TestContext) => {
        const reds: unknown[] = [];
        for (;;) {
          await begin();
          if (!session) {
            if (reds.length === 0) t.skip(silence);
            else t.diagnostic(`no further visit: ${silence}`);
            break;
          }
          try {
            await visit(session, browser, scenario);
            break;
          } catch (error) {
            const isLast = reds.push(error) === visitsAtMost || moreVisits === moreVisitsAtMost;
            t.diagnostic(`“${scenario.title}”, visit ${reds.length}: ${describeRed(error, session)}`);
            await end();
            if (isLast) throw error;
            moreVisits++;
          }
        }
        if (!session && reds.length > 0) throw reds.at(-1);
        if (session) t.diagnostic(`“${scenario.title}”: heard in visit ${reds.length + 1} of ${visitsAtMost}`);
      });
    }
  });
}

async function visit(session: Session, browser: HeardBrowser, { title, page = {}, does, varies }: Scenario): Promise<void> {
  const one = new Visit(session);
  await one.open(title, page);
  await does(one);
  await one.hearsAll();
  // A listener makes the first of all that stands in it, an empty region with a role the second.
  assert.doesNotMatch(one.transcript, /clickable|status ?bar/i);
  compareToBaseline(one.transcript, { browser: browser.name, scenario: title, varies });
}

/** What an answer to "whose doing was it?" needs. */
function describeRed(error: unknown, { journal }: Session): string {
  const message = error instanceof Error ? error.message : String(error);
  const lost = journal.entries.filter(({ kind }) => kind === 'lost').length;
  return `${lost > 0 ? `Orca lost ${lost} events in this session. ` : ''}${message}`;
}
