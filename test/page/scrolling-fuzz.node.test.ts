/** 1,000 steps of a reader, a network and a page owner in random order, with a model of what must hold after each. SEED=… repeats a run. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { KeyInput } from 'puppeteer-core';
import type { Answer } from '../support/scripted-server.js';
import { startScrollPages, streamed, words, type ScrollPage, type Seen } from './scroll-page.js';

const steps = 1000;
const seed = Number(process.env['SEED'] ?? 8080);

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function chances(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Mode = 'start' | 'end' | 'none';

interface Step {
  name: string;
  /** Whether the reader moves the view. */
  byReader?: boolean;
  run: (view: ScrollPage) => Promise<unknown>;
  /** What holds beside what always holds. */
  check?: (before: Seen, after: Seen, mode: Mode) => void;
}

const isAtEnd = ({ scrollTop, end }: Seen): boolean => end - scrollTop <= 1;
/** How far the message that was sent is from its place, in px; the first one has a little more room above it. */
const misplaced = ({ offset, messages }: Seen): number => Math.abs((offset ?? Infinity) - (messages <= 2 ? 20 : 16));
const isPinned = (seen: Seen): boolean => misplaced(seen) <= 1;

/** What holds after a step in which nobody asked the view to move. */
function nobodyMoved(before: Seen, after: Seen, mode: Mode): void {
  const by = `from ${JSON.stringify(before)} to ${JSON.stringify(after)}`;
  if (before.detached || mode === 'none') {
    const expected = Math.min(before.scrollTop, after.end);
    assert.ok(Math.abs(after.scrollTop - expected) <= 1, `a reader who is elsewhere was moved ${by}`);
  } else if (mode === 'start' && isPinned(before)) {
    assert.ok(Math.abs((after.offset ?? NaN) - (before.offset ?? NaN)) <= 1, `the message did not stand still ${by}`);
  } else if (mode === 'end' && isAtEnd(before)) {
    assert.ok(isAtEnd(after), `the end was not followed ${by}`);
  }
}

function movedUp(before: Seen, after: Seen, mode: Mode): void {
  if (before.scrollTop - after.scrollTop < 5) return;
  // Back where the message was placed, or within the 4 px in which nobody counts as elsewhere.
  if (mode === 'start' && misplaced(after) < 5) return;
  assert.equal(after.detached, !isAtEnd(after), `the reader moved up from ${JSON.stringify(before)} to ${JSON.stringify(after)}`);
}

function cleared(_before: Seen, after: Seen): void {
  const { messages, scrollTop, detached, hasJumpButton } = after;
  assert.deepEqual(
    { messages, scrollTop, detached, hasJumpButton },
    { messages: 0, scrollTop: 0, detached: false, hasJumpButton: false },
  );
}

function sent(before: Seen, after: Seen, mode: Mode): void {
  const by = JSON.stringify(after);
  if (mode === 'none') {
    assert.ok(
      Math.abs(after.scrollTop - Math.min(before.scrollTop, after.end)) <= 1,
      `moved by a message from ${JSON.stringify(before)} to ${by}`,
    );
    return;
  }
  assert.equal(after.detached, false, by);
  assert.ok(mode === 'start' ? isPinned(after) : isAtEnd(after), `a message that was sent is out of place: ${by}`);
}

function chooseStep(chance: () => number, before: Seen): Step {
  const between = (low: number, high: number): number => Math.round(low + chance() * (high - low));
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  const evaluate =
    (method: 'stop' | 'clear' | 'scrollToEnd') =>
    ({ page }: ScrollPage): Promise<unknown> =>
      page.evaluate((name) => {
        document.querySelector('chat-8080')![name]();
      }, method);

  const isIdle = before.status === 'idle';
  const send: Step = {
    name: 'send',
    run: (view) => view.send(chance() < 0.2 ? 'a line\n'.repeat(40) : 'a question'),
    check: sent,
  };
  const wheel = (): Step => {
    const deltaY = oneOf([-1, 1]) * between(4, 400);
    return {
      name: `wheel ${deltaY}`,
      byReader: true,
      run: async ({ page, middle }) => {
        await page.mouse.move(middle.x, middle.y);
        await page.mouse.wheel({ deltaY });
      },
      check: movedUp,
    };
  };
  const key = (): Step => {
    const name = oneOf<KeyInput>(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End']);
    return {
      name,
      byReader: true,
      run: async ({ page }) => {
        await page.evaluate(() =>
          document.querySelector('chat-8080')!.shadowRoot!.querySelector<HTMLElement>('[part~=transcript]')!.focus(),
        );
        await page.keyboard.press(name);
      },
      check: movedUp,
    };
  };
  const touch = (): Step => {
    const distance = oneOf([-1, 1]) * between(30, 100);
    return {
      name: `finger ${distance}`,
      byReader: true,
      run: async ({ devtools, middle: { x, y } }) => {
        const at = (part: number): { x: number; y: number }[] => [{ x, y: y + part * distance }];
        await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
        for (let move = 1; move <= 4; move++) {
          await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(move / 4) });
        }
        // The finger rests for a moment, so that the view is not flung.
        for (const wait of [30, 60]) {
          await new Promise((resolve) => setTimeout(resolve, wait));
          await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(1 + wait / 10_000) });
        }
        await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      },
      check: movedUp,
    };
  };
  const tokens: Step = { name: 'tokens', run: (view) => view.drawn(between(0, 2)), check: nobodyMoved };
  const resize = (): Step => {
    const [width, height] = [between(300, 640), between(320, 640)];
    return {
      name: `resize ${width} × ${height}`,
      run: ({ page }) =>
        page.evaluate(
          (inlineSize, blockSize) => {
            Object.assign(document.querySelector('chat-8080')!.style, { inlineSize, blockSize });
          },
          `${width}px`,
          `${height}px`,
        ),
      // A reader who is elsewhere keeps the text that is in view, not the position.
      check: (...seen) => {
        if (!seen[0].detached && seen[2] !== 'none') nobodyMoved(...seen);
      },
    };
  };

  const chosen = chance();
  if (isIdle && chosen < 0.3) return send;
  if (chosen < 0.3) return tokens;
  if (chosen < 0.5) return wheel();
  if (chosen < 0.62) return key();
  if (chosen < 0.7) return touch();
  if (chosen < 0.78) return resize();
  if (chosen < 0.8) return { name: 'stop', run: evaluate('stop'), check: nobodyMoved };
  if (chosen < 0.82) return { name: 'clear', run: evaluate('clear'), check: cleared };
  if (chosen < 0.85 && before.hasJumpButton) return { name: 'jump', byReader: true, run: evaluate('scrollToEnd') };
  return tokens;
}

/** What is seen when what the reader set in motion has come to rest; at most half a second, for a view that follows does not rest. */
async function settled(view: ScrollPage): Promise<Seen> {
  let seen = await view.drawn(2);
  for (let attempt = 0; attempt < 12; attempt++) {
    const next = await view.drawn(2);
    if (next.scrollTop === seen.scrollTop || (isAtEnd(seen) && isAtEnd(next))) return next;
    seen = next;
  }
  return seen;
}

/** What holds at any time. The button comes and goes in the frame after, so what is wrong is looked at again. */
async function always(view: ScrollPage, first: Seen): Promise<Seen> {
  let seen = first;
  for (let attempt = 0; attempt < 4 && seen.hasJumpButton !== seen.below > 200; attempt++) seen = await view.drawn(1);
  assert.equal(seen.hasJumpButton, seen.below > 200, `the jump button: ${JSON.stringify(seen)}`);
  assert.ok(seen.scrollTop >= 0 && seen.scrollTop <= seen.end + 1, `out of bounds: ${JSON.stringify(seen)}`);
  assert.ok(!(seen.detached && isAtEnd(seen)), `detached at the end: ${JSON.stringify(seen)}`);
  assert.deepEqual(view.complaints, []);
  return seen;
}

it(`what is promised of scrolling holds through ${steps} random steps`, { timeout: 240_000 }, async (test) => {
  test.diagnostic(`SEED=${seed}`);
  const chance = chances(seed);
  const answers = Array.from({ length: 100 }, (): Answer => {
    const pieces = 1 + Math.floor(chance() * 60);
    return streamed(words(pieces * (1 + Math.floor(chance() * 40)), pieces), 16);
  });
  const pages = await startScrollPages();
  const done: string[] = [];
  const counts: Record<string, number> = {};
  try {
    const view = await pages.open(answers);
    let mode: Mode = 'start';
    // Without an animation of the jump, whose end would have to be waited for.
    await view.page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    let before = await view.drawn(3);
    for (let count = 0; count < steps; count++) {
      if (count % 100 === 99) {
        mode = mode === 'start' ? 'end' : count < steps / 2 ? 'none' : 'start';
        await view.page.evaluate((name) => {
          const element = document.querySelector('chat-8080')!;
          element.clear();
          element.setAttribute('scroll-mode', name);
        }, mode);
        before = await view.drawn(3);
      }
      const step = chooseStep(chance, before);
      done.push(`${count} ${mode} ${step.name}: ${JSON.stringify(before)}`);
      const kind = step.name.split(' ')[0]!;
      counts[kind] = (counts[kind] ?? 0) + 1;
      await step.run(view);
      const after = step.byReader ? await settled(view) : await view.drawn(step.name === 'tokens' ? 1 : 2);
      step.check?.(before, after, mode);
      before = await always(view, after);
    }
    test.diagnostic(JSON.stringify(counts));
  } catch (error) {
    throw new Error(`SEED=${seed}, step ${done.length - 1}: ${String(error)}\nbefore it:\n${done.slice(-6).join('\n')}`, {
      cause: error,
    });
  } finally {
    await pages.close();
  }
});
