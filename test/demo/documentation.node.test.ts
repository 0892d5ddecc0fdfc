/** The demo that answers from this project's documentation. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { passagesOf } from '../../demo/ask/passages.js';
import { startDemoServer, type DemoServer } from '../../demo/server.js';
import { useDemo } from '../support/demo-browser.js';
import { listen } from '../support/listen.js';
import { ask, user } from './ask.js';

interface Chunk {
  choices: { delta: { content?: string; annotations?: { url_citation: { url: string; title: string } }[] } }[];
}

const path = '/ask/v1/chat/completions';
const chunksOf = (text: string): Chunk[] =>
  text.split('\n\n').flatMap((event) => (event.startsWith('data: {') ? [JSON.parse(event.slice(6)) as Chunk] : []));
const textIn = (chunks: Chunk[]): string => chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');

describe('passages', () => {
  const text =
    '# One\n\nIntro, see [the map](src/README.md) and [a page](https://a.test/).\n\n## `two` & three\n\n```md\n# no heading [x](y)\n```\n\n<!-- gone -->\n## One\n';

  it('are what stands under a heading, with the id that code hosts give it', () => {
    assert.deepEqual(
      passagesOf(text).map(({ id, level, text }) => [id, level, text.trim()]),
      [
        ['one', 1, 'Intro, see the map and [a page](https://a.test/).'],
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

  for (const [question, id] of [
    ['How do I keep the key on the server?', 'keep-the-key-on-the-server'],
    ['Which browsers does it work in?', 'browsers-and-devices'],
    ['how many requests may a visitor make? limits', 'limits'],
    ['How do I use it in Svelte?', 'svelte'],
  ] as const) {
    it(`finds what is asked for, and cites it: ${question}`, async () => {
      const { status, text } = await ask(demo.url + path, question, { fields: { stream: true } });
      assert.equal(status, 200);
      const chunks = chunksOf(text);
      const sources = chunks.flatMap(({ choices }) => choices[0]?.delta.annotations ?? []).map((each) => each.url_citation);
      assert.ok(
        sources.some(({ url }) => url === `${demo.url}/ask#${id}`),
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
    assert.match(text, /\/ask#svelte"/);
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
    assert.match(messages[0]?.content ?? '', /^Answer from these passages .*\[1\] Keep the key on the server\n/s);
    assert.equal(messages.at(-1)?.content, 'How do I keep the key on the server?');
    assert.match(text, /\/ask#keep-the-key-on-the-server/);
    assert.match(text, /In a proxy \[1\]\./);
  });
});

describe('the page of the documentation', () => {
  const demo = useDemo();

  it('is drawn by the renderer, and an answer points at it', async () => {
    const page = await demo.browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.setViewport({ width: 1000, height: 700 });
    await page.goto(`${demo.url}/ask`);
    await page.waitForSelector('main:not([aria-busy]) #limits');
    const until = (expression: string): Promise<unknown> => page.waitForFunction(expression);
    await page.evaluate(`document.querySelector('chat-8080').open = true`);
    await until(`document.querySelector('chat-8080').shadowRoot?.querySelector('[part~=suggestion]')`);
    await page.evaluate(`document.querySelector('chat-8080').shadowRoot.querySelector('[part~=suggestion]').click()`);
    await until(`document.querySelector('chat-8080').shadowRoot.querySelector('[part~=sources] a')`);
    await page.evaluate(`document.querySelector('chat-8080').shadowRoot.querySelector('a[part~=citation]').click()`);
    await until(`CSS.highlights.get('chat-8080-source')?.size === 1`);
    const marked = await page.evaluate(`[...CSS.highlights.get('chat-8080-source')][0].toString()`);
    assert.equal(marked, 'Keep the key on the server');
    await until(
      `(() => { const { top, bottom } = document.activeElement.getBoundingClientRect(); return document.activeElement.id === 'keep-the-key-on-the-server' && top >= 0 && bottom <= innerHeight; })()`,
    );
    assert.deepEqual(faults, []);
    await page.close();
  });
});
