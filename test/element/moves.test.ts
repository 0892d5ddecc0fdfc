/** The element on its way through the page, or into another document: only what stays away is gone. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, draft, drawn, messages, part, textarea, type } from './fixture.js';
import { lines, scrolled } from './scrolling-fixture.js';

/** Before any timer that was started earlier and waits longer, however busy the machine is. */
const later = (ms = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A reply that comes as the test says it. */
function told(element: Chat8080): { say: (text: string) => void; end: () => void; isAborted: () => boolean } {
  let wake = (): void => undefined;
  const coming: string[] = [];
  const state = { ended: false, aborted: false };
  element.addEventListener('chat-request', ({ detail }) =>
    detail.respondWith(
      (async function* () {
        try {
          while (!state.ended || coming.length > 0) {
            const next = coming.shift();
            if (next !== undefined) yield next;
            else await new Promise<void>((resolve) => (wake = resolve));
          }
        } finally {
          state.aborted = !state.ended;
        }
      })(),
    ),
  );
  return {
    say: (text) => {
      coming.push(text);
      wake();
    },
    end: () => {
      state.ended = true;
      wake();
    },
    isAborted: () => state.aborted,
  };
}

const says = (element: Chat8080, text: string): Promise<void> => waitUntil(() => messages(element)[1]?.[1]?.trim() === text);

describe('out of the document for a moment', () => {
  it('a reply goes on, with what comes meanwhile; draft and Stop stay', async () => {
    const element = await chat('/v1', { persist: 'session', 'storage-key': 'moves' });
    const { say, end } = told(element);
    const parent = element.parentElement!;
    const sent = element.send('hi');
    say('one');
    await says(element, 'one');
    await waitUntil(() => part(element, 'stop-button'));
    await type(element, 'A draft');
    const stop = part(element, 'stop-button');
    for (const text of [' two', ' three']) {
      element.remove();
      await later();
      say(text);
      element.requestUpdate();
      await later();
      expect(element.status).to.equal('streaming');
      parent.append(element);
      await element.updateComplete;
      expect(part(element, 'stop-button') === stop, 'the same button').to.equal(true);
    }
    await says(element, 'one two three');
    end();
    expect((await sent)!.status).to.equal('done');
    expect(draft(element)).to.equal('A draft');
    element.clear();
    element.remove();
  });

  it('a renderer of the page works on, and its block is drawn', async () => {
    const element = await chat('/v1');
    const { say, end } = told(element);
    let signal: AbortSignal | undefined;
    let draw = (_node: Node): void => undefined;
    element.fences = { map: (_code, context) => ((signal = context.signal), new Promise<Node>((resolve) => (draw = resolve))) };
    const sent = element.send('hi');
    say('```map\nhere\n```\n\nSo');
    await waitUntil(() => signal);
    const parent = element.parentElement!;
    element.remove();
    say(' it is.');
    element.requestUpdate();
    await later();
    parent.append(element);
    await element.updateComplete;
    expect(signal!.aborted).to.equal(false);
    draw(document.createTextNode('the map'));
    end();
    await sent;
    await waitUntil(() => messages(element)[1]?.[1]?.includes('the map') && messages(element)[1]?.[1]?.includes('So it is.'));
  });

  it('the transcript stays where its reader was, and the next question still goes to the top', async () => {
    sessionStorage.removeItem('moves');
    const view = await scrolled([{ status: 200, steps: [] }], { persist: 'session', 'storage-key': 'moves' });
    const { say, end } = told(view.element);
    const first = view.element.send('first');
    say(lines(100));
    end();
    await first;
    await drawn(2);
    view.transcript.scrollTop = 300;
    await drawn(2);
    const parent = view.element.parentElement!;
    view.element.remove();
    await later();
    parent.append(view.element);
    await drawn(2);
    expect(view.transcript.scrollTop).to.equal(300);
    void view.element.send('second');
    await drawn(3);
    expect(Math.abs(view.offset()), 'px below the top').to.be.at.most(20);
    view.element.clear();
    view.element.remove();
  });

  it('often, each time counts from its own beginning', async () => {
    const element = await chat('/v1');
    const { say, end } = told(element);
    const parent = element.parentElement!;
    const sent = element.send('hi');
    say('one');
    await says(element, 'one');
    element.remove();
    await later(60);
    parent.append(element);
    element.remove();
    await later(60);
    expect(element.status).to.equal('streaming');
    parent.append(element);
    end();
    expect((await sent)!.status).to.equal('done');
  });

  it('it follows the language of the place that it has come to', async () => {
    const element = await chat('/v1');
    const german = document.createElement('div');
    german.lang = 'de';
    german.attachShadow({ mode: 'open' });
    document.body.append(german);
    element.remove();
    await later();
    german.shadowRoot!.append(element);
    await waitUntil(() => part(element, 'send-button')!.ariaLabel === 'Senden');
    german.lang = 'en';
    await waitUntil(() => part(element, 'send-button')!.ariaLabel === 'Send');
    german.remove();
  });
});

describe('what stays away', () => {
  it('stops its reply, and works on when it is put elsewhere', async () => {
    const element = await chat('/v1');
    const { say, isAborted } = told(element);
    const parent = element.parentElement!;
    const sent = element.send('hi');
    say('one');
    await says(element, 'one');
    element.remove();
    expect((await sent)!.status).to.equal('stopped');
    say('never read');
    await waitUntil(isAborted);
    parent.append(element);
    await element.updateComplete;
    expect(messages(element)[1]![1]).to.contain('one').and.not.to.contain('never read');
  });

  it('leaves its draft to the chat that comes in its place at once', async () => {
    sessionStorage.removeItem('moves:view');
    const kept = { persist: 'session', 'storage-key': 'moves' };
    const element = await chat('/v1', kept);
    await type(element, 'A draft');
    element.remove();
    const next = await chat('/v1', kept);
    expect(draft(next)).to.equal('A draft');
    next.value = '';
    next.remove();
  });
});

describe('in another document', () => {
  const frames: HTMLIFrameElement[] = [];
  afterEach(() => frames.splice(0).forEach((frame) => frame.remove()));

  function frame(): Document {
    const element = document.createElement('iframe');
    element.style.cssText = 'inline-size: 500px; block-size: 600px';
    document.body.append(element);
    frames.push(element);
    return element.contentDocument!;
  }

  const look = (element: Chat8080): string[] =>
    ['avatar', 'transcript', 'composer', 'assistant'].map((name) => {
      const { display, overflowY, borderRadius, inlineSize, backgroundColor } = getComputedStyle(part(element, name)!);
      return [name, display, overflowY, borderRadius, name === 'avatar' && inlineSize, backgroundColor].join(' ');
    });

  for (const way of ['append', 'adoptNode', 'adoptNode, and a moment later'] as const) {
    it(`moved there by ${way}, and back, it has its looks, its place, and its reply to the last word`, async () => {
      const view = await scrolled([{ status: 200, steps: [] }]);
      const { element, transcript } = view;
      const { say, end } = told(element);
      const parent = element.parentElement!;
      const other = frame();
      const sent = element.send('hi');
      say(lines(60));
      await waitUntil(() => messages(element)[1]?.[1]?.includes('line 59'));
      transcript.scrollTop = 200;
      await drawn(2);
      const before = look(element);
      for (const [to, word] of [
        [other.body, 'there'],
        [parent, 'back'],
      ] as const) {
        if (way !== 'append') to.ownerDocument.adoptNode(element);
        if (way.endsWith('later')) await later();
        to.append(element);
        say(`\n\n${word}`);
        await waitUntil(() => messages(element)[1]?.[1]?.includes(word));
        await drawn(2);
        expect(look(element)).to.deep.equal(before);
        expect(transcript.scrollTop, word).to.equal(200);
        expect(element.status).to.equal('streaming');
      }
      end();
      expect((await sent)!.status).to.equal('done');
    });
  }

  it('Enter sends there, and a part that is loaded there has its looks', async () => {
    const element = await chat('/v1');
    const { say, end } = told(element);
    frame().body.append(element);
    say('Yes.');
    end();
    element.value = 'there?';
    await element.updateComplete;
    const init = { key: 'Enter', bubbles: true, composed: true, cancelable: true };
    textarea(element).dispatchEvent(new KeyboardEvent('keydown', init));
    await says(element, 'Yes.');
    await waitUntil(() => part(element, 'edit-button'));
    part(element, 'edit-button')!.click();
    await waitUntil(() => part(element, 'save-button'));
    const { borderStyle } = getComputedStyle(part(element, 'save-button')!);
    document.body.append(element);
    await element.updateComplete;
    expect(getComputedStyle(part(element, 'save-button')!).borderStyle).to.equal(borderStyle);
    element.remove();
  });
});
