/** What the benchmarks share: time that counts on a busy machine, and one number of several rounds. */
import type { Page } from 'puppeteer-core';

export const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;

/**
 * Begins to measure a page.
 * @returns reads ms that its main thread has worked: time that the thread has had, not time that has passed, for others may have the processor in between
 */
export async function threadTime(tab: Page): Promise<() => Promise<number>> {
  const session = await tab.createCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () =>
    ((await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

/** As the service sends a token: an event of its own. */
export const eventOf = (content: string): string =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`;
