import { waitUntil as waitUntilWithin } from '@open-wc/testing';

/** Less than the ten seconds of a test (`browser.ts`), so a wait says what it waits for. A second, the library's own, is short on a busy machine. */
const longestMs = 9000;

/** Waits for what a test then looks at. */
export function waitUntil(passes: () => unknown, what?: string): Promise<void> {
  return waitUntilWithin(passes, what, { timeout: longestMs });
}
