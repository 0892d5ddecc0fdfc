/**
 * npm run bench:whole [-- --rounds 5] [--only 'mixed, 5000|list'] [--old REVISION]: the whole widget beside a bare page with
 * streaming-markdown, and beside the widget as it was, from the first byte on a real connection to the painted word. The sides of a round
 * follow each other, each in a fresh page, and take turns in being the first.
 */
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { openBrowser } from '../support/chromium.js';
import { listen } from '../support/listen.js';
import { corpus, type Shape } from './markdown-corpus.js';
import { eventOf, median, threadTime } from './measure.js';
import { startBenchPage } from './page.js';
import type { Measured, Run } from './whole-page.js';

declare global {
  interface Window {
    whole: typeof import('./whole-page.js');
  }
}

const { values: given } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, only: { type: 'string' }, old: { type: 'string' } },
});
/** `old` is a widget from other sources, so the page only knows the two. */
type Side = Run['side'] | 'old';
const sides: readonly Side[] = ['floor', ...(given.old === undefined ? [] : (['old'] as const)), 'widget'];
const widgets = sides.slice(1);

interface Case {
  shape: Shape;
  tokens: number;
  /** Tokens a second; 0: all at once. */
  rate: number;
  earlier?: number;
  /** All of it in one event. */
  together?: boolean;
}

const cases: Case[] = [
  ...[1000, 5000, 20_000, 50_000].flatMap((tokens) => [0, 17_000].map((rate) => ({ shape: 'mixed' as const, tokens, rate }))),
  { shape: 'mixed', tokens: 50_000, rate: 170_000 },
  { shape: 'mixed', tokens: 5000, rate: 17_000, earlier: 200 },
  ...(['paragraph', 'fence', 'list', 'table', 'quote'] as const).flatMap((shape) =>
    [0, 17_000].map((rate) => ({ shape, tokens: 10_000, rate })),
  ),
  // 10 MB
  { shape: 'paragraph', tokens: 2_000_000, rate: 0, together: true },
];

const tickMs = 4;
const end = `data: ${JSON.stringify({ id: 'c', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`;

/** When the last answer left the server: ms since 1970. */
let sentAt = 0;

/** As the service sends: an event of its own for each token, as many together as have come in 4 ms. */
const server = createServer((request, response) => {
  response.writeHead(200, {
    'access-control-allow-origin': '*',
    'access-control-allow-headers': '*',
    'content-type': 'text/event-stream',
  });
  if (request.method !== 'POST') {
    response.end();
    return;
  }
  const query = new URL(request.url ?? '/', 'http://server').searchParams;
  const rate = Number(query.get('rate'));
  const tokens = corpus(query.get('shape') as Shape, Number(query.get('tokens')));
  const events = query.has('together') ? [eventOf(tokens.join(''))] : tokens.map(eventOf);
  const start = performance.now();
  let sent = 0;
  const send = (): void => {
    const due = rate === 0 ? events.length : Math.ceil(((performance.now() - start) * rate) / 1000);
    response.write(events.slice(sent, due).join(''));
    sent = due;
    if (sent < events.length) setTimeout(send, tickMs);
    else response.end(end, () => (sentAt = performance.timeOrigin + performance.now()));
  };
  request.resume().on('end', send);
});

const styles = `
  body { margin: 0; font: 16px/1.5 sans-serif; }
  main { height: 600px; width: 420px; overflow-y: auto; }
  article { content-visibility: auto; contain-intrinsic-size: auto 500px; }
  pre { overflow-x: auto; } pre, code { font-family: monospace; }
  chat-8080 { --chat-8080-height: 600px; width: 420px; }
`;
const replies = await listen(server);
const page = { entry: 'whole-page.ts', name: 'whole', before: `<style>${styles}</style>` };
const files = await startBenchPage(page);
const oldFiles = given.old === undefined ? undefined : await startBenchPage({ ...page, revision: given.old });
const browser = await openBrowser();

interface Result {
  cpu: number;
  lag: number;
  longestTask: number;
}

async function run({ shape, tokens, rate, earlier = 0, together = false }: Case, side: Side): Promise<Result> {
  const tab = await browser.newPage();
  try {
    await tab.setViewport({ width: 800, height: 700 });
    await tab.goto(`${((side === 'old' && oldFiles) || files).url}/page`);
    await tab.waitForFunction(() => 'whole' in window);
    const query = `shape=${shape}&tokens=${tokens}&rate=${rate}${together ? '&together' : ''}`;
    const parameters: Run = { side: side === 'floor' ? side : 'widget', earlier, server: replies.url, query };
    await tab.evaluate((given) => window.whole.prepare(given), parameters);
    const spent = await threadTime(tab);
    const before = await spent();
    const { paintedAt, longestTask }: Measured = await tab.evaluate((given) => window.whole.measure(given), parameters);
    return { cpu: (await spent()) - before, lag: paintedAt - sentAt, longestTask };
  } finally {
    await tab.close();
  }
}

const column = (value: number | string): string => (typeof value === 'string' ? value : value.toFixed(0)).padStart(8);
const title = ({ shape, tokens, rate, earlier, together }: Case): string =>
  `${shape}, ${tokens} tokens, ${together ? 'together' : rate === 0 ? 'full speed' : `${rate}/s`}${earlier ? `, after ${earlier} messages` : ''}`;
/** Groups of columns. */
const print = (name: string, ...groups: (readonly (number | string)[])[]): void =>
  console.log(name.padEnd(46) + groups.map((group) => group.map(column).join('')).join('   |'));

const heads = { 'CPU, ms': sides, 'to floor': widgets, 'lag, ms': sides, 'task, ms': sides };
print('', ...Object.entries(heads).map(([name, { length }]) => [name, ...Array<string>(length - 1).fill('')]));
print('', ...Object.values(heads));
for (const each of cases.filter((one) => given.only === undefined || new RegExp(given.only).test(title(one)))) {
  const results = new Map<Side, Result[]>(sides.map((side) => [side, []]));
  for (let round = 0; round < Number(given.rounds); round++) {
    for (let index = 0; index < sides.length; index++) {
      const side = sides[(round + index) % sides.length] ?? 'floor';
      results.get(side)?.push(await run(each, side));
    }
  }
  const all = (side: Side, name: keyof Result): number[] => (results.get(side) ?? []).map((result) => result[name]);
  const medians = (name: keyof Result): number[] => sides.map((side) => median(all(side, name)));
  const floor = all('floor', 'cpu');
  const ratios = widgets.map((side) => median(all(side, 'cpu').map((cpu, round) => cpu / (floor[round] ?? NaN))).toFixed(2));
  print(title(each), medians('cpu'), ratios, medians('lag'), medians('longestTask'));
}
await browser.close();
await files.close();
await oldFiles?.close();
await replies.close();
