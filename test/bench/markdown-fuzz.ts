/**
 * npm run fuzz:markdown [-- FIRST COUNT] : the tests of fuzz.test.ts over more seeds. Prints what differs; fails if anything does.
 */
import { openBrowser } from '../support/chromium.js';
import { startBenchPage } from './page.js';

const first = Number(process.argv[2] ?? 10_000);
const count = Number(process.argv[3] ?? 20_000);

declare global {
  interface Window {
    fuzz: typeof import('./markdown-fuzz-page.js');
  }
}

const files = await startBenchPage({
  entry: 'markdown-fuzz-page.ts',
  name: 'fuzz',
  before: '<script src="/node_modules/commonmark/dist/commonmark.js"></script>',
});
const browser = await openBrowser();
const page = await browser.newPage();
await page.goto(`${files.url}/page`);
await page.waitForFunction(() => 'fuzz' in window);
let failed = 0;
for (let seed = first; seed < first + count; seed += 500) {
  const problems = await page.evaluate(
    async (from, to) => {
      const found: string[] = [];
      for (let at = from; at < to; at++) found.push(...(await window.fuzz.check(at)));
      return found;
    },
    seed,
    Math.min(seed + 500, first + count),
  );
  failed += problems.length;
  if (problems.length > 0) console.log(problems.join('\n'));
}
console.log(`${count} seeds from ${first}: ${failed} differences`);
process.exitCode = failed === 0 ? 0 : 1;
await browser.close();
await files.close();
