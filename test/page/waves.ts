/** How deep the requests of a page lie. */
import { setTimeout as wait } from 'node:timers/promises';
import type { HTTPRequest, Page } from 'puppeteer-core';
import type { PartsSite } from './parts-site.js';

const prefix = '/dist/';

/**
 * Opens a page, or does something on it, and tells which files of the package it asks for, in waves: the server holds every answer until the
 * page has nothing left to do but to wait, and what it has asked for by then is one wave. A request that is made only after another one has
 * ended is thus in a later wave than that, and the number of waves is the length of the longest chain.
 * @param act what leads to the requests
 * @param isDone an expression that is true when the page shows what it was opened for
 */
export async function wavesOf(
  site: PartsSite,
  page: Page,
  { act, isDone }: { act: () => Promise<unknown>; isDone: string },
): Promise<string[][]> {
  const waves: string[][] = [];
  let asked: string[] = [];
  let open = 0;
  let heard: () => void = () => undefined;
  const fileOf = (request: HTTPRequest): string | undefined => {
    const { pathname } = new URL(request.url());
    return pathname.startsWith(prefix) ? pathname.slice(prefix.length) : undefined;
  };
  const onRequest = (request: HTTPRequest): void => {
    const file = fileOf(request);
    if (file === undefined) return;
    asked.push(file);
    open++;
    heard();
  };
  const onEnd = (request: HTTPRequest): void => {
    if (fileOf(request) === undefined) return;
    open--;
    heard();
  };
  page.on('request', onRequest).on('requestfinished', onEnd).on('requestfailed', onEnd);
  let held: (() => void)[] = [];
  site.fate = () =>
    new Promise((resolve) => {
      held.push(() => resolve('there'));
      heard();
    });
  /** Until one of the requests, or the server, has brought that about. */
  const until = async (passes: () => boolean): Promise<void> => {
    while (!passes()) await new Promise<void>((resolve) => (heard = resolve));
  };

  const acted = act();
  const done = becomesTrue(
    page,
    isDone,
    () => `asked for, beside ${JSON.stringify(waves)}: ${asked.join(' ')}; not answered yet: ${open}`,
  );
  for (;;) {
    await Promise.race([until(() => asked.length > 0), done]);
    await idle(page);
    if (asked.length === 0) break;
    // Also what is asked for meanwhile: nothing has been answered yet.
    await until(() => held.length === asked.length);
    const wave = asked;
    const released = held;
    asked = [];
    held = [];
    for (const release of released) release();
    await until(() => open === asked.length); // only what is new is open
    waves.push(wave.toSorted());
  }
  await acted;
  page.off('request', onRequest).off('requestfinished', onEnd).off('requestfailed', onEnd);
  site.fate = () => 'there';
  return waves;
}

/** @param state what to say where it never becomes true: waitForFunction() would say nothing */
async function becomesTrue(page: Page, expression: string, state: () => string): Promise<void> {
  const limitMs = 30_000;
  const end = performance.now() + limitMs;
  while (performance.now() < end) {
    if (await page.evaluate(`Boolean(${expression})`).catch(() => false)) return;
    await wait(20);
  }
  throw new Error(`never true: ${expression}; ${state()}`);
}

/** The page has drawn, and has nothing left to do. */
async function idle(page: Page): Promise<void> {
  for (let round = 0; round < 2; round++)
    await page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => requestIdleCallback(() => resolve()))));
}
