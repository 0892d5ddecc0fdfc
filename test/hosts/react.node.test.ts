/** `chat-8080/react`, and what React does without it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { openChatPage } from '../page/chat-page.js';
import { openBrowser } from '../support/chromium.js';
import { document as documentOf, startHost, startSite } from './host-page.js';

const none = (): Promise<[]> => Promise.resolve([]);
let browser: Browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

describe('chat-8080/react', () => {
  let site: Awaited<ReturnType<typeof startHost>>;
  before(async () => {
    const application = { client: 'wrapper-client.jsx', server: 'wrapper-server.jsx', plugins: none, jsx: 'react' };
    site = await startHost('wrapper', application);
  });
  after(() => site.close());

  it('says that it is for the browser, where servers have components of their own', () => {
    assert.match(readFileSync('dist/react.js', 'utf8'), /^"use client";/);
  });

  it('renders on a server what stands inside, and loads nothing there that needs a page', () => {
    assert.equal(site.markup, '<div id="chat" class="shop"><a href="/contact">Write to us</a></div><!-- undefined -->');
  });

  it('puts the element in that place, with its properties, its children and a ref', async () => {
    const { page, complaints } = await openChatPage(browser, site.url);
    const found = await page.evaluate(() => {
      const { chat } = window as unknown as { chat: Element | null };
      const element = document.querySelector('chat-8080')!;
      return {
        isRef: chat === element,
        inPlace: document.querySelector('#app')!.children.length,
        id: element.id,
        class: element.getAttribute('class'),
        properties: [element.topP, element.stopSequences, element.withoutCopy, element.hidden],
        children: element.innerHTML,
      };
    });
    assert.deepEqual(found, {
      ...{ isRef: true, inPlace: 1, id: 'chat', class: 'shop' },
      properties: [0.5, ['.', '!'], true, false],
      children: '<a href="/contact">Write to us</a>',
    });
    assert.deepEqual(
      complaints.filter((text) => !text.includes('Download the React DevTools')),
      [],
    );
    await page.close();
  });

  it('passes on each event that its types name, under its own name', async () => {
    const names = [...readFileSync('dist/react.d.ts', 'utf8').matchAll(/^ {2}(on\w+)\?:/gm)].map(([, name]) => name!);
    const manifest = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as {
      modules: { declarations: { events?: { name: string }[] }[] }[];
    };
    const events = manifest.modules
      .flatMap(({ declarations }) => declarations.flatMap((each) => each.events ?? []))
      .map(({ name }) => name)
      .filter((name) => name !== 'input'); // React's own `onInput` hears it
    assert.equal(names.length, events.length);
    assert.ok(names.includes('onChatResponseEnd') && names.includes('onBeforeToggle'));

    const query = names.map((name) => `on=${name}`).join('&');
    const { page } = await openChatPage(browser, `${site.url}/?${query}`);
    const heard = await page.evaluate((types) => {
      for (const type of types) document.querySelector('chat-8080')!.dispatchEvent(new CustomEvent(type, { detail: {} }));
      return (window as unknown as { heard: string[] }).heard;
    }, events);
    assert.deepEqual(
      heard.map((each) => each.split(' ')[1]),
      events,
    );
    assert.equal(new Set(heard.map((each) => each.split(' ')[0])).size, events.length);
    await page.close();
  });

  it('takes the element that the page has already, and loads no second one', async () => {
    const both = await startSite({
      '/': documentOf(
        'both',
        `<script src="/dist/chat-8080.js"></script><div id="app">${site.markup}</div><script type="module" src="/app.js"></script>`,
      ),
      ...site.scripts,
    });
    const { page, complaints } = await openChatPage(browser, both.url);
    assert.equal(await page.evaluate(() => document.querySelector('chat-8080')!.topP), 0.5);
    assert.deepEqual(
      complaints.filter((text) => text.includes('duplicate-script')),
      [],
    );
    await page.close();
    await both.close();
  });
});

describe('React without chat-8080/react', () => {
  it('keeps attributes alone when it hydrates; once this fails, it has learned the rest, and chat-8080/react can go', async () => {
    const application = { client: 'hydrated-client.jsx', server: 'hydrated-server.jsx', plugins: none, jsx: 'react' };
    const site = await startHost('hydrated', application);
    assert.equal(site.markup, '<chat-8080 label="Ask our shop"></chat-8080>');
    const { page } = await openChatPage(browser, site.url);
    await page.evaluate(() => document.querySelector('chat-8080')!.clear());
    const { label, headers } = await page.evaluate(() => {
      const chat = document.querySelector('chat-8080')!;
      return { label: chat.label, headers: chat.headers ?? null };
    });
    assert.deepEqual([label, headers, await page.title()], ['Ask our shop', null, 'hydrated']);
    await page.close();
    await site.close();
  });
});
