/** The oldest browsers that the documentation names, and the ones before: what they lack is taken away from Chromium before the script runs. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { browsers, byVersion, floorOf, type Browser } from '../../.build/browsers/floor.js';
import { usedFeatures } from '../../.build/browsers/used.js';
import { missingIn, removalOf, unreadable, without } from './older-page.js';
import { answer, startVisitorPages, type VisitorPage, type VisitorPages } from './visitor-page.js';

let pages: VisitorPages;
before(async () => {
  pages = await startVisitorPages();
});
after(() => pages.close());

const used = usedFeatures();
const oldest = (Object.keys(browsers) as Browser[]).map((browser) => ({ browser, version: floorOf(used, browser).version }));
/** Edge and WebView are Chrome, and Safari is one on every device. */
const kinds: Partial<Record<Browser, string>> = { chrome: '110', firefox: '112', safari: '16.3' };

const reply = answer(
  'Rye and *spelt*, says [the list](https://bakery.example/).\n\n```js\nconst bread = "rye";\n```\n\n> Fresh from six.',
);
const fail = { status: 500, steps: [{ write: 'no' }] };

async function ask(view: VisitorPage, text: string): Promise<void> {
  await view.click('[part~=textarea]');
  await view.page.keyboard.type(text);
  await view.page.keyboard.press('Enter');
}

const body = (number: number): string => `[...chat.shadowRoot.querySelectorAll('[part~=assistant] [part~=body]')].at(${number})`;

/** Asks, reads, copies and meets a failure; what is on the screen can be read at any time. */
async function converse(view: VisitorPage): Promise<void> {
  assert.deepEqual(await view.value(unreadable), [], 'before the first question');
  await ask(view, 'Which bread?');
  await view.until(`${body(0)}?.textContent.includes('Fresh from six.') && chat.status === 'idle'`);
  await view.until(`find('[part~=copy-button]')`);
  assert.deepEqual(await view.value(unreadable), [], 'after the reply');
  assert.equal(await view.value(`getComputedStyle(find('[part~=user] [part~=body]')).visibility`), 'visible');
  await ask(view, 'And cake?');
  await view.until(`chat.status === 'error' && find('[part~=error]')`);
  assert.deepEqual(await view.value(unreadable), [], 'after a failure');
}

/** Where the focus is can be seen: by an outline, or by a border that has changed. */
async function focusIsSeen(view: VisitorPage): Promise<void> {
  await view.page.keyboard.press('Tab');
  await view.until(
    `(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px')(getComputedStyle(active()))`,
  );
}

const pagesOf: Record<string, string> = {
  'on a light page': '',
  'on a dark page': '<style>:root { color-scheme: dark; background: #111; color: #eee }</style>',
};

function holds(name: string, missing: readonly string[]): void {
  const prepare = without(missing);

  for (const [where, style] of Object.entries(pagesOf)) {
    for (const theme of ['auto', 'dark']) {
      it(`${name} asks and reads ${where}, theme ${theme}`, async () => {
        const endpoint = await pages.endpoint(reply, fail);
        const view = await pages.open(`${style}<chat-8080 endpoint="${endpoint}" theme="${theme}"></chat-8080>`, {}, prepare);
        await converse(view);
        await focusIsSeen(view);
        assert.deepEqual(faults(view), []);
        await view.close();
      });
    }
  }

  for (const [device, viewport] of Object.entries({
    'beside the page': {},
    'on a phone': { width: 390, height: 844, hasTouch: true, isMobile: true },
  })) {
    it(`${name} opens the panel, asks, and closes it ${device}`, async () => {
      const endpoint = await pages.endpoint(reply, fail);
      const html = `<p style="position: relative; z-index: 10">Bread.</p><chat-8080 mode="floating" endpoint="${endpoint}"></chat-8080>`;
      const view = await pages.open(html, viewport, prepare);
      await view.until(`find('[part~=launcher]')?.checkVisibility()`);
      assert.equal(await view.value(`find('dialog').checkVisibility()`), false);
      await view.click('[part~=launcher]');
      await view.until(`chat.open && find('[part~=textarea]').checkVisibility() && chat.shadowRoot.getAnimations().length === 0`);
      const at = await view.middleOf('[part~=textarea]');
      assert.equal(await view.value(`document.elementFromPoint(${at.x}, ${at.y}) === chat`), true, 'it lies above the page');
      if ('isMobile' in viewport) await view.value(`void chat.send('Which bread?')`);
      else await ask(view, 'Which bread?');
      await view.until(`${body(0)}?.textContent.includes('Fresh from six.') && chat.status === 'idle'`);
      assert.deepEqual(await view.value(unreadable), []);
      await view.click('[part~=close-button]');
      await view.until(`!chat.open && !find('dialog').checkVisibility() && active() === find('[part~=launcher]')`);
      await view.click('[part~=launcher]');
      await view.until(`chat.open && find('[part~=textarea]').checkVisibility() && chat.shadowRoot.getAnimations().length === 0`);
      await view.page.keyboard.press('Escape');
      await view.until(`!chat.open && !find('dialog').checkVisibility()`);
      assert.deepEqual(faults(view), []);
      await view.close();
    });
  }
}

/** That the server has failed is to be said. */
const faults = ({ complaints }: VisitorPage): string[] => complaints.filter((each) => !/status of 500|answered 500/.test(each));

describe('what is missing', () => {
  it('is taken away, all of it', () => {
    for (const { browser, version } of oldest) {
      for (const path of missingIn(used, browser, version))
        assert.ok(removalOf(path), `older-page.ts does not know how to remove ${path}`);
    }
  });

  it('would be noticed where a text cannot be read', async () => {
    const view = await pages.open('<chat-8080 endpoint="/v1"></chat-8080>');
    assert.deepEqual(await view.value(unreadable), []);
    await view.value(`void chat.style.setProperty('--chat-8080-text', '#aaa')`);
    assert.notDeepEqual(await view.value(unreadable), []);
    await view.close();
  });

  it('is missing then', async () => {
    const view = await pages.open(
      '<chat-8080 mode="floating" endpoint="/v1"></chat-8080>',
      {},
      without(missingIn(used, 'firefox', '113')),
    );
    await view.until(`find('[part~=launcher]')`);
    assert.deepEqual(
      await view.value(`[
        'showPopover' in chat, 'ClipboardItem' in window, 'Highlight' in window, 'states' in ElementInternals.prototype, find('[popover]') !== null,
        [...chat.shadowRoot.adoptedStyleSheets].some(({ cssRules }) => [...cssRules].some(({ cssText }) => /content-visibility|:has|:popover-open/.test(cssText))),
      ]`),
      [false, false, false, false, false, false],
    );
    await view.close();
  });
});

for (const { browser, version } of oldest) {
  const before = kinds[browser];
  if (before === undefined) continue;
  describe(`the oldest browser, ${browsers[browser]} ${version},`, () =>
    holds(`${browser} ${version}`, missingIn(used, browser, version)));

  describe(`one before the oldest, ${browsers[browser]} ${before},`, () => {
    assert.ok(byVersion(before, version) < 0);
    const missing = missingIn(used, browser, before);
    if (!missing.some((path) => path.startsWith('javascript.regular_expressions'))) holds(`${browser} ${before}`, missing);
    else
      it('shows what stands inside the tag', async () => {
        const page = await pages.browser.newPage();
        await without(missing)(page);
        await page.goto(
          pages.url('<chat-8080 endpoint="/v1" mode="floating"><a href="mailto:us@bakery.example">Write to us</a></chat-8080>'),
        );
        const link = await page.locator('::-p-aria([name="Write to us"][role="link"])').waitHandle();
        assert.equal(await link.evaluate((found) => found.checkVisibility() && found.getBoundingClientRect().height > 0), true);
        assert.equal(await page.evaluate(() => customElements.get('chat-8080')), undefined);
        await page.close();
      });
  });
}
