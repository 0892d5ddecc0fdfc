import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import type { Chat8080 } from '../../src/index.js';
import { itNeeds } from '../support/needs.js';
import { waitUntil } from '../support/wait-until.js';
import { drawn, find, part, parts, textarea } from './fixture.js';
import { framed, lines, scrolled, streamed } from './scrolling-fixture.js';

const short = framed(lines(3));
const long = framed(lines(60));

const moreButton = (element: Chat8080): HTMLElement | null => find(element, '[part~=user] button[aria-expanded]');

describe('Jump to latest', () => {
  it('appears with more than 200 px of content below, and the reserved room is none', async () => {
    const view = await scrolled([long, streamed('two words')]);
    await view.element.send('first');
    await drawn(2);
    const bottom = (): number => parts(view.element, 'message').at(-1)!.getBoundingClientRect().bottom;
    const below = (): number => bottom() - view.transcript.getBoundingClientRect().bottom;
    view.transcript.scrollTop = view.end();
    await drawn(2); // so that its end has its true height
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
    expect([...button.part], 'with a mark for what is new').to.deep.equal(['jump-button', 'news']);
    expect(button.previousElementSibling).to.equal(view.transcript);
    const places = (): number[] => [view.transcript.clientHeight, textarea(view.element).getBoundingClientRect().top];
    const box = button.getBoundingClientRect();
    const panel = part(view.element, 'panel')!.getBoundingClientRect();
    expect(panel.right - box.right, 'at the end side').to.be.within(8, 20);
    expect(box.bottom).to.be.below(part(view.element, 'composer')!.getBoundingClientRect().top);
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
    expect(view.jumpButton()!.ariaLabel).to.equal('New text below');
    view.transcript.scrollTop = view.end();
    await drawn(2);
    view.transcript.scrollTop = 0;
    await drawn(2);
    expect(view.jumpButton()!.ariaLabel).to.equal('Jump to latest');
    view.conversation.addMessage({ role: 'assistant', content: 'one' });
    await drawn(2);
    expect(view.jumpButton()!.ariaLabel).to.equal('1 new message');
    view.conversation.addMessage({ role: 'assistant', content: 'two' });
    view.conversation.addMessage({ role: 'assistant', content: 'three' });
    await drawn(2);
    expect(view.jumpButton()!.ariaLabel).to.equal('3 new messages');
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
      await waitUntil(() => view.transcript.scrollTop >= view.end() - 1, 'at the end');
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
    await waitUntil(() => view.end() - view.transcript.scrollTop <= 1, 'at the end');
    expect(view.element.matches(':state(detached)')).to.be.false;
  });
});

describe('history', () => {
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
        if (parts(view.element, 'message').length > 0) positions.push(gap());
      }
      expect(parts(view.element, 'message').length).to.equal(100);
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
    const transcript = part(element, 'transcript')!;
    const isAtEnd = (): boolean => transcript.scrollTop >= transcript.scrollHeight - transcript.clientHeight - 1;
    await waitUntil(() => transcript.scrollTop > 0 && isAtEnd(), 'at the end');
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
    const turns = [...view.transcript.querySelectorAll<HTMLElement>('[data-turn]')];
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
      const line = turns.find((turn) => turn.getBoundingClientRect().bottom > top + 100)!.querySelector('[part~=message]')!;
      const before = line.getBoundingClientRect().top;
      const step = Math.min(200, view.transcript.scrollTop);
      view.transcript.scrollTop -= step;
      await drawn(2);
      if (view.transcript.scrollTop === 0) break; // nothing left above to take the difference
      expect(line.getBoundingClientRect().top - before).to.be.closeTo(step, 1);
    }
  });
});

describe('a paragraph of 300 kB', () => {
  it('is laid out only where it is near the view', async () => {
    const view = await scrolled([framed('Lorem **ipsum** '.repeat(25_000), 2)]);
    await view.element.send('Tell me all of it.');
    // Several frames draw it.
    const found = (): HTMLElement[] => [...view.transcript.querySelectorAll<HTMLElement>('[part~=body] p > span')];
    await waitUntil(() => found().length === 4, 'all of it is drawn');
    const pieces = found();
    const isSkipped = (piece: HTMLElement): boolean =>
      piece.querySelector('strong')?.checkVisibility({ contentVisibilityAuto: true }) === false;
    view.transcript.scrollTop = 0;
    await drawn(2);
    expect(pieces.map(isSkipped)).to.deep.equal([true, true, true, true]);
    view.transcript.scrollTop = view.end();
    await drawn(2);
    expect(pieces.map(isSkipped)).to.deep.equal([true, true, true, false]);
  });
});

describe('a message taller than a quarter of the panel', () => {
  it('is cut to it, with a button for the rest', async () => {
    const view = await scrolled([long]);
    await view.element.send(lines(40).replaceAll('\n\n', '\n'));
    await drawn(2);
    const message = part(view.element, 'user body')!.parentElement!;
    const button = moreButton(view.element)!;
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
    const button = moreButton(view.element)!;
    expect(button.hidden).to.be.false;
    view.element.style.blockSize = `${4 * part(view.element, 'user body')!.scrollHeight + 100}px`;
    await waitUntil(() => button.hidden === true);
    view.element.style.blockSize = '576px';
    await waitUntil(() => button.hidden === false);
    view.element.style.inlineSize = '1200px';
    view.element.style.setProperty('--chat-8080-content-max-width', '80em');
    await drawn(2);
    expect(button.hidden).to.equal(part(view.element, 'user body')!.scrollHeight <= 576 / 4 - 16);
  });

  it('is cut in its first paint, and no error of the page comes of it', async () => {
    const errors: string[] = [];
    const listen = (event: ErrorEvent): number => errors.push(event.message);
    addEventListener('error', listen);
    const view = await scrolled([short]);
    const sent = view.element.send('line\n'.repeat(40));
    await waitUntil(() => moreButton(view.element));
    await drawn();
    expect(moreButton(view.element)!.hidden).to.be.false;
    await sent;
    await drawn(3);
    removeEventListener('error', listen);
    expect(errors).to.deep.equal([]);
  });

  it('of which an earlier, short one has no button', async () => {
    const view = await scrolled([short]);
    await view.element.send('short');
    await drawn(2);
    expect(moreButton(view.element)!.hidden).to.be.true;
    expect(moreButton(view.element)!.offsetHeight).to.equal(0);
  });
});
