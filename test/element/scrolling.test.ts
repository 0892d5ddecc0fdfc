import { restore, save } from '../../src/conversation/saving.js';
import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { itNeeds } from '../support/needs.js';
import { waitUntil } from '../support/wait-until.js';
import { drawn, parts } from './fixture.js';
import { everyFrame, framed, lines, scrolled, streamed, type Scrolled } from './scrolling-fixture.js';

const short = framed(lines(3));
const long = framed(lines(60));

/** Fails unless the message stands still from the first frame that shows it until the reply has ended, near the top. */
async function expectStill({ offset, transcript }: Scrolled, work: Promise<unknown>): Promise<void> {
  const frames = await everyFrame(() => ({ offset: offset(), height: transcript.scrollHeight }), work);
  const offsets = frames.slice(2).map((frame) => frame.offset);
  expect(offsets.length).to.be.above(5);
  expect(Math.max(...offsets) - Math.min(...offsets)).to.be.at.most(1);
  expect(offsets[0]).to.be.within(8, 24);
  const heights = frames.slice(2).map((frame) => frame.height);
  expect(heights, 'the height never falls').to.deep.equal(heights.toSorted((a, b) => a - b));
}

describe('the message that was sent stands still at the top', () => {
  for (const [length, answer] of Object.entries({ 'shorter than the view': short, 'longer than the view': long })) {
    it(`while a reply comes that is ${length}`, async () => {
      const view = await scrolled([answer]);
      await expectStill(view, view.element.send('first'));
      await expectStill(view, view.element.send('second'));
      await expectStill(view, view.element.send('third'));
    });
  }

  it('and the height of what is scrolled does not change while the reply is shorter than the view', async () => {
    const view = await scrolled([long, short]);
    await view.element.send('first');
    await drawn(2);
    const heights = await everyFrame(() => view.transcript.scrollHeight, view.element.send('second'));
    expect(new Set(heights.slice(2)).size).to.equal(1);
  });

  it('again after the chat was cleared', async () => {
    const view = await scrolled([long, long, short]);
    await view.element.send('first');
    await drawn(2);
    view.transcript.scrollTop = 300;
    await drawn(2);
    view.element.clear();
    await drawn(2);
    expect(view.transcript.scrollTop).to.equal(0);
    await expectStill(view, view.element.send('second'));
    view.element.clear();
    await expectStill(view, view.element.send('third'));
  });

  for (const [length, answers] of Object.entries({
    'shorter than the view': [long, short],
    'longer than the view': [short, long],
  })) {
    it(`when the reply is asked for again, and is ${length}`, async () => {
      const view = await scrolled([long, ...answers]);
      await view.element.send('first');
      await view.element.send('second');
      await drawn(2);
      view.transcript.scrollTop = view.end();
      await drawn(2);
      await expectStill(view, view.conversation.regenerate());
    });
  }

  it('when it is edited', async () => {
    const view = await scrolled([long, long, short]);
    await view.element.send('first');
    await view.element.send('second');
    await drawn(2);
    await expectStill(view, view.conversation.edit(view.element.messages[2]!.id, 'second\nthought'));
  });

  it('when a conversation is restored, and after the next message', async () => {
    const before = await scrolled([long]);
    await before.element.send('first');
    await before.element.send('second');
    const saved = save(before.conversation);
    const view = await scrolled([short]);
    restore(view.conversation, saved);
    await drawn();
    expect(view.offset()).to.be.within(8, 24);
    expect(view.transcript.scrollTop).to.be.above(500);
    await expectStill(view, view.element.send('third'));
  });

  it('when the panel changes its height and width, and the turns above theirs', async () => {
    const prose = 'word '.repeat(400);
    const view = await scrolled([streamed(prose), streamed(prose), short]);
    await view.element.send('first '.repeat(30));
    await view.element.send('second '.repeat(30));
    await view.element.send('third');
    await drawn(2);
    const before = view.offset();
    for (const [inlineSize, blockSize] of [
      [300, 576],
      [640, 400],
      [500, 300],
      [280, 700],
      [500, 576],
    ]) {
      Object.assign(view.element.style, { inlineSize: `${inlineSize}px`, blockSize: `${blockSize}px` });
      await drawn(2);
      expect(view.offset(), `${inlineSize} × ${blockSize}`).to.be.within(before - 1, before + 1);
    }
    expect(view.element.matches(':state(detached)')).to.be.false;
  });

  it('when the element is moved in the document, or was not displayed for a while', async () => {
    const view = await scrolled([long]);
    await view.element.send('first');
    await view.element.send('second');
    await drawn(2);
    const top = view.transcript.scrollTop;
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(view.element);
    await drawn(2);
    expect(view.transcript.scrollTop).to.equal(top);
    view.transcript.scrollTop = 200;
    await drawn(2);
    view.element.hidden = true;
    await drawn(2);
    view.element.hidden = false;
    await drawn(2);
    expect(view.transcript.scrollTop).to.equal(200);
    elsewhere.append(view.element);
    document.body.append(elsewhere);
    await drawn(2);
    expect(view.transcript.scrollTop).to.equal(200);
    elsewhere.remove();
  });
});

describe('scroll-mode', () => {
  it('end, in any case of its letters, keeps the end in view', async () => {
    const view = await scrolled([long], { 'scroll-mode': 'END' });
    const gaps = await everyFrame(() => view.end() - view.transcript.scrollTop, view.element.send('first'));
    expect(Math.max(...gaps)).to.be.at.most(1);
    expect(view.end()).to.be.above(500);
  });

  it('end lets go of a reader who moves up, and holds again when the reader is back', async () => {
    const view = await scrolled([long, streamed(lines(100), 40)], { 'scroll-mode': 'end' });
    await view.element.send('first');
    await drawn(2);
    const sent = view.element.send('second');
    await waitUntil(() => parts(view.element, 'message').length === 4 && view.end() > 2500);
    view.transcript.scrollTop -= 50;
    await drawn(2);
    const top = view.transcript.scrollTop;
    const height = view.transcript.scrollHeight;
    await waitUntil(() => view.transcript.scrollHeight > height + 200);
    expect(view.transcript.scrollTop).to.equal(top);
    view.transcript.scrollTop = view.end();
    await drawn(1);
    const gaps = await everyFrame(() => view.end() - view.transcript.scrollTop, sent);
    expect(Math.max(...gaps)).to.be.at.most(1);
  });

  it('end lets a slow finger go, that moves up a pixel at a time', async () => {
    const view = await scrolled([streamed(lines(200), 100)], { 'scroll-mode': 'end' });
    const sent = view.element.send('first');
    await waitUntil(() => view.end() > 300);
    for (let pixel = 0; pixel < 6; pixel++) {
      view.transcript.scrollTop -= 1;
      await drawn(2);
    }
    const top = view.transcript.scrollTop;
    const height = view.transcript.scrollHeight;
    await sent;
    await drawn(2);
    expect(view.transcript.scrollHeight).to.be.above(height + 200);
    expect(view.transcript.scrollTop).to.equal(top);
  });

  it('none never moves the view, not even for a message that is sent', async () => {
    const view = await scrolled([long], { 'scroll-mode': 'none' });
    await view.element.send('first');
    await view.element.send('second');
    await drawn(2);
    expect(view.end()).to.be.above(500);
    expect(view.transcript.scrollTop).to.equal(0);
    const room = view.transcript.getBoundingClientRect().top + view.transcript.scrollHeight;
    expect(room - parts(view.element, 'message').at(-1)!.getBoundingClientRect().bottom, 'none is kept below').to.be.below(100);
  });

  it('start, the default, does not follow; the property, changed on the way, counts at once', async () => {
    const view = await scrolled([long, streamed(lines(60), 30)]);
    expect(view.element.scrollMode).to.be.undefined;
    await view.element.send('first');
    await drawn(2);
    expect(view.transcript.scrollTop).to.equal(0);
    view.transcript.scrollTop = view.end();
    await drawn(2);
    view.element.scrollMode = 'end';
    await view.element.updateComplete;
    const gaps = await everyFrame(() => view.end() - view.transcript.scrollTop, view.element.send('second'));
    expect(Math.max(...gaps)).to.be.at.most(1);
    view.element.scrollMode = 'start';
    await expectStill(view, view.element.send('third'));
  });
});

describe('our own writes are told from the reader’s by where the view is', () => {
  it('a reader who moved up 4 px is detached, one who moved 3 px is not', async () => {
    const view = await scrolled([long]);
    await view.element.send('first');
    await view.element.send('second');
    await drawn(2);
    view.transcript.scrollTop -= 3;
    await drawn(2);
    expect(view.element.matches(':state(detached)')).to.be.false;
    view.transcript.scrollTop -= 1;
    await drawn(2);
    expect(view.element.matches(':state(detached)')).to.be.true;
    view.transcript.scrollTop = view.end();
    await drawn(2);
    expect(view.element.matches(':state(detached)')).to.be.false;
  });

  itNeeds(
    'scrollAnchoring',
    'the browser anchors what is in view while the reader is elsewhere, and never while a message is held',
    async () => {
      const view = await scrolled([long]);
      await view.element.send('first');
      await view.element.send('second');
      await drawn(2);
      expect(getComputedStyle(view.transcript).overflowAnchor).to.equal('none');
      view.transcript.scrollTop -= 100;
      await drawn(2);
      expect(getComputedStyle(view.transcript).overflowAnchor).to.equal('auto');
      const sent = view.element.send('third');
      await drawn(3);
      expect(getComputedStyle(view.transcript).overflowAnchor).to.equal('none');
      await sent;
    },
  );

  it('a view that the layout pushes to the end of less content was not moved by its reader', async () => {
    const view = await scrolled([long, short], { 'scroll-mode': 'end' });
    await view.element.send('first');
    await drawn(2);
    await view.conversation.regenerate();
    await drawn(2);
    expect(view.element.matches(':state(detached)')).to.be.false;
    const gaps = await everyFrame(() => view.end() - view.transcript.scrollTop, view.element.send('second'));
    expect(Math.max(...gaps)).to.be.at.most(1);
  });

  it('what is chosen, added or waits for its turn moves no reader who is elsewhere', async () => {
    const view = await scrolled([long, framed(lines(30), 20), short]);
    await view.element.send('first');
    const sent = view.element.send('second');
    const queued = view.element.send('third');
    await drawn(4);
    view.transcript.scrollTop = 100;
    await drawn(2);
    await Promise.all([sent, queued]);
    await drawn(2);
    expect(view.element.messages.length).to.equal(6);
    view.conversation.addMessage({ role: 'assistant', content: 'by the way' });
    view.conversation.addMessage({ role: 'user', content: 'well' });
    await drawn(2);
    expect(view.transcript.scrollTop).to.equal(100);
    view.conversation.choose(view.element.messages[0]!.id);
    await drawn(2);
    expect(view.transcript.scrollTop).to.equal(100);
  });
});

describe('a message that was sent', () => {
  /** What is moved, in words: a motion is over too soon to be waited for. */
  const moved: string[] = [];
  const own = Object.getOwnPropertyDescriptor(Element.prototype, 'animate')!;
  before(() => {
    const value = function (this: Element, ...given: Parameters<Element['animate']>): Animation {
      moved.push(`${this.querySelector('[part~=body]')?.textContent}: ${Object.keys(given[0] ?? {}).join()}`);
      return (own.value as Element['animate']).apply(this, given);
    };
    Object.defineProperty(Element.prototype, 'animate', { ...own, value });
  });
  beforeEach(() => moved.splice(0));
  after(() => Object.defineProperty(Element.prototype, 'animate', own));

  it('rises into its place, drawn by the compositor alone; not again with another reply, nor where it is restored', async () => {
    const view = await scrolled([short]);
    await view.element.send('first');
    await view.element.regenerate();
    await view.element.send('second');
    expect(moved).to.deep.equal(['first: transform', 'second: transform']);
    const other = await scrolled([short]);
    restore(other.conversation, save(view.conversation));
    await waitUntil(() => parts(other.element, 'user').length === 2);
    await drawn(2);
    expect(moved).to.have.length(2);
  });

  itNeeds('emulateMedia', 'is in its place at once for who wants less motion', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    try {
      const view = await scrolled([short]);
      await view.element.send('first');
      await drawn(2);
      expect(moved).to.deep.equal([]);
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });
});
