/** What the built script leaves alone on somebody's page, and the strictest policy that it runs under. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { inside, reads, reply, startSite, tag, toolCall, type Site } from './guest-page.js';

/** As a text, because nothing of it may pass through a compiler that adds helpers. */
const remember = `<script>
  var remembered = {
    look() {
      const seen = new Map();
      for (const name of Object.getOwnPropertyNames(window)) {
        if (/^(puppeteer_)?__aria|^puppeteer_|^remembered$/.test(name)) continue; // the test driver's
        const { value } = Object.getOwnPropertyDescriptor(window, name);
        seen.set('window.' + name, typeof value === 'function' ? value : 'is there');
        if (typeof value !== 'function') continue;
        for (const [place, object] of [[name, value], [name + '.prototype', value.prototype]]) {
          if (!object) continue;
          for (const key of Reflect.ownKeys(object)) {
            const described = Object.getOwnPropertyDescriptor(object, key);
            // A static value may count; a function that is another one has been patched.
            seen.set(place + '.' + String(key), described.get || described.set || typeof described.value);
            if (typeof described.value === 'function') seen.set(place + '.' + String(key), described.value);
          }
        }
      }
      return seen;
    },
    changes() {
      const now = this.look();
      const names = new Set([...this.before.keys(), ...now.keys()]);
      return [...names].filter((name) => this.before.get(name) !== now.get(name));
    },
    document() {
      return {
        head: document.head.outerHTML,
        body: document.body.outerHTML,
        sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
        fonts: document.fonts.size,
        cookie: document.cookie,
        storage: localStorage.length + sessionStorage.length,
      };
    },
  };
  remembered.before = remembered.look();
</script>`;

const rich = [
  '# Heading',
  '',
  'A [link](https://example.com), **strong** and $a^2$.',
  '',
  '| a | b |',
  '| --- | --: |',
  '| 1 | 2 |',
  '',
  '```js',
  'const answer = 42;',
  '```',
  '',
  '![A picture](https://example.com/picture.png)',
  '',
  '$$\\frac{1}{2}$$',
  '',
].join('\n');

const strict = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'",
};

describe('a guest that leaves the page as it was', () => {
  let site: Site;
  before(async () => (site = await startSite()));
  after(() => site.close());

  for (const mode of ['inline', 'floating']) {
    it(`${mode}, it adds no global, patches nothing, adds no style and no element to the document, and sets no cookie`, async () => {
      const endpoint = await site.endpoint(reply(rich));
      const { page, complaints } = await site.open(
        `${remember}<main><chat-8080 endpoint="${endpoint}" mode="${mode}" math open></chat-8080></main>`,
      );
      const before = await page.evaluate('remembered.document()');
      await page.addScriptTag({ url: '/dist/chat-8080.js', id: 'the-tag' });
      await page.evaluate(() => document.querySelector('chat-8080')?.send('hi'));
      await inside(page, 'math');
      await page.evaluate(() => document.querySelector('#the-tag')?.remove());
      assert.deepEqual(await page.evaluate('remembered.changes()'), []);
      assert.deepEqual(await page.evaluate('remembered.document()'), before);
      assert.deepEqual(complaints, []); // a healthy page: nothing in the console, not even a greeting
      await page.close();
    });
  }

  it('requests nothing but its own files and the endpoint', async () => {
    const endpoint = await site.endpoint(reply(rich));
    const { page, requests } = await site.open(`${tag}<chat-8080 endpoint="${endpoint}" math lang="de"></chat-8080>`);
    await inside(page, 'textarea');
    await page.evaluate(() => document.querySelector('chat-8080')?.send('hi'));
    await inside(page, 'math');
    await page.waitForFunction(() => CSS.highlights.size > 0);
    const others = requests.filter((url) => !url.startsWith('/dist/') && url !== `${endpoint}/chat/completions`);
    assert.deepEqual(others, []);
    assert.equal(requests.filter((url) => url.startsWith(endpoint)).length, 1);
    await page.close();
  });

  it('asks for none of what only some replies need before a reply needs it', async () => {
    const endpoint = await site.endpoint(reply('plain'));
    const { page, requests } = await site.open(`${tag}<chat-8080 endpoint="${endpoint}" math></chat-8080>`);
    await inside(page, 'textarea');
    await page.evaluate(() => document.querySelector('chat-8080')?.send('hi'));
    await reads(page, 'plain');
    assert.deepEqual(
      requests.filter((url) => /highlight|math\.js|entity|hint|locales/.test(url)),
      [],
    );
    await page.close();
  });
});

describe('a guest under the strictest policy', () => {
  let site: Site;
  before(async () => (site = await startSite()));
  after(() => site.close());

  const click = async (page: Page, selector: string): Promise<void> => {
    await (await inside(page, selector)).click();
  };

  it('the policy of this test does hold: it reports what it forbids', async () => {
    const { page, complaints } = await site.open(`${tag}<p style="color: red">x</p>`, strict);
    await page.evaluate(() => {
      const { body } = document;
      try {
        body.innerHTML = '<i>not trusted</i>';
      } catch {
        // as it should
      }
    });
    await page.waitForFunction(() => true);
    const violated = complaints.filter((text) => text.startsWith('error: violation')).join('\n');
    assert.match(violated, /style-src-attr/);
    assert.match(violated, /require-trusted-types-for/);
    await page.close();
  });

  // The parser comes to the children of the element after the script where the script stands first.
  for (const [where, html] of Object.entries({
    'the script before the element': (chat: string) => tag + chat,
    'the script after the element': (chat: string) => chat + tag,
  })) {
    it(`everything works without a violation, with ${where}`, async () => {
      const endpoint = await site.endpoint(
        reply(rich),
        reply('the second answer'),
        reply('the third answer'),
        toolCall('weather', { city: 'Ulm' }),
        reply('It rains.'),
      );
      const options = {
        endpoint,
        model: 'any',
        mode: 'floating',
        label: 24,
        temperature: 0.5,
        math: true,
        feedback: true,
        persist: 'session',
        suggestions: ['What can you do?'],
      };
      const chat = `<chat-8080 lang="de"><script type="application/json">${JSON.stringify(options)}</script>Lädt …</chat-8080>`;
      const { page, complaints } = await site.open(html(chat), strict);
      const permissions = ['clipboard-read', 'clipboard-write'].map((name) => ({
        permission: { name },
        state: 'granted' as const,
      }));
      await site.browser.defaultBrowserContext().setPermission(site.url, ...permissions);
      await click(page, '[part~=launcher]');
      await page.waitForFunction(() => document.querySelector('chat-8080')?.shadowRoot?.activeElement?.matches('textarea'));

      const read = await page.evaluate(() => {
        const { shadowRoot, temperature } = document.querySelector('chat-8080') as HTMLElement & { temperature: unknown };
        return [shadowRoot?.querySelector('[part~=title]')?.textContent.trim(), temperature];
      });
      assert.deepEqual(read, ['24', 0.5]);

      await click(page, '[part~=suggestion]');
      for (const drawn of ['table td', 'code', 'math', '[part~=body] button:not([part~=code-copy])', '[part~=body] a[href]'])
        await inside(page, drawn);
      await page.waitForFunction(() => CSS.highlights.size > 0);
      await click(page, '[part~=code-copy]');
      await page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.includes('answer = 42')));
      await click(page, '[part~=assistant] [part~=copy-button]');
      await page.waitForFunction(() => navigator.clipboard.readText().then((text) => text.includes('| --- |')));
      await click(page, '[part~=good-button]');

      await click(page, '[part~=regenerate-button]');
      await reads(page, 'the second answer');
      await click(page, '[part~=previous-button]');
      await reads(page, 'const answer');
      await (await inside(page, '[part~=user]')).hover(); // its buttons show where the pointer is
      await click(page, '[part~=edit-button]');
      await inside(page, '[part~=message] textarea');
      await page.keyboard.type(' More.');
      await page.keyboard.press('Enter');
      await reads(page, 'the third answer');

      await page.evaluate(() => {
        const element = document.querySelector('chat-8080');
        if (!element) return;
        element.tools = [{ ...{ name: 'weather', inputSchema: {}, confirm: true }, execute: Date.now }];
        void element.send('Weather?');
      });
      await click(page, '[part~=approve-button][aria-disabled=false]');
      await reads(page, 'It rains.');
      await page.waitForFunction(() => document.querySelector('chat-8080')?.status === 'idle');

      await page.reload();
      await reads(page, 'It rains.');
      await inside(page, '[part~=send-button][aria-label$="enden"]'); // German
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }
});
