import { restore, save } from '../../src/conversation/saving.js';
import { expect, waitUntil } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { itNeeds } from '../support/needs.js';
import { find, findAll, textarea } from './fixture.js';
import { drawn, everyFrame, framed, lines, scrolled, streamed, type Scrolled } from './scrolling-fixture.js';

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

describe('S1: the message that was sent stands still at the top', () => {
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

describe('S2: scroll-mode', () => {
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
    await waitUntil(() => findAll(view.element, '.message').length === 4 && view.end() > 2500);
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
    expect(find(view.element, '.reserve')).to.not.exist;
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

describe('S4: our own writes are told from the reader’s by where the view is', () => {
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

describe('S5: Jump to latest', () => {
  it('appears with more than 200 px of content below, and the reserved room is none', async () => {
    const view = await scrolled([long, streamed('two words')]);
    await view.element.send('first');
    await drawn(2);
    const bottom = (): number => findAll(view.element, '.message').at(-1)!.getBoundingClientRect().bottom;
    const below = (): number => bottom() - view.transcript.getBoundingClientRect().bottom;
    view.transcript.scrollTop += below() - 199;
    await drawn(2);
    expect(view.jumpButton()).to.not.exist;
    view.transcript.scrollTop -= 3;
    await drawn(2);
    expect(view.jumpButton()).to.exist;
    await view.element.send('second');
    await drawn(2);
    expect(view.jumpButton()).to.not.exist;
    // The whole reserve, and of the content less than 200 px, are below.
    view.transcript.scrollTop -= 250;
    await drawn(2);
    expect(view.jumpButton()).to.not.exist;
  });

  it('is a real button right after the transcript, and moves nothing as it comes and goes', async () => {
    const view = await scrolled([long]);
    await view.element.send('first');
    await drawn(2);
    const button = view.jumpButton()!;
    expect(button).to.have.property('localName', 'button');
    expect(button).to.have.property('type', 'button');
    expect(button.getAttribute('part')).to.equal('jump-button');
    expect(button.previousElementSibling).to.equal(view.transcript);
    const places = (): number[] => [view.transcript.clientHeight, textarea(view.element).getBoundingClientRect().top];
    const box = button.getBoundingClientRect();
    const panel = find(view.element, '.panel')!.getBoundingClientRect();
    expect(box.left + box.width / 2).to.be.closeTo(panel.left + panel.width / 2, 1);
    expect(box.bottom).to.be.below(find(view.element, '.composer')!.getBoundingClientRect().top);
    expect(box.height).to.be.above(24);
    const before = places();
    view.transcript.scrollTop = view.end();
    await drawn(2);
    expect(view.jumpButton()).to.not.exist;
    expect(places()).to.deep.equal(before);
  });

  it('says how much is new', async () => {
    const view = await scrolled([long, streamed(lines(60), 20)]);
    await view.element.send('first');
    await drawn(2);
    expect(view.jumpButton()!.textContent.trim()).to.equal('New text below');
    view.transcript.scrollTop = view.end();
    await drawn(2);
    view.transcript.scrollTop = 0;
    await drawn(2);
    expect(view.jumpButton()!.textContent.trim()).to.equal('Jump to latest');
    view.conversation.addMessage({ role: 'assistant', content: 'one' });
    await drawn(2);
    expect(view.jumpButton()!.textContent.trim()).to.equal('1 new message');
    view.conversation.addMessage({ role: 'assistant', content: 'two' });
    view.conversation.addMessage({ role: 'assistant', content: 'three' });
    await drawn(2);
    expect(view.jumpButton()!.textContent.trim()).to.equal('3 new messages');
  });

  for (const [motion, isInstant] of [
    ['reduce', true],
    ['no-preference', false],
  ] as const) {
    const way = `${isInstant ? 'at once' : 'smoothly'} with prefers-reduced-motion: ${motion}`;
    itNeeds('emulateMedia', `goes to the end, ${way}, and gives its focus to the composer`, async () => {
      await emulateMedia({ reducedMotion: motion });
      const view = await scrolled([streamed(lines(300))]);
      await view.element.send('first');
      await drawn(2);
      view.jumpButton()!.focus();
      view.jumpButton()!.click();
      const first = view.transcript.scrollTop;
      expect(first === view.end()).to.equal(isInstant);
      await waitUntil(() => view.transcript.scrollTop >= view.end() - 1, 'at the end', { timeout: 5000 });
      await waitUntil(() => !view.jumpButton());
      expect((view.element.renderRoot as ShadowRoot).activeElement).to.equal(textarea(view.element));
      await emulateMedia({ reducedMotion: 'no-preference' });
    });
  }

  it('takes no focus from elsewhere as it goes', async () => {
    const view = await scrolled([long]);
    await view.element.send('first');
    await drawn(2);
    expect(view.jumpButton()).to.exist;
    view.transcript.focus();
    view.element.scrollToEnd();
    await waitUntil(() => !view.jumpButton());
    expect((view.element.renderRoot as ShadowRoot).activeElement).to.equal(view.transcript);
  });

  it('brings a reader who left back to following, where that is the mode', async () => {
    const view = await scrolled([streamed(lines(300), 60)], { 'scroll-mode': 'end' });
    const sent = view.element.send('first');
    await waitUntil(() => view.end() > 1500);
    view.transcript.scrollTop = 0;
    await drawn(2);
    expect(view.element.matches(':state(detached)')).to.be.true;
    view.jumpButton()!.click();
    await sent;
    await drawn(2);
    await waitUntil(() => view.end() - view.transcript.scrollTop <= 1, 'at the end', { timeout: 5000 });
    expect(view.element.matches(':state(detached)')).to.be.false;
  });
});

describe('S6: history', () => {
  for (const mode of ['start', 'end']) {
    it(`of 100 messages stands in one paint where ${mode} puts it`, async () => {
      const view = await scrolled([long], { 'scroll-mode': mode });
      let paints = 0;
      for (let index = 0; index < 50; index++) {
        view.conversation.addMessage({ role: 'user', content: `question ${index}\nwith a second line` });
        view.conversation.addMessage({
          role: 'assistant',
          content: lines(index % 7, `answer ${index} ${'word '.repeat(40)}`) || 'ok',
        });
      }
      const positions: number[] = [];
      const gap = (): number => (mode === 'end' ? view.end() - view.transcript.scrollTop : view.offset());
      while (paints++ < 10) {
        await drawn();
        if (findAll(view.element, '.message').length > 0) positions.push(gap());
      }
      expect(findAll(view.element, '.message').length).to.equal(100);
      expect(Math.max(...positions) - Math.min(...positions)).to.be.at.most(1);
      expect(positions[0]).to.be.within(mode === 'end' ? -1 : 8, mode === 'end' ? 1 : 24);
      expect(view.jumpButton()).to.not.exist;
    });
  }

  it('is scrolled to its end by a page that says so before it is drawn', async () => {
    const element = document.createElement('chat-8080');
    element.endpoint = '/v1';
    element.style.blockSize = '400px';
    element.messages = [
      { role: 'user', content: 'How?' },
      { role: 'assistant', content: lines(100) },
    ];
    document.body.append(element);
    element.scrollToEnd();
    await element.updateComplete;
    const transcript = find(element, '.transcript')!;
    const isAtEnd = (): boolean => transcript.scrollTop >= transcript.scrollHeight - transcript.clientHeight - 1;
    await waitUntil(() => transcript.scrollTop > 0 && isAtEnd(), 'at the end', { timeout: 5000 });
    element.remove();
  });

  it('stays in the document, but far turns are skipped, and a reader who goes through them sees no jump', async function () {
    this.timeout(60_000); // two hundred frames: more than ten seconds where there is no graphics card and the machine is busy
    const view = await scrolled([short]);
    for (let index = 0; index < 50; index++) {
      view.conversation.addMessage({ role: 'user', content: `question ${index}` });
      view.conversation.addMessage({ role: 'assistant', content: lines((index * 7) % 23, `answer ${index}`) || 'ok' });
    }
    await drawn(2);
    const turns = findAll(view.element, '.turn');
    // Firefox says that it anchors, and lets the view jump all the same.
    const isAnchored = CSS.supports('overflow-anchor', 'auto') && !CSS.supports('-moz-appearance', 'none');
    expect(turns.map((turn) => getComputedStyle(turn).contentVisibility)).to.deep.equal([
      // None is skipped where the browser would let the view jump as the turns get their true height.
      ...Array.from({ length: 48 }, () => (isAnchored ? 'auto' : 'visible')),
      'visible',
      'visible',
    ]);
    expect(getComputedStyle(view.transcript).overscrollBehaviorY).to.equal('contain');
    while (view.transcript.scrollTop > 0) {
      // Of a line in view: it moves down by as much as the view was moved up, and by no more when the turns above get their true height.
      const top = view.transcript.getBoundingClientRect().top;
      const line = turns.find((turn) => turn.getBoundingClientRect().bottom > top + 100)!.querySelector('.message')!;
      const before = line.getBoundingClientRect().top;
      const step = Math.min(200, view.transcript.scrollTop);
      view.transcript.scrollTop -= step;
      await drawn(2);
      if (view.transcript.scrollTop === 0) break; // nothing left above to take the difference
      expect(line.getBoundingClientRect().top - before).to.be.closeTo(step, 1);
    }
  });
});

describe('S7: a message taller than a quarter of the panel', () => {
  it('is cut to it, with a button for the rest', async () => {
    const view = await scrolled([long]);
    await view.element.send(lines(40).replaceAll('\n\n', '\n'));
    await drawn(2);
    const message = find(view.element, '.message.user .content')!;
    const button = find(view.element, '.more-button')!;
    expect(message.offsetHeight).to.be.closeTo(576 / 4, 2);
    expect(button.innerText).to.equal('Show more');
    expect(button.ariaExpanded).to.equal('false');
    const before = view.offset();
    button.click();
    await drawn(2);
    expect(message.offsetHeight).to.be.above(800);
    expect(button.innerText).to.equal('Show less');
    expect(button.ariaExpanded).to.equal('true');
    expect(view.offset()).to.be.closeTo(before, 1);
    view.transcript.scrollTop = 700;
    await drawn(2);
    button.click();
    await drawn(2);
    expect(message.offsetHeight).to.be.closeTo(576 / 4, 2);
    expect(button.innerText).to.equal('Show more');
    const [box, room] = [button.getBoundingClientRect(), view.transcript.getBoundingClientRect()];
    expect(box.top, 'the button is in view').to.be.at.least(room.top - 1);
    expect(box.bottom).to.be.at.most(room.bottom + 1);
  });

  it('is whole as soon as the panel is high or wide enough', async () => {
    const view = await scrolled([short]);
    await view.element.send('word '.repeat(100));
    await drawn(2);
    const button = find(view.element, '.more-button')!;
    expect(button.hidden).to.be.false;
    view.element.style.blockSize = `${4 * find(view.element, '.user .text')!.scrollHeight + 100}px`;
    await waitUntil(() => button.hidden === true);
    view.element.style.blockSize = '576px';
    await waitUntil(() => button.hidden === false);
    view.element.style.inlineSize = '1200px';
    view.element.style.setProperty('--chat-8080-content-max-width', '80em');
    await drawn(2);
    expect(button.hidden).to.equal(find(view.element, '.user .text')!.scrollHeight <= 576 / 4 - 16);
  });

  it('is cut in its first paint, and no error of the page comes of it', async () => {
    const errors: string[] = [];
    const listen = (event: ErrorEvent): number => errors.push(event.message);
    addEventListener('error', listen);
    const view = await scrolled([short]);
    const sent = view.element.send('line\n'.repeat(40));
    await waitUntil(() => find(view.element, '.more-button'));
    await drawn();
    expect(find(view.element, '.more-button')!.hidden).to.be.false;
    await sent;
    await drawn(3);
    removeEventListener('error', listen);
    expect(errors).to.deep.equal([]);
  });

  it('of which an earlier, short one has no button', async () => {
    const view = await scrolled([short]);
    await view.element.send('short');
    await drawn(2);
    expect(find(view.element, '.more-button')!.hidden).to.be.true;
    expect(find(view.element, '.more-button')!.offsetHeight).to.equal(0);
  });
});
