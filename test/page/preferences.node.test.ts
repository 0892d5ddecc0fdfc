/** What a visitor has asked the system for: more contrast, no transparency, colours of their own, large or wide text, few bytes. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Viewport } from 'puppeteer-core';
import { unreadable, unreadableBelow } from './older-page.js';
import { answer, startVisitorPages, type VisitorPage, type VisitorPages } from './visitor-page.js';

let pages: VisitorPages;
before(async () => {
  pages = await startVisitorPages();
});
after(() => pages.close());

const reply = answer(
  'Rye, says [the list](https://bakery.example/).\n\n| a | b |\n| - | - |\n| c | d |\n\n> From six.\n\n```js\nlet a = 1;\n```\n',
);
const fail = { status: 500, steps: [{ write: 'no' }] };

/** A chat in which something was answered, and something failed. */
async function conversed(
  features: Record<string, string>,
  { theme = 'auto', style = '', viewport = {} }: { theme?: string; style?: string; viewport?: Partial<Viewport> } = {},
): Promise<VisitorPage> {
  const endpoint = await pages.endpoint(reply, fail);
  const media = Object.entries(features).map(([name, value]) => ({ name, value }));
  const view = await pages.open(
    `${style}<chat-8080 endpoint="${endpoint}" theme="${theme}" disclaimer="Answers may be wrong."></chat-8080>`,
    viewport,
    async (page) => {
      await (await page.createCDPSession()).send('Emulation.setEmulatedMedia', { features: media });
    },
  );
  await view.value(`void chat.send('Which bread?')`);
  await view.until(`chat.messages[1]?.status === 'done'`);
  await view.value(`void chat.send('And cake?')`);
  await view.until(`chat.status === 'error' && find('[part~=error]')`);
  return view;
}

describe('more contrast', () => {
  for (const theme of ['light', 'dark']) {
    it(`makes every text plain, and borders as strong as text: ${theme}`, async () => {
      const view = await conversed({ 'prefers-contrast': 'more' }, { theme });
      assert.equal(await view.value(`matchMedia('(prefers-contrast: more)').matches`), true);
      assert.deepEqual(await view.value(unreadableBelow(7)), []);
      assert.equal(
        await view.value(
          `getComputedStyle(find('[part~=panel]')).borderTopColor === getComputedStyle(find('[part~=panel]')).color`,
        ),
        true,
      );
      await view.close();
    });
  }
});

it('where less transparency is asked for nothing is seen through', async () => {
  const view = await conversed({ 'prefers-reduced-transparency': 'reduce' });
  const found = await view.value(`[...find('[part~=panel]').querySelectorAll('*')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((element) => getComputedStyle(element))
    .filter(({ opacity, backgroundColor, backdropFilter }) => opacity !== '1' || backdropFilter !== 'none' || (backgroundColor !== 'rgba(0, 0, 0, 0)' && /rgba|\\//.test(backgroundColor)))
    .map(({ opacity, backgroundColor }) => opacity + ' ' + backgroundColor)`);
  assert.deepEqual(found, []);
  await view.close();
});

describe('forced colours', () => {
  for (const scheme of ['light', 'dark']) {
    for (const theme of ['auto', 'light', 'dark']) {
      it(`can be read: a ${scheme} system, theme ${theme}`, async () => {
        const view = await conversed(
          { 'forced-colors': 'active', 'prefers-color-scheme': scheme },
          { theme, style: '<style>:root { color-scheme: light dark }</style>' },
        );
        assert.deepEqual(await view.value(unreadable), []);
        await view.close();
      });
    }
  }
});

it('where colours are forced the focus on the edge of a docked panel is seen', async () => {
  const view = await pages.open('<chat-8080 mode="docked" endpoint="/v1" header-menu></chat-8080>', {}, async (page) => {
    const features = [{ name: 'forced-colors', value: 'active' }];
    await (await page.createCDPSession()).send('Emulation.setEmulatedMedia', { features });
  });
  await view.until(`find('[part~=launcher]')?.checkVisibility()`);
  await view.click('[part~=launcher]');
  await view.until(`find('[part~=resizer]') && active() === find('[part~=textarea]')`);
  while (!(await view.value(`active() === find('[part~=resizer]')`))) await view.page.keyboard.press('Tab');
  assert.equal(await view.value(`getComputedStyle(active()).outlineStyle`), 'solid');
  await view.close();
});

describe('what was wrong with a reply', () => {
  const rated = async (theme: string, viewport: Partial<Viewport> = {}): Promise<VisitorPage> => {
    const html = `<chat-8080 endpoint="${await pages.endpoint(reply)}" theme="${theme}" feedback feedback-reasons></chat-8080>`;
    const view = await pages.open(html, viewport);
    await view.value(`void chat.send('Which bread?')`);
    await view.until(`find('[part~=bad-button]')`);
    await view.value(`void find('[part~=bad-button]').click()`);
    await view.until(`find('[part~=feedback] textarea')`);
    return view;
  };
  const colours = `[find('[part~=feedback] textarea'), find('[part~=composer] textarea')].map((field) => getComputedStyle(field, '::placeholder').color)`;

  for (const theme of ['light', 'dark']) {
    it(`is asked in a colour that can be read: ${theme}`, async () => {
      const view = await rated(theme);
      const [asked, usual] = await view.value<string[]>(colours);
      assert.equal(asked, usual);
      await view.close();
    });
  }

  it('is written in letters so large that a phone does not zoom', async () => {
    const view = await rated('light', { width: 390, height: 844, hasTouch: true, isMobile: true });
    const size = await view.value<string>(`getComputedStyle(find('[part~=feedback] textarea')).fontSize`);
    assert.ok(Number.parseFloat(size) >= 16, size);
    await view.close();
  });
});

describe('400 %, a window of 1,280 by 1,024 px', () => {
  it('has the input, its button and a line of text in view, and nothing to scroll sideways', async () => {
    const view = await conversed({}, { viewport: { width: 320, height: 256, deviceScaleFactor: 4 } });
    assert.equal(await view.value('document.documentElement.scrollWidth'), 320);
    await view.value(`void find('[part~=textarea]').scrollIntoView({ block: 'end' })`);
    const { top, bottom, left, right } = await view.value<DOMRect>(
      `find('[part~=send-button]').getBoundingClientRect().toJSON()`,
    );
    assert.ok(top >= 0 && left >= 0 && right <= 320 && bottom < 257, JSON.stringify({ top, bottom, left, right }));
    await view.close();
  });

  it('has all of a long teaser in reach, and the button that closes it', async () => {
    const words = 'Questions about bread, allergens, deliveries, or the cake that you have ordered? '.repeat(5);
    const html = `<chat-8080 mode="floating" endpoint="/v1" teaser="${words}" teaser-delay="0"></chat-8080>`;
    const view = await pages.open(html, { width: 320, height: 256 });
    await view.until(`find('[part~=teaser]')?.checkVisibility() && chat.shadowRoot.getAnimations().length === 0`);
    const top = (selector: string): Promise<number> => view.value(`find('${selector}').getBoundingClientRect().top`);
    assert.ok((await top('[part~=teaser]')) >= 0);
    await view.value(`void find('[part~=teaser]').scrollTo(0, 1e6)`);
    assert.ok((await top('[part~=teaser-close-button]')) >= 0);
    await view.close();
  });

  it('has room for messages in a floating panel', async () => {
    const view = await pages.open('<chat-8080 mode="floating" endpoint="/v1"></chat-8080>', { width: 320, height: 256 });
    await view.until(`find('[part~=launcher]')?.checkVisibility()`);
    await view.click('[part~=launcher]');
    await view.until(
      `chat.open && find('[part~=transcript]').clientHeight >= 40 && chat.shadowRoot.getAnimations().length === 0`,
    );
    assert.ok(await view.value(`find('[part~=send-button]').getBoundingClientRect().bottom <= 256`));
    await view.close();
  });
});

it('text that is spaced as WCAG 2.2, 1.4.12 says is cut nowhere', async () => {
  const view = await conversed({}, { viewport: { width: 360 } });
  await view.value(`(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
    chat.shadowRoot.adoptedStyleSheets.push(sheet);
  })()`);
  const cut = await view.value(`[...find('[part~=panel]').querySelectorAll('*')]
    .filter((element) => element.checkVisibility() && getComputedStyle(element).clipPath === 'none' && element.clientWidth > 0)
    .filter((element) => /hidden|clip/.test(getComputedStyle(element).overflowX + getComputedStyle(element).overflowY))
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
    .map((element) => element.localName + ' ' + element.part.value)`);
  assert.deepEqual(cut, []);
  await view.close();
});

it('where few bytes are asked for nothing is fetched before it is needed', async () => {
  const asked: string[] = [];
  const view = await pages.open('<chat-8080 endpoint="/v1" math></chat-8080>', {}, async (page) => {
    await (
      await page.createCDPSession()
    ).send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-reduced-data', value: 'reduce' }],
    });
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  });
  await view.click('[part~=textarea]');
  await view.page.keyboard.type('Bread');
  await view.page.waitForNetworkIdle();
  assert.deepEqual(asked.filter((path) => path.startsWith('/dist/')).sort(), [
    '/dist/chat-8080.js',
    '/dist/chat-8080/transcript.js',
  ]);
  await view.close();
});
