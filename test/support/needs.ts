/** Tests of what not every browser can do. */
import { browser } from 'virtual:browser';
import type { Ability } from './browsers.js';

/** As mocha's `it`; where the browser lacks the ability the test is skipped by name, with the reason. */
export function itNeeds(ability: Ability, title: string, test: () => Promise<void>): Mocha.Test {
  const reason = browser.lacks[ability];
  return reason === undefined ? it(title, test) : it.skip(`${title} [needs ${ability}: ${reason}]`);
}
