// Runs every test and ends with "N passed, N failed" alone on a line.
//   *.node.test.ts   node:test, in Node: the proxy, the demo's server, the walls, and whole pages driven through Puppeteer
//   *.test.ts        mocha in a real Chromium, through web-test-runner
// `npm run test:run -- PATTERN…` narrows the run to files whose path contains one of the patterns.
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { runInBrowser } from './browser.js';
import { findChromium } from './chromium.js';

export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

async function runInNode(files: string[]): Promise<Totals> {
  const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --import tsx`; // the runner starts a process a file
  const stream = run({ files, concurrency: 2 });
  stream.on('test:pass', ({ details, skip }) => {
    if (details.type === 'suite') return;
    if (skip === undefined) totals.passed++;
    else totals.skipped++;
  });
  stream.on('test:fail', ({ details }) => {
    // A suite "fails" again for each failed test in it; a failing hook, or a file that does not load, has no test of its own.
    if (details.type !== 'suite' || (details.error as { failureType?: string }).failureType !== 'subtestsFailed') totals.failed++;
  });
  // @types/node 20 types compose() as any.
  const report = stream.compose(new spec()) as NodeJS.ReadableStream;
  report.pipe(process.stdout);
  await once(report, 'end');
  return totals;
}

const patterns = process.argv.slice(2);
const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((name) => join('test', name))
  .filter((file) => file.endsWith('.test.ts') && (patterns.length === 0 || patterns.some((pattern) => file.includes(pattern))));
const nodeFiles = files.filter((file) => file.endsWith('.node.test.ts'));
const browserFiles = files.filter((file) => !file.endsWith('.node.test.ts'));

try {
  const { path, from } = await findChromium();
  console.log(`The browser: ${path} (${from})`);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n\n0 passed, 1 failed`);
  process.exit(1);
}

const all: Totals[] = [];
if (nodeFiles.length > 0) all.push(await runInNode(nodeFiles));
if (browserFiles.length > 0) all.push(await runInBrowser(browserFiles));
const sum = (key: keyof Totals): number => all.reduce((total, totals) => total + totals[key], 0);

// A run in which nothing ran proves nothing.
const failed = sum('failed') + (sum('passed') === 0 ? 1 : 0);
console.log(`\n${sum('passed')} passed, ${failed} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);
