/** A part that could not be had once: when it is next needed it is asked for again, once. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PartName } from '../../src/parts.js';
import { startPartsSite, type PartsSite } from './parts-site.js';
import { answer } from './visitor-page.js';

const words = `const chat = document.querySelector('chat-8080'); const find = (selector) => chat.shadowRoot?.querySelector(selector);`;

describe('a part that failed once', () => {
  let site: PartsSite;
  before(async () => (site = await startPartsSite()));
  after(() => site.close());

  /** A page whose server refuses this part a number of times. `tries`: how often it was asked for it. */
  async function open(name: PartName, { refusals = 1, attributes = '', before = '' }) {
    let tries = 0;
    site.fate = (file) => (file === `chat-8080/${name}.js` && ++tries <= refusals ? 'unavailable' : 'there');
    const page = await site.browser.newPage();
    const answers = ['one', 'two', 'three'].map((text) => answer(`A **${text}**.`));
    await page.goto(site.page(`<chat-8080 endpoint="${await site.endpoint(...answers)}" ${attributes}></chat-8080>`, { before }));
    const until = (expression: string): Promise<unknown> =>
      page.waitForFunction(`(() => { ${words} return ${expression}; })()`, { timeout: 10_000 });
    await until(`find('[part~=textarea]')`);
    return {
      page,
      until,
      tries: () => tries,
      ask: () => page.evaluate(`document.querySelector('chat-8080').send('Hello').then(() => 0)`),
    };
  }

  it('the transcript: it is asked for once more with the next reply, and then draws all of them', async () => {
    const { page, until, tries, ask } = await open('transcript', {});
    await ask();
    await until(`find('[part~=body] strong')?.textContent === 'one'`);
    await ask();
    await until(`chat.shadowRoot.querySelectorAll('[part~=body] strong').length === 2`);
    assert.equal(tries(), 2);
    await page.close();
  });

  it('and where it fails again and again: one request for each reply, and no more', async () => {
    const { page, until, tries, ask } = await open('transcript', { refusals: Infinity });
    for (const number of [1, 2, 3]) {
      await ask();
      await until(`chat.shadowRoot.querySelectorAll('[part~=assistant]').length === ${number}`);
      while (tries() < number + 1) await new Promise((resolve) => setTimeout(resolve, 20));
      await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
      assert.equal(tries(), number + 1);
    }
    await page.close();
  });

  it('the floating panel: opened once more, it is there', async () => {
    const { page, until, tries } = await open('floating', { attributes: 'mode="floating" open' });
    assert.equal(tries(), 1);
    await page.evaluate(`document.querySelector('chat-8080').show()`);
    await until(`find('[part~=launcher]')`);
    assert.equal(tries(), 2);
    await page.close();
  });

  it('what keeps the conversation: with the next reply all is kept that was said before', async () => {
    const { page, until, tries, ask } = await open('persistence', { attributes: 'persist="session" storage-key="kept"' });
    await ask();
    await until(`/one.*|two/.test(sessionStorage.getItem('kept') ?? '')`);
    assert.equal(tries(), 2);
    await page.close();
  });

  it('the editor of a message: pressed once more, it is there', async () => {
    const { page, until, tries, ask } = await open('editing', {});
    await ask();
    const press = async (): Promise<void> => {
      await until(`find('[part~=edit-button]')`);
      await page.evaluate(`document.querySelector('chat-8080').shadowRoot.querySelector('[part~=edit-button]').click()`);
    };
    await press();
    while (tries() < 1) await new Promise((resolve) => setTimeout(resolve, 20));
    await page.evaluate(`import('/dist/chat-8080/editing.js').catch(() => 0)`); // until that try is over
    await press();
    await until(`find('[part~=user] textarea')`);
    assert.equal(tries(), 2);
    await page.close();
  });

  it('is not asked for under another URL where an import map may have its hash: there the browser decides', async () => {
    const before = '<script type="importmap">{"integrity": {}}</script>';
    const { page, until, tries, ask } = await open('transcript', { before });
    await ask();
    await until(`chat.shadowRoot.querySelectorAll('[part~=assistant]').length === 1`);
    const urls = (await page.evaluate(
      `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.includes('#'))`,
    )) as string[];
    assert.deepEqual(urls, []);
    assert.ok(tries() <= 2);
    await page.close();
  });
});
