/** Where the built script finds its parts, in whatever way it came into the page; and what an owner reads where it cannot. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { openBrowser } from '../support/chromium.js';
import { startFiles } from '../support/files.js';
import type { Listening } from '../support/listen.js';
import { startScriptedServer } from '../support/scripted-server.js';
import { openChatPage, type ChatPage } from './chat-page.js';
import { answer } from './visitor-page.js';

const text = 'Some **bold** text.';
const code = readFileSync('dist/chat-8080.js', 'utf8');
const joined = `var before = 1;\n${code}\n;var after = 2;`;
const tag = (src: string, more = ''): string => `<script src="${src}" ${more}></script>`;
const map = (imports: object): string => `<script type="importmap">${JSON.stringify({ imports })}</script>`;

interface Way {
  /** What stands in the head. `open` is an origin that lets others read its files, `closed` one that does not. */
  head: (origins: Record<'open' | 'closed', string>) => string;
  /** Scripts of the page's own server, by path. */
  scripts?: Record<string, string>;
}

/** The parts of all of these are in `/dist/chat-8080/`. */
const found: Record<string, Way> = {
  'a classic script of another name': { head: () => tag('/dist/chat.3f9a.js'), scripts: { '/dist/chat.3f9a.js': code } },
  'a file that several scripts were joined into, beside the folder': {
    head: () => tag('/dist/all.js', 'defer'),
    scripts: { '/dist/all.js': joined },
  },
  'such a file elsewhere, with the folder named by an import map': {
    head: () => map({ '/cache/chat-8080/': '/dist/chat-8080/' }) + tag('/cache/all.js'),
    scripts: { '/cache/all.js': joined },
  },
  'a module of another name': {
    head: () => tag('/dist/chat.3f9a.js', 'type="module"'),
    scripts: { '/dist/chat.3f9a.js': code },
  },
  'a module that another one imports': {
    head: () => tag('/app/main.js', 'type="module"'),
    scripts: { '/app/main.js': 'import "/dist/chat.js";', '/dist/chat.js': code },
  },
  'a module of another origin, imported late': { head: ({ open }) => `<script>import('${open}/dist/chat-8080.js')</script>` },
  'an inline script, with the folder named by an import map': {
    head: () => `${map({ './chat-8080/': '/dist/chat-8080/' })}<script>${code}</script>`,
  },
  'an inline script, with a base': { head: () => `<base href="/dist/"><script>${code}</script>` },
  'an inline module, with a base': { head: () => `<base href="/dist/"><script type="module">${code}</script>` },
  'a relative address, with a base': { head: () => `<base href="/dist/">${tag('chat-8080.js')}` },
  'a base that changes later': {
    head: () => `<base href="/dist/">${tag('chat-8080.js')}<script>document.querySelector('base').href = '/other/';</script>`,
  },
  'a tag that a script inserts': {
    head: () =>
      `<script>document.head.append(Object.assign(document.createElement('script'), { src: '/dist/chat-8080.js' }));</script>`,
  },
  'a script without CORS, with the folder named by an import map': {
    head: ({ closed }) => map({ [`${closed}/dist/chat-8080/`]: '/dist/chat-8080/' }) + tag(`${closed}/dist/chat-8080.js`),
  },
  'a page that holds another script of the name, which did not run': {
    head: () =>
      `<script type="module" src="/dist/chat.js"></script><script type="text/plain" src="https://evil.example/chat-8080.js"></script>`,
    scripts: { '/dist/chat.js': code },
  },
};

const notFound: Record<string, Way> = {
  'a joined file without the folder beside it': { head: () => tag('/cache/all.js'), scripts: { '/cache/all.js': joined } },
  'an inline script without the folder beside the page': { head: () => `<script>${code}</script>` },
  'a script from another origin without CORS': { head: ({ closed }) => tag(`${closed}/dist/chat-8080.js`) },
  'a script from a blob': {
    head: () => `<script>document.head.append(Object.assign(document.createElement('script'), {
      src: URL.createObjectURL(new Blob([${JSON.stringify(code).replaceAll('</script', '<\\/script')}])) }));</script>`,
  },
};

describe('the folder of parts', () => {
  let browser: Browser;
  let service: Listening;
  let open: Listening;
  let closed: Listening;
  const sites: Listening[] = [];
  before(async () => {
    [browser, service, open, closed] = await Promise.all([
      openBrowser(),
      startScriptedServer(),
      startFiles(),
      startFiles({}, { 'access-control-allow-origin': 'null' }),
    ]);
  });
  after(async () => {
    await browser.close();
    await Promise.all([...sites, service, open, closed].map((server) => server.close()));
  });

  const visit = async ({ head, scripts = {} }: Way): Promise<ChatPage> => {
    const posted = await fetch(`${service.url}/scripts`, { method: 'POST', body: JSON.stringify([answer(text), answer(text)]) });
    const endpoint = `${service.url}/play/${await posted.text()}/v1`;
    const site = await startFiles({
      '/page':
        `<!doctype html><html lang="de"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">` +
        `${head({ open: open.url, closed: closed.url })}<chat-8080 endpoint="${endpoint}" mode="floating" open></chat-8080>`,
      ...scripts,
    });
    sites.push(site);
    return openChatPage(browser, `${site.url}/page`);
  };

  for (const [way, how] of Object.entries(found)) {
    it(`is found from ${way}`, async () => {
      const { page, type, message, complaints } = await visit(how);
      await page.waitForFunction(`document.querySelector('chat-8080').shadowRoot.querySelector('[part~=launcher]')`);
      await type('Hallo');
      await page.keyboard.press('Enter');
      await message('assistant', 0, (shown) => shown === 'Some bold text.');
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }

  for (const [way, how] of Object.entries(notFound)) {
    it(`is missed by ${way}: one line says what to do, and the chat works as plain text`, async () => {
      const { page, type, message, complaints } = await visit(how);
      for (const number of [0, 1]) {
        await type('Hallo');
        await page.keyboard.press('Enter');
        await message('assistant', number, (shown) => shown.trim() === text);
      }
      const hints = complaints.filter((complaint) => complaint.startsWith('<chat-8080>'));
      assert.equal(hints.length, 1, hints.join('\n'));
      assert.match(hints[0] ?? '', /\[missing-part\].*documentation: The folder of parts$/);
      assert.ok(readFileSync('demo/docs/getting-started.md', 'utf8').includes('\n## The folder of parts\n'));
      await page.close();
    });
  }

  it('is of a script that can be joined to others, which neither end nor begin with a semicolon or a line of their own', async () => {
    const site = await startFiles({
      '/all.js': `window.before = function () { window.called = true; }\n${code}window.after = true`,
      '/page': `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${tag('/all.js')}<chat-8080 endpoint="/v1"></chat-8080>`,
    });
    sites.push(site);
    const { page } = await openChatPage(browser, `${site.url}/page`);
    assert.deepEqual(await page.evaluate('[window.called ?? null, window.after ?? null]'), [null, true]);
    await page.close();
  });

  for (const [kind, root] of [
    [
      'xhtml',
      (body: string) =>
        `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>A page</title></head><body>${body}</body></html>`,
    ],
    [
      'svg',
      (body: string) =>
        `<svg xmlns="http://www.w3.org/2000/svg"><foreignObject width="500" height="500"><div xmlns="http://www.w3.org/1999/xhtml">${body}</div></foreignObject></svg>`,
    ],
  ] as const) {
    it(`is of no use in a document of ${kind}: one line says so, and what stands in the tag is shown`, async () => {
      const site = await startFiles({
        [`/page.${kind}`]: root(
          `<chat-8080 endpoint="/v1">Call us.</chat-8080><script src="${open.url}/dist/chat-8080.js"></script>`,
        ),
      });
      sites.push(site);
      const page = await browser.newPage();
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text())).on('pageerror', (error) => said.push(String(error)));
      const heard = new Promise((resolve) => page.once('console', resolve));
      await page.goto(`${site.url}/page.${kind}`);
      await heard;
      assert.equal(said.length, 1, said.join('\n'));
      assert.match(said[0] ?? '', /^<chat-8080> \[xml-document\] .*text\/html/);
      assert.equal(
        await page.evaluate(
          `document.getElementsByTagName('chat-8080')[0].checkVisibility() && document.getElementsByTagName('chat-8080')[0].shadowRoot === null`,
        ),
        true,
      );
      await page.close();
    });
  }
});
