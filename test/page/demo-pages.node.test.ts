/**
 * The chat on pages that look real. Some of the pictures are compared; `PICTURES=folder npm run test:run -- test/page/demo-pages` takes all of
 * them, to be looked at.
 */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { PNG } from 'pngjs';
import type { Browser, Page } from 'puppeteer-core';
import { useDemo } from '../support/demo-browser.js';
import { encode, isAsBefore, skip } from './pictures.js';

const sizes = {
  '320': { width: 320, height: 640 },
  '390': { width: 390, height: 780, hasTouch: true, isMobile: true },
  '780x390': { width: 780, height: 390, hasTouch: true, isMobile: true },
  '1280': { width: 1280, height: 800 },
  '1600': { width: 1600, height: 900 },
};
type Size = keyof typeof sizes;

const themes = ['light', 'dark'] as const;
/** The page alone, the chat opened on it, and a conversation in it. */
const moments = ['closed', 'welcome', 'answered'] as const;

const talks: Record<string, [question: string, answer: string][]> = {
  shop: [
    [
      'Is the breakfast cup safe in a microwave?',
      'Yes. It has no metal in its glaze, so it goes into the **microwave** and the dishwasher.',
    ],
    [
      'And a gift for two, up to 80 €?',
      'Three ideas, all in the shop today:\n\n| For two | Price |\n| --- | ---: |\n| Two breakfast cups | 56.00 € |\n| Two deep plates | 72.00 € |\n| Water jug | 64.00 € |\n\nWe pack gifts in [paper from the mill](https://example.com/paper) at no cost.',
    ],
  ],
  documentation: [
    [
      'How do I stop a worker without losing a job?',
      "Call `stop()`: it waits for the jobs at work, and takes no new ones.\n\n```\nconst worker = mails.work(handle, { concurrency: 4, stopWithin: 30_000, name: 'mails-1' });\nprocess.on('SIGTERM', () => worker.stop());\n```\n\n1. Jobs at work go on until they have ended.\n2. After `stopWithin` their `signal` aborts.\n3. What was aborted goes back into the queue.",
    ],
  ],
  blog: [
    [
      'When is low water on Sunday?',
      'On **Sunday** low water is at 13:20. Leave the last house at 11:20, and be back on land by 15:40.',
    ],
    [
      'What do I wear?',
      'Old shoes with laces, and trousers that may get wet to the knee. Take a jacket: the wind is from the west.',
    ],
  ],
};

/** What is compared. */
const compared = [
  'shop-320-light-welcome',
  'shop-390-dark-answered',
  'shop-1280-light-closed',
  'shop-1280-light-answered',
  'documentation-780x390-light-answered',
  'documentation-1280-dark-answered',
  'documentation-1600-light-welcome',
  'blog-1280-light-answered',
  'blog-390-dark-welcome',
];

async function open(browser: Browser, address: string, [size, theme, moment]: [Size, string, string]): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport(sizes[size]);
  await page.emulateTimezone('UTC');
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: theme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await page.evaluateOnNewDocument('Date.now = () => 1_790_000_000_000');
  await page.goto(address);
  await page.waitForFunction(`document.querySelector('chat-8080')?.shadowRoot?.querySelector('[part~=launcher]')`);
  await page.waitForNetworkIdle({ idleTime: 100 });
  const talk = talks[new URL(address).pathname.slice(1)] ?? [];
  await page.evaluate(
    (talk, moment) => {
      const chat = document.querySelector('chat-8080')!;
      if (moment === 'answered') {
        chat.messages = talk.flatMap(([question, answer]) => [
          { role: 'user', content: question },
          { role: 'assistant', content: answer },
        ]) as never;
        const { state, queuedElsewhere } = chat.conversation.snapshot();
        const all = state.all.map((message, index) => ({ ...message, createdAt: message.createdAt + index * 95_000 }));
        chat.conversation.replace({ ...state, all }, queuedElsewhere);
      }
      if (moment !== 'closed') chat.show();
    },
    talk,
    moment,
  );
  if (moment === 'answered')
    await page.waitForFunction(`document.querySelector('chat-8080').shadowRoot.querySelector('[part~=assistant]')`);
  await page.waitForNetworkIdle({ idleTime: 200 });
  await page.evaluate(`(async () => {
    const { shadowRoot } = document.querySelector('chat-8080');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { caret-color: transparent !important }');
    shadowRoot.adoptedStyleSheets.push(sheet); // no part comes any more, with which it would be lost
    await Promise.all(shadowRoot.getAnimations().map(({ finished }) => finished.catch(() => undefined)));
    for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
  })()`);
  return page;
}

describe('the chat on a page', () => {
  const demo = useDemo();
  const folder = process.env['PICTURES'];
  const all = Object.keys(talks).flatMap((name) =>
    (Object.keys(sizes) as Size[]).flatMap((size) =>
      themes.flatMap((theme) =>
        moments.map((moment) => ({ name, size, theme, moment, picture: `${name}-${size}-${theme}-${moment}` })),
      ),
    ),
  );
  for (const { name, size, theme, moment, picture } of all) {
    if (!folder && !compared.includes(picture)) continue;
    it(`looks as it did: ${name}, ${size} px, ${theme}, ${moment}`, { skip }, async () => {
      const page = await open(demo.browser, `${demo.url}/${name}`, [size, theme, moment]);
      const taken = PNG.sync.read(Buffer.from(await page.screenshot()));
      const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      await page.close();
      assert.equal(isWide, false, 'the page does not scroll sideways');
      if (folder) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(`${folder}/${picture}.png`, encode(taken));
      }
      if (compared.includes(picture)) isAsBefore(picture, taken);
    });
  }
});
