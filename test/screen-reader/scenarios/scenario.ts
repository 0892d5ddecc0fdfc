import type { Page } from '../support/site.js';
import type { Visit } from '../support/visit.js';

/** The input, as it is said. */
export const message = /^Message entry/;

/** The answer to "When?" on every page. */
export const opens = 'The shop opens at nine.';

export interface Scenario {
  /** What is so, as the title of a test; the baseline is named by it. */
  title: string;
  page?: Page;
  does: (visit: Visit) => Promise<void>;
  /** Lines that are said or not as the machine is fast or slow; they are left out of the baseline. */
  byChance?: RegExp;
}
