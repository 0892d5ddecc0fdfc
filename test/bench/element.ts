/**
 * npm run bench:element [-- --rounds 5]: what the element adds to its Markdown renderer, what earlier messages add to a token, and how
 * long the panel takes to open. Everything that is compared takes turns in one run, each in a fresh page.
 */
import { parseArgs } from 'node:util';
import { openBrowser } from '../support/chromium.js';
import { median, threadTime } from './measure.js';
import { startBenchPage } from './page.js';
import type { Run } from './element-page.js';

declare global {
  interface Window {
    widget: typeof import('./element-page.js');
  }
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
const files = await startBenchPage({
  entry: 'element-page.ts',
  name: 'widget',
  before: '<style>chat-8080 { --chat-8080-height: 600px; width: 420px; }</style>',
});
const browser = await openBrowser();

async function page(): Promise<Awaited<ReturnType<typeof browser.newPage>>> {
  const tab = await browser.newPage();
  await tab.setViewport({ width: 800, height: 700 });
  await tab.goto(`${files.url}/page`);
  await tab.waitForFunction(() => 'widget' in window);
  return tab;
}

/** @returns ms that the main thread has worked */
async function cpu(parameters: Run): Promise<number> {
  const tab = await page();
  await tab.evaluate((given) => window.widget.prepare(given), parameters);
  const spent = await threadTime(tab);
  const before = await spent();
  await tab.evaluate((given) => window.widget.measure(given), parameters);
  const after = await spent();
  await tab.close();
  return after - before;
}

async function open(slower: number): Promise<number> {
  const tab = await page();
  await tab.emulateCPUThrottling(slower);
  const time = await tab.evaluate(() => window.widget.open());
  await tab.close();
  return time;
}

const ms = (numbers: readonly number[]): string => `${median(numbers).toFixed(0)} ms`;
const ratio = (numbers: readonly number[], floors: readonly number[]): string =>
  median(numbers.map((value, round) => value / (floors[round] ?? NaN))).toFixed(2);

const alone: number[] = [];
const whole: number[] = [];
const fresh: number[] = [];
const late: number[] = [];
const opening: number[] = [];
for (let round = 0; round < rounds; round++) {
  alone.push(await cpu({ what: 'MarkdownStream', tokens: 20_000, earlier: 0 }));
  whole.push(await cpu({ what: 'element', tokens: 20_000, earlier: 0 }));
  fresh.push(await cpu({ what: 'element', tokens: 5_000, earlier: 0 }));
  late.push(await cpu({ what: 'element', tokens: 5_000, earlier: 200 }));
  opening.push(await open(4));
}
console.log(`20,000 tokens at 17,000/s: MarkdownStream ${ms(alone)}, the element ${ms(whole)}: × ${ratio(whole, alone)}`);
console.log(`5,000 tokens: first message ${ms(fresh)}, after 200 messages ${ms(late)}: × ${ratio(late, fresh)}`);
console.log(`opening the panel on a processor four times as slow: ${ms(opening)}`);
await browser.close();
await files.close();
