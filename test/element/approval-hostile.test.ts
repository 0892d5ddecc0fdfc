/** Ways to have run what the visitor has not seen and allowed: by the model, by the page, by time, by a hand that presses again. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Chat8080, Tool } from '../../src/index.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, drawn, part, parts, press, textarea } from './fixture.js';

type Call = [name: string, given: string, id?: string];

const calling = (...calls: Call[]): string =>
  sse(
    chunk({
      tool_calls: calls.map(([name, given, id], index) => ({ index, id, function: { name, arguments: given } })),
    }),
    chunk({}, 'tool_calls'),
    '[DONE]',
  );

interface Asked {
  element: Chat8080;
  ran: unknown[];
}

/** @param answers what the server says, one after the other: calls of `pay`, which asks, and of `look`, which does not */
async function asked(answers: string[], tool: Partial<Tool> = {}): Promise<Asked> {
  const { endpoint } = await script(...[...answers, reply('ok')].map((write) => ({ status: 200, steps: [{ write }] })));
  const element = await chat(endpoint, { style: 'block-size: 700px' });
  const ran: unknown[] = [];
  element.tools = [
    { name: 'pay', confirm: true, execute: (input) => ran.push(input), ...tool },
    { name: 'look', execute: () => 'nothing' },
  ];
  void element.send('Hi');
  await waitUntil(() => ready(element).length > 0, 'asked');
  return { element, ran };
}

const ready = (element: Chat8080): HTMLElement[] =>
  parts(element, 'approve-button').filter(({ ariaDisabled }) => ariaDisabled === 'false');
const question = (element: Chat8080): unknown => JSON.parse(part(element, 'tool')!.querySelector('code')!.textContent);

describe('what the visitor has allowed', () => {
  const changing = (input: { amount: number }): boolean => {
    input.amount = 999;
    return true;
  };
  for (const [who, tool, listener] of [
    ['confirm', { confirm: changing }, undefined],
    ['a listener of chat-tool-call', {}, (event: CustomEvent) => changing((event.detail as { input: never }).input)],
  ] as const) {
    it(`is what runs, whatever ${who} does to the input that it is given`, async () => {
      const { element, ran } = await asked([calling(['pay', '{"amount":10,"to":{"name":"Ada"}}'])], tool);
      if (listener) element.addEventListener('chat-tool-call', listener);
      const shown = question(element);
      ready(element)[0]!.click();
      await waitUntil(() => ran.length === 1);
      expect(shown).to.deep.equal({ amount: 10, to: { name: 'Ada' } });
      expect(ran).to.deep.equal([shown]);
    });
  }

  it('is what runs where the page has set other tools since', async () => {
    const { element, ran } = await asked([calling(['pay', '{"n":1}'])]);
    element.tools = [{ name: 'pay', execute: () => expect.fail('it ran') }];
    await drawn(2);
    ready(element)[0]!.click();
    await waitUntil(() => ran.length === 1);
    expect(ran).to.deep.equal([{ n: 1 }]);
  });
});

describe('one leave', () => {
  const twice: Record<string, Call[]> = {
    'with the same id': [
      ['pay', '{"n":1}', 'x'],
      ['pay', '{"n":2}', 'x'],
    ],
    'without ids': [
      ['pay', '{"n":1}', ''],
      ['pay', '{"n":2}'],
    ],
    'with ids that every object has': [
      ['pay', '{"n":1}', '__proto__'],
      ['pay', '{"n":2}', 'constructor'],
    ],
  };
  for (const [which, calls] of Object.entries(twice)) {
    it(`is for one call of two ${which}`, async () => {
      const { element, ran } = await asked([calling(...calls)]);
      await waitUntil(() => parts(element, 'approve-button').length === 2);
      ready(element)[0]!.click();
      await waitUntil(() => ran.length === 1);
      await drawn(3);
      expect(ran).to.deep.equal([{ n: 1 }]);
      expect(parts(element, 'approve-button')).to.have.length(1);
      element.stop();
    });
  }

  it('is not for the next round, which gives the same id: nor is its button', async () => {
    const { element, ran } = await asked([calling(['pay', '{"n":1}', 'x']), calling(['pay', '{"n":2}', 'x'])]);
    const first = ready(element)[0]!;
    first.click();
    await waitUntil(() => ready(element).some((button) => button !== first));
    first.click();
    await drawn(3);
    expect(ran).to.deep.equal([{ n: 1 }]);
    element.stop();
  });

  it('is not for another version of the reply', async () => {
    const { element, ran } = await asked([calling(['pay', '{"n":1}', 'x']), calling(['pay', '{"n":2}', 'x'])]);
    const first = ready(element)[0]!;
    const { id } = element.messages.at(-1)!;
    element.stop();
    await waitUntil(() => element.status === 'idle');
    void element.regenerate();
    await waitUntil(() => ready(element).some((button) => button !== first));
    first.click();
    element.conversation.approve('x', id);
    await drawn(3);
    expect(ran).to.deep.equal([]);
    element.stop();
  });

  const hands: Record<string, () => Promise<void>> = {
    'Enter that is held': async () => {
      for (let count = 0; count < 6; count++) {
        await sendKeys({ down: 'Enter' });
        await drawn(2);
      }
      await sendKeys({ up: 'Enter' });
    },
    'Enter and Space again and again': async () => {
      for (let count = 0; count < 3; count++) {
        await press('Enter', 'Space');
        await drawn(2);
      }
    },
  };
  for (const [hand, use] of Object.entries(hands)) {
    it(`is one for ${hand}, whatever is asked next`, async () => {
      const next = calling(['pay', '{"n":3}']);
      const { element, ran } = await asked([calling(['pay', '{"n":1}'], ['pay', '{"n":2}']), next]);
      ready(element)[0]!.focus();
      await use();
      await drawn(3);
      expect(ran).to.deep.equal([{ n: 1 }]);
      expect(element.shadowRoot!.activeElement).to.equal(textarea(element));
      element.stop();
    });
  }
});

describe('a question', () => {
  it('is not asked before the answer is whole: what comes after its finish reason belongs to it', async () => {
    const call = (text: string): object => chunk({ tool_calls: [{ index: 0, id: 'x', function: { arguments: text } }] });
    const { endpoint } = await script({
      status: 200,
      steps: [
        { write: sse(chunk({ tool_calls: [{ index: 0, id: 'x', function: { name: 'pay', arguments: '{"n":1' } }] })) },
        { write: sse(call('}'), chunk({}, 'tool_calls')) },
        'hang',
      ],
    });
    const element = await chat(endpoint);
    element.tools = [{ name: 'pay', confirm: true, execute: () => expect.fail('it ran') }];
    void element.send('Hi');
    await waitUntil(() => part(element, 'tool')?.textContent.includes('{"n":1}'));
    await drawn(3);
    expect(parts(element, 'approve-button')).to.have.length(0);
    element.stop();
  });

  it('is asked for the one name that the page has given, and nothing runs under one that looks like it', async () => {
    const names = ['Pay', ' pay', 'pay ', 'p\u0430y', 'pay\u200b', '\u202eyap', 'toString', '__proto__', 'pay”. “look'];
    const { element, ran } = await asked([calling(...[...names, 'pay'].map((name): Call => [name, '{}']))]);
    await drawn(3);
    expect(parts(element, 'approve-button')).to.have.length(1);
    const calls = element.messages.at(-1)!.parts.flatMap((each) => (each.type === 'tool-call' ? [each] : []));
    expect(calls.filter(({ state }) => state === 'failed').map(({ name }) => name)).to.deep.equal(names);
    expect(ran).to.deep.equal([]);
    element.stop();
  });
});
