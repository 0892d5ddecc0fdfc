/** The question whether a tool may run: it shows what will run, all of it, and only in the tab that asks. */
import { expect } from '@open-wc/testing';
import { save } from '../../src/conversation/saving.js';
import { toolCalls } from '../../src/headless.js';
import type { Chat8080, Tool } from '../../src/index.js';
import type { Answer } from '../support/scripted-server.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, drawn, find, part, parts, press } from './fixture.js';

const calling = (given: string, id = 'call_0'): Answer => ({
  status: 200,
  steps: [
    {
      write: sse(
        chunk({ tool_calls: [{ index: 0, id, function: { name: 'pay', arguments: given } }] }),
        chunk({}, 'tool_calls'),
        '[DONE]',
      ),
    },
  ],
});
const done: Answer = { status: 200, steps: [{ write: reply('ok') }] };

interface Asked {
  element: Chat8080;
  ran: unknown[];
  box: HTMLElement;
  allow: HTMLElement;
  hint: HTMLElement;
}

async function asked(given: string, { tool = {}, style = '' }: { tool?: Partial<Tool>; style?: string } = {}): Promise<Asked> {
  const { endpoint } = await script(calling(given), done);
  const element = await chat(endpoint, { style });
  const ran: unknown[] = [];
  element.tools = [{ name: 'pay', confirm: true, execute: (input) => ran.push(input), ...tool }];
  void element.send('Hi');
  await waitUntil(() => part(element, 'approve-button'), 'asked');
  const allow = part(element, 'approve-button')!;
  const [, hintId] = allow.getAttribute('aria-describedby')!.split(' ');
  const hint = find(element, `#${hintId}`)!;
  return { element, ran, box: find(element, '[part~=tool] code')!, allow, hint };
}

const isReady = ({ ariaDisabled }: HTMLElement): boolean => ariaDisabled === 'false';
const long = JSON.stringify({ to: 'Electricity Ltd', lines: Array.from({ length: 60 }, (_, index) => index), last: 'Mallory' });

describe('the question whether a tool may run', () => {
  // The keys come with the first of them, over a network: a slow machine must not press the second one before they are there.
  before(() => import('../../src/element/parts/keys.js'));

  it('shows what will run, laid out: escapes and white space of the model hide nothing', async () => {
    const { element, ran, box, allow } = await asked(
      `{"to"${'\n'.repeat(30)}:"\\u004dallory",\t"amount":1e3,"id":10000000000000001}`,
    );
    expect(box.textContent).to.equal('{\n  "to": "Mallory",\n  "amount": 1000,\n  "id": 10000000000000000\n}');
    await waitUntil(() => isReady(allow));
    allow.click();
    await waitUntil(() => ran.length === 1);
    expect(ran[0]).to.deep.equal(JSON.parse(box.textContent));
    element.stop();
  });

  const unseen =
    '\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u180e\u2000\u200a\u200b\u200d\u200e\u2028\u2029\u202a\u202e\u202f\u205f\u2060\u2064\u2066' +
    '\u2069\u206f\u2800\u3000\u3164\ufe00\ufe0f\ufeff\uffa0\ufff9\ufffc\ue000\ufdd0\u0085\u007f\u{e0001}\u{e0041}\u{e0100}\u{e01ef}\u{1d159}\u{1d173}' +
    '\u{16fe4}\u{133fc}\u{10ffff}';

  it('spells out whatever cannot be seen or turns the order round', async () => {
    const { element, box } = await asked(JSON.stringify({ to: `A${unseen}B` }));
    const spelled = Array.from(unseen, (character) => `\\u{${character.codePointAt(0)!.toString(16).padStart(4, '0')}}`).join('');
    expect(box.textContent).to.equal(`{\n  "to": "A${spelled}B"\n}`);
    element.stop();
  });

  it('leaves what can be read as it is', async () => {
    const text = 'Zoë über 北京 наши عربي עברית ไทยที่ हिन्दी ﷽ e\u0301 🙂 \\u{200b}';
    const { element, box } = await asked(JSON.stringify({ text }));
    expect(box.textContent).to.equal(`{\n  "text": ${JSON.stringify(text)}\n}`);
    element.stop();
  });

  it('spells out a pile of marks, which would cover the lines around it', async () => {
    const { element, box } = await asked(JSON.stringify({ text: `a${'\u0338'.repeat(4)}` }));
    expect(box.textContent).to.contain('"a\\u{0338}\\u{0338}\\u{0338}\\u{0338}"');
    element.stop();
  });

  it('keeps a number beside its key where the key is written from right to left', async () => {
    const { element, box } = await asked('{"סכום":10}');
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    const left = (text: string): number => {
      walker.currentNode = box;
      while (walker.nextNode()) {
        const at = walker.currentNode.textContent!.indexOf(text);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + text.length);
        return range.getBoundingClientRect().left;
      }
      return expect.fail(text);
    };
    expect(left('10')).to.be.above(left('סכום'));
    element.stop();
  });

  for (const [name, style] of [
    ['a panel', 'block-size: 500px'],
    ['a short panel', 'block-size: 260px'],
    ['a panel with text twice as large', 'block-size: 500px; font-size: 200%'],
  ] as const) {
    it(`is answered once all of it has been in view, with the keyboard alone, in ${name}`, async () => {
      const { element, ran, box, allow, hint } = await asked(long, { style });
      await waitUntil(() => !hint.hidden, 'it says why not');
      expect(isReady(allow)).to.equal(false);
      expect(hint.textContent).to.equal('Read all of the input before you allow this.');
      expect(getComputedStyle(allow).cursor).to.equal('default');
      allow.click();
      await drawn(2);
      expect(ran).to.deep.equal([]);
      element.focus();
      await press('F6', 'Enter');
      expect(element.shadowRoot!.activeElement === box).to.equal(true);
      await waitUntil(() => box.scrollTop === 0);
      await drawn(2);
      await press('End');
      await waitUntil(() => box.scrollTop > 0);
      await drawn(3);
      expect(isReady(allow), 'with its middle left out').to.equal(false);
      await press('Home');
      for (let page = 0; page < 60 && !isReady(allow); page++) {
        await press('PageDown');
        await drawn(3);
      }
      await waitUntil(() => isReady(allow), 'read');
      expect(hint.hidden).to.equal(true);
      expect(allow.getAttribute('aria-describedby'), 'nothing says any more that it cannot be pressed').not.to.contain(hint.id);
      await press('Tab', 'Enter');
      await waitUntil(() => ran.length === 1);
      expect(ran[0]).to.deep.equal(JSON.parse(long));
    }).timeout(60_000); // up to sixty pages, each with a key press and three frames
  }

  it('is not answered by a click that was meant for what stood there before', async () => {
    const { endpoint } = await script(calling('{}'), done);
    const element = await chat(endpoint);
    const ran: unknown[] = [];
    element.tools = [{ name: 'pay', confirm: true, execute: () => ran.push('paid') }];
    const allow = (): HTMLElement | null => part(element, 'approve-button');
    const pressed: number[] = [];
    // As soon as it is there, and at each change until it works.
    const observer = new MutationObserver(() => {
      if (!allow() || ran.length > 0) return;
      pressed.push(performance.now());
      allow()!.click();
    });
    observer.observe(element.shadowRoot!, { subtree: true, childList: true, attributes: true });
    void element.send('Hi');
    await waitUntil(() => ran.length === 1);
    observer.disconnect();
    expect(pressed.at(-1)! - pressed[0]!).to.be.above(450);
    element.stop();
  });

  it('names a tool by no more than names have', async () => {
    const { endpoint } = await script(
      {
        status: 200,
        steps: [
          {
            write: sse(
              chunk({ tool_calls: [{ index: 0, id: 'c', function: { name: '\u202e'.repeat(100_000), arguments: '{' } }] }),
              chunk({}, 'tool_calls'),
              '[DONE]',
            ),
          },
        ],
      },
      done,
    );
    const element = await chat(endpoint);
    element.tools = [{ name: 'pay', execute: () => 'ok' }];
    await element.send('Hi');
    await waitUntil(() => part(element, 'tool'));
    expect(find(element, '[part~=tool] summary')!.textContent.length).to.be.within(800, 2_000);
  });

  it('is not answered in a panel that is closed', async () => {
    const { endpoint } = await script(calling('{}'), done);
    const element = await chat(endpoint, { mode: 'floating' });
    element.tools = [{ name: 'pay', confirm: true, execute: () => 'ok' }];
    void element.send('Hi');
    await waitUntil(() => element.status === 'tool');
    await drawn(3);
    const allow = (): HTMLElement | null => part(element, 'approve-button');
    expect(allow() === null || !isReady(allow()!)).to.equal(true);
    element.show();
    await waitUntil(() => allow() && isReady(allow()!));
    element.stop();
  });

  it('is another one where another text is asked: what was read of the first does not count', async () => {
    const { element, allow } = await asked('{"a":1}');
    await waitUntil(() => isReady(allow));
    const { conversation } = element;
    const { replyId, state, queuedElsewhere } = conversation.snapshot();
    const all = state.all.map((message) =>
      message.id === replyId
        ? { ...message, parts: message.parts.map((each) => (each.type === 'tool-call' ? { ...each, arguments: long } : each)) }
        : message,
    );
    conversation.replace({ ...state, all }, queuedElsewhere);
    await waitUntil(() => find(element, '[part~=tool] code')?.textContent.includes('Mallory'));
    await drawn(3);
    expect(isReady(part(element, 'approve-button')!)).to.equal(false);
    element.stop();
  });

  it('the F6 key and Enter lead to the question and into it, never to Allow', async () => {
    const { element, ran, allow } = await asked('{}');
    await waitUntil(() => isReady(allow));
    element.focus();
    await press('F6');
    await waitUntil(() => element.shadowRoot!.activeElement?.part.contains('tool'));
    await press('Enter', 'Enter', 'Enter', 'Space');
    expect(element.shadowRoot!.activeElement === allow).to.equal(false);
    await drawn(2);
    expect(ran).to.deep.equal([]);
    element.stop();
  });

  it('is asked by a tool that is an object of a class, too', async () => {
    class Pay {
      readonly name = 'pay';
      readonly #asks = true;
      confirm(): boolean {
        return this.#asks;
      }
      execute(): string {
        return expect.fail('it ran');
      }
    }
    const { endpoint } = await script(calling('{}'), done);
    const element = await chat(endpoint);
    element.tools = [new Pay()];
    void element.send('Hi');
    await waitUntil(() => part(element, 'approve-button'));
    element.stop();
  });

  it('stands in the tab that asks alone: another one shows the call without buttons', async () => {
    const key = 'two-tabs';
    const paid: string[] = [];
    const open = async (to: string, attributes: Record<string, string>): Promise<Chat8080> => {
      const { endpoint } = await script(calling(JSON.stringify({ to })), done);
      const element = await chat(endpoint, attributes);
      element.tools = [{ name: 'pay', confirm: true, execute: (input: { to: string }) => paid.push(`${to}: ${input.to}`) }];
      void element.send('Hi');
      await waitUntil(() => part(element, 'approve-button'), to);
      return element;
    };
    try {
      const first = await open('Electricity Ltd', { persist: 'local', 'storage-key': key });
      await waitUntil(() => localStorage.getItem(key)?.includes('"approval"'), 'stored');
      // Both have begun at the same place, so each tab shows what was sent last: in the first one that is the second one's question.
      const second = await open('Mallory', {});
      localStorage.setItem(key, JSON.stringify(save(second.conversation)));
      dispatchEvent(new StorageEvent('storage', { key, storageArea: localStorage }));
      await waitUntil(() => part(first, 'tool')?.textContent.includes('Mallory'), 'heard');
      expect(first.messages.flatMap(toolCalls).map(({ id, state }) => `${id} ${state}`)).to.deep.equal(['call_0 approval']);
      expect(find(first, '[part~=tool] summary')!.textContent.trim()).to.equal('Wants to use “pay”.');
      expect(parts(first, 'approve-button')).to.have.length(0);
      expect(parts(first, 'deny-button')).to.have.length(0);
      expect(parts(second, 'approve-button')).to.have.length(1);
      first.stop();
      second.stop();
      first.remove();
      second.remove();
      expect(paid).to.deep.equal([]);
    } finally {
      for (const name of [key, `${key}:view`]) localStorage.removeItem(name);
    }
  });
});

describe('a question in the words of the page', () => {
  const words = (confirm: (input: never) => boolean | string): Partial<Tool> => ({ confirm, label: 'Pay a bill' });
  const sentence = (element: Chat8080): HTMLElement => find(element, '[part~=tool] p')!;

  it('is asked in place of the input, which is shown on demand, with the name', async () => {
    const { element, ran, box, allow } = await asked('{"amount":10}', {
      tool: words(({ amount }: { amount: number }) => `Pay ${amount} €?`),
    });
    expect(sentence(element).textContent).to.equal('Pay 10 €?');
    expect(part(element, 'tool')!.ariaLabelledByElements?.[0] ?? sentence(element)).to.equal(sentence(element));
    expect(box.checkVisibility()).to.equal(false);
    await waitUntil(() => isReady(allow));
    const details = find(element, '[part~=tool] summary')!;
    expect(details.textContent).to.equal('Details');
    details.click();
    await waitUntil(() => box.checkVisibility());
    expect(details.parentElement!.innerText).to.match(/pay\s+\{\s+"amount": 10\s+\}/);
    allow.click();
    await waitUntil(() => ran.length === 1);
    expect(ran).to.deep.equal([{ amount: 10 }]);
    element.stop();
  });

  it('is text, in which the words of the model hide nothing and turn nothing round', async () => {
    const to = '<b>Ada</b>\u202e\u200b';
    const { element } = await asked(JSON.stringify({ to, note: 'סכום' }), {
      tool: words(({ to, note }: { to: string; note: string }) => `Pay ${to} for ${note} 10 €?`),
    });
    expect(sentence(element).textContent).to.equal('Pay <b>Ada</b>\\u{202e}\\u{200b} for סכום 10 €?');
    expect(sentence(element).querySelector('b')).to.equal(null);
    const apart = [...sentence(element).querySelectorAll('bdi bdi')].map(({ textContent }) => textContent);
    expect(apart).to.deep.equal(['<b>Ada</b>\\u{202e}\\u{200b}', 'סכום']);
    element.stop();
  });

  for (const [what, text] of [
    ['too long to be read at a glance', 'Pay? '.repeat(100)],
    ['empty', ''],
    ['blank', ' \n '],
  ] as const) {
    it(`is the usual one, with the input in view, where it is ${what}`, async () => {
      const { element, box } = await asked('{"amount":10}', { tool: words(() => text) });
      expect(sentence(element).textContent).to.equal('May the assistant use “Pay a bill”?');
      expect(box.checkVisibility()).to.equal(true);
      expect(JSON.parse(box.textContent)).to.deep.equal({ amount: 10 });
      element.stop();
    });
  }

  it('is answered once all of it has been in view', async () => {
    const { element, ran, allow, hint } = await asked('{}', {
      tool: words(() => `Pay${' really'.repeat(40)} now?`),
      style: 'block-size: 190px; font-size: 150%',
    });
    await waitUntil(() => !hint.hidden, 'it says why not');
    allow.click();
    await drawn(3);
    expect(ran).to.deep.equal([]);
    const transcript = part(element, 'transcript')!;
    const bottom = (): number => transcript.scrollHeight - transcript.clientHeight;
    for (let top = 0; top < bottom(); top += 20) {
      transcript.scrollTop = top;
      await drawn(2);
    }
    await waitUntil(() => isReady(allow), 'read');
    element.stop();
  });
});

describe('a tool that has a label', () => {
  it('is called by it in its row; the name is told on demand', async () => {
    const { endpoint } = await script(calling('{"n":1}'), done);
    const element = await chat(endpoint);
    element.tools = [{ name: 'pay', label: 'Pay a bill', execute: () => 'paid' }];
    await element.send('Hi');
    await waitUntil(() => part(element, 'tool'));
    const summary = find(element, '[part~=tool] summary')!;
    expect(summary.textContent.trim()).to.equal('Used “Pay a bill”.');
    expect(find(element, '[part~=tool] details')!.hasAttribute('open')).to.equal(false);
    summary.click();
    await waitUntil(() => part(element, 'tool')!.innerText.includes('pay'));
  });

  it('is given one later, too', async () => {
    const element = await chat(undefined);
    const call = {
      type: 'tool-call',
      id: 'a',
      name: 'pay',
      arguments: '{}',
      state: 'done',
      output: 'ok',
      round: 1,
      call: 0,
    } as const;
    element.messages = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', parts: [call] },
    ] as never;
    await waitUntil(() => part(element, 'tool')?.textContent.includes('“pay”'));
    element.tools = [{ name: 'pay', label: 'Pay a bill', execute: () => 'paid' }];
    await waitUntil(() => part(element, 'tool')?.textContent.includes('Used “Pay a bill”.'));
  });

  it('lends it to no name that only looks like its own', async () => {
    const { endpoint } = await script(
      {
        status: 200,
        steps: [
          {
            write: sse(
              chunk({ tool_calls: [{ index: 0, id: 'c', function: { name: 'pay\u200b', arguments: '{}' } }] }),
              chunk({}, 'tool_calls'),
              '[DONE]',
            ),
          },
        ],
      },
      done,
    );
    const element = await chat(endpoint);
    element.tools = [{ name: 'pay', label: 'Pay a bill', execute: () => 'paid' }];
    await element.send('Hi');
    const said = (): string | undefined => find(element, '[part~=tool] summary')?.textContent.trim();
    await waitUntil(() => said() === '“pay\\u{200b}” did not work.', 'it has failed');
  });
});
