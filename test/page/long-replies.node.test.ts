/** A reply of many views, of which the browser has drawn only what a reader has come near to: a real wheel, real keys and the button. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startScrollPages, streamed, type ScrollPage, type ScrollPages, type Seen } from './scroll-page.js';

let pages: ScrollPages;
before(async () => {
  pages = await startScrollPages();
});
after(() => pages.close());

/** Blocks that are far higher, and far lower, than what a browser takes for the height of those that it has not drawn. */
const high = `${'word '.repeat(200)}\n\n`.repeat(80);
const low = Array.from({ length: 400 }, (_, index) => `## ${index}\n\nline\n\n`).join('');
const replies: Record<string, string> = { high, low, mixed: (high.slice(0, 12_000) + low.slice(0, 2000)).repeat(4) };

/** After animations of the browser's own (a wheel's, a key's) have come to an end. */
async function still(view: ScrollPage): Promise<Seen> {
  let seen = await view.drawn(3);
  for (let attempt = 0; attempt < 100; attempt++) {
    const next = await view.drawn(6);
    if (next.scrollTop === seen.scrollTop && next.end === seen.end) return next;
    seen = next;
  }
  throw new Error('The view does not come to rest.');
}

const finished = (view: ScrollPage): Promise<unknown> =>
  view.page.waitForFunction(() => document.querySelector('chat-8080')!.status === 'idle', { timeout: 20_000 });

async function read(reply: string, mode: string, work: (view: ScrollPage) => Promise<void>): Promise<void> {
  const view = await pages.open([streamed([reply], 0)], { 'scroll-mode': mode });
  try {
    await view.send('first');
    await finished(view);
    await still(view);
    await work(view);
    assert.deepEqual(view.complaints, []);
  } finally {
    await view.close();
  }
}

const inTranscript = (work: string): string =>
  `{ const transcript = document.querySelector('chat-8080').shadowRoot.querySelector('[part~=transcript]'); ${work} }`;

const isAtEnd = ({ below, hasJumpButton }: Seen): void => {
  assert.ok(below <= 0, `${below} px are below`);
  assert.equal(hasJumpButton, false);
};

describe('a long reply', () => {
  for (const [name, reply] of Object.entries(replies)) {
    it(`of ${name} blocks has its end where the button goes, from the turn before too`, () =>
      read(reply, 'start', async (view) => {
        await view.send('second');
        await finished(view);
        await still(view);
        await view.page.evaluate(inTranscript('transcript.scrollTop = 1000'));
        await still(view);
        await view.page.evaluate(inTranscript("transcript.parentNode.querySelector('[part~=jump-button]').click()"));
        isAtEnd(await still(view));
      }));

    it(`of ${name} blocks has its end where the key End goes`, () =>
      read(reply, 'start', async (view) => {
        await view.page.evaluate(inTranscript('transcript.focus()'));
        await view.page.keyboard.press('End');
        isAtEnd(await still(view));
      }));

    it(`of ${name} blocks moves by as much as the wheel, up from where nothing above has been drawn`, () =>
      read(reply, 'start', async (view) => {
        const { page, middle } = view;
        await page.evaluate(inTranscript('transcript.scrollTop = 0.7 * transcript.scrollHeight'));
        await still(view);
        await page.mouse.move(middle.x, middle.y);
        for (let turn = 0; turn < 20; turn++) {
          const before = (await page.evaluate(
            inTranscript(`
              const { left, top } = transcript.getBoundingClientRect();
              window.seen = transcript.getRootNode().elementFromPoint(left + 30, top + 50).closest('p, h4, [part~=body] > *');
              window.seen.getBoundingClientRect().top;`),
          )) as number;
          await page.mouse.wheel({ deltaY: -300 });
          await still(view);
          const after = (await page.evaluate('window.seen.getBoundingClientRect().top')) as number;
          assert.ok(Math.abs(after - before - 300) <= 1.5, `turn ${turn}: moved by ${after - before}`);
        }
      }));
  }
});
