/** When and how often the script comes, and elements that come in every way a page can make them. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { inside, reads, reply, startSite, tag, type Site } from './guest-page.js';

const says = (complaints: readonly string[], code: string): string[] => complaints.filter((text) => text.includes(`[${code}]`));

describe('the script comes when it likes', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
    const script = await readFile('dist/chat-8080.js', 'utf8');
    assert.ok(script.includes('0.1.0'));
    site.serve('/dist/other-version.js', script.replaceAll('0.1.0', '9.8.7'), { 'content-type': 'text/javascript' });
  });
  after(() => site.close());

  for (const [what, second, versions] of [
    ['the same version', '<script src="/dist/chat-8080.js?again"></script>', '0.1.0 and 0.1.0'],
    ['another version', '<script src="/dist/other-version.js"></script>', '0.1.0 and 9.8.7'],
  ] as const) {
    it(`a second copy of ${what} throws nothing and says so once, and the first one is at work`, async () => {
      const endpoint = await site.endpoint(reply('One of us.'));
      const { page, complaints } = await site.open(`${tag}<chat-8080 endpoint="${endpoint}"></chat-8080>${second}`);
      await inside(page, 'textarea');
      await page.evaluate(() => document.querySelector('chat-8080')?.send('hi'));
      await reads(page, 'One of us.');
      const version = await page.evaluate(() => (customElements.get('chat-8080') as unknown as { version: string }).version);
      assert.equal(version, '0.1.0');
      await waitFor(() => complaints.length > 0);
      assert.equal(complaints.length, 1, complaints.join('\n'));
      assert.ok(says(complaints, 'duplicate-script')[0]?.includes(versions), complaints[0]);
      await page.close();
    });
  }

  const fallbackHeight = (page: Page): Promise<number> =>
    page.$eval('#fallback', (element) => element.getBoundingClientRect().height);

  it('what stands inside the tag is seen until the script comes, and not after', async () => {
    const { page, complaints } = await site.open('<chat-8080 endpoint="/v1"><p id="fallback">Call us: 123.</p></chat-8080>');
    assert.ok((await fallbackHeight(page)) > 0);
    await page.addScriptTag({ url: '/dist/chat-8080.js' });
    await inside(page, 'textarea');
    assert.equal(await fallbackHeight(page), 0);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('and is seen on where the page forbids the script', async () => {
    const { page, complaints } = await site.open(
      `${tag}<chat-8080 endpoint="/v1"><p id="fallback">Call us: 123.</p></chat-8080>`,
      { 'content-security-policy': "script-src 'none'" },
    );
    assert.ok(
      complaints.some((text) => text.includes('script-src')),
      'the policy holds',
    );
    assert.ok((await fallbackHeight(page)) > 0);
    await page.close();
  });

  it('moved into another document, as for a picture-in-picture window, it works and has its styles', async () => {
    const endpoint = await site.endpoint(reply('Here I **am**.'));
    const { page, complaints } = await site.open(`${tag}<main></main>`);
    const result = await page.evaluate(
      `(async () => {
        const chat = document.createElement('chat-8080');
        chat.setAttribute('endpoint', ${JSON.stringify(endpoint)});
        document.querySelector('main').append(chat);
        await chat.updateComplete;
        const frame = document.createElement('iframe');
        document.body.append(frame);
        frame.contentDocument.body.append(chat);
        await chat.send('hi');
        const find = (selector) => chat.shadowRoot.querySelector(selector);
        while (!find('[part~=body] strong')) await new Promise(requestAnimationFrame);
        const style = (selector) => frame.contentWindow.getComputedStyle(find(selector));
        return [style('[part~=panel]').display, style('[part~=textarea]').resize, style('[part~=user] [part~=body]').whiteSpace];
      })()`,
    );
    assert.deepEqual(result, ['flex', 'none', 'pre-wrap']);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  /** Each makes a chat and puts it into `main`; as texts, because they run in the page. */
  const ways: Record<string, string> = {
    createElement: `const chat = document.createElement('chat-8080'); chat.setAttribute('endpoint', endpoint); main.append(chat)`,
    'the constructor': `const chat = new (customElements.get('chat-8080'))(); chat.endpoint = endpoint; main.append(chat)`,
    innerHTML: `main.innerHTML = '<chat-8080 endpoint="' + endpoint + '"></chat-8080>'`,
    'innerHTML, with a JSON child': `main.innerHTML = '<chat-8080><script type="application/json">' + JSON.stringify({ endpoint }) + '</scr' + 'ipt></chat-8080>'`,
    'a template that is cloned': `const template = document.createElement('template');
      template.innerHTML = '<chat-8080 endpoint="' + endpoint + '"></chat-8080>';
      main.append(template.content.cloneNode(true))`,
    'a template that is imported': `const template = document.createElement('template');
      template.innerHTML = '<chat-8080 endpoint="' + endpoint + '"></chat-8080>';
      main.append(document.importNode(template.content, true))`,
    'cloneNode of one that is at work': `const first = document.createElement('chat-8080');
      first.setAttribute('endpoint', endpoint);
      document.body.append(first);
      await first.updateComplete;
      const copy = first.cloneNode(true);
      first.remove();
      main.append(copy)`,
    DOMParser: `const other = new DOMParser().parseFromString('<chat-8080 endpoint="' + endpoint + '"></chat-8080>', 'text/html');
      main.append(other.querySelector('chat-8080'))`,
    'a frame, out of which it is adopted': `const frame = document.createElement('iframe');
      document.body.append(frame);
      frame.contentDocument.body.innerHTML = '<chat-8080 endpoint="' + endpoint + '"></chat-8080>';
      const chat = document.adoptNode(frame.contentDocument.querySelector('chat-8080'));
      frame.remove();
      main.append(chat)`,
    'another document, where it was for a while': `const chat = document.createElement('chat-8080');
      chat.setAttribute('endpoint', endpoint);
      main.append(chat);
      await chat.updateComplete;
      const frame = document.createElement('iframe');
      document.body.append(frame);
      frame.contentDocument.body.append(chat);
      await new Promise((resolve) => setTimeout(resolve, 20)); // a page in the background has no frames
      main.append(chat);
      frame.remove()`,
    'a shadow root': `main.attachShadow({ mode: 'open' }).innerHTML = '<chat-8080 endpoint="' + endpoint + '"></chat-8080>'`,
  };
  for (const script of ['before', 'after']) {
    for (const [way, code] of Object.entries(ways)) {
      if (script === 'after' && /constructor|at work|for a while/.test(way)) continue; // these need the definition
      it(`with the script loaded ${script}, a chat made by ${way} works and has its styles`, async () => {
        const endpoint = await site.endpoint(reply('Here I am.'));
        const { page, complaints } = await site.open(`${script === 'before' ? tag : ''}<main></main>`);
        await page.evaluate(
          `(async (endpoint, main) => { ${code} })(${JSON.stringify(endpoint)}, document.querySelector('main'))`,
        );
        if (script === 'after') await page.addScriptTag({ url: '/dist/chat-8080.js' });
        const result = await page.evaluate(`(async () => {
          const main = document.querySelector('main');
          const chat = (main.shadowRoot ?? main).querySelector('chat-8080');
          const message = await chat.send('hi');
          await chat.updateComplete;
          return {
            text: message.parts.map(({ text }) => text).join(),
            display: getComputedStyle(chat.shadowRoot.querySelector('[part~=panel]')).display,
            attributes: chat.getAttributeNames(),
          };
        })()`);
        const attributes = way.includes('JSON') || way.includes('constructor') ? [] : ['endpoint'];
        assert.deepEqual(result, { text: 'Here I am.', display: 'flex', attributes });
        assert.deepEqual(complaints, []);
        await page.close();
      });
    }
  }

  it('in a document that comes slowly, cut within a JSON child, nothing is drawn or said before all of it counts', async () => {
    const endpoint = await site.endpoint(reply('ok'));
    site.serve('/slow', [
      `<!doctype html><meta charset="utf-8"><title>Slow</title>${tag}<body><chat-8080>`,
      `<script type="application/json">{"endpoint": "${endpoint}", `,
      '"label": "Slow", "mode": "floating"}</script>',
      'Loading …</chat-8080>',
    ]);
    const { page, complaints } = await site.open('');
    await page.goto(`${site.url}/slow`);
    await inside(page, '[part~=launcher]');
    assert.equal(await page.evaluate(() => document.querySelector('chat-8080')?.label), 'Slow');
    assert.deepEqual(complaints, []);
    await page.close();
  });
});

async function waitFor(passes: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !passes() && Date.now() < deadline;)
    await new Promise((resolve) => setTimeout(resolve, 20));
}
