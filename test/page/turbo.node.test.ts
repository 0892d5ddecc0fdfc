/** The chat on a site that Turbo drives: `data-turbo-permanent` carries it from page to page, out of the document for a moment. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { chunk } from './scroll-page.js';
import { startVisitorPages, type VisitorPage, type VisitorPages } from './visitor-page.js';

let pages: VisitorPages;
before(async () => {
  pages = await startVisitorPages();
});
after(() => pages.close());

const words = Array.from({ length: 120 }, (_, index) => `word${index}`);
const slowly = {
  status: 200,
  steps: [
    ...words.flatMap((word) => [{ write: chunk(`${word} `) }, { wait: 10 }]),
    { write: `${chunk('', 'stop')}data: [DONE]\n\n` },
  ],
};

async function site(attributes: string, viewport?: Parameters<VisitorPages['open']>[1]): Promise<VisitorPage> {
  const endpoint = await pages.endpoint(slowly);
  const tag = `<chat-8080 id="chat" data-turbo-permanent endpoint="${endpoint}" ${attributes}></chat-8080>`;
  const second = pages.path(`<h1>Second</h1><p>Another page.</p>${tag}`);
  const view = await pages.open(`<h1>First</h1><a id="go" href="${second}">Second</a>${tag}`, viewport);
  await view.page.addScriptTag({ path: 'node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js' });
  return view;
}

/** How long it is out of the document, in ms, and what is said of it. */
const watch = `(() => {
  const chat = document.querySelector('chat-8080');
  window.moved = { chat, gaps: [], events: [] };
  let since;
  new MutationObserver(() => {
    if (!chat.isConnected) since ??= performance.now();
    else if (since !== undefined) { window.moved.gaps.push(performance.now() - since); since = undefined; }
  }).observe(document, { childList: true, subtree: true });
  for (const type of ['toggle', 'chat-error', 'chat-response-end']) chat.addEventListener(type, (event) => window.moved.events.push(type));
})()`;

describe('a visit while a reply comes', () => {
  const rows: [attributes: string, width: number, shown?: string][] = [
    ['', 1000],
    ['persist="session"', 1000],
    ['mode="floating"', 1000, ':popover-open'],
    ['mode="floating"', 390, ':modal'],
  ];
  for (const [attributes, width, shown] of rows) {
    it(`costs no word, no draft and no focus: ${attributes || 'inline'}, ${width} px wide`, async () => {
      const view = await site(attributes, { width });
      if (attributes.includes('floating')) {
        await view.until(`find('[part~=launcher]')`);
        await view.click('[part~=launcher]');
        await view.until(`find('dialog').matches('${shown}')`);
      }
      await view.page.evaluate(watch);
      await view.page.evaluate(() => document.querySelector('chat-8080')!.focus());
      await view.page.keyboard.type('Go?');
      await view.page.keyboard.press('Enter');
      await view.until(`chat.status === 'streaming'`);
      await view.page.keyboard.type('A draft');
      await view.page.evaluate(`Turbo.visit(document.querySelector('#go').href)`);
      await view.until(`document.querySelector('h1').textContent === 'Second'`);
      assert.equal(await view.value(`chat === window.moved.chat && chat.status`), 'streaming');
      assert.equal(await view.value(`active() === find('[part~=textarea]')`), true, 'the focus');
      await view.page.keyboard.type('!');
      await view.until(`chat.status === 'idle'`);
      assert.equal(await view.value(`chat.messages[1].status`), 'done');
      await view.until(`find('[part~=assistant] [part~=body]').textContent.trim() === '${words.join(' ')}'`);
      assert.equal(await view.value('chat.value'), 'A draft!');
      if (attributes.includes('floating')) assert.equal(await view.value(`find('dialog').matches('${shown}')`), true);
      assert.ok(await view.value('window.moved.gaps.length > 0'), 'it was out of the document, as this test supposes');
      assert.deepEqual(await view.value('window.moved.events'), ['chat-response-end']);
      assert.deepEqual(view.complaints, []);
      await view.close();
    });
  }

  it('without data-turbo-permanent the chat of the page before is gone, and its reply with it', async () => {
    const view = await site('');
    await view.page.evaluate(`${watch}; chat.removeAttribute('data-turbo-permanent')`);
    await view.page.evaluate(`void chat.send('Go?')`);
    await view.until(`chat.status === 'streaming'`);
    await view.page.evaluate(`Turbo.visit(document.querySelector('#go').href)`);
    await view.until(`window.moved.chat.status !== 'streaming'`);
    assert.equal(await view.value('window.moved.chat.messages[1].status'), 'stopped');
    await view.close();
  });
});
