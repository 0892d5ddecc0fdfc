/** `<chat-8080>` in the frameworks that pages are made of: the documentation's own components, in real builds, in a real browser. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { openChatPage, type ChatPage } from '../page/chat-page.js';
import { openBrowser } from '../support/chromium.js';
import { startHost, type Application, type HostSite } from './host-page.js';
import { missingOf, versionOf } from './packages.js';

interface Row extends Application {
  host: string;
  /** The packages that it needs; the first one's version is shown. */
  packages: string[];
  /** Where the expectation comes from. */
  source: string;
}

const none = (): Promise<[]> => Promise.resolve([]);
const vue = async () => [
  (await import('@vitejs/plugin-vue')).default({
    template: { compilerOptions: { isCustomElement: (tag) => tag === 'chat-8080' } },
  }),
];
const svelte = async () => [(await import('@sveltejs/vite-plugin-svelte')).svelte({ configFile: false })];
const solid = async () => [(await import('vite-plugin-solid')).default()];

const rows: Row[] = [
  {
    host: 'React',
    packages: ['react', 'react-dom'],
    source:
      'react.dev, “Custom HTML elements”: since React 19 an object is set as a property, and `onname` listens to the event `name`',
    ...{ client: 'react-client.jsx', plugins: none, jsx: 'react' },
  },
  {
    host: 'React, rendered on a server',
    packages: ['react', 'react-dom'],
    source: 'react/react#35446 and vercel/next.js#65584: a hydrated custom element has no object properties and no listeners',
    ...{ client: 'react-client.jsx', server: 'react-server.jsx', plugins: none, jsx: 'react' },
  },
  {
    host: 'Preact',
    packages: ['preact'],
    source:
      'preactjs.com, “Web Components”: what the element has as a property is set as one, and listeners keep the case of their names',
    ...{ client: 'preact.jsx', plugins: none, jsx: 'preact' },
  },
  {
    host: 'Vue',
    packages: ['vue', '@vitejs/plugin-vue'],
    source: 'vuejs.org, “Vue and Web Components”: `isCustomElement`, and what is `in` the element is set as a property',
    ...{ client: 'vue-client.js', plugins: vue },
  },
  {
    host: 'Vue, rendered on a server',
    packages: ['vue', '@vitejs/plugin-vue'],
    source: 'vuejs.org, “Server-Side Rendering”: hydration makes the page of the server interactive, without a mismatch',
    ...{ client: 'vue-client.js', server: 'vue-server.js', plugins: vue },
  },
  {
    host: 'Svelte',
    packages: ['svelte', '@sveltejs/vite-plugin-svelte'],
    source:
      'svelte.dev, migration guide of Svelte 5: `onname` listens to the event `name`; custom-elements-everywhere.com for properties',
    ...{ client: 'svelte-client.js', plugins: svelte },
  },
  {
    host: 'Svelte, rendered on a server',
    packages: ['svelte', '@sveltejs/vite-plugin-svelte'],
    source: 'svelte.dev, `svelte/server`: `render` and then `hydrate`, as SvelteKit does it',
    ...{ client: 'svelte-client.js', server: 'svelte-server.js', plugins: svelte },
  },
  {
    host: 'Angular',
    packages: ['@angular/core', '@angular/compiler', '@angular/platform-browser'],
    source: 'angular.dev, `CUSTOM_ELEMENTS_SCHEMA`: an element with a hyphen takes any property and any event',
    ...{ client: 'angular.ts', plugins: none },
  },
  {
    host: 'Solid',
    packages: ['solid-js', 'vite-plugin-solid'],
    source: 'docs.solidjs.com, “Web components”: an expression is set as a property, and `onname` listens to the event `name`',
    ...{ client: 'solid.jsx', plugins: solid },
  },
];

let browser: Browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

const press = (page: Page, name: string): Promise<void> => page.locator(`::-p-aria([name="${name}"][role="button"])`).click();

for (const row of rows) {
  describe(`${row.host} ${versionOf(row.packages[0]!) ?? ''} (${row.source})`, { skip: missingOf(row.packages) }, () => {
    let site: HostSite;
    let chat: ChatPage;
    const said = (): Promise<string> => chat.page.evaluate(() => document.querySelector('output')!.textContent);
    const title = (): Promise<string | null | undefined> =>
      chat.page.evaluate(() => document.querySelector('chat-8080')?.shadowRoot?.querySelector('[part~=title]')?.textContent);
    const ask = async (text: string): Promise<void> => {
      await chat.type(text);
      await chat.page.keyboard.press('Enter');
    };
    const ended = (): Promise<unknown> => chat.page.waitForFunction(() => document.querySelector('chat-8080')!.status === 'idle');

    before(async () => {
      site = await startHost(row.host.replace(/\W+/g, '-'), row);
      chat = await openChatPage(browser, site.url);
    });
    after(async () => {
      await chat.page.close();
      await site.close();
    });

    it(`${row.host}: attributes and object properties arrive`, async () => {
      assert.equal(await chat.message('assistant', 0), 'Welcome to our shop.');
      assert.equal(await title(), 'Ask our shop');
    });

    it(`${row.host}: a reply is streamed, with the page’s headers, and each listener hears it once`, async () => {
      await chat.page.evaluate(() => {
        const lengths = new Set<number>();
        const { conversation } = document.querySelector('chat-8080')!;
        conversation.subscribe(({ messages }) => lengths.add(JSON.stringify(messages.at(-1)?.parts).length));
        Object.assign(window, { lengths });
      });
      await ask('/rate 300');
      await chat.page.waitForFunction(() => document.querySelector('chat-8080')!.status === 'streaming');
      await ended();
      assert.ok(((await chat.page.evaluate('lengths.size')) as number) > 5, 'the reply came piece by piece');
      assert.deepEqual(site.asked, [{ customer: '7' }]);
      await chat.page.waitForFunction(() => document.querySelector('output')!.textContent === 'user assistant');
    });

    it(`${row.host}: what changes in the application changes in the element`, async () => {
      await press(chat.page, 'Rename');
      await chat.page.waitForFunction(
        () => document.querySelector('chat-8080')!.shadowRoot!.querySelector('[part~=title]')!.textContent === 'Ask Anna',
      );
      await ask('/echo one');
      await chat.message('assistant', -1, (text) => text === 'one');
      await ended();
      assert.deepEqual(site.asked.at(-1), { customer: '8' });
      assert.equal(await chat.message('assistant', 0), 'Welcome to our shop.', 'the conversation is the same');
    });

    it(`${row.host}: a keyed move keeps the element, its conversation, and the reply that is coming`, async () => {
      await chat.page.evaluate(() => Object.assign(window, { moved: document.querySelector('chat-8080') }));
      await ask('/slow');
      await chat.page.waitForFunction(() => document.querySelector('chat-8080')!.status === 'streaming');
      // Once the list is moved this way, once the other: one of both takes the chat itself out of its place.
      for (const first of ['chat-8080', 'p']) {
        await press(chat.page, 'Move');
        await chat.page.waitForFunction((name) => [...document.querySelectorAll('p, chat-8080')][0]!.matches(name), {}, first);
      }
      const text = await chat.message('assistant', -1);
      await chat.message('assistant', -1, (later) => later.length > text.length);
      assert.equal(await chat.page.evaluate('moved === document.querySelector("chat-8080")'), true);
      await chat.page.evaluate(() => document.querySelector('chat-8080')!.stop());
      await ended();
    });

    it(`${row.host}: removed and added again it is a new chat, with everything set`, async () => {
      const heard = (await said()).split(' ').length;
      await press(chat.page, 'Toggle');
      await chat.page.waitForFunction(() => !document.querySelector('chat-8080'));
      await press(chat.page, 'Toggle');
      assert.equal(await chat.message('assistant', -1, (text) => text !== ''), 'Welcome to our shop.');
      assert.equal(await title(), 'Ask Anna');
      await ask('/echo two');
      await chat.message('assistant', 1, (text) => text === 'two');
      await ended();
      assert.deepEqual(site.asked.at(-1), { customer: '8' });
      await chat.page.waitForFunction(
        (count) => document.querySelector('output')!.textContent.split(' ').length === count,
        {},
        heard + 2,
      );
    });

    it(`${row.host}: the console stays empty`, () => {
      assert.deepEqual(
        chat.complaints.filter((text) => !text.includes('Download the React DevTools')),
        [],
      );
    });
  });
}
