/**
 * npm run bench:whole [-- --rounds 5] [--only 'mixed, 5000|list']: the whole widget beside a bare page with streaming-markdown, from the
 * first byte on a real connection to the painted word. Both sides of a round follow each other, each in a fresh page.
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

const { values: given } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, only: { type: 'string' } } });

interface Case {
  shape: Shape;
  tokens: number;
  /** Tokens a second; 0: all at once. */
  rate: number;
  earlier?: number;
}

const cases: Case[] = [
  ...[1000, 5000, 20_000, 50_000].flatMap((tokens) => [0, 17_000].map((rate) => ({ shape: 'mixed' as const, tokens, rate }))),
  { shape: 'mixed', tokens: 50_000, rate: 170_000 },
  { shape: 'mixed', tokens: 5000, rate: 17_000, earlier: 200 },
  ...(['paragraph', 'fence', 'list', 'table', 'quote'] as const).flatMap((shape) =>
    [0, 17_000].map((rate) => ({ shape, tokens: 10_000, rate })),
  ),
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
  const events = corpus(query.get('shape') as Shape, Number(query.get('tokens'))).map(eventOf);
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
const files = await startBenchPage('whole-page.ts', 'whole', `<style>${styles}</style>`);
const browser = await openBrowser();

interface Result {
  cpu: number;
  lag: number;
  longestTask: number;
}

async function run({ shape, tokens, rate, earlier = 0 }: Case, side: Run['side']): Promise<Result> {
  const tab = await browser.newPage();
  try {
    await tab.setViewport({ width: 800, height: 700 });
    await tab.goto(`${files.url}/page`);
    await tab.waitForFunction(() => 'whole' in window);
    const parameters: Run = { side, earlier, server: replies.url, query: `shape=${shape}&tokens=${tokens}&rate=${rate}` };
    await tab.evaluate((given) => window.whole.prepare(given), parameters);
    const spent = await threadTime(tab);
    const before = await spent();
    const { paintedAt, longestTask }: Measured = await tab.evaluate((given) => window.whole.measure(given), parameters);
    return { cpu: (await spent()) - before, lag: paintedAt - sentAt, longestTask };
  } finally {
    await tab.close();
  }
}

const column = (value: number): string => value.toFixed(0).padStart(8);
const title = ({ shape, tokens, rate, earlier }: Case): string =>
  `${shape}, ${tokens} tokens, ${rate === 0 ? 'full speed' : `${rate}/s`}${earlier ? `, after ${earlier} messages` : ''}`;

console.log(`${''.padEnd(46)}  CPU: floor  widget   ratio    lag: floor  widget    task: floor  widget   (ms)`);
for (const each of cases.filter((one) => given.only === undefined || new RegExp(given.only).test(title(one)))) {
  const floor: Result[] = [];
  const widget: Result[] = [];
  for (let round = 0; round < Number(given.rounds); round++) {
    floor.push(await run(each, 'floor'));
    widget.push(await run(each, 'widget'));
  }
  const of = (results: readonly Result[], name: keyof Result): number => median(results.map((result) => result[name]));
  const ratio = median(widget.map(({ cpu }, round) => cpu / (floor[round]?.cpu ?? NaN)));
  console.log(
    `${title(each).padEnd(46)}${column(of(floor, 'cpu')).padStart(13)}${column(of(widget, 'cpu'))}   ×${ratio.toFixed(2).padStart(5)}` +
      `${column(of(floor, 'lag')).padStart(14)}${column(of(widget, 'lag'))}${column(of(floor, 'longestTask')).padStart(15)}${column(of(widget, 'longestTask'))}`,
  );
}
await browser.close();
await files.close();
await replies.close();
