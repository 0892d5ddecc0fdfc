/** The demo that answers from this project's documentation. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { passagesOf } from '../../demo/ask/passages.js';
import { startDemoServer, type DemoServer } from '../../demo/server.js';
import { useDemo } from '../support/demo-browser.js';
import { listen } from '../support/listen.js';
import { ask, user } from './ask.js';

interface Chunk {
  choices: { delta: { content?: string; annotations?: { url_citation: { url: string; title: string } }[] } }[];
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const path = '/ask/v1/chat/completions';
const chunksOf = (text: string): Chunk[] =>
  text.split('\n\n').flatMap((event) => (event.startsWith('data: {') ? [JSON.parse(event.slice(6)) as Chunk] : []));
const textIn = (chunks: Chunk[]): string => chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');

describe('passages', () => {
  const text =
    '# One\n\nIntro, see [the map](src/README.md), [a page](https://a.test/), [that](two.md#x), [here](#one), [all](README.md).\n\n## `two` & three\n\n```md\n# no heading [x](y)\n```\n\n<!-- gone -->\n## One\n';

  it('are what stands under a heading, with the id that code hosts give it', () => {
    assert.deepEqual(
      passagesOf(text, '/docs/p').map(({ id, level, text }) => [id, level, text.trim()]),
      [
        ['one', 1, 'Intro, see the map, [a page](https://a.test/), [that](/docs/two#x), [here](/docs/p#one), [all](/docs/).'],
        ['two--three', 2, '```md\n# no heading [x](y)\n```'],
        ['one-1', 2, ''],
      ],
    );
  });
});

describe('asking the documentation without a key', () => {
  let demo: DemoServer;
  before(async () => {
    demo = await startDemoServer({ key: '' });
  });
  after(() => demo.close());

  for (const [question, place] of [
    ['How do I keep the key on the server?', 'proxy#keep-the-key-on-your-server'],
    ['Which browsers does it work in?', 'browsers#browsers'],
    ['how many requests may a visitor make? limits', 'proxy#limits'],
    ['How do I use it in Svelte?', 'frameworks#svelte'],
  ] as const) {
    it(`finds what is asked for, and cites it: ${question}`, async () => {
      const { status, text } = await ask(demo.url + path, question, { fields: { stream: true } });
      assert.equal(status, 200);
      const chunks = chunksOf(text);
      const sources = chunks.flatMap(({ choices }) => choices[0]?.delta.annotations ?? []).map((each) => each.url_citation);
      assert.ok(
        sources.some(({ url }) => url === `${demo.url}/docs/${place}`),
        JSON.stringify(sources),
      );
      assert.ok(chunks[0]?.choices[0]?.delta.annotations, 'the sources come first');
      assert.match(textIn(chunks), /^I am a stand-in, not a model.*\*\*.+\*\* \[1\]\n\n> /s);
    });
  }

  it('says so where it finds nothing, and cites nothing', async () => {
    const { text } = await ask(demo.url + path, 'zxqv wvut', { fields: { stream: true } });
    assert.match(textIn(chunksOf(text)), /found nothing/);
    assert.doesNotMatch(text, /annotations/);
  });

  it('reads a second question with the first', async () => {
    const messages = [user('How do I use it in Svelte?'), { role: 'assistant', content: 'So.' }, user('and the events?')];
    const { text } = await ask(demo.url + path, '', { messages, fields: { stream: true } });
    assert.match(text, /\/docs\/frameworks#svelte"/);
  });
});

describe('asking the documentation with a key', () => {
  it('gives the passages to the service, and their sources to the page', async (test) => {
    let asked = '';
    const upstream = await listen(
      createServer((request, response) => {
        request.on('data', (data: Buffer) => (asked += data.toString()));
        request.on('end', () =>
          response
            .writeHead(200, { 'content-type': 'text/event-stream' })
            .end(
              'data: {"id":"c","choices":[{"index":0,"delta":{"content":"In a proxy [1]."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
            ),
        );
      }),
    );
    test.after(() => upstream.close());
    const demo = await startDemoServer({ key: 'sk-8080-not-a-real-key-0123456789', upstream: upstream.url });
    test.after(() => demo.close());
    const { text } = await ask(demo.url + path, 'How do I keep the key on the server?', { fields: { stream: true } });
    const { messages } = JSON.parse(asked) as { messages: { role: string; content: string }[] };
    assert.match(messages[0]?.content ?? '', /^Answer from these passages .*\[1\] .+\n/s);
    assert.equal(messages.at(-1)?.content, 'How do I keep the key on the server?');
    assert.match(text, /\/docs\/proxy#/);
    assert.match(text, /In a proxy \[1\]\./);
  });
});

describe('the pages of the documentation', () => {
  const demo = useDemo();

  async function open(path: string, width = 1000): Promise<{ page: Page; faults: string[] }> {
    const page = await demo.browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.setViewport({ width, height: 700 });
    await page.goto(demo.url + path);
    await page.waitForSelector('main:not([aria-busy])');
    return { page, faults };
  }
  const inView = (id: string): string =>
    `(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.getElementById('${id}').getBoundingClientRect())`;

  it('are all drawn, under the strict policy, with a list of all pages', async () => {
    const { page } = await open('/docs/');
    const paths = (await page.evaluate(`[...document.querySelectorAll('nav a')].map((a) => a.pathname)`)) as string[];
    await page.close();
    assert.deepEqual(
      paths.toSorted(),
      readdirSync('demo/docs')
        .filter((name) => name.endsWith('.md') && name !== 'README.md')
        .map((name) => `/docs/${name.slice(0, -3)}`)
        .toSorted(),
    );
    for (const path of paths) {
      const { page, faults } = await open(path);
      assert.equal(await page.evaluate(`document.querySelector('nav a[aria-current]').pathname`), path);
      assert.equal(await page.evaluate(`document.querySelectorAll('main h1').length`), 1, path);
      assert.deepEqual(faults, [], path);
      await page.close();
    }
  });

  it('have links that lead to a heading, of another page and of the same', async () => {
    const { page } = await open('/docs/proxy#limits');
    await page.waitForFunction(inView('limits'));
    await page.evaluate(`document.querySelector('main a[href^="/docs/servers"]').click()`);
    await page.waitForFunction(`location.pathname === '/docs/servers' && document.querySelector('main:not([aria-busy])')`);
    await page.close();
  });

  it('can be searched with keys alone', async () => {
    const { page } = await open('/docs/');
    await page.focus('input');
    await page.keyboard.type('trustedProxies');
    await page.keyboard.press('Enter');
    await page.waitForFunction(`document.activeElement.closest('#results')`);
    assert.match(String(await page.evaluate(`document.activeElement.href`)), /\/docs\/proxy#/);
    await page.keyboard.press('Enter');
    await page.waitForFunction(`location.pathname === '/docs/proxy' && document.querySelector('main:not([aria-busy])')`);
    await page.close();
  });

  it('say that nothing was found', async () => {
    const { page } = await open('/docs/');
    await page.focus('input');
    await page.keyboard.type('zxqv');
    await page.waitForFunction(`document.querySelector('#results [role=status]').textContent === 'Nothing found for “zxqv”.'`);
    await page.close();
  });

  for (const [width, theme] of [
    [390, 'light'],
    [390, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)
    it(`have no fault that axe finds, and do not scroll sideways: ${width} px, ${theme}`, async () => {
      for (const path of ['/docs/', '/docs/attributes', '/docs/proxy', '/docs/renderer']) {
        const { page } = await open(path, width);
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
        await page.evaluate(axe);
        const { violations } = (await page.evaluate(`axe.run()`)) as { violations: { id: string; nodes: { html: string }[] }[] };
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          [],
          path,
        );
        assert.equal(await page.evaluate('document.documentElement.scrollWidth > innerWidth'), false, path);
        await page.close();
      }
    });

  it('are what an answer points at: on this page it is marked, another page comes in its place', async () => {
    const { page, faults } = await open('/docs/proxy');
    const until = (expression: string): Promise<unknown> => page.waitForFunction(expression);
    const press = (selector: string): Promise<unknown> =>
      page.evaluate(`document.querySelector('chat-8080').shadowRoot.querySelector('${selector}').click()`);
    await page.evaluate(`void document.querySelector('chat-8080').send('How do I keep the key on the server?')`);
    await page.evaluate(`document.querySelector('chat-8080').show()`);
    await until(`document.querySelector('chat-8080').shadowRoot.querySelector('[part~=sources] a')`);
    await until(`document.querySelector('chat-8080').status === 'idle'`);
    await press('[part~=sources] a[href*="/docs/proxy#"]');
    await until(`CSS.highlights.get('chat-8080-source')?.size === 1`);
    await until(inView(String(await page.evaluate('location.hash.slice(1)')) || 'the-proxy'));
    // A new conversation: what is searched for is the question and the one before it.
    await page.evaluate(`document.querySelector('chat-8080').clear()`);
    await page.evaluate(`void document.querySelector('chat-8080').send('How do I use it in Svelte?')`);
    await until(`document.querySelector('chat-8080').shadowRoot.querySelector('[part~=sources] a[href$="frameworks#svelte"]')`);
    await until(`document.querySelector('chat-8080').status === 'idle'`);
    await press('[part~=sources] a[href$="frameworks#svelte"]');
    await until(`location.pathname === '/docs/frameworks' && document.querySelector('main:not([aria-busy])')`);
    await until(inView('svelte'));
    assert.deepEqual(faults, []);
    await page.close();
  });
});
