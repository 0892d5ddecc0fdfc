import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { itNeeds } from '../support/needs.js';
import type { Tool } from '../../src/index.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, drawn, find, findAll, messages, part, parts, press, saying, textarea, type } from './fixture.js';

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Until it has faded in: what moves inside it goes on for ever. */
const faded = (piece: Element): Promise<unknown> => Promise.all(piece.getAnimations().map(({ finished }) => finished));

describe('what a visitor sees of a reply', () => {
  it('line breaks are shown, in the transcript and in the composer', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('one\ntwo\nthree\n\nfour') }] });
    const element = await chat(endpoint);
    const message = await element.send('a\nb');
    await waitUntil(() => messages(element)[1]?.[1] !== '');
    await waitUntil(() => findAll(element, '[part~=body] p').length === 2);
    const [question, answer] = [part(element, 'user body'), find(element, '[part~=assistant] p')];
    const lineHeight = parseFloat(getComputedStyle(answer!).lineHeight);
    expect(message!.status).to.equal('done');
    expect(Math.round(question!.clientHeight / lineHeight)).to.equal(2);
    expect(Math.round(answer!.clientHeight / lineHeight)).to.equal(3);
    const before = textarea(element).clientHeight;
    await type(element, 'x');
    textarea(element).value = 'x\ny\nz';
    textarea(element).dispatchEvent(new Event('input'));
    await element.updateComplete;
    expect(textarea(element).clientHeight).to.be.above(before + lineHeight);
  });

  it('code has its colours, also where the browser cannot paint ranges', async () => {
    const api = Object.getOwnPropertyDescriptor(window, 'Highlight') as PropertyDescriptor;
    Object.defineProperty(window, 'Highlight', { configurable: true, value: undefined });
    try {
      const { endpoint } = await script({ status: 200, steps: [{ write: reply('```js\nconst a = "b";\n```\n') }] });
      const element = await chat(endpoint);
      await element.send('code');
      await waitUntil(() => find(element, '.hljs-keyword'));
      const [code, keyword, string] = findAll(element, '[part~=code] code, .hljs-keyword, .hljs-string').map(
        (part) => getComputedStyle(part).color,
      );
      expect(new Set([code, keyword, string]).size).to.equal(3);
    } finally {
      Object.defineProperty(window, 'Highlight', api);
    }
  });

  it('at most one update of the page an animation frame, however many chunks come', async () => {
    const words = Array.from({ length: 300 }, (_, index) => `w${index} `);
    const steps = words.map((content) => ({ write: sse(chunk({ content })) }));
    const { endpoint } = await script({ status: 200, steps: [...steps, { write: sse(chunk({}, 'stop'), '[DONE]') }] });
    const element = await chat(endpoint);
    let frames = 0;
    let changes = 0;
    const count = (): void => {
      frames++;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    const observer = new MutationObserver(() => changes++);
    observer.observe(part(element, 'transcript')!, { subtree: true, childList: true, characterData: true });
    await element.send('go');
    await waitUntil(() => messages(element)[1]?.[1] === words.join('').trim());
    observer.disconnect();
    // One for the question, one for the end; mutations are told in a microtask of the frame that made them.
    expect(changes).to.be.at.most(frames + 2);
  });

  it('a hidden tab, where there are no frames, finishes the reply all the same', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('done in the dark') }] });
    const element = await chat(endpoint);
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    const realFrame = Object.getOwnPropertyDescriptor(window, 'requestAnimationFrame')!;
    Object.defineProperty(window, 'requestAnimationFrame', { configurable: true, value: () => 0 });
    try {
      await element.send('hi');
      await element.updateComplete;
      expect(messages(element)[1]![1]).to.equal('done in the dark');
    } finally {
      Object.defineProperty(window, 'requestAnimationFrame', realFrame);
      Reflect.deleteProperty(document, 'hidden');
    }
  });

  it('the message that was sent goes to the top at once and stays there, though the reply is longer than the view', async () => {
    const long = Array.from({ length: 80 }, (_, index) => `line ${index}`).join('\n');
    const { endpoint } = await script(
      { status: 200, steps: [{ write: reply(long) }] },
      {
        status: 200,
        steps: [
          { write: sse(chunk({ content: 'first\n\n' })) },
          { wait: 150 },
          { write: sse(chunk({ content: long }, 'stop'), '[DONE]') },
        ],
      },
    );
    const element = await chat(endpoint);
    await element.send('one');
    await frame();
    const transcript = part(element, 'transcript')!;
    const offset = (): number => {
      const question = parts(element, 'user').at(-1)!;
      return Math.round(question.getBoundingClientRect().top - transcript.getBoundingClientRect().top);
    };
    const second = element.send('two');
    await waitUntil(() => messages(element)[3]?.[1] === 'first');
    const placed = offset();
    expect(placed).to.be.within(0, 40);
    await second;
    await frame();
    await frame();
    expect(offset()).to.be.within(placed - 1, placed + 1);
    // The reader moves, and is left alone.
    transcript.scrollTop = 10;
    element.label = 'Another label';
    await element.updateComplete;
    expect(transcript.scrollTop).to.equal(10);
  });

  it('a reply that comes at once mounts no sign of waiting, and swaps no button', async () => {
    const element = await chat('http://model.test/v1');
    // A few frames, in which a sign that is not held back would be drawn; 150 ms do not pass in them on any machine.
    element.fetcher = async () => {
      await drawn(3);
      return new Response(reply('quick'));
    };
    await element.send('warm up'); // what is loaded once a page is there now
    const mounted: string[] = [];
    const pending = '[part~=pending]';
    const send = part(element, 'send-button');
    const note = ({ addedNodes, removedNodes }: MutationRecord): void => {
      for (const node of [...addedNodes, ...removedNodes]) {
        if (node instanceof Element && (node.matches('button') || node.matches(pending) || node.querySelector(pending))) {
          mounted.push(node.querySelector(pending) ? 'pending' : node.part.value);
        }
      }
    };
    const observer = new MutationObserver((records) => records.forEach(note));
    for (const place of findAll(element, '[part~=transcript], [part~=composer]'))
      observer.observe(place, { childList: true, subtree: true });
    const real = window.setTimeout.bind(window);
    const standing = (run: () => void, ms = 0): number => (ms < 150 ? real(run, ms) : 0);
    Object.assign(window, { setTimeout: standing });
    try {
      await element.send('Hi');
    } finally {
      Object.assign(window, { setTimeout: real });
    }
    await element.updateComplete;
    observer.takeRecords().forEach(note);
    observer.disconnect();
    expect(mounted.filter((name) => /pending|stop-button|send-button/.test(name))).to.deep.equal([]);
    expect(part(element, 'send-button') === send).to.be.true;
  });

  it('the waiting is shown, with Stop, when a reply takes its time', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ wait: 1500 }] });
    const element = await chat(endpoint);
    const promised = element.send('hi');
    await waitUntil(() => part(element, 'pending'));
    expect(part(element, 'pending')!.textContent.trim()).to.equal('Waiting for the reply…');
    expect(part(element, 'stop-button')).to.exist;
    // On its way to another place in the document it still waits.
    const elsewhere = document.createElement('div');
    document.body.append(elsewhere);
    elsewhere.append(element);
    await waitUntil(() => part(element, 'stop-button') && part(element, 'pending'));
    await type(element, 'draft');
    await press('Escape');
    expect((await promised)!.status).to.equal('stopped');
    await waitUntil(() => !part(element, 'stop-button') && !part(element, 'pending'));
    expect(textarea(element).value).to.equal('draft');
    elsewhere.remove();
  });

  const endings: [string, string, string][] = [
    ['cut by its limit', sse(chunk({ content: 'to be' }, 'length'), '[DONE]'), 'The reply reached its length limit.'],
    [
      'filtered',
      sse(chunk({ content: 'to' }, 'content_filter'), '[DONE]'),
      'The assistant will not answer this. You can ask something else.',
    ],
    ['empty', sse(chunk({}, 'stop'), '[DONE]'), 'The reply is empty.'],
    ['of thoughts alone', sse(chunk({ reasoning_content: 'Hm.' }), chunk({}, 'stop'), '[DONE]'), 'The reply is empty.'],
  ];
  for (const [name, body, note] of endings) {
    it(`a reply that is ${name} says so`, async () => {
      const { endpoint } = await script({ status: 200, steps: [{ write: body }] });
      const element = await chat(endpoint);
      await element.send('hi');
      await waitUntil(() => saying(element, note));
      expect(part(element, 'assistant')!.contains(saying(element, note)!)).to.be.true;
    });
  }

  it('a page that hides the chat hides its messages', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint);
    await element.send('hi');
    await waitUntil(() => find(element, '[part~=assistant] p'));
    const text = part(element, 'user body')!;
    expect(getComputedStyle(text).visibility).to.equal('visible');
    element.parentElement!.style.visibility = 'hidden';
    expect(getComputedStyle(text).visibility).to.equal('hidden');
  });

  it('clear() empties the chat and shows the greeting again', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint);
    await element.send('hi');
    await waitUntil(() => messages(element).length === 2);
    element.clear();
    await waitUntil(() => find(element, '[part~=welcome] p'));
    expect(element.messages).to.deep.equal([]);
    expect(element.shadowRoot!.textContent).not.to.contain('ok');
  });

  itNeeds('emulateMedia', 'on paper all of it is printed, and no composer', async () => {
    const long = Array.from({ length: 120 }, (_, index) => `line ${index}`).join('\n');
    const { endpoint } = await script({ status: 200, steps: [{ write: reply(long) }] });
    const element = await chat(endpoint);
    await element.send('hi');
    await waitUntil(() => messages(element)[1]?.[1] === long);
    await emulateMedia({ media: 'print' });
    try {
      expect(part(element, 'transcript')!.scrollHeight).to.equal(part(element, 'transcript')!.clientHeight);
      expect(element.offsetHeight).to.be.above(2000);
      expect(part(element, 'composer')!.offsetHeight).to.equal(0);
      expect(findAll(element, 'button').filter((button) => button.checkVisibility())).to.deep.equal([]);
    } finally {
      await emulateMedia({ media: 'screen' });
    }
  });

  it('a page that unsets everything leaves a chat that can be used', async () => {
    const element = await chat('/v1');
    const style = document.createElement('style');
    style.textContent = '* { all: unset !important }';
    document.head.append(style);
    try {
      expect(part(element, 'panel')!.offsetHeight).to.be.at.least(150);
      expect(textarea(element).offsetHeight).to.be.at.least(20);
    } finally {
      style.remove();
    }
  });
});

describe('what a screen reader is told', () => {
  for (const scheme of ['light', 'dark'] as const) {
    it(`axe finds nothing in ${scheme}: empty, with messages, waiting, failed`, async () => {
      const { endpoint } = await script(
        { status: 200, steps: [{ write: reply('fine') }] },
        { status: 403 },
        { status: 200, steps: ['hang'] },
      );
      const element = await chat(endpoint, { theme: scheme });
      await expect(element).to.be.accessible();
      await element.send('one');
      await element.send('two');
      await waitUntil(() => part(element, 'retry-button'));
      await expect(element).to.be.accessible();
      void element.send('three');
      await waitUntil(() => part(element, 'pending'));
      await faded(part(element, 'pending')!);
      await expect(element).to.be.accessible();
      element.stop();
    });
  }
});

describe('tools', () => {
  const call = (name: string): string =>
    sse(chunk({ tool_calls: [{ index: 0, id: 'c1', function: { name, arguments: '{}' } }] }), chunk({}, 'tool_calls'), '[DONE]');
  it('hide nothing of what they are to be used with', async () => {
    const given = '{"to":"\u202Egpj.exe\u202C\u{E0041}"}';
    const asked = sse(
      chunk({ tool_calls: [{ index: 0, id: 'c1', function: { name: 'clock', arguments: given } }] }),
      chunk({}, 'tool_calls'),
    );
    const { endpoint } = await script({ status: 200, steps: [{ write: asked }] });
    const element = await chat(endpoint);
    element.tools = [{ ...clock, confirm: true }];
    void element.send('hi');
    await waitUntil(() => find(element, '[part~=tool]:has(button) code'), 'asked');
    expect(find(element, '[part~=tool] code')!.textContent).to.equal('{\n  "to": "\\u{202e}gpj.exe\\u{202c}\\u{e0041}"\n}');
    element.dir = 'rtl'; // would put the quotes and braces of the JSON elsewhere
    expect(getComputedStyle(find(element, '[part~=tool] code')!).direction).to.equal('ltr');
    element.stop();
  });

  const clock: Tool = { name: 'clock', execute: () => 'noon' };

  it('are run for the model, and shown', async () => {
    const { endpoint, log } = await script(
      { status: 200, steps: [{ write: call('clock') }] },
      { status: 200, steps: [{ write: reply('It is noon.') }] },
    );
    const element = await chat(endpoint);
    element.tools = [clock];
    await element.send('What time is it?');
    await waitUntil(() => parts(element, 'body').at(-1)?.textContent === 'It is noon.');
    expect(find(element, '[part~=tool] summary')!.textContent.trim()).to.equal('Used “clock”.');
    expect(messages(element)[1]![1]).to.equal('It is noon.');
    expect((await log())[1]!.body).to.have.nested.property('messages[2].content', 'noon');
  });

  for (const [button, answer] of [
    ['Allow', 'noon'],
    ['Do not allow', '{"error":"The user declined this tool call."}'],
  ] as const) {
    it(`are asked for first where they want that: ${button}`, async () => {
      const { endpoint, log } = await script(
        { status: 200, steps: [{ write: call('clock') }] },
        { status: 200, steps: [{ write: reply('ok') }] },
      );
      const element = await chat(endpoint);
      element.tools = [{ ...clock, confirm: true }];
      const promised = element.send('What time is it?');
      await waitUntil(() => find(element, '[part~=tool] [aria-disabled=false]'));
      expect(element.status).to.equal('tool');
      expect(find(element, '[part~=tool] code')!.textContent).to.equal('{}');
      findAll(element, '[part~=tool] button')
        .find(({ textContent, ariaDisabled }) => textContent.trim() === button && ariaDisabled !== 'true')!
        .click();
      await promised;
      expect((await log())[1]!.body).to.have.nested.property('messages[2].content', answer);
      expect(element.shadowRoot!.activeElement?.localName).to.equal('textarea');
    });
  }
});

describe("a page's own renderer that is at work", () => {
  it('works on where the chat is moved in the page, and is told to stop where its message has gone', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('```map\nhere\n```\n') }] });
    const element = await chat(endpoint);
    let signal: AbortSignal | undefined;
    element.fences = { map: (_code, context) => ((signal = context.signal), new Promise<Node>(() => undefined)) };
    await element.send('Hi');
    await waitUntil(() => signal);
    const place = document.createElement('div');
    document.body.append(place);
    place.append(element);
    await drawn(2);
    expect(signal!.aborted).to.equal(false);
    element.clear();
    await waitUntil(() => signal!.aborted);
    place.remove();
  });
});

describe('a message of the visitor', () => {
  const skip = CSS.supports('text-wrap', 'pretty') ? it : it.skip;
  skip('leaves no last word alone on its line, whatever the width', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('Yes.') }] });
    const element = await chat(endpoint);
    await element.send('And what do you have for two people, up to 80 €?');
    await waitUntil(() => part(element, 'user body'));
    const text = document.createTreeWalker(part(element, 'user body')!, NodeFilter.SHOW_TEXT).nextNode() as Text;
    const at = text.data.indexOf('80');
    const top = (from: number): number => {
      const range = new Range();
      range.setStart(text, from);
      range.setEnd(text, from + 1);
      return range.getBoundingClientRect().top;
    };
    const apart: number[] = [];
    for (let width = 220; width <= 480; width += 4) {
      element.style.inlineSize = `${width}px`;
      if (top(at) !== top(at + 3)) apart.push(width);
    }
    expect(apart).to.deep.equal([]);
  });
});
