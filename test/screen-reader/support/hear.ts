/** Every scenario in one browser. */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { scenarios } from '../scenarios/index.js';
import type { Scenario } from '../scenarios/scenario.js';
import { compareToBaseline } from './baseline.js';
import type { HeardBrowser } from './browsers.js';
import { missing } from './missing.js';
import { Silence, startSession, type Session } from './session.js';
import { Visit } from './visit.js';

/** Orca loses words while the machine is busy (README.md); a fault of ours is there each time. */
const visitsAtMost = 3;
/** In a browser. Where nearly all is red it is not the machine, and nobody is to wait for it. */
const secondVisitsAtMost = 12;
/** Said for each group that the focus left and that is still there when Orca looks: once or twice for a tool that has just been allowed, as its buttons go sooner or later. */
const left = /^leaving (?:panel|region)\.$/;

export function hear(browser: HeardBrowser): void {
  describe(`what Orca says in ${browser.name}`, () => {
    const skip = missing(browser.debian);
    let session: Session | undefined;
    let silence: string | undefined;
    let secondVisits = 0;

    const begin = async (): Promise<Session | undefined> => {
      try {
        if (silence === undefined) session ??= await startSession(browser);
      } catch (error) {
        if (!(error instanceof Silence)) throw error;
        silence = error.message;
        console.error(`\nNOT HEARD: ${silence}\n`);
      }
      return session;
    };
    const end = async (): Promise<void> => {
      const ended = session;
      session = undefined;
      await ended?.close();
    };

    after(end);

    for (const scenario of scenarios) {
      const name = `“${scenario.title}” in ${browser.name}`;
      it(scenario.title, { skip, timeout: 600_000 }, async (t) => {
        let red: Error | undefined;
        for (let number = 1; ; number++) {
          const current = await begin();
          if (!current) {
            if (red !== undefined) throw red;
            t.skip(silence);
            return;
          }
          try {
            await visit(current, browser, scenario);
            t.diagnostic(`${name}: heard in visit ${number} of ${visitsAtMost}`);
            return;
          } catch (error) {
            red = error instanceof Error ? error : new Error(String(error));
            t.diagnostic(`${name}, visit ${number}: ${describeRed(red, current)}`);
            await end();
            if (number === visitsAtMost || secondVisits++ === secondVisitsAtMost) throw red;
          }
        }
      });
    }
  });
}

async function visit(session: Session, browser: HeardBrowser, { title, page = {}, does, byChance }: Scenario): Promise<void> {
  const one = new Visit(session);
  await one.open(title, page);
  await does(one);
  await one.hearsAll();
  // A listener makes the first of all that stands in it, an empty region with a role the second.
  assert.doesNotMatch(one.transcript, /clickable|status ?bar/i);
  const lines = one.transcript.split('\n').filter((line) => !left.test(line) && !byChance?.test(line));
  compareToBaseline(lines.join('\n'), { browser: browser.name, scenario: title });
}

/** What an answer to "whose doing was it?" needs. */
function describeRed({ message }: Error, { journal }: Session): string {
  const lost = journal.entries.filter(({ kind }) => kind === 'lost').length;
  return `${lost > 0 ? `(Orca has lost ${lost} events in this session.) ` : ''}${message}`;
}
