/** dist/headless.js: in plain Node, and in two tabs that share one conversation. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import type { Page } from 'puppeteer-core';
import { useDemo } from '../support/demo-browser.js';
import { startFiles } from '../support/files.js';
import type { Listening } from '../support/listen.js';

/** What a bundler would do for a page. */
const importMap = `<script type="importmap">{"imports": {"eventsource-parser": "/node_modules/eventsource-parser/dist/index.js"}}</script>`;

describe('chat-8080/headless', () => {
  const demo = useDemo();
  let files: Listening;
  before(async () => {
    files = await startFiles({
      '/tab': `<!doctype html><meta charset="utf-8"><title>A tab</title>${importMap}<script type="module">
        import { Conversation, messageText, persist } from '/dist/headless.js';
        const endpoint = '${demo.url}/v1';
        let requests = 0;
        const conversation = new Conversation({
          endpoint, model: '8080/taalas/llama3.1-8b-instruct',
          fetch: (...request) => (requests++, fetch(...request)),
        });
        persist(conversation, { storage: 'local', key: 'shared' });
        Object.assign(window, { conversation, read: () => conversation.state.messages.map(messageText), requests: () => requests });
      </script>`,
    });
  });
  after(() => files.close());

  it('is imported by plain Node, changes nothing by that, and talks to a server', async () => {
    const program = `
      const before = Object.keys(globalThis).join();
      for (const name of ['headless', 'proxy', 'proxy-node']) await import('./dist/' + name + '.js');
      if (Object.keys(globalThis).join() !== before) console.log('globals have changed');
      await import('./dist/index.js'); // registers nothing where there is no page
      const { Conversation, messageText } = await import('chat-8080/headless');
      const conversation = new Conversation({ endpoint: '${demo.url}/v1', model: '8080/taalas/llama3.1-8b-instruct' });
      console.log(messageText(await conversation.send('/echo from Node')));`;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    assert.equal(stdout, 'from Node\n');
    assert.equal(stderr, '');
  });

  const read = (page: Page): Promise<string[]> => page.evaluate('read()') as Promise<string[]>;
  const requests = (page: Page): Promise<number> => page.evaluate('requests()') as Promise<number>;
  const until = (page: Page, condition: string): Promise<unknown> => page.waitForFunction(condition, { timeout: 10_000 });

  it('two tabs on local storage converge without duplicates, only one sends, and clear leaves no key behind', async () => {
    const first = await demo.browser.newPage();
    await first.goto(`${files.url}/tab`);
    await until(first, 'window.conversation');
    const second = await demo.browser.newPage();
    await second.goto(`${files.url}/tab`);
    await until(second, 'window.conversation');

    await first.evaluate(`conversation.send('/echo one')`);
    await until(second, `read().join() === '/echo one,one'`);
    await second.evaluate(`conversation.send('/echo two')`);
    await until(first, `read().length === 4`);
    assert.deepEqual(await read(first), ['/echo one', 'one', '/echo two', 'two']);
    assert.deepEqual(await read(second), await read(first));
    assert.deepEqual([await requests(first), await requests(second)], [1, 1]);

    // Offline: it is kept as waiting in both, and sent by the one that it was written in.
    await first.setOfflineMode(true);
    await second.setOfflineMode(true);
    await first.evaluate(`void conversation.send('/echo three')`);
    await until(second, `read().length === 6`);
    await second.setOfflineMode(false);
    await first.setOfflineMode(false);
    await until(first, `read()[5] === 'three'`);
    await until(second, `read()[5] === 'three'`);
    assert.deepEqual([await requests(first), await requests(second)], [2, 1]);

    await second.evaluate('conversation.clear()');
    await until(first, 'read().length === 0');
    assert.equal(await first.evaluate(`localStorage.getItem('shared')`), null);
    await first.close();
    await second.close();
  });

  it('a reply that a reload cuts comes back as interrupted', async () => {
    const page = await demo.browser.newPage();
    await page.goto(`${files.url}/tab`);
    await until(page, 'window.conversation');
    await page.evaluate(`void conversation.send('/slow')`);
    await until(page, `read()[1]?.length > 20`);
    await page.reload();
    await until(page, 'window.conversation');
    const [status, text] = (await page.evaluate('[conversation.state.messages[1].status, read()[1]]')) as [string, string];
    assert.equal(status, 'interrupted');
    assert.ok(text.length > 20);
    await page.evaluate('conversation.clear()');
    await page.close();
  });
});
