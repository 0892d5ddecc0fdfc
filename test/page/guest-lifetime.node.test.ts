/** What is left of a chat that is gone, and of one whose page was left and came back (the back-forward cache). */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inside, piece, reads, reply, startSite, tag, type GuestPage, type Site } from './guest-page.js';

const hanging = { status: 200, steps: [{ write: piece({ content: 'The beginning' }) }, 'hang' as const] };

describe('a chat that is removed', () => {
  let site: Site;
  before(async () => (site = await startSite()));
  after(() => site.close());

  // As a text, because nothing of it may pass through a compiler that adds helpers.
  const cycles = `async (endpoint, count, mode) => {
    window.gone ??= [];
    for (let cycle = 0; cycle < count; cycle++) {
      const chat = document.createElement('chat-8080');
      chat.setAttribute('endpoint', endpoint);
      chat.setAttribute('mode', mode);
      chat.setAttribute('persist', 'local');
      chat.setAttribute('storage-key', 'cycle-' + mode);
      chat.open = true;
      document.body.append(chat);
      await chat.updateComplete;
      chat.clear();
      const sent = chat.send('cycle ' + cycle);
      do await new Promise(requestAnimationFrame); while (chat.status !== 'streaming');
      chat.remove();
      const { status } = await sent;
      if (status !== 'stopped') throw new Error(status);
      window.gone.push(new WeakRef(chat));
    }
  }`;

  for (const mode of ['inline', 'floating']) {
    it(`${mode}, 100 times in the middle of a reply, leaves no request, no element, no listener and no memory`, async () => {
      const endpoint = await site.endpoint(hanging);
      const { page, complaints } = await site.open(`${tag}<main></main>`);
      await page.waitForFunction(() => customElements.get('chat-8080'));
      const devtools = await page.createCDPSession();
      await devtools.send('HeapProfiler.enable');
      const run = (count: number): Promise<unknown> =>
        page.evaluate(`(${cycles})(${JSON.stringify(endpoint)}, ${count}, ${JSON.stringify(mode)})`);
      const settled = async (): Promise<{ nodes: number; listeners: number; heap: number; alive: number }> => {
        let alive = Infinity;
        // A timer may hold a chat a second longer.
        for (const deadline = Date.now() + 10_000; alive > 0 && Date.now() < deadline;) {
          await new Promise((resolve) => setTimeout(resolve, 250));
          await devtools.send('HeapProfiler.collectGarbage');
          alive = (await page.evaluate('gone.filter((reference) => reference.deref()).length')) as number;
        }
        await devtools.send('HeapProfiler.collectGarbage');
        const { Nodes = 0, JSEventListeners = 0, JSHeapUsedSize = 0 } = await page.metrics();
        return { nodes: Nodes, listeners: JSEventListeners, heap: JSHeapUsedSize, alive };
      };
      await run(10);
      const before = await settled();
      await run(100);
      const after = await settled();

      assert.equal(after.alive, 0, 'elements that are still there');
      assert.ok(after.nodes - before.nodes < 20, `${before.nodes} nodes, then ${after.nodes}`);
      assert.ok(after.listeners - before.listeners <= 2, `${before.listeners} listeners, then ${after.listeners}`);
      // One chat that is kept costs some 150 kB; a hundred of them may not cost as much as two.
      assert.ok(after.heap - before.heap < 300_000, `${before.heap} bytes, then ${after.heap}`);
      const requests = await site.log(endpoint);
      assert.equal(requests.length, 110);
      assert.deepEqual(
        requests.filter(({ closedAt }) => closedAt === undefined),
        [],
      );
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }

  it('listens to nothing any more: window, document, the visual viewport, media queries', async () => {
    const endpoint = await site.endpoint(hanging);
    const { page } = await site.open(`<script>
      var listening = [];
      // Not by their own names: a declaration here would stand in the way of what the script calls.
      const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
      const isShared = (target) => [undefined, null, window, document, visualViewport, navigator.connection].includes(target) || target instanceof MediaQueryList;
      EventTarget.prototype.addEventListener = function (type, listener, options) {
        if (isShared(this) && !options?.once) listening.push({ target: this ?? window, type, listener });
        return add.call(this, type, listener, options);
      };
      EventTarget.prototype.removeEventListener = function (type, listener, options) {
        listening = listening.filter((each) => each.target !== (this ?? window) || each.type !== type || each.listener !== listener);
        return remove.call(this, type, listener, options);
      };
    </script>${tag}`);
    await page.waitForFunction(() => customElements.get('chat-8080'));
    const before = await page.evaluate('listening.length');
    await page.evaluate(`(async () => {
      window.chat = document.createElement('chat-8080');
      Object.assign(chat, { endpoint: ${JSON.stringify(endpoint)}, mode: 'floating', open: true, persist: 'local' });
      document.body.append(chat);
      chat.send('hi');
    })()`);
    await page.waitForFunction('chat.status === "streaming" && chat.shadowRoot.querySelector("dialog:popover-open")');
    // What the keys of the transcript need comes with the first of them.
    await page.evaluate('chat.focus()');
    await page.keyboard.press('F6');
    await page.waitForFunction('listening.some(({ type }) => type === "keydown")');
    const types = (await page.evaluate('listening.map(({ type }) => type)')) as string[];
    for (const type of ['online', 'keydown', 'storage', 'pagehide', 'change', 'resize', 'visibilitychange'])
      assert.ok(types.includes(type), `listens to ${type}, as this test supposes: ${types.join(' ')}`);
    await page.evaluate('chat.remove()');
    await page.waitForFunction('chat.status !== "streaming"');
    const left = await page.evaluate('listening.map(({ type, target }) => target.constructor.name + " " + type)');
    assert.equal((left as string[]).length, before, (left as string[]).join(', '));
    await page.close();
  });
});

describe('a page that is left in the middle of a reply', () => {
  let site: Site;
  // Puppeteer switches the cache off, to keep its own tests simple.
  before(async () => (site = await startSite({ ignoreDefaultArgs: ['--disable-back-forward-cache'] })));
  after(() => site.close());

  const worksOn = async ({ page, complaints }: GuestPage): Promise<void> => {
    await reads(page, 'The beginning');
    await page.waitForFunction(() => document.querySelector('chat-8080')?.status !== 'streaming');
    await page.evaluate(() => document.querySelector('chat-8080')?.send('Are you there?'));
    await reads(page, 'Yes.');
    await reads(page, 'first question');
    assert.deepEqual(
      complaints.filter((text) => !text.includes('[request-')),
      [],
    );
  };

  for (const persist of ['none', 'session', 'local']) {
    it(`and come back to by the Back button has lost nothing (persist="${persist}")`, async (t) => {
      const endpoint = await site.endpoint(hanging, reply('Yes.'));
      site.serve('/elsewhere', '<!doctype html><title>Elsewhere</title>');
      const opened = await site.open(
        `<script>addEventListener('pageshow', (event) => { window.cameBack = event.persisted })</script>${tag}<chat-8080 endpoint="${endpoint}" persist="${persist}"></chat-8080>`,
        {
          'content-security-policy':
            "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self'; connect-src 'self'",
        },
      );
      const { page } = opened;
      await inside(page, 'textarea');
      await page.evaluate(() => void document.querySelector('chat-8080')?.send('first question'));
      await reads(page, 'The beginning');
      await page.goto(`${site.url}/elsewhere`);
      await page.goBack();
      await inside(page, 'textarea');
      const wasCached = (await page.evaluate('cameBack')) as boolean;
      t.diagnostic(wasCached ? 'the page came out of the back-forward cache' : 'this browser has loaded the page anew');
      if (wasCached || persist !== 'none') {
        if (wasCached) await page.evaluate(() => document.querySelector('chat-8080')?.stop());
        await worksOn(opened);
      } else {
        // Nothing was to be kept.
        assert.equal(await page.evaluate(() => document.querySelector('chat-8080')?.messages.length), 0);
      }
      await page.close();
    });
  }

  // Chromium's headless shell (143) has no such cache, so there the tests above load the page anew. Of a cache a page sees these two events.
  for (const persist of ['none', 'session', 'local']) {
    it(`and frozen, works on when it is shown again (persist="${persist}")`, async () => {
      const endpoint = await site.endpoint(hanging, reply('Yes.'));
      const opened = await site.open(
        `${tag}<chat-8080 endpoint="${endpoint}" persist="${persist}" storage-key="frozen"></chat-8080>`,
      );
      const { page } = opened;
      await inside(page, 'textarea');
      await page.evaluate(() => void document.querySelector('chat-8080')?.send('first question'));
      await reads(page, 'The beginning');
      const status = await page.evaluate(() => {
        dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        return document.querySelector('chat-8080')?.status;
      });
      assert.equal(status, 'streaming');
      await page.evaluate(() => document.querySelector('chat-8080')?.stop());
      await worksOn(opened);
      await page.close();
    });
  }
});
