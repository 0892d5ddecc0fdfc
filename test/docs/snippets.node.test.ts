/** Every snippet of README.md and demo/docs, run: in a page, in Node, or by a test that is named here. A snippet that nobody runs fails. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { openBrowser } from '../support/chromium.js';
import { snippetOf, snippets, type Snippet } from '../support/documentation.js';
import { runInNode, withService } from './in-node.js';
import { runInPage, styleOf, type InPage } from './in-page.js';

let browser: Browser;
before(async () => (browser = await openBrowser()));
after(() => browser.close());

/** A page of HTML, or a piece of one: somebody asks, and is answered. */
const asks =
  (more: InPage = {}) =>
  (snippet: Snippet): Promise<void> =>
    runInPage(browser, { html: snippet.code, asks: true, ...more });

/** A script of a page with a chat: what it does is `true` in the end. */
const script =
  (isDone: string, more: InPage = {}) =>
  (snippet: Snippet): Promise<void> =>
    runInPage(browser, { script: snippet.code, until: isDone, ...more });

const style =
  (isDone: string, more: InPage = {}) =>
  (snippet: Snippet): Promise<void> =>
    runInPage(browser, { css: snippet.code, until: isDone, ...more });

/** Another test runs it, and names it so. */
const elsewhere =
  (file: string, words: string) =>
  ({ code }: Snippet): void =>
    assert.ok(readFileSync(file, 'utf8').includes(words) && code !== '', `${file} has to have ${words}`);

/** npm has these scripts. */
function knowsScripts({ code }: Snippet): void {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  for (const [, name = ''] of code.matchAll(/npm (?:run )?(?!ci)([\w:]+)/g)) assert.ok(name in scripts, name);
  assert.match(code, /npm /);
}

const shadow = `document.querySelector('chat-8080').shadowRoot`;
const hosts = 'test/hosts/hosts.node.test.ts';

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const accentIsGreen = `${styleOf('[part~=panel]')}.borderRadius === '8px' && document.querySelector('chat-8080').offsetHeight === 480`;

/** `page / heading / language`, and a number for the second one below a heading. */
const runs: Record<string, (snippet: Snippet) => void | Promise<void>> = {
  'README / The page / html': asks(),
  'README / The page / sh': knowsScripts,
  'README / The key / js': proxyAnswers,
  'README / The key / nginx': ({ code }) => {
    const tested = readFileSync('test/proxy/gateways/gateways.ts', 'utf8');
    for (const [line] of code.matchAll(/proxy_set_header .*;/g)) assert.ok(tested.includes(line), line);
    assert.match(code, /proxy_pass http:\/\/127\.0\.0\.1:8787;/);
    assert.match(snippetOf('README', 'The key', 'js'), /listen\(8787, '127\.0\.0\.1'\)/);
  },
  'README / The look / css': style(accentIsGreen),
  'README / Working on it / sh': knowsScripts,

  'getting-started / The page / html': asks(),
  'getting-started / Content inside the tag / html': asks({
    until: `${shadow}.querySelectorAll('[part~=suggestion]').length === 2 || ${shadow}.querySelector('[part~=assistant]')`,
  }),
  'getting-started / The folder of parts / html': ({ code }) =>
    runInPage(browser, {
      html:
        code.replace('"/assets/chat-8080/"', '"/dist/chat-8080/"') +
        '<script src="/cache/js/all.js"></script><chat-8080 endpoint="/v1/chat/completions" model="8080/taalas/llama3.1-8b-instruct"></chat-8080>',
      files: { '/cache/js/all.js': readFileSync('dist/chat-8080.js', 'utf8') },
      asks: true,
    }),

  'attributes / Methods / js': script(`document.querySelector('chat-8080').messages.length === 2`),
  'theming / Theming / css': style(accentIsGreen),
  'theming / Presets / html': ({ code }) =>
    runInPage(browser, {
      head: code,
      until: `getComputedStyle(document.querySelector('chat-8080')).getPropertyValue('--chat-8080-accent') !== ''`,
    }),
  'floating / Opening the chat / html': asks({ presses: 'button[commandfor]' }),
  'floating / A docked panel / css': style(`parseFloat(getComputedStyle(document.body).paddingInlineEnd) > 100`, {
    attributes: 'mode="docked" open',
  }),
  'visitors / Consent, contact, feedback / html': asks({ agrees: true }),
  'attachments / Files from visitors / html': asks({ until: `${shadow}.querySelector('[part~=attach-button]')` }),
  'attachments / Files from visitors / js': async ({ code }) => {
    const content = [{ type: 'image_url', image_url: { url: `data:image/png;base64,${onePixel}` } }];
    const [out, asked] = await withService(({ url }) =>
      runInNode(`import { createChatProxy } from 'chat-8080/proxy';
      ${code.replace('createChatProxy({', `createChatProxy({ key: 'k', origins: ['missing'], upstream: '${url}/v1/chat/completions',`)}
      const body = JSON.stringify({ model: '8080/taalas/llama3.1-8b-instruct', messages: [{ role: 'user', content: ${JSON.stringify(content)} }] });
      const response = await chat(new Request('http://a.test/v1/chat/completions', { method: 'POST', body, headers: { 'content-type': 'application/json' } }));
      console.log(response.status, await response.text());`),
    );
    assert.match(out, /^200 /);
    assert.ok(asked[0]?.body.includes(onePixel));
  },
  'attachments / Uploads to a place of yours / js': script(`window.uploaded === 'https://your-site.example/uploads/1'`, {
    then: `chat.upload(new File(['a'], 'a.txt'), { signal: new AbortController().signal }).then((url) => (window.uploaded = url));`,
    files: { '/uploads': '{"url":"https://your-site.example/uploads/1"}' },
  }),
  'tools / Tools / js': script(`window.order === 'sent'`, {
    then: `chat.tools[0].execute({ number: '7' }, { signal: new AbortController().signal }).then(({ state }) => (window.order = state));`,
    files: { '/orders/7': '{"state":"sent"}' },
  }),
  'tools / Asking the visitor first / js': script(
    `${shadow}.querySelector('[part~=tool]')?.textContent.includes('Cancel order 7?')`,
    {
      then: `chat.send('/tool cancel_order {"order": 7}');`,
    },
  ),

  'proxy / Keep the key on your server / js': proxyAnswers,
  'proxy / Limits / js': async ({ code }) => {
    // Nobody listens there: while the store is away nobody is let through.
    const out = await runInNode(
      `${code.replace('createChatProxy({', `createChatProxy({ key: 'k', origins: ['missing'], visitor: () => 'a',`)}
      storeClient.on('error', () => {});
      const body = JSON.stringify({ model: '8080/taalas/llama3.1-8b-instruct', messages: [{ role: 'user', content: 'Hi' }] });
      const response = await chat(new Request('http://a.test/v1/chat/completions', { method: 'POST', body, headers: { 'content-type': 'application/json' } }));
      console.log(response.status, await response.text());
      process.exit();`,
      { REDIS_URL: 'redis://127.0.0.1:9' },
    );
    assert.match(out, /^503 .*limits_unavailable/);
  },
  'sources / Answers from your content / js': async ({ code }) => {
    const [out, asked] = await withService((service) =>
      runInNode(
        `import { createChatProxy } from 'chat-8080/proxy';
      const search = async (words) => [{ url: 'https://your-site.example/cups', title: 'Cups', text: 'A cup is 28 euros. ' + words }];
      ${code.replace('createChatProxy({', `createChatProxy({ key: 'k', origins: ['missing'], upstream: '${service.url}/v1/chat/completions',`)}
      const body = JSON.stringify({ model: '8080/taalas/llama3.1-8b-instruct', stream: true, messages: [{ role: 'user', content: 'How much?' }] });
      const response = await chat(new Request('http://a.test/v1/chat/completions', { method: 'POST', body, headers: { 'content-type': 'application/json' } }));
      console.log(response.status, await response.text());`,
      ),
    );
    assert.match(out, /^200 [^]*url_citation[^]*https:\/\/your-site\.example\/cups/);
    assert.match(String(asked[0]?.body), /A cup is 28 euros\. How much\?/);
  },

  'frameworks / React / jsx': elsewhere('test/hosts/apps/react.jsx', 'docs:React/'),
  'frameworks / Vue / js': ({ code }) =>
    assert.ok(squeezed(readFileSync(hosts, 'utf8')).includes(squeezed(/vue\((.*)\)/.exec(code)?.[1] ?? '?'))),
  'frameworks / Vue / vue': elsewhere('test/hosts/apps/vue.vue', 'docs:Vue/'),
  'frameworks / Svelte / svelte': elsewhere('test/hosts/apps/svelte.svelte', 'docs:Svelte/'),
  'frameworks / Angular / ts': elsewhere('test/hosts/apps/angular.ts', 'docs:Angular/'),
  'frameworks / Solid / jsx': elsewhere('test/hosts/apps/solid.jsx', 'docs:Solid/'),
  'frameworks / Preact / jsx': elsewhere('test/hosts/apps/preact.jsx', 'docs:Preact/'),
  'frameworks / Alpine / html': elsewhere('test/hosts/markup.node.test.ts', `snippetOf('frameworks', 'Alpine', 'html')`),
  'frameworks / htmx / html': elsewhere('test/hosts/markup.node.test.ts', `snippetOf('frameworks', 'htmx', 'html')`),
  'frameworks / Types for JSX / ts': elsewhere('test/build/jsx.node.test.ts', `snippetOf('frameworks', 'Types for JSX', 'ts')`),

  'headless / Headless / js': async ({ code }) => {
    const [out, asked] = await withService(({ url }) => runInNode(code.replace('https://your-site.example', url)));
    assert.match(out, /Good morning!/);
    assert.equal(asked.length, 4, 'send, regenerate, edit, continueReply');
  },
  'renderer / The renderer / js': script(`window.drawn === 'Some bold text.'`, {
    body: '<div id="reply"></div>',
    before: `const reply = (async function* () { yield 'Some **bo'; yield 'ld** text.'; })();`,
    then: `window.drawn = document.querySelector('#reply').textContent.trim();`,
  }),
  // All of its rules are known to the browser.
  'renderer / Styling / css': ({ code }) =>
    runInPage(browser, {
      css: code,
      until: `document.querySelector('style').sheet.cssRules.length === ${code.match(/\{/g)?.length}`,
    }),
  'languages / Words of your own / js': script(`${shadow}.querySelector('textarea').placeholder === 'Écrivez-nous…'`),
  'security / Integrity hashes / js': elsewhere(
    'test/page/integrity.node.test.ts',
    `snippetOf('security', 'Integrity hashes', 'js')`,
  ),
  'moving-here / From deep-chat / html': asks(),
  'moving-here / From n8n / html': asks(),
  'moving-here / From Flowise / html': asks(),
  'moving-here / From ChatKit / js': script(
    `${shadow}.querySelector('[part~=suggestion]')?.textContent.trim() === 'Troubleshoot an issue'`,
  ),
};

/** Started as it stands, but for the port and the service: the key and the instructions go there, and the reply comes back. */
async function proxyAnswers({ code }: Snippet): Promise<void> {
  const [out, asked] = await withService((service) =>
    runInNode(
      `${code
        .replace('createChatProxy({', `createChatProxy({ upstream: '${service.url}/v1/chat/completions',`)
        .replace(
          /\.listen\(8787, '127\.0\.0\.1'\);/,
          ".listen(0, '127.0.0.1', async function () { const { port } = this.address(); await asked(port); process.exit(); });",
        )}
    async function asked(port) {
      const origin = 'http://127.0.0.1:' + port;
      const body = JSON.stringify({ model: '8080/taalas/llama3.1-8b-instruct', stream: true, messages: [{ role: 'user', content: 'Hi' }] });
      const headers = { 'content-type': 'application/json', origin, 'x-forwarded-for': '203.0.113.7' };
      const response = await fetch(origin + '/v1/chat/completions', { method: 'POST', body, headers });
      console.log(response.status, await response.text());
    }`,
      { _8080_API_KEY: 'the-key-of-a-test' },
    ),
  );
  assert.match(out, /^200 [^]*stand-in/);
  assert.equal(asked[0]?.authorization, 'Bearer the-key-of-a-test');
  assert.match(asked[0].body, /You answer questions about our shop\./);
}

const squeezed = (text: string): string => text.replaceAll(/\s|,(?=\s*[}\]])/g, '');

describe('each snippet of the documentation', () => {
  const seen = new Map<string, number>();
  for (const snippet of snippets) {
    const place = `${snippet.page} / ${snippet.heading} / ${snippet.language}`;
    const number = (seen.get(place) ?? 0) + 1;
    seen.set(place, number);
    const name = number === 1 ? place : `${place} ${number}`;
    it(`runs: ${name}`, async () => {
      const run = runs[name];
      assert.ok(run, 'a snippet that no test runs: name it in test/docs/snippets.node.test.ts');
      await run(snippet);
    });
  }

  it('has a place in the documentation', () => {
    const places = [...seen].flatMap(([place, count]) =>
      Array.from({ length: count }, (_, index) => (index === 0 ? place : `${place} ${index + 1}`)),
    );
    assert.deepEqual(
      Object.keys(runs).filter((name) => !places.includes(name)),
      [],
    );
  });
});
