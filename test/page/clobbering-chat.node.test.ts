/** Elements of the page with names that the chat or a library in it asks the document or the window for: the chat works on, and leads where it should. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { startAimock } from '../support/aimock.js';
import { openBrowser } from '../support/chromium.js';
import { startFiles } from '../support/files.js';
import type { Listening } from '../support/listen.js';
import { openChatPage } from './chat-page.js';

const named = (...names: string[]): string => names.map((name) => `<form name="${name}"></form>`).join('');
/** Other copies of Lit would be found under these; an `id` is enough, which many a site lets its visitors write. */
const litHooks = [
  'reactiveElementPolyfillSupport',
  'litHtmlPolyfillSupport',
  'litElementPolyfillSupport',
  'litElementHydrateSupport',
];

/** What stands before the script, given an address of the stranger. */
const clobberings: Record<string, (stranger: string) => string> = {
  ...Object.fromEntries(litHooks.map((id) => [`a paragraph with the id ${id}`, () => `<p id="${id}"></p>`])),
  'other ids that libraries look for': () =>
    [
      'litElementVersions',
      'litHtmlVersions',
      'reactiveElementVersions',
      'process',
      'define',
      'exports',
      'Temml',
      'hljs',
      'ShadyCSS',
    ]
      .map((id) => `<p id="${id}"></p><a id="${id}" href="https://evil.test/"></a>`)
      .join(''),
  // Up from anywhere in the page is the document, then this form, then the document.
  'a form named parentNode, above which there is no end': () => named('parentNode'),
  'a form named baseURI': () => named('baseURI'),
  'an iframe named baseURI, on the stranger’s site': (stranger) => `<iframe name="baseURI" src="${stranger}/frame"></iframe>`,
  'forms named addEventListener and removeEventListener': () => named('addEventListener', 'removeEventListener'),
  'an image named hidden': (stranger) =>
    `<img name="hidden" src="${stranger}/x.png" alt="">` + named('visibilityState', 'hasFocus'),
  'forms for the page’s elements': () => named('documentElement', 'head', 'body', 'activeElement', 'defaultView', 'nextSibling'),
  'forms for the page’s methods': () => named('getElementById', 'querySelectorAll', 'createRange', 'getSelection', 'contains'),
  'forms for the page’s state': () =>
    named('readyState', 'URL', 'documentURI', 'dir', 'title', 'cookie', 'fonts', 'adoptedStyleSheets'),
  'a window with a src, named currentScript': (stranger) => `<iframe name="currentScript" src="${stranger}/frame"></iframe>`,
  'forms for storage and fetch': () =>
    ['localStorage', 'sessionStorage', 'fetch', 'navigator', 'customElements', 'trustedTypes', 'scheduler']
      .map((id) => `<p id="${id}"></p>`)
      .join(''),
};

describe('what stands in the page does not stop the chat', () => {
  let browser: Browser;
  let aimock: Listening;
  let evil: Listening;
  const opened: Listening[] = [];

  before(async () => {
    [browser, aimock, evil] = await Promise.all([
      openBrowser(),
      startAimock(),
      startFiles({ '/x.png': '', '/frame': '<form id="src"></form><script>src = "https://evil.test/chat-8080.js"</script>' }),
    ]);
  });
  after(async () => {
    await browser.close();
    await Promise.all([...opened, aimock, evil].map((server) => server.close()));
  });

  async function works(body: (chat: string) => string, comment = ''): Promise<void> {
    const chat = `<chat-8080 endpoint="${aimock.url}/v1" model="any" mode="floating" open persist="local"></chat-8080>`;
    const site = await startFiles({ '/page': `<!doctype html><meta charset="utf-8"><title>A page</title>${body(chat)}` });
    opened.push(site);
    const asked: string[] = [];
    const { page, type, message } = await openChatPage(browser, `${site.url}/page`, (page) => {
      page.setDefaultTimeout(10_000);
      page.on('request', (request) => {
        if (request.url().startsWith(evil.url) && !/x\.png|frame/.test(request.url())) asked.push(request.url());
      });
      return Promise.resolve();
    });
    if (comment !== '') await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(comment)})`);
    await type('hello');
    await page.keyboard.press('Enter');
    await message('assistant', 0, (text) => text.startsWith('Hi there'));
    // By the prototype: the page's own methods are what these elements take.
    const links = (await page.evaluate(`(async () => {
      const chat = Document.prototype.querySelector.call(document, 'chat-8080');
      while (chat.status !== 'idle') await new Promise((resolve) => setTimeout(resolve, 20));
      chat.addMessage({ role: 'assistant', content: '[a](/b) [bank.com](/c)' });
      let links = [];
      for (let tries = 0; links.length < 2 && tries < 100; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        links = [...chat.shadowRoot.querySelectorAll('a[part=link]')];
      }
      const said = [...links.map(({ href }) => href), links.at(-1).nextElementSibling?.textContent];
      const kept = Object.keys(localStorage).length > 0;
      chat.remove();
      return [...said, kept];
    })()`)) as unknown[];
    assert.deepEqual(links, [`${site.url}/b`, `${site.url}/c`, ` (${new URL(site.url).hostname})`, true]);
    assert.deepEqual(asked, []);
    await page.close();
  }
  const script = '<script src="/dist/chat-8080.js"></script>';

  for (const [what, clobber] of Object.entries(clobberings)) it(what, () => works((chat) => clobber(evil.url) + script + chat));

  it('a form around it, with the names of a form’s own members', () =>
    works(
      (chat) =>
        `${script}<form>${[
          'parentNode',
          'parentElement',
          'assignedSlot',
          'getRootNode',
          'closest',
          'addEventListener',
          'elements',
          'id',
          'submit',
          'requestSubmit',
          'lang',
          'dir',
        ]
          .map((name) => `<input type="hidden" name="${name}" value="1">`)
          .join('')}${chat}</form>`,
    ));

  it('a comment that comes when it runs', () =>
    works(
      (chat) => script + chat,
      named('parentNode', 'baseURI', 'hidden', 'activeElement', 'addEventListener', 'removeEventListener', 'body'),
    ));
});
