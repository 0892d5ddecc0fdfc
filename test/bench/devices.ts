/**
 * npm run bench:devices [-- --rounds 3]: how long a visitor with a slow phone or a thin line waits for the launcher, for the input, and for the
 * first word of a reply. Prints the table of demo/docs/browsers.md. Each round is a page of its own, with nothing in its cache; the server answers at once.
 */
import { parseArgs } from 'node:util';
import type { CDPSession } from 'puppeteer-core';
import { answer, startVisitorPages } from '../page/visitor-page.js';
import { median } from './measure.js';

const { values: given } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });

const slower = (rate: number) => (devtools: CDPSession) => devtools.send('Emulation.setCPUThrottlingRate', { rate });
const thin = (devtools: CDPSession) =>
  devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 400_000 / 8,
    uploadThroughput: 400_000 / 8,
  });

const devices: Record<string, ((devtools: CDPSession) => Promise<unknown>)[]> = {
  'this machine': [],
  'a processor 4 times slower': [slower(4)],
  'a processor 20 times slower': [slower(20)],
  '400 kbit/s, 400 ms': [thin],
  'both: 4 times slower, 400 kbit/s, 400 ms': [slower(4), thin],
};

const pages = await startVisitorPages({ isCompressed: true });

/** @returns ms from the start of the page until each is on the screen; of the reply: from the key that sends */
async function measure(conditions: readonly ((devtools: CDPSession) => Promise<unknown>)[]): Promise<number[]> {
  const endpoint = await pages.endpoint(answer('Rye and spelt.'));
  const html = `<chat-8080 mode="floating" endpoint="${endpoint}"></chat-8080>`;
  const view = await pages.open(html, { width: 390, height: 844 }, async (page) => {
    const devtools = await page.createCDPSession();
    await devtools.send('Network.enable');
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
    for (const condition of conditions) await condition(devtools);
    // Looked at in each frame, by the page itself.
    await page.evaluateOnNewDocument(`
      window.times = {};
      const seen = (part) => document.querySelector('chat-8080')?.shadowRoot?.querySelector('[part~=' + part + ']')?.checkVisibility();
      const look = () => {
        const chat = document.querySelector('chat-8080');
        if (seen('launcher')) {
          times.launcher ??= performance.now();
          if (!chat.open) { times.opened = performance.now(); chat.show(); }
        }
        if (chat?.open && seen('textarea')) {
          times.composer ??= performance.now();
          if (!times.asked) { times.asked = performance.now(); void chat.send('Which bread?'); }
        }
        if (chat?.shadowRoot?.querySelector('[part~=assistant] [part~=body]')?.textContent.includes('Rye')) times.word ??= performance.now();
        if (!times.word) requestAnimationFrame(look);
      };
      look();
    `);
  });
  await view.page.waitForFunction('times.word', { timeout: 120_000 });
  const times = await view.value<Record<'launcher' | 'composer' | 'asked' | 'word', number>>('times');
  await view.close();
  return [times.launcher, times.composer, times.word - times.asked];
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 9_950 ? 1 : 0)} s`;

console.log('| device or line | launcher | input, if opened at once | first word after sending |\n| --- | --- | --- | --- |');
for (const [name, conditions] of Object.entries(devices)) {
  const rounds: number[][] = [];
  for (let round = 0; round < Number(given.rounds); round++) rounds.push(await measure(conditions));
  const cells = [0, 1, 2].map((column) => seconds(median(rounds.map((each) => each[column] ?? NaN))));
  console.log(`| ${[name, ...cells].join(' | ')} |`);
}
await pages.close();
