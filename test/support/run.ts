/**
 * Runs every test and ends with "N passed, N failed" alone on a line.
 * *.node.test.ts   node:test, in Node: the proxy, the demo's server, the walls, and whole pages driven through Puppeteer
 * *.test.ts        mocha in a real browser, through web-test-runner: in Chromium, and with `--all-browsers` in every other one after it
 * screen-reader/   node:test too, with Orca on a desktop of its own, last and one file at a time
 * `npm run test:run -- PATTERN…` narrows the run to files whose path contains one of the patterns.
 */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { parseArgs } from 'node:util';
import { runInBrowser } from './browser.js';
import { aptLine, browsers, chromium } from './browsers.js';
import { line, sum, type Totals } from './totals.js';

async function runInNode(files: string[], concurrency = 2): Promise<Totals> {
  const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
  process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --import tsx`; // the runner starts a process a file
  const stream = run({ files, concurrency });
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

const { values, positionals: patterns } = parseArgs({ options: { 'all-browsers': { type: 'boolean' } }, allowPositionals: true });
const wanted = values['all-browsers'] ? browsers : [chromium];
const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((name) => join('test', name))
  .filter(
    (file) =>
      file.endsWith('.test.ts') &&
      !file.includes('node_modules') &&
      (patterns.length === 0 || patterns.some((pattern) => file.includes(pattern))),
  );
const isHeard = (file: string): boolean => file.startsWith(join('test', 'screen-reader'));
const heardFiles = files.filter(isHeard);
const nodeFiles = files.filter((file) => file.endsWith('.node.test.ts') && !isHeard(file));
const browserFiles = files.filter((file) => !file.endsWith('.node.test.ts'));

// Before anything runs: a browser that is missing is no reason to skip it, and none to wait for the others.
const missing: string[] = [];
for (const { name, find } of wanted) {
  try {
    console.log(`${name}: ${await find()}`);
  } catch (error) {
    missing.push(error instanceof Error ? error.message : String(error));
  }
}
if (missing.length > 0) {
  const help = values['all-browsers'] ? [`Debian has them: ${aptLine}`] : [];
  console.error(`\n${[...missing, ...help].join('\n')}\n\n${line({ passed: 0, failed: missing.length, skipped: 0 })}`);
  process.exit(1);
}

const all: [where: string, totals: Totals][] = [];
if (nodeFiles.length > 0) all.push(['Node', await runInNode(nodeFiles)]);
if (browserFiles.length > 0) {
  for (const browser of wanted) all.push([browser.name, await runInBrowser(browserFiles, browser)]);
}
// Last and alone: what is said, and when, is not the same on a busy machine.
if (heardFiles.length > 0) all.push(['Orca', await runInNode(heardFiles, 1)]);

// A run in which nothing ran proves nothing, in no browser.
for (const [, totals] of all) if (totals.passed + totals.failed + totals.skipped === 0) totals.failed++;
const total = sum(all.map(([, totals]) => totals));
if (total.passed + total.failed === 0) total.failed++;

console.log();
if (all.length > 1) for (const [where, totals] of all) console.log(`${where}: ${line(totals)}`);
console.log(`\n${line(total)}`);
process.exit(total.failed === 0 ? 0 : 1);
