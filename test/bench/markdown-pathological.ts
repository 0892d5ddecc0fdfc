/**
 * npm run bench:pathological [-- NAME] : each input that froze a parser, at half and at full size. Linear time is a ratio of about 2.
 */
import { openBrowser } from '../support/chromium.js';
import { startBenchPage } from './page.js';

/** A page that has not answered after so many milliseconds is given up. */
const longestMs = 20_000;

declare global {
  interface Window {
    inputs: typeof import('./markdown-pathological-page.js');
  }
}

const files = await startBenchPage({ entry: 'markdown-pathological-page.ts', name: 'inputs' });

async function inFreshBrowser<Result>(name: string, size: number): Promise<Result | undefined> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`${files.url}/page`);
    await page.waitForFunction(() => 'inputs' in window);
    const answer = page.evaluate(
      (given, factor) => (given === '' ? window.inputs.names : window.inputs.time(given, factor)),
      name,
      size,
    );
    const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), longestMs));
    return (await Promise.race([answer.catch(() => undefined), late])) as Result | undefined;
  } finally {
    browser.process()?.kill('SIGKILL');
  }
}

const wanted = process.argv[2] ?? '';
for (const name of ((await inFreshBrowser<string[]>('', 1)) ?? []).filter((each) => each.includes(wanted))) {
  const half = await inFreshBrowser<number>(name, 0.5);
  const full = half === undefined ? undefined : await inFreshBrowser<number>(name, 1);
  const text =
    half !== undefined && full !== undefined
      ? `${full.toFixed(0).padStart(6)} ms  ×${(full / half).toFixed(1)}`
      : `over ${longestMs} ms`;
  console.log(`${text.padStart(18)}  ${name}`);
}
await files.close();
process.exit(0);
