/** What a visitor's clipboard holds after a copy: by the button below a message, and by the keys of a selection. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import type { Answer } from '../support/scripted-server.js';
import { startPartsSite, type PartsSite } from './parts-site.js';
import { answer } from './visitor-page.js';

interface Clipboard {
  html: string | undefined;
  text: string | undefined;
}

/** A text in the last reply: its words, and how many characters of it are left out. */
type End = [words: string, offset?: number];

const inPage = `
  const chat = document.querySelector('chat-8080');
  const root = chat.shadowRoot;
  const reply = () => [...root.querySelectorAll('[part~=assistant]')].at(-1);
  const nodeOf = (words) => {
    const walker = document.createTreeWalker(reply(), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.data.includes(words)) return walker.currentNode;
  };
`;

describe('the clipboard', () => {
  let site: PartsSite;
  before(async () => (site = await startPartsSite()));
  after(() => site.close());

  async function withReply(reply: string | Answer, attributes = ''): Promise<Page> {
    const page = await site.browser.newPage();
    const endpoint = await site.endpoint(typeof reply === 'string' ? answer(reply) : reply);
    const url = site.page(`<p>Before</p><chat-8080 endpoint="${endpoint}" ${attributes}></chat-8080><p>After</p>`);
    await page.goto(url);
    const permissions = ['clipboard-read', 'clipboard-write'].map((name) => ({
      permission: { name },
      state: 'granted' as const,
    }));
    await site.browser.defaultBrowserContext().setPermission(new URL(url).origin, ...permissions);
    await page.evaluate(`navigator.clipboard.writeText('nothing').then(() => 0)`);
    await page.evaluate(`document.querySelector('chat-8080').send('Hello').then(() => 0)`);
    await page.waitForFunction(`(() => { ${inPage} return reply()?.querySelector('[part~=copy-button]'); })()`);
    return page;
  }

  async function clipboard(page: Page): Promise<Clipboard> {
    // Apart from what is read then: the types of an item are those of its time, its texts may be later ones.
    await page.waitForFunction(`navigator.clipboard.readText().then((text) => text !== 'nothing')`);
    return (await page.evaluate(`(async () => {
      const [item] = await navigator.clipboard.read();
      const read = async (type) => item.types.includes(type) ? (await item.getType(type)).text() : undefined;
      return { html: await read('text/html'), text: await read('text/plain') };
    })()`)) as Clipboard;
  }

  async function byButton(page: Page): Promise<Clipboard> {
    const button = await page.evaluateHandle(`(() => { ${inPage} return reply().querySelector('[part~=copy-button]'); })()`);
    const element = await button.asElement()?.toElement('button');
    await element?.click();
    return clipboard(page);
  }

  /** As a reader does: the selection begins in the page, and the part that answers has time to come. */
  async function bySelection(page: Page, start?: End, end?: End): Promise<Clipboard> {
    for (const [words] of [start, end].filter((end) => end !== undefined)) {
      await page.waitForFunction(`(() => { ${inPage} return nodeOf(${JSON.stringify(words)}); })()`);
    }
    await page.evaluate(`(() => { ${inPage}
      reply().dispatchEvent(new Event('selectstart', { bubbles: true }));
      const [start, end] = ${JSON.stringify([start, end])};
      if (!start || !end) return;
      const [from, to] = [nodeOf(start[0]), nodeOf(end[0])];
      getSelection().setBaseAndExtent(from, start[1] ?? 0, to, to.length - (end[1] ?? 0));
    })()`);
    // What is not answered here is the browser's.
    const isAnswered = `!reply().dispatchEvent(new ClipboardEvent('copy', { bubbles: true, cancelable: true }))`;
    await page.waitForFunction(`(() => { ${inPage} return ${isAnswered}; })()`);
    await page.keyboard.down('Control');
    await page.keyboard.press('c');
    await page.keyboard.up('Control');
    return clipboard(page);
  }

  /** What is copied of a reply: by the button, and of a selection. */
  const rows: Record<string, { reply: string; html?: string; start: End; end: End; selected: string; selectedHtml: string }> = {
    'a paragraph keeps its line breaks, each once': {
      reply: 'One\ntwo  \nthree\\\nfour',
      html: '<p dir="ltr">One<br>two<br>three<br>four</p>',
      start: ['One', 1],
      end: ['four', 1],
      selected: 'ne\ntwo\nthree\nfou',
      selectedHtml: 'ne<br>two<br>three<br>fou',
    },
    'code comes without its header': {
      reply: 'Run:\n\n```python\nx = 1\n\nif x < 2 &amp: pass\n```\n\nDone.',
      html: '<p dir="ltr">Run:</p><pre dir="ltr"><code>x = 1\n\nif x &lt; 2 &amp;amp: pass\n</code></pre><p dir="ltr">Done.</p>',
      start: ['Run:', 2],
      end: ['Done.', 1],
      selected: 'n:\n\nx = 1\n\nif x < 2 &amp: pass\n\nDone',
      selectedHtml:
        '<p dir="ltr">n:</p><pre dir="ltr"><code>x = 1\n\nif x &lt; 2 &amp;amp: pass\n</code></pre><p dir="ltr">Done</p>',
    },
    'a piece of code stays code': {
      reply: '```js\nlet answer = 42;\nlet other = 1;\n```',
      start: ['let answer', 4],
      end: ['let answer', 6],
      selected: 'answer = 42;\nlet other',
      selectedHtml: '<pre dir="ltr"><code>answer = 42;\nlet other</code></pre>',
    },
    'a tight list has no empty lines, a loose one does': {
      reply: 'Buy:\n\n- one\n- two\n  - **sub**\n- three\n\nThen:\n\n3. c\n\n4. delta',
      html:
        '<p dir="ltr">Buy:</p><ul dir="ltr"><li>one</li><li>two<ul dir="ltr"><li><strong>sub</strong></li></ul></li><li>three</li></ul>' +
        '<p dir="ltr">Then:</p><ol start="3" dir="ltr"><li><p dir="ltr">c</p></li><li><p dir="ltr">delta</p></li></ol>',
      start: ['Buy:'],
      end: ['delta'],
      selected: 'Buy:\n\none\ntwo\nsub\nthree\n\nThen:\n\nc\n\ndelta',
      selectedHtml:
        '<p dir="ltr">Buy:</p><ul dir="ltr"><li>one</li><li>two<ul dir="ltr"><li><strong>sub</strong></li></ul></li><li>three</li></ul>' +
        '<p dir="ltr">Then:</p><ol start="3" dir="ltr"><li><p dir="ltr">c</p></li><li><p dir="ltr">delta</p></li></ol>',
    },
    'two items of a list stay a list': {
      reply: '- one\n- two\n- three',
      start: ['one', 1],
      end: ['two', 1],
      selected: 'ne\ntw',
      selectedHtml: '<ul dir="ltr"><li>ne</li><li>tw</li></ul>',
    },
    'cells stand in columns': {
      reply: '|a|b|\n|-|-:|\n|1|2|\n|3|**4**|',
      html:
        '<table dir="ltr"><thead><tr><th>a</th><th align="right">b</th></tr></thead>' +
        '<tbody><tr><td>1</td><td align="right">2</td></tr><tr><td>3</td><td align="right"><strong>4</strong></td></tr></tbody></table>',
      start: ['1'],
      end: ['4'],
      selected: '1\t2\n3\t4',
      selectedHtml:
        '<table dir="ltr"><tbody><tr><td>1</td><td align="right">2</td></tr><tr><td>3</td><td align="right"><strong>4</strong></td></tr></tbody></table>',
    },
    'words in a line stay words': {
      reply: 'The *quick brown* fox',
      start: ['quick', 2],
      end: ['quick', 2],
      selected: 'ick bro',
      selectedHtml: '<em>ick bro</em>',
    },
    'a picture is its name': {
      reply: 'See ![a dog](https://a.example/dog.png) here',
      html: '<p dir="ltr">See a dog here</p>',
      start: ['See'],
      end: ['here'],
      selected: 'See a dog here',
      selectedHtml: 'See a dog here',
    },
  };
  rows['a formula is its source'] = {
    reply: 'So $x^2$ it is:\n\n$$\\frac{a}{b}$$\n\nDone.',
    html: '<p dir="ltr">So $x^2$ it is:</p><p>$$\\frac{a}{b}$$</p><p dir="ltr">Done.</p>',
    start: ['So'],
    end: ['Done.', 1],
    selected: 'So $x^2$ it is:\n\n$$\\frac{a}{b}$$\n\nDone',
    selectedHtml: '<p dir="ltr">So $x^2$ it is:</p><p>$$\\frac{a}{b}$$</p><p dir="ltr">Done</p>',
  };

  for (const [what, { reply, html, start, end, selected, selectedHtml }] of Object.entries(rows)) {
    it(what, async () => {
      const page = await withReply(reply, 'math');
      const formulas = reply.split('$x').length - 1;
      await page.waitForFunction(`(() => { ${inPage} return reply().querySelectorAll('math').length >= ${formulas}; })()`);
      assert.deepEqual(await bySelection(page, start, end), { html: selectedHtml, text: selected });
      if (html !== undefined) {
        await page.evaluate(`navigator.clipboard.writeText('nothing').then(() => 0)`);
        assert.deepEqual(await byButton(page), { html, text: reply });
      }
      await page.close();
    });
  }

  const chunkOf = (delta: object): string => `data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`;
  const thoughtful: Answer = {
    status: 200,
    steps: [
      {
        write: `${chunkOf({ reasoning_content: 'The visitor is a fool.' })}${chunkOf({ content: 'Good question!' })}data: [DONE]\n\n`,
      },
    ],
  };

  it('has none of the reasoning that is closed, by the button and by a selection over it', async () => {
    const page = await withReply(thoughtful);
    await page.waitForFunction(`(() => { ${inPage} return reply().querySelector('details'); })()`);
    assert.deepEqual(await byButton(page), { html: '<p dir="ltr">Good question!</p>', text: 'Good question!' });
    await page.evaluate(`navigator.clipboard.writeText('nothing').then(() => 0)`);
    const { html, text } = await bySelection(page, ['Thought'], ['Good', 1]);
    assert.equal(text, 'Thought for a moment\n\nGood question');
    assert.doesNotMatch(html!, /fool/);
    await page.close();
  });

  it('has the reasoning that is open and selected', async () => {
    const page = await withReply(thoughtful);
    await page.waitForFunction(`(() => { ${inPage} return reply().querySelector('details'); })()`);
    await page.evaluate(`(() => { ${inPage} reply().querySelector('summary').click(); })()`);
    assert.equal((await bySelection(page, ['The visitor'], ['Good', 1])).text, 'The visitor is a fool.\n\nGood question');
    await page.close();
  });

  it('has a selection over messages, without the buttons between them', async () => {
    const page = await withReply('A *reply*.');
    await page.evaluate(`(() => { ${inPage} getSelection().selectAllChildren(root.querySelector('[part~=transcript]')); })()`);
    assert.equal((await bySelection(page)).text, 'You said:\n\nHello\n\nAssistant said:\n\nA reply.');
    await page.close();
  });

  it(
    'takes a table of numbers, which have no direction, in time that grows as its length does',
    { timeout: 120_000 },
    async () => {
      const time = async (rows: number): Promise<number> => {
        const page = await withReply(`| # | € | % |\n|-|-|-|\n${'| 1 | 2,50 | 3 |\n'.repeat(rows)}`);
        await page.waitForFunction(`(() => { ${inPage} return reply().querySelectorAll('tr').length > ${rows}; })()`);
        const copy = `new Promise((resolve) => { ${inPage}
        const start = performance.now();
        const { clipboard } = navigator;
        clipboard.write = async (items) => {
          await Clipboard.prototype.write.call(clipboard, items);
          resolve(performance.now() - start);
        };
        reply().querySelector('[part~=copy-button]').click();
      })`;
        const times = [await page.evaluate(copy), await page.evaluate(copy), await page.evaluate(copy)] as number[];
        await page.close();
        return Math.min(...times);
      };
      await time(500); // what is slow once
      const [some, many] = [await time(1_000), await time(4_000)];
      assert.ok(many < 8 * some, `1,000 rows take ${some} ms, 4,000 rows ${many} ms`); // a square would be 16
    },
  );
});
