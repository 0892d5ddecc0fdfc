/** What lies above a floating chat: the two ways in the documentation, by what a click meets. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startVisitorPages, type VisitorPage, type VisitorPages } from './visitor-page.js';

let pages: VisitorPages;
before(async () => {
  pages = await startVisitorPages();
});
after(() => pages.close());

const floating = '<chat-8080 mode="floating" endpoint="/v1"></chat-8080>';
/** Over the whole view, so that it meets launcher and panel alike. */
const banner = (attributes: string): string =>
  `<div id="banner" ${attributes} style="position: fixed; inset: 0; margin: 0; border: 0; inline-size: 100%; block-size: 100%; z-index: 2147483647">` +
  '<button id="accept">Accept</button></div>';

/** The id, or else the tag, of what gets a click there. */
async function hit(view: VisitorPage, selector: string): Promise<string> {
  const { x, y } = await view.middleOf(selector);
  return view.value(`(({ id, localName }) => id || localName)(document.elementFromPoint(${x}, ${y}))`);
}

async function launched(html: string): Promise<VisitorPage> {
  const view = await pages.open(html);
  await view.until(`find('[part~=launcher]')?.matches(':popover-open')`);
  return view;
}

describe('a banner of the page', () => {
  it('with the highest z-index lies below: the chat is in the top layer', async () => {
    const view = await launched(`${banner('')}${floating}`);
    assert.equal(await hit(view, '[part~=launcher]'), 'chat-8080');
    await view.close();
  });

  const orders: Record<string, string> = {
    'after the chat': `${floating}${banner('popover="manual"')}`,
    'before the chat': `${banner('popover="manual"')}${floating}`,
  };
  for (const [order, html] of Object.entries(orders)) {
    it(`that stands ${order}, as a popover that is shown last, lies above launcher and panel, and takes the click`, async () => {
      const view = await launched(html);
      await view.value(`document.querySelector('#banner').showPopover()`);
      assert.equal(await hit(view, '[part~=launcher]'), 'banner');
      await view.page.click('#accept');
      await view.value(`document.querySelector('#banner').hidePopover()`);
      await view.click('[part~=launcher]');
      await view.until(`find('dialog').matches(':popover-open')`);
      await view.value(`document.querySelector('#banner').showPopover()`);
      for (const selector of ['[part~=launcher]', '[part~=textarea]']) assert.equal(await hit(view, selector), 'banner');
      await view.close();
    });
  }
});

describe('a banner of the page, on a phone', () => {
  it('takes the click where the page hides the chat before it', async () => {
    const view = await launched(`${floating}${banner('popover="manual"')}`);
    await view.page.setViewport({ width: 390, height: 800 });
    await view.value('chat.show()');
    await view.until(`find('dialog').matches(':modal')`);
    await view.value('chat.hide()');
    await view.value(`document.querySelector('#banner').showPopover()`);
    await view.until(`!find('dialog').matches(':modal')`);
    await view.value(`document.querySelector('#accept').addEventListener('click', () => (window.accepted = true))`);
    await view.page.click('#accept');
    assert.equal(await view.value('window.accepted'), true);
    await view.close();
  });
});

describe('a chat that is hidden until consent', () => {
  it('is nowhere, and there when `hidden` is taken away', async () => {
    const view = await launched(`${banner('')}${floating.replace('mode', 'hidden mode')}`);
    assert.equal(await view.value(`find('[part~=launcher]').checkVisibility()`), false);
    assert.equal(await view.value(`document.elementFromPoint(innerWidth - 48, innerHeight - 48).id`), 'banner');
    await view.value(`document.querySelector('#banner').remove()`);
    await view.value('void (chat.hidden = false)');
    await view.until(`find('[part~=launcher]').checkVisibility()`);
    assert.equal(await hit(view, '[part~=launcher]'), 'chat-8080');
    await view.click('[part~=launcher]');
    await view.until(`find('dialog').checkVisibility()`);
    assert.equal(await hit(view, '[part~=textarea]'), 'chat-8080');
    await view.close();
  });

  it('is nowhere while it is open, on a phone too, and the page can be used', async () => {
    for (const width of [1000, 390]) {
      const view = await launched(
        `<button id="own" style="position: fixed; inset: 0; inline-size: 100%; block-size: 100%">Go</button>${floating}`,
      );
      await view.page.setViewport({ width, height: 800 });
      await view.value('chat.show()');
      await view.until(`find('dialog').matches(':popover-open, :modal')`);
      await view.value('void (chat.hidden = true)');
      assert.equal(await view.value(`document.elementFromPoint(innerWidth / 2, innerHeight / 2).id`), 'own', `${width} px wide`);
      await view.value('void (chat.hidden = false)');
      await view.until(
        `find('dialog').matches(innerWidth > 480 ? ':popover-open' : ':modal') && chat.shadowRoot.getAnimations().length === 0`,
      );
      assert.equal(await hit(view, '[part~=textarea]'), 'chat-8080');
      await view.close();
    }
  });
});
