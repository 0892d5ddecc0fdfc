/**
 * npm run bench:markdown [-- --quick] [--rounds 3] [--only 'list|mixed, 5000 .* full'] : the renderer beside its floors, in one run, each in a
 * fresh page of a real Chromium. `--only` is a regular expression for the titles that are printed.
 */
import { parseArgs } from 'node:util';
import { openBrowser } from '../support/chromium.js';
import { startBenchPage } from './page.js';
import type { Shape } from './markdown-corpus.js';
import type { Measured, Run } from './markdown-page.js';

const { values: given } = parseArgs({
  options: { quick: { type: 'boolean' }, rounds: { type: 'string' }, only: { type: 'string' } },
});
const { quick, only } = given;

// What an element's stylesheet gives the classes that the renderer sets.
const styles = `
  body { margin: 0; font: 16px/1.5 sans-serif; }
  #transcript { height: 600px; width: 420px; overflow-y: auto; }
  article { content-visibility: auto; contain-intrinsic-size: auto 500px; }
  pre { overflow-x: auto; } pre, code { font-family: monospace; }
  .code-piece { display: block; content-visibility: auto; contain-intrinsic-size: auto 600px; }
  .tight > li > p { margin: 0; } .table { overflow-x: auto; }
`;
const before = `<style>${styles}</style><div id="transcript"><div id="reply"></div></div>`;

type Result = Measured & { cpu: number; script: number; heap: number };

declare global {
  interface Window {
    bench: typeof import('./markdown-page.js');
  }
}

const files = await startBenchPage({ entry: 'markdown-page.ts', name: 'bench', before });
const browser = await openBrowser();

async function run(parameters: Run): Promise<Result> {
  const tab = await browser.newPage();
  try {
    await tab.setViewport({ width: 800, height: 700 });
    await tab.goto(`${files.url}/page`);
    await tab.waitForFunction(() => 'bench' in window);
    await tab.evaluate((given) => window.bench.prepare(given), parameters);
    const session = await tab.createCDPSession();
    // Time that the thread has had, not time that has passed: others may have the processor in between.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const metrics = async (): Promise<Map<string, number>> =>
      new Map((await session.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]));
    const before = await metrics();
    const measured = await tab.evaluate((given) => window.bench.measure(given), parameters);
    const after = await metrics();
    await session.send('HeapProfiler.collectGarbage');
    const heap = (await metrics()).get('JSHeapUsedSize') ?? 0;
    const spent = (name: string): number => ((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1000;
    return { ...measured, cpu: spent('TaskDuration'), script: spent('ScriptDuration'), heap: heap / 1e6 };
  } finally {
    await tab.close();
  }
}

const renderers = ['F2', 'F3', 'ours'] as const;

function median<Value>(values: readonly Value[], by: (value: Value) => number): Value {
  return values.toSorted((a, b) => by(a) - by(b))[values.length >> 1] as Value;
}

/** The rounds of each. Who is compared takes turns: a page shares its machine, and what else runs there comes and goes. */
async function compare(all: readonly Run[]): Promise<Result[][]> {
  const results = all.map((): Result[] => []);
  const { tokens = 0, rate = 0 } = all[0] ?? {};
  // 50,000 tokens at 2,000 a second take 25 seconds; at full speed it is over before a busy moment of the machine is, and costs next to nothing.
  const usual = rate === 0 && tokens <= 10_000 ? 15 : tokens > 20_000 && rate > 0 ? 1 : 3;
  const rounds = Number(given.rounds ?? (quick ? 1 : usual));
  for (let round = 0; round < rounds; round++) {
    for (const [index, parameters] of all.entries()) results[index]?.push(await run(parameters));
  }
  return results;
}

/** The median of the ratios that the rounds had: a busy moment of the machine meets both sides of one round. */
function ratio(results: readonly Result[], floors: readonly Result[]): string {
  const ratios = results.map(({ cpu }, round) => cpu / (floors[round]?.cpu ?? NaN));
  return `×${median(ratios, (value) => value).toFixed(2)}`;
}

/** One renderer's medians, by CPU, and beside a floor what it takes more. */
function row(name: string, rounds: readonly Result[], floors?: readonly Result[]): string {
  const result = median(rounds, ({ cpu }) => cpu);
  const numbers = [result.cpu, result.script, result.lag, result.longestTask].map((value) => value.toFixed(0).padStart(7));
  const counts = [String(result.droppedFrames), String(result.nodes), result.heap.toFixed(1)].map((value) => value.padStart(7));
  const floor = floors && median(floors, ({ cpu }) => cpu);
  const more = floor
    ? `  ${ratio(rounds, floors)} CPU, ${(result.lag - floor.lag).toFixed(0)} ms lag, ${result.droppedFrames - floor.droppedFrames} frames`
    : '';
  return `  ${name.padEnd(5)}${numbers.join('')}${counts.join('')}${more}`;
}

const cases: Omit<Run, 'renderer'>[] = [];
for (const tokens of quick ? [5000] : [1000, 5000, 20_000, 50_000])
  for (const rate of [0, 17_000, 2000]) cases.push({ shape: 'mixed', tokens, rate, earlier: 0 });
for (const shape of ['paragraph', 'fence', 'list', 'table', 'quote'] satisfies Shape[])
  for (const rate of quick ? [17_000] : [0, 17_000]) cases.push({ shape, tokens: 10_000, rate, earlier: 0 });

function title({ shape, tokens, rate }: Omit<Run, 'renderer'>): string {
  return `${shape}, ${tokens} tokens, ${rate === 0 ? 'full speed' : `${rate}/s`}`;
}

for (const parameters of cases.filter((one) => only === undefined || new RegExp(only).test(title(one)))) {
  console.log(`\n${title(parameters)}`);
  console.log('           CPU script    lag longest dropped  nodes   heap   (ms, frames, MB; ratios to F3)');
  const [F2 = [], F3 = [], ours = []] = await compare(renderers.map((renderer) => ({ ...parameters, renderer })));
  console.log([row('F2', F2), row('F3', F3), row('ours', ours, F3)].join('\n'));
}
if (only === undefined) {
  const parameters: Run = { renderer: 'ours', shape: 'mixed', tokens: 5000, rate: 17_000, earlier: 0 };
  const [fresh = [], after = []] = await compare([parameters, { ...parameters, earlier: 200 }]);
  console.log(
    `\n200 earlier messages: CPU per token ${ratio(after, fresh)} of a fresh page\n${row('fresh', fresh)}\n${row('after', after)}`,
  );
}
await browser.close();
await files.close();
