/** Phones: their keyboards, the room that those take, a phone on its side, its notch, and a finger that pulls. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Viewport } from 'puppeteer-core';
import { answer, startVisitorPages, type VisitorPage, type VisitorPages } from './visitor-page.js';

let pages: VisitorPages;
before(async () => {
  pages = await startVisitorPages();
});
after(() => pages.close());

const touch = { hasTouch: true, isMobile: true };
const upright = { width: 390, height: 844, ...touch };
const onItsSide = { width: 844, height: 390, ...touch };
const small = { width: 568, height: 320, ...touch };

const floating = '<chat-8080 mode="floating" endpoint="/v1" label="The bakery"></chat-8080>';

async function tap(view: VisitorPage, selector: string): Promise<void> {
  const { x, y } = await view.middleOf(selector);
  await view.page.touchscreen.tap(x, y);
}

/** By a finger, and after the animation with which the panel opens. */
async function opened(viewport: Partial<Viewport>, body = floating): Promise<VisitorPage> {
  const view = await pages.open(body, viewport);
  await view.until(`find('[part~=launcher]')?.checkVisibility()`);
  await tap(view, '[part~=launcher]');
  await view.until(`chat.open && find('dialog').getAnimations().every(({ playState }) => playState === 'finished')`);
  return view;
}

describe('the keyboard of a phone', () => {
  const open = async (): Promise<VisitorPage> => {
    const endpoint = await pages.endpoint(answer('Fresh from six.'));
    const view = await pages.open(`<chat-8080 endpoint="${endpoint}"></chat-8080>`, upright);
    await tap(view, '[part~=textarea]');
    await view.until(`active() === find('[part~=textarea]')`);
    return view;
  };
  const isWritten = async (view: VisitorPage, text: string): Promise<void> => {
    await view.until(`find('[part~=textarea]').value === ${JSON.stringify(text)} && chat.value === ${JSON.stringify(text)}`);
    assert.equal(await view.value('chat.messages.length'), 0);
  };

  it('shows a key that breaks the line, and that is what it does', async () => {
    const view = await open();
    assert.equal(await view.value(`find('[part~=textarea]').enterKeyHint`), 'enter');
    await view.page.keyboard.type('Rye');
    await view.page.keyboard.press('Enter');
    await view.page.keyboard.type('and spelt');
    await isWritten(view, 'Rye\nand spelt');
    await tap(view, '[part~=send-button]');
    await view.until(`chat.messages[1]?.status === 'done'`);
    assert.equal(await view.value(`chat.messages[0].parts[0].text`), 'Rye\nand spelt');
    await view.close();
  });

  it('may write words, emoji and what was dictated without a key', async () => {
    const view = await open();
    for (const text of ['Rye', ' 🥐', ' 👩‍🍳', ' and everything that was said into the microphone.']) {
      await view.devtools.send('Input.insertText', { text });
    }
    await isWritten(view, 'Rye 🥐 👩‍🍳 and everything that was said into the microphone.');
    assert.equal(await view.value(`find('[part~=send-button]').ariaDisabled`), 'false');
    await view.close();
  });

  it('may name no key: 229, as Android sends each', async () => {
    const view = await open();
    for (const text of 'Rye') {
      await view.devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key: 'Unidentified' });
      await view.devtools.send('Input.insertText', { text });
      await view.devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', windowsVirtualKeyCode: 229, key: 'Unidentified' });
    }
    await isWritten(view, 'Rye');
    await view.close();
  });

  it('may underline a word until it is whole, and Enter within it sends nothing', async () => {
    const view = await open();
    for (const text of ['に', 'にほ', 'にほん']) {
      await view.devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await isWritten(view, 'にほん');
    await view.value(
      `find('[part~=textarea]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, keyCode: 229, isComposing: true, bubbles: true, composed: true }))`,
    );
    await view.devtools.send('Input.insertText', { text: '日本' });
    await isWritten(view, '日本');
    await view.close();
  });

  it('may put another word in the place of one that is written', async () => {
    const view = await open();
    await view.page.keyboard.type('Teh rye');
    // As Safari does for autocorrect: the text is another one, and one event tells.
    await view.value(`(() => {
      const field = active();
      field.setRangeText('The', 0, 3, 'end');
      field.dispatchEvent(new InputEvent('input', { inputType: 'insertReplacementText', data: 'The', bubbles: true, composed: true }));
    })()`);
    await isWritten(view, 'The rye');
    await view.page.keyboard.type('!');
    await isWritten(view, 'The! rye');
    await view.close();
  });
});

/** The input and its button are in what can be seen, and so is the button that closes the panel. */
async function fits(view: VisitorPage, height: number): Promise<void> {
  await view.until(
    `['[part~=textarea]', '[part~=send-button]', '[part~=close-button]'].every((selector) => { const { top, bottom } = find(selector).getBoundingClientRect(); return top >= 0 && bottom <= ${height}; })`,
  );
}

describe('a view that shrinks by 45 %, as a keyboard does it', () => {
  for (const [name, viewport] of Object.entries({ upright, 'on its side': onItsSide, 'small, on its side': small })) {
    const height = Math.round(viewport.height * 0.55);

    it(`keeps the input in view where the page is resized: ${name}`, async () => {
      const view = await opened(viewport);
      await tap(view, '[part~=textarea]');
      await view.page.setViewport({ ...viewport, height });
      await fits(view, height);
      assert.equal(await view.value(`chat.open && active() === find('[part~=textarea]')`), true);
      await view.close();
    });

    it(`keeps the input in view where the keyboard lies over the page: ${name}`, async () => {
      const view = await opened(viewport);
      await tap(view, '[part~=textarea]');
      await view.value(
        `void (Object.defineProperty(visualViewport, 'height', { value: ${height} }), visualViewport.dispatchEvent(new Event('resize')))`,
      );
      await fits(view, height);
      await view.close();
    });
  }
});

describe('a phone on its side', () => {
  it('has the panel over the whole screen, and it is modal', async () => {
    const view = await opened(onItsSide);
    assert.deepEqual(
      await view.value(`(({ x, y, width, height }) => [x, y, width, height])(find('dialog').getBoundingClientRect())`),
      [0, 0, 844, 390],
    );
    assert.equal(await view.value(`find('dialog').matches(':modal')`), true);
    assert.ok((await view.value<number>(`find('[part~=header]').offsetHeight`)) <= 52, 'with a lower header');
    await view.close();
  });

  it('keeps what was written, and the focus, when it is turned', async () => {
    const view = await opened(upright);
    await tap(view, '[part~=textarea]');
    await view.page.keyboard.type('Which');
    await view.page.setViewport(onItsSide);
    await fits(view, 390);
    await view.page.keyboard.type(' bread?');
    await view.until(`chat.value === 'Which bread?' && find('dialog').matches(':modal')`);
    await view.close();
  });

  it('is no low window with a mouse', async () => {
    const view = await pages.open(floating, { width: 844, height: 390 });
    await view.until(`find('[part~=launcher]')?.checkVisibility()`);
    await view.click('[part~=launcher]');
    await view.until(`chat.open && find('dialog').matches(':popover-open')`);
    await view.close();
  });
});

describe('a notch', () => {
  it('covers no control', async () => {
    const insets = { top: 47, left: 44, right: 44, bottom: 34 };
    const view = await pages.open(floating, upright);
    await view.devtools.send('Emulation.setSafeAreaInsetsOverride', { insets });
    await view.until(`find('[part~=launcher]')?.checkVisibility()`);
    await tap(view, '[part~=launcher]');
    await view.until(`chat.open && find('dialog').getAnimations().every(({ playState }) => playState === 'finished')`);
    const outside = await view.value(
      `[...find('dialog').querySelectorAll('button, textarea, [part~=title]')].filter((control) => control.checkVisibility()).filter((control) => {
        const { left, top, right, bottom } = control.getBoundingClientRect();
        return left < ${insets.left} || top < ${insets.top} || right > ${390 - insets.right} || bottom > ${844 - insets.bottom};
      }).map((control) => control.part.value)`,
    );
    assert.deepEqual(outside, []);
    await view.close();
  });

  it('does not cover the launcher', async () => {
    const view = await pages.open(floating, onItsSide);
    await view.devtools.send('Emulation.setSafeAreaInsetsOverride', { insets: { right: 44, bottom: 21 } });
    await view.until(`find('[part~=launcher]')?.checkVisibility()`);
    await view.until(
      `(({ right, bottom }) => right <= ${844 - 44} && bottom <= ${390 - 21})(find('[part~=launcher]').getBoundingClientRect())`,
    );
    await view.close();
  });
});

describe('a finger that pulls', () => {
  it('moves the panel alone: the page stays, and is not reloaded', async () => {
    const long = Array.from({ length: 30 }, (_, index) => `Paragraph ${index}.`).join('\n\n');
    const endpoint = await pages.endpoint(answer(long));
    const view = await opened(
      upright,
      `<div style="block-size: 300vh">Bread</div><chat-8080 mode="floating" endpoint="${endpoint}"></chat-8080>`,
    );
    await view.page.evaluate(() => scrollTo(0, 300));
    await view.value(`void chat.send('All of it.')`);
    await view.until(
      `chat.messages[1]?.status === 'done' && find('[part~=transcript]').scrollHeight > find('[part~=transcript]').clientHeight`,
    );
    for (const selector of ['[part~=transcript]', '[part~=header]', '[part~=composer]']) {
      const { x, y } = await view.middleOf(selector);
      for (const distance of [300, -300]) {
        await view.devtools.send('Input.synthesizeScrollGesture', {
          x,
          y: Math.min(y, 780),
          yDistance: distance,
          gestureSourceType: 'touch',
          speed: 3000,
        });
        assert.equal(await view.page.evaluate(() => scrollY), 300, `${selector}, ${distance}`);
      }
    }
    // What starts it is that the pull goes on to the page: https://drafts.csswg.org/css-overscroll/#propdef-overscroll-behavior
    for (const selector of ['[part~=transcript]', 'dialog']) {
      assert.equal(await view.value(`getComputedStyle(find('${selector}')).overscrollBehaviorY`), 'contain');
    }
    await view.close();
  });
});
