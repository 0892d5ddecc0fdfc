/** The floating chat on whole pages: real clicks, keys and fingers, other people's layouts, and a phone. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { answer, startVisitorPages, type VisitorPage, type VisitorPages } from './visitor-page.js';

let pages: VisitorPages;
before(async () => {
  pages = await startVisitorPages();
});
after(() => pages.close());

const floating = '<chat-8080 mode="floating" endpoint="/v1" label="The bakery"></chat-8080>';
const phone = { width: 390, height: 800, hasTouch: true, isMobile: true };

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** After the animation with which the panel opens. */
async function boxOf(view: VisitorPage, selector: string): Promise<Box> {
  await view.until(`find('dialog').getAnimations().every(({ playState }) => playState === 'finished')`);
  return view.value(`find('${selector}').getBoundingClientRect().toJSON()`);
}

/** What gets a click in the middle of a control, through every shadow root. */
const isOnTop = (view: VisitorPage, selector: string): Promise<boolean> =>
  view.value(
    `(() => { const { x, y, width, height } = find('${selector}').getBoundingClientRect();` +
      ` return find('${selector}').contains(chat.shadowRoot.elementFromPoint(x + width / 2, y + height / 2)); })()`,
  );

const isNear = (actual: number, expected: number, message: string): void =>
  assert.ok(Math.abs(actual - expected) <= 1, `${message}: ${actual} instead of ${expected}`);

async function opened(body = floating, viewport?: Parameters<VisitorPages['open']>[1]): Promise<VisitorPage> {
  const view = await pages.open(body, viewport);
  await view.until(`find('[part~=launcher]')`);
  if (viewport?.hasTouch) {
    const { x, y } = await view.middleOf('[part~=launcher]');
    await view.page.touchscreen.tap(x, y);
  } else {
    await view.click('[part~=launcher]');
  }
  await view.until(
    `chat.matches(':state(open)') && find('dialog').matches(':popover-open, :modal') && chat.shadowRoot.getAnimations().length === 0`,
  );
  return view;
}

describe('a floating chat is in the top layer', () => {
  const ancestors: Record<string, string> = {
    'a transform': 'transform: translate(40px, 30px) scale(0.5)',
    'a clip': 'overflow: hidden; inline-size: 10px; block-size: 10px',
    'contained paint': 'contain: paint; position: relative; z-index: -1; inline-size: 10px; block-size: 10px',
    'a filter and its own stacking context': 'filter: blur(0px); isolation: isolate; position: relative; z-index: 0',
  };
  for (const [what, style] of Object.entries(ancestors)) {
    it(`${what} around it traps neither launcher nor panel`, async () => {
      const cover = '<div style="position: fixed; inset: 0; z-index: 2147483647"></div>';
      const view = await pages.open(`<div style="${style}">${floating}</div>${cover}`);
      await view.until(`find('[part~=launcher]')`);
      const launcher = await boxOf(view, '[part~=launcher]');
      assert.equal(await isOnTop(view, '[part~=launcher]'), true);
      await view.click('[part~=launcher]');
      await view.until(`find('dialog').matches(':popover-open') && chat.shadowRoot.getAnimations().length === 0`);
      const panel = await boxOf(view, 'dialog');
      isNear(launcher.x + launcher.width, 1000 - 20, 'the end of the launcher');
      isNear(launcher.y + launcher.height, 800 - 20, 'the bottom of the launcher');
      isNear(launcher.width, 56, 'the width of the launcher');
      isNear(panel.x + panel.width, 1000 - 20, 'the end of the panel');
      isNear(panel.width, 400, 'the width of the panel');
      isNear(panel.y + panel.height, 800 - 20, 'the bottom of the panel, where the launcher was');
      for (const selector of ['[part~=close-button]', 'textarea']) assert.equal(await isOnTop(view, selector), true, selector);
      await view.close();
    });
  }

  it("the page's own modal dialog stays above it", async () => {
    const view = await opened(
      `${floating}<dialog id="own" style="inset: 0; inline-size: 100%; block-size: 100%">Yes or no?</dialog>`,
    );
    await view.page.evaluate(() => document.querySelector<HTMLDialogElement>('#own')!.showModal());
    const { x, y } = await view.middleOf('textarea');
    assert.equal(await view.value(`document.elementFromPoint(${x}, ${y}).id`), 'own');
    await view.page.evaluate(() => document.querySelector<HTMLDialogElement>('#own')!.close());
    assert.equal(await isOnTop(view, 'textarea'), true);
    await view.close();
  });

  it('clicks and Escape outside do not close it, and reach the page', async () => {
    const view = await opened(`<button id="outside" style="position: fixed; left: 9px; top: 9px">Go</button>${floating}`);
    await view.page.evaluate(() =>
      document
        .querySelector<HTMLElement>('#outside')!
        .addEventListener('click', ({ target }) => ((target as HTMLElement).title = 'clicked')),
    );
    await view.page.click('#outside');
    await view.page.mouse.click(300, 600);
    await view.page.keyboard.press('Escape');
    assert.equal(await view.value(`document.querySelector('#outside').title`), 'clicked');
    assert.equal(await view.value(`chat.open && find('dialog').matches(':popover-open')`), true);
    await view.close();
  });

  it('never opens by itself', async () => {
    const view = await pages.open(floating);
    await view.until(`find('[part~=launcher]')`);
    assert.equal(await view.value(`chat.open || find('dialog').checkVisibility()`), false);
    await view.close();
  });
});

describe('the focus', () => {
  it('goes to the input when a click opens the panel, and back to the launcher when Escape closes it; the page does not scroll', async () => {
    const view = await opened(`<div style="block-size: 3000px"></div>${floating}`);
    assert.equal(await view.value(`active() === find('textarea')`), true);
    assert.equal(await view.value('scrollY'), 0);
    await view.page.keyboard.type('A draft');
    await view.page.keyboard.press('Escape');
    await view.until(`!find('dialog').checkVisibility()`);
    assert.equal(await view.value(`active() === find('[part~=launcher]')`), true);
    assert.equal(await view.value('scrollY'), 0);
    assert.equal(await view.value('chat.value'), 'A draft');
    await view.close();
  });

  it('goes to the title where it would bring up the keyboard of a touch screen', async () => {
    const view = await opened(floating, phone);
    assert.equal(await view.value(`active() === find('[part~=title]')`), true);
    const { x, y } = await view.middleOf('[part~=close-button]');
    await view.page.touchscreen.tap(x, y);
    await view.until(`!find('dialog').checkVisibility()`);
    assert.equal(await view.value(`active() === find('[part~=launcher]')`), true);
    await view.close();
  });

  it('goes back to a button of the page that opened the panel without a script', async () => {
    const button = '<button id="own" commandfor="chat" command="--toggle">Ask us</button>';
    const view = await pages.open(`${button}<chat-8080 id="chat" mode="floating" endpoint="/v1"></chat-8080>`);
    await view.until(`find('[part~=launcher]')`);
    await view.page.focus('#own');
    await view.page.keyboard.press('Enter');
    await view.until('chat.open');
    await view.until(`active() === find('textarea') && chat.shadowRoot.getAnimations().length === 0`);
    await view.click('[part~=close-button]');
    await view.until('!chat.open');
    await view.until(`active()?.id === 'own'`);
    await view.close();
  });

  it('Escape ends an edit, then a reply, then closes the panel: one a press', async () => {
    const endpoint = await pages.endpoint(answer('One.'), { status: 200, steps: ['hang'] });
    const view = await opened(`<chat-8080 mode="floating" endpoint="${endpoint}"></chat-8080>`);
    await view.page.keyboard.type('One?');
    await view.page.keyboard.press('Enter');
    await view.until(`chat.messages[1]?.status === 'done' && find('[part~=edit-button]')`);
    await view.page.keyboard.press('ArrowUp');
    await view.until(`find('[part~=message] textarea') && active() === find('[part~=message] textarea')`);
    await view.page.keyboard.press('Escape');
    await view.until(`!find('[part~=message] textarea') && active() === find('[part~=textarea]')`);
    await view.page.keyboard.type('Two?');
    await view.page.keyboard.press('Enter');
    await view.until(`chat.status === 'waiting'`);
    await view.page.keyboard.press('Escape');
    await view.until(`chat.messages[3]?.status === 'stopped'`);
    assert.equal(await view.value('chat.open'), true);
    await view.page.keyboard.press('Escape');
    await view.until('!chat.open');
    await view.close();
  });
});

describe('at the width of a phone', () => {
  it('it is modal and fills the view, and the launcher is gone', async () => {
    const view = await opened(`<button id="own">Go</button>${floating}`, phone);
    assert.equal(await view.value(`find('dialog').matches(':modal')`), true);
    assert.deepEqual(await boxOf(view, 'dialog').then(({ x, y, width, height }) => [x, y, width, height]), [0, 0, 390, 800]);
    assert.equal(await view.value(`find('[part~=launcher]').checkVisibility()`), false);
    assert.equal(await view.value(`(document.querySelector('#own').focus(), active()?.id !== 'own')`), true);
    assert.equal(await view.value(`document.scrollingElement.scrollWidth`), 390);
    await view.close();
  });

  it('it follows the visual viewport that a keyboard makes smaller and moves', async () => {
    const view = await opened(floating, phone);
    await view.page.evaluate(() => {
      const viewport = visualViewport!;
      Object.defineProperties(viewport, {
        height: { value: 420, configurable: true },
        offsetTop: { value: 90, configurable: true },
      });
      viewport.dispatchEvent(new Event('resize'));
    });
    const { y, height } = await boxOf(view, 'dialog');
    assert.deepEqual([y, height], [90, 420]);
    const composer = await boxOf(view, '[part~=composer]');
    assert.ok(composer.y + composer.height <= 510, `the composer ends at ${composer.y + composer.height}`);
    await view.page.evaluate(() => {
      for (const name of ['height', 'offsetTop']) Reflect.deleteProperty(visualViewport!, name);
      visualViewport!.dispatchEvent(new Event('scroll'));
    });
    assert.deepEqual(await boxOf(view, 'dialog').then((box) => [box.y, box.height]), [0, 800]);
    await view.close();
  });

  it('conversation, draft, focus and caret are kept when the width is crossed, in both directions', async () => {
    const endpoint = await pages.endpoint(answer('Yes.'));
    const view = await opened(`<chat-8080 mode="floating" endpoint="${endpoint}"></chat-8080>`);
    await view.page.keyboard.type('Rye?');
    await view.page.keyboard.press('Enter');
    await view.until(`chat.messages[1]?.status === 'done'`);
    await view.page.keyboard.type('A draft');
    await view.page.keyboard.press('ArrowLeft');
    await view.page.evaluate(() => {
      const root = document.querySelector('chat-8080')!.shadowRoot!;
      Object.assign(window, { message: root.querySelector('[part~=assistant]'), toggles: 0 });
      document.querySelector('chat-8080')!.addEventListener('toggle', () => (window as unknown as { toggles: number }).toggles++);
    });
    for (const [width, state] of [
      [400, ':modal'],
      [1000, ':popover-open'],
      [400, ':modal'],
    ] as const) {
      await view.page.setViewport({ width, height: 800 });
      await view.until(`find('dialog').matches('${state}')`);
      assert.equal(await view.value(`active() === find('textarea') && find('textarea').selectionStart`), 6);
      assert.equal(await view.value('chat.value'), 'A draft');
      assert.equal(await view.value(`find('[part~=assistant]') === window.message`), true);
    }
    assert.equal(await view.value('window.toggles'), 0);
    await view.page.keyboard.type('!');
    assert.equal(await view.value('chat.value'), 'A draf!t');
    await view.close();
  });

  it("the browser's own way to close a modal dialog closes it, also where nobody has touched the page", async () => {
    const view = await pages.open(floating, phone);
    await view.value('chat.show()');
    await view.until(`find('dialog').matches(':modal')`);
    await view.page.keyboard.press('Escape');
    await view.until(`!chat.open && !find('dialog').checkVisibility()`);
    await view.close();
  });

  it('where the browser closes it without asking, as for a gesture to go back, it is closed for the page too', async () => {
    const view = await opened(floating, phone);
    await view.value(`find('dialog').close()`);
    await view.until(`!chat.open && find('[part~=launcher]').checkVisibility() && active() === find('[part~=launcher]')`);
    await view.close();
  });
});

describe('closed', () => {
  it('it eats no click outside its launcher, and shifts no layout', async () => {
    const text = '<p>Rye, wheat and spelt, every morning from six.</p>'.repeat(20);
    const view = await pages.open(`${text}${floating}${text}`);
    await view.until(`find('[part~=launcher]')`);
    const eaten = await view.value<string[]>(
      `(() => { const eaten = []; const box = find('[part~=launcher]').getBoundingClientRect();` +
        ` for (let x = 5; x < 1000; x += 10) for (let y = 5; y < 800; y += 10) {` +
        ` const inside = x > box.left - 3 && x < box.right + 3 && y > box.top - 3 && y < box.bottom + 3;` +
        ` if (!inside && document.elementFromPoint(x, y) === chat) eaten.push(x + ',' + y); } return eaten; })()`,
    );
    assert.deepEqual(eaten, []);
    await view.page.evaluate(() => {
      const observer = new PerformanceObserver(() => undefined); // its records are taken at the end
      observer.observe({ type: 'layout-shift', buffered: true });
      Object.assign(window, { observer });
      document.querySelector('chat-8080')!.show(); // by the page: no shift is excused by recent input
    });
    await view.until(`find('dialog').matches(':popover-open')`);
    await view.page.evaluate(() => document.querySelector('chat-8080')!.hide());
    await view.until(`!find('dialog').checkVisibility()`);
    await view.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    assert.deepEqual(await view.value('window.observer.takeRecords().map(({ value }) => value)'), []);
    await view.close();
  });
});

describe('the four corners', () => {
  for (const direction of ['ltr', 'rtl']) {
    for (const placement of ['bottom-end', 'bottom-start', 'top-end', 'top-start']) {
      it(`placement="${placement}" where the page is ${direction}`, async () => {
        const view = await pages.open(
          `<div dir="${direction}"><chat-8080 mode="floating" endpoint="/v1" placement="${placement}"></chat-8080></div>`,
        );
        const isRight = placement.endsWith('end') === (direction === 'ltr');
        const isBottom = placement.startsWith('bottom');
        await view.until(`find('[part~=launcher]')`);
        const launcher = await boxOf(view, '[part~=launcher]');
        await view.click('[part~=launcher]');
        await view.until(`find('dialog').matches(':popover-open') && chat.shadowRoot.getAnimations().length === 0`);
        const panel = await boxOf(view, 'dialog');
        for (const box of [launcher, panel]) {
          if (isRight) isNear(box.x + box.width, 980, 'the right edge');
          else isNear(box.x, 20, 'the left edge');
          assert.ok(box.y >= 19 && box.y + box.height <= 781, 'it is in view');
        }
        for (const box of [launcher, panel]) {
          if (isBottom) isNear(box.y + box.height, 780, 'the bottom');
          else isNear(box.y, 20, 'the top');
        }
        assert.equal(
          await view.value(`find('[part~=launcher]').checkVisibility({ opacityProperty: true })`),
          false,
          'the panel has a button to close it',
        );
        await view.close();
      });
    }
  }

  it('without-header the launcher stays, or nothing could close the panel', async () => {
    const view = await pages.open('<chat-8080 mode="floating" endpoint="/v1" without-header open></chat-8080>');
    await view.until(`find('dialog').matches(':popover-open') && chat.shadowRoot.getAnimations().length === 0`);
    const [launcher, panel] = [await boxOf(view, '[part~=launcher]'), await boxOf(view, 'dialog')];
    isNear(launcher.y - panel.y - panel.height, 12, 'the gap');
    await view.click('[part~=launcher]');
    await view.until(`!chat.open`);
    await view.close();
  });

  it('without-launcher the panel takes its place', async () => {
    const view = await pages.open('<chat-8080 mode="floating" endpoint="/v1" without-launcher open></chat-8080>');
    await view.until(`find('dialog').matches(':popover-open')`);
    const panel = await boxOf(view, 'dialog');
    isNear(panel.y + panel.height, 780, 'the bottom');
    assert.equal(await view.value(`find('[part~=launcher]')`), null);
    await view.close();
  });
});
