/** A reader with a real wheel, real keys and real fingers, while a reply comes. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { KeyInput } from 'puppeteer-core';
import type { Answer } from '../support/scripted-server.js';
import { startScrollPages, streamed, words, type ScrollPage, type ScrollPages, type Seen } from './scroll-page.js';

let pages: ScrollPages;
before(async () => {
  pages = await startScrollPages();
});
after(() => pages.close());

async function withPage(answers: Answer[], mode: string, work: (view: ScrollPage) => Promise<void>): Promise<void> {
  const view = await pages.open(answers, { 'scroll-mode': mode });
  try {
    await work(view);
    assert.deepEqual(view.complaints, []);
  } finally {
    await view.close();
  }
}

const finished = (view: ScrollPage): Promise<unknown> =>
  view.page.waitForFunction(() => document.querySelector('chat-8080')!.status === 'idle', { timeout: 20_000 });

const isNear = (actual: number, expected: number, message: string): void =>
  assert.ok(Math.abs(actual - expected) <= 1, `${message}: ${actual} instead of ${expected}`);

/** After animations of the browser's own (a wheel's, a key's) have come to an end. */
async function still(view: ScrollPage): Promise<Seen> {
  let seen = await view.drawn(3);
  for (let attempt = 0; attempt < 50; attempt++) {
    const next = await view.drawn(6);
    if (next.scrollTop === seen.scrollTop) return next;
    seen = next;
  }
  throw new Error('The view does not come to rest.');
}

const history = streamed(words(600, 2), 0);
/** 5,000 tokens in some 2 s, after a wait in which the reader moves. */
const tokens: Answer = {
  status: 200,
  steps: [
    ...(streamed(words(300, 3), 10).steps ?? []).slice(0, -1),
    { wait: 1000 },
    ...(streamed(words(5000, 100), 10).steps ?? []),
  ],
};

/** A finger goes down in the middle, moves so many px right and down, and stays for a moment, so that nothing is flung. */
async function drag({ devtools, middle }: ScrollPage, right: number, down: number): Promise<void> {
  const touch = (type: 'touchStart' | 'touchMove', part: number): Promise<unknown> =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x: middle.x + part * right, y: middle.y + part * down }] });
  await touch('touchStart', 0);
  for (let step = 1; step <= 10; step++) await touch('touchMove', step / 10);
  // Time is what counts: a finger that goes up 80 ms or more after its last move has no speed, and nothing that can be seen says so
  // (kAssumePointerUpStoppedTime in https://source.chromium.org/chromium/chromium/src/+/main:ui/events/velocity_tracker/velocity_tracker.cc).
  await new Promise((resolve) => setTimeout(resolve, 100));
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

async function press({ page }: ScrollPage, key: KeyInput): Promise<void> {
  await page.evaluate(() =>
    document.querySelector('chat-8080')!.shadowRoot!.querySelector<HTMLElement>('[part~=transcript]')!.focus(),
  );
  await page.keyboard.press(key);
}

/** Moves up, each in its own way. */
const ways: Record<string, (view: ScrollPage) => Promise<void>> = {
  'the wheel': async ({ page, middle }) => {
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.wheel({ deltaY: -120 });
  },
  'the least turn of a wheel, 4 px': async ({ page, middle }) => {
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.wheel({ deltaY: -4 });
  },
  'the key PageUp': (view) => press(view, 'PageUp'),
  'the key ArrowUp': (view) => press(view, 'ArrowUp'),
  'the key Home': (view) => press(view, 'Home'),
  'a finger': (view) => drag(view, 0, 60),
  'a selection dragged over the edge': async ({ page, middle }) => {
    await page.mouse.move(middle.x - 100, middle.y - 100);
    await page.mouse.down();
    await page.mouse.move(middle.x, 60, { steps: 5 });
    await page.mouse.move(middle.x, 5, { steps: 5 });
    await page.waitForFunction(() => document.querySelector('chat-8080')!.matches(':state(detached)'));
    await page.mouse.up();
  },
  'the scrollbar, of which the page sees nothing but the position': async ({ page }) => {
    await page.evaluate(() => {
      document.querySelector('chat-8080')!.shadowRoot!.querySelector('[part~=transcript]')!.scrollTop -= 40;
    });
  },
};

describe('a reader who has moved up is never moved', () => {
  for (const mode of ['start', 'end']) {
    for (const [way, move] of Object.entries(ways)) {
      it(`by 5,000 tokens, after ${way}, with scroll-mode="${mode}"`, async () => {
        await withPage([history, tokens], mode, async (view) => {
          await view.send('first');
          await finished(view);
          await view.send('second');
          await view.page.waitForFunction(
            () => document.querySelector('chat-8080')!.shadowRoot!.querySelectorAll('[part~=message]').length === 4,
          );
          const held = await view.drawn(12);
          assert.equal(held.detached, false);
          await move(view);
          const moved = await still(view);
          assert.ok(moved.scrollTop <= held.scrollTop - 3.5, `moved from ${held.scrollTop} to ${moved.scrollTop}`);
          assert.equal(moved.detached, true);
          await finished(view);
          const later = await view.drawn(3);
          assert.ok(later.characters > moved.characters + 15_000, 'the tokens came after the move');
          isNear(later.scrollTop, moved.scrollTop, 'scrollTop');
          assert.equal(later.detached, true);
        });
      });
    }
  }

  const others: Record<string, (view: ScrollPage) => Promise<void>> = {
    // A headless Chromium cannot zoom, and scrolls at a real wheel with Ctrl.
    'Ctrl and the wheel': ({ page }) =>
      page.evaluate(() => {
        const wheel = new WheelEvent('wheel', { deltaY: -120, ctrlKey: true, bubbles: true, cancelable: true, composed: true });
        document.querySelector('chat-8080')!.shadowRoot!.querySelector('[part~=message]')!.dispatchEvent(wheel);
      }),
    'a horizontal wheel': async ({ page, middle }) => {
      await page.mouse.move(middle.x, middle.y);
      await page.mouse.wheel({ deltaX: -120 });
    },
    'a finger that pans sideways': (view) => drag(view, 100, 0),
    'a wheel over code that scrolls sideways': async ({ page }) => {
      const code = await page.evaluate(() => {
        const inner = document.querySelector('chat-8080')!.shadowRoot!.querySelector('pre')!;
        const box = inner.getBoundingClientRect();
        return { x: box.x + 50, y: box.y + box.height / 2, canScroll: inner.scrollWidth > inner.clientWidth };
      });
      assert.ok(code.canScroll);
      await page.mouse.move(code.x, code.y);
      await page.mouse.wheel({ deltaX: 200 });
      await page.mouse.wheel({ deltaX: -100 });
    },
  };
  const withCode = `\`\`\`text\n${'a long line '.repeat(40)}\n\`\`\`\n\n`;
  for (const [what, move] of Object.entries(others)) {
    it(`but ${what} detaches nobody`, async () => {
      for (const mode of ['start', 'end']) {
        const answer: Answer = {
          status: 200,
          steps: [
            ...(streamed([withCode], 0).steps ?? []).slice(0, -1),
            { wait: 1000 },
            ...(streamed(words(1000, 10), 10).steps ?? []),
          ],
        };
        await withPage([history, answer], mode, async (view) => {
          await view.send('first');
          await finished(view);
          await view.send('second');
          await view.page.waitForFunction(() => document.querySelector('chat-8080')!.shadowRoot!.querySelector('pre code'));
          const before = await view.drawn(3);
          await move(view);
          const after = await still(view);
          assert.equal(after.detached, false);
          isNear(after.scrollTop, before.scrollTop, 'scrollTop');
          await finished(view);
          const later = await view.drawn(3);
          if (mode === 'end') isNear(later.scrollTop, later.end, 'the end');
          else isNear(later.offset ?? NaN, before.offset ?? NaN, 'the offset');
        });
      }
    });
  }
});

describe('no layout shift', () => {
  for (const mode of ['start', 'end']) {
    it(`from the first message to the end of the third reply, with scroll-mode="${mode}": CLS is 0`, async () => {
      await withPage([streamed(words(60, 6), 30), streamed(words(1500, 40), 10)], mode, async (view) => {
        await view.page.evaluate(() => {
          const shifts: unknown[] = [];
          Object.assign(window, { shifts });
          // Messages are sent by the page, so no shift is excused by recent input.
          new PerformanceObserver((list) => {
            shifts.push(...list.getEntries().map((entry) => entry.toJSON() as unknown));
          }).observe({ type: 'layout-shift', buffered: true });
        });
        for (const text of ['first', 'second\n'.repeat(30), 'third']) {
          await view.send(text);
          await finished(view);
          await view.drawn(5);
        }
        await view.page.evaluate(() => document.querySelector('chat-8080')!.clear());
        await view.drawn(3);
        await view.send('fourth');
        await finished(view);
        const seen = await view.drawn(5);
        assert.equal(seen.messages, 2);
        const shifts = await view.page.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts);
        assert.deepEqual(shifts, []);
      });
    });
  }

  it('is seen by the same observer where there is one', async () => {
    await withPage([streamed(words(60, 6), 0)], 'start', async (view) => {
      await view.send('first');
      await finished(view);
      const shifts = await view.page.evaluate(async () => {
        const seen: number[] = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.push((entry as unknown as { value: number }).value);
        }).observe({ type: 'layout-shift' });
        const root = document.querySelector('chat-8080')!.shadowRoot!;
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        root.querySelector<HTMLElement>('[part~=message]')!.style.marginBlockStart = '100px';
        while (seen.length === 0) await new Promise(requestAnimationFrame);
        return seen;
      });
      assert.ok(shifts.some((value) => value > 0));
    });
  });
});

describe('the page behind', () => {
  it('does not scroll when the transcript has come to its end', async () => {
    await withPage([history], 'start', async (view) => {
      await view.send('first');
      await finished(view);
      await view.page.mouse.move(view.middle.x, view.middle.y);
      for (let turn = 0; turn < 6; turn++) await view.page.mouse.wheel({ deltaY: 400 });
      const seen = await still(view);
      isNear(seen.scrollTop, seen.end, 'scrollTop');
      assert.equal(await view.page.evaluate(() => document.scrollingElement!.scrollTop), 0);
    });
  });
});
