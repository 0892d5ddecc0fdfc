/** `open` when the page loads: beside the page it opens the panel, on a phone, where the panel covers the page, it does not. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startVisitorPages, type VisitorPage, type VisitorPages } from './visitor-page.js';

let pages: VisitorPages;
before(async () => {
  pages = await startVisitorPages();
});
after(() => pages.close());

const open = '<chat-8080 mode="floating" endpoint="/v1" open></chat-8080>';
const sizes = {
  'a small phone': { width: 320, height: 568, hasTouch: true, isMobile: true },
  'a phone': { width: 390, height: 844, hasTouch: true, isMobile: true },
  'a narrow window': { width: 480, height: 700 },
};

const isShown = `find('dialog').matches(':popover-open, :modal')`;

/** After the first drawing, and whatever that has asked for. */
async function drawn(view: VisitorPage): Promise<void> {
  await view.until(`find('[part~=launcher]')?.matches(':popover-open')`);
  await view.page.evaluate(() => document.querySelector('chat-8080')!.updateComplete);
}

async function isClosed(view: VisitorPage): Promise<void> {
  await drawn(view);
  assert.equal(await view.value(`chat.open || chat.hasAttribute('open') || chat.matches(':state(open)') || ${isShown}`), false);
  assert.equal(await view.value(`find('[part~=launcher]').checkVisibility()`), true);
  assert.equal(await view.value(`document.elementFromPoint(innerWidth / 2, 100)?.localName !== 'chat-8080'`), true);
}

describe('a chat that the HTML opens', () => {
  const ways: Record<string, string> = {
    'an attribute': open,
    'a JSON child':
      '<chat-8080 endpoint="/v1"><script type="application/json">{"mode":"floating","open":true}</script></chat-8080>',
    'a JSON child beside the mode':
      '<chat-8080 mode="floating" endpoint="/v1"><script type="application/json">{"open":true}</script></chat-8080>',
    'a script that makes it': `<script>
      const made = document.createElement('chat-8080');
      Object.assign(made, { mode: 'floating', endpoint: '/v1', open: true });
      document.body.append(made);
    </script>`,
  };
  for (const [way, html] of Object.entries(ways)) {
    for (const [size, viewport] of Object.entries(sizes)) {
      if (size !== 'a phone' && way !== 'an attribute') continue;
      it(`by ${way} starts closed on ${size}, and says nothing of it`, async () => {
        const view = await pages.open(html, viewport);
        await isClosed(view);
        assert.deepEqual(view.complaints, []);
        await view.close();
      });
    }
    it(`by ${way} starts open beside the page`, async () => {
      const view = await pages.open(html, { width: 481 });
      await view.until(isShown);
      assert.equal(await view.value('chat.open'), true);
      await view.close();
    });
  }
});

describe('on a phone it opens', () => {
  const ways: Record<string, string> = {
    'by the property, after the load': 'chat.open = true',
    'by the attribute, after the load': `chat.toggleAttribute('open', true)`,
    'by show()': 'chat.show()',
    'by toggle()': 'chat.toggle()',
  };
  for (const [way, code] of Object.entries(ways)) {
    it(way, async () => {
      const view = await pages.open(open, sizes['a phone']);
      await drawn(view);
      await view.value(`void (${code})`);
      await view.until(`${isShown} && chat.open`);
      await view.close();
    });
  }

  const early: Record<string, string> = {
    'by show() before anything is drawn': 'show()',
    'by toggle(true) before anything is drawn': 'toggle(true)',
  };
  for (const [way, call] of Object.entries(early)) {
    it(way, async () => {
      const html = `<chat-8080 mode="floating" endpoint="/v1" persist="session" storage-key="early"></chat-8080><script>document.querySelector('chat-8080').${call}</script>`;
      const view = await pages.open(html, sizes['a phone']);
      await view.until(`${isShown} && chat.open`);
      await view.close();
    });
  }

  it('by a tap', async () => {
    const view = await pages.open(open, sizes['a phone']);
    await drawn(view);
    const { x, y } = await view.middleOf('[part~=launcher]');
    await view.page.touchscreen.tap(x, y);
    await view.until(`${isShown} && chat.open`);
    await view.close();
  });
});

for (const [size, viewport, isOpen] of [
  ['on a phone', sizes['a phone'], false],
  ['beside the page', { width: 1000 }, true],
] as const) {
  it(`a visitor who left it open finds it ${isOpen ? 'open' : 'closed'} on the next page, ${size}`, async () => {
    const view = await pages.open(
      '<chat-8080 mode="floating" endpoint="/v1" persist="session" storage-key="left"></chat-8080>',
      viewport,
    );
    await drawn(view);
    await view.value('chat.show()');
    await view.until(isShown);
    await view.page.reload();
    await view.until(`find('[part~=launcher]')?.matches(':popover-open')`);
    if (isOpen) await view.until(isShown);
    else await isClosed(view);
    await view.close();
  });
}
