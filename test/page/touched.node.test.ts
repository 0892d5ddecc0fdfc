/** No control answers a pointer that could not see it: a tap, and a click, on every place of a conversation. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startVisitorPages, type VisitorPage, type VisitorPages } from './visitor-page.js';

let pages: VisitorPages;
before(async () => {
  pages = await startVisitorPages();
});
after(() => pages.close());

/** Notes what is pressed of what cannot be seen, and keeps it from doing anything: the next place is to find the conversation as it is. */
const watch = `
  window.unseen = [];
  chat.shadowRoot.addEventListener('click', (event) => {
    const control = event.target.closest('button, summary, a');
    if (!control) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (window.before.get(control) < 0.9) unseen.push(control.part.value);
  }, true);
  window.look = () => {
    window.before = new Map([...chat.shadowRoot.querySelectorAll('button, summary, a')].map((control) => {
      let opacity = getComputedStyle(control).visibility === 'hidden' ? 0 : 1;
      for (let node = control; node; node = node.parentElement) opacity *= getComputedStyle(node).opacity;
      return [control, opacity];
    }));
  };`;

async function conversation(hasTouch: boolean): Promise<VisitorPage> {
  const view = await pages.open(
    '<chat-8080 endpoint="ENDPOINT" feedback style="block-size: 560px"></chat-8080>'.replace('ENDPOINT', '/v1'),
    {
      width: 390,
      height: 640,
      hasTouch,
      isMobile: hasTouch,
    },
  );
  await view.until(`find('[part~=textarea]')`);
  await view.value(`void (chat.messages = [
    { role: 'user', content: 'Is there rye bread today?' }, { role: 'assistant', content: 'Yes, until noon.' },
    { role: 'user', content: 'And spelt?' }, { role: 'assistant', content: 'That too.' },
  ])`);
  await view.until(`chat.shadowRoot.querySelectorAll('[part~=actions]').length === 4`);
  return view;
}

describe('what cannot be seen cannot be pressed', () => {
  for (const [name, hasTouch] of [
    ['by a finger', true],
    ['by a mouse that comes from outside', false],
  ] as const) {
    it(name, { timeout: 120_000 }, async () => {
      const view = await conversation(hasTouch);
      const { page } = view;
      await view.value(`(() => {${watch}})()`);
      for (let y = 70; y < 560; y += 14) {
        for (let x = 10; x < 390; x += 26) {
          await view.value(`(chat.shadowRoot.activeElement?.blur(), look())`);
          if (hasTouch) {
            await page.touchscreen.tap(x, y);
          } else {
            await page.mouse.move(0, 0);
            await view.value('look()');
            await page.mouse.click(x, y);
          }
        }
      }
      assert.deepEqual([...new Set(await view.value<string[]>('unseen'))], []);
      await view.close();
    });
  }

  it('a tap on a message shows its buttons, and the next tap presses one', async () => {
    const view = await conversation(true);
    await view.value(`void (find('[part~=transcript]').scrollTop = 0)`);
    const { x, y } = await view.middleOf('[part~=user] [part~=body]');
    await view.page.touchscreen.tap(x, y);
    await view.until(`getComputedStyle(find('[part~=user] [part~=actions]')).opacity === '1'`);
    await view.value(`void chat.addEventListener('chat-copy', ({ detail }) => (window.copied = detail.text))`);
    const button = await view.middleOf('[part~=user] [part~=copy-button]');
    await view.page.touchscreen.tap(button.x, button.y);
    await view.until(`window.copied === 'Is there rye bread today?'`);
    await view.close();
  });
});
