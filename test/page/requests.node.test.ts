/** What a page asks for, and how many of its requests lie one behind the other: the script, then every part that it needs, all at once. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { script, startPartsSite, type PartsSite } from './parts-site.js';
import { answer } from './visitor-page.js';
import { wavesOf } from './waves.js';

const part = (name: string): string => `chat-8080/${name}.js`;

/** True when the chat shows what has this part, and in it this text. */
const shows = (name: string, text = ''): string =>
  `[...(document.querySelector('chat-8080')?.shadowRoot?.querySelectorAll('[part~="${name}"]') ?? [])]` +
  `.some((found) => found.checkVisibility() && found.textContent.includes(${JSON.stringify(text)}))`;

const json = (options: object): string => `<script type="application/json">${JSON.stringify(options)}</script>`;

const send = async (page: Page): Promise<void> => {
  await page.locator('::-p-aria([name="Message"][role="textbox"])').fill('Hello');
  await page.keyboard.press('Enter');
};

describe('the requests of a page', () => {
  let site: PartsSite;
  before(async () => (site = await startPartsSite()));
  after(() => site.close());

  /** The waves of a page that is opened. */
  const openingOf = async (page: Page, body: string, isDone: string): Promise<string[][]> =>
    wavesOf(site, page, { act: () => page.goto(site.page(body)), isDone });

  /** What the first visit has left is in the storage of the browser. */
  const saveConversation = async (attributes: string): Promise<void> => {
    const page = await site.browser.newPage();
    await page.goto(site.page(`<chat-8080 endpoint="${await site.endpoint(answer('Saved.'))}" ${attributes}></chat-8080>`));
    await send(page);
    // The reply: the question is done at once.
    await page.waitForFunction(`JSON.parse(localStorage.getItem('chat-8080'))?.messages[1]?.status === 'done'`);
    await page.close();
  };

  const cases: Record<string, { body: string; isDone: string; parts: string[]; saved?: string }> = {
    inline: { body: '<chat-8080 endpoint="/v1"></chat-8080>', isDone: shows('textarea'), parts: ['transcript'] },
    'floating, closed': {
      body: '<chat-8080 endpoint="/v1" mode="floating"></chat-8080>',
      isDone: shows('launcher'),
      parts: ['floating', 'transcript'],
    },
    'floating, opened by the page': {
      body: '<chat-8080 endpoint="/v1" mode="floating" open></chat-8080>',
      isDone: shows('textarea'),
      parts: ['floating', 'transcript'],
    },
    'docked, with what sites ask for': {
      body: '<chat-8080 endpoint="/v1" mode="docked" contact="/help" privacy="/privacy" consent="May we?" header-menu></chat-8080>',
      isDone: shows('launcher'),
      parts: ['extras', 'floating', 'transcript'],
    },
    'docked, in the JSON': {
      body: `<chat-8080>${json({ endpoint: '/v1', mode: 'docked' })}</chat-8080>`,
      isDone: shows('launcher'),
      parts: ['extras', 'floating', 'json-child', 'transcript'],
    },
    'persist, with a saved conversation': {
      body: '<chat-8080 endpoint="/v1" persist="local" storage-key="chat-8080"></chat-8080>',
      isDone: shows('body', 'Saved.'),
      parts: ['persistence', 'transcript'],
      saved: 'persist="local" storage-key="chat-8080"',
    },
    'everything at once, in a German page': {
      body: '<div lang="de"><chat-8080 endpoint="/v1" persist="local" storage-key="chat-8080" mode="floating" open></chat-8080></div>',
      isDone: shows('body', 'Saved.'),
      parts: ['floating', 'locales/de', 'persistence', 'transcript'],
      saved: 'persist="local" storage-key="chat-8080"',
    },
    'everything at once, in the JSON': {
      body: `<chat-8080 lang="de">${json({ endpoint: '/v1', persist: 'local', storageKey: 'chat-8080', mode: 'floating', open: true })}</chat-8080>`,
      isDone: shows('body', 'Saved.'),
      parts: ['floating', 'json-child', 'locales/de', 'persistence', 'transcript'],
      saved: 'persist="local" storage-key="chat-8080"',
    },
  };
  for (const [name, { body, isDone, parts, saved }] of Object.entries(cases)) {
    it(`${name}: the script, then ${parts.join(', ')}`, async () => {
      if (saved !== undefined) await saveConversation(saved);
      const page = await site.browser.newPage();
      const waves = await openingOf(page, body, isDone);
      assert.deepEqual(waves, [[script], parts.map(part)]);
      await page.evaluate('localStorage.clear()');
      await page.close();
    });
  }

  it('floating, opened by a click: what says the greeting', async () => {
    const page = await site.browser.newPage();
    await openingOf(page, '<chat-8080 endpoint="/v1" mode="floating"></chat-8080>', shows('launcher'));
    const waves = await wavesOf(site, page, {
      act: () => page.locator('::-p-aria([name="Open chat"][role="button"])').click(),
      isDone: `${shows('textarea')} && document.querySelector('chat-8080').open`,
    });
    assert.deepEqual(waves, [[part('speech')]]);
    await page.close();
  });

  it('a first reply: what says it, while it is asked for', async () => {
    const endpoint = await site.endpoint(
      answer('A *plain* reply, with `code`, a list and a table.\n\n- one\n\n|a|b|\n|-|-|\n|c|d|'),
    );
    const page = await site.browser.newPage();
    await openingOf(page, `<chat-8080 endpoint="${endpoint}"></chat-8080>`, shows('textarea'));
    const waves = await wavesOf(site, page, {
      act: () => send(page),
      isDone: `${shows('body', 'plain')} && ${shows('actions')}`,
    });
    assert.deepEqual(waves, [[part('speech')]]);
    await page.close();
  });

  it('a reply with formulas, colours and rare names: each part once, all at once', async () => {
    const text = 'A formula: $x^2$ &rarr; &Sum;\n\n```js\nlet answer = 42;\n```\n\n';
    const page = await site.browser.newPage();
    const body = `<chat-8080 endpoint="${await site.endpoint(answer(text))}" math></chat-8080>`;
    await openingOf(page, body, shows('textarea'));
    const waves = await wavesOf(site, page, {
      act: () => send(page),
      isDone: `CSS.highlights.size > 0 && ${shows('body', '→ ∑')} && document.querySelector('chat-8080').shadowRoot.querySelector('math')`,
    });
    // What a formula is has to be known before anything can be drawn; which languages there are, before one of them can be asked for.
    assert.deepEqual(waves, [
      [part('math-syntax'), part('speech')],
      [part('code'), part('entity-table'), part('highlight'), part('math')],
      [part('languages/javascript')],
    ]);
    await page.close();
  });
});
