/** Where the style sheet and the Markdown renderer have to go together: numbers, tables, colours of a diff, and the end of a reply that was cut. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, find, findAll, part } from './fixture.js';

async function replied(markdown: string, attributes: Record<string, string> = {}): Promise<Chat8080> {
  const { endpoint } = await script({ status: 200, steps: [{ write: reply(markdown) }] });
  const element = await chat(endpoint, attributes);
  await element.send('x');
  await waitUntil(() => part(element, 'assistant body')?.firstElementChild);
  return element;
}

/** How wide a text is where it stands. */
function widthOf(text: string, parent: Element): number {
  const probe = document.createElement('span');
  probe.style.cssText = 'position: absolute; white-space: pre';
  probe.append(text);
  parent.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return width;
}

describe('a reply in Markdown', () => {
  for (const background of ['transparent', 'gold']) {
    it(`has room for the numbers of its lists where its background is ${background}`, async () => {
      const lists = [
        ...['1', '90', '95', '2024', '9990', '1000000', '999999990'].map((start) => `${start}. a`),
        '98. a\n99. b\n100. c',
      ];
      const element = await replied(lists.join('\n\nAnd:\n\n'));
      element.parentElement!.style.setProperty('--chat-8080-assistant-background', background);
      const found = findAll(element, '[part~=body] ol') as HTMLOListElement[];
      expect(found).to.have.length(lists.length);
      for (const list of found) {
        const last = list.start + list.children.length - 1;
        const room = parseFloat(getComputedStyle(list).paddingInlineStart);
        expect(room, String(last)).to.be.at.least(widthOf(`${last}. `, list.lastElementChild!));
      }
      expect(getComputedStyle(found[0]!).paddingInlineStart).to.equal(getComputedStyle(found[1]!).paddingInlineStart);
    });
  }

  it('does not squeeze the cells of a wide table to one word a line', async () => {
    const words = 'A sentence of some more words than a line of a cell can hold';
    const row = (cell: string): string => `|${` ${cell} |`.repeat(6)}\n`;
    const element = await replied(
      `${row('Monday to Friday')}${row('-')}${row(words)}${row('[9 to 5 o’clock](https://example.com/opening-hours)')}`,
      {
        style: 'width: 400px',
      },
    );
    const region = part(element, 'table')!;
    expect(region.scrollWidth).to.be.above(region.clientWidth);
    expect(region.clientWidth).to.be.below(400);
    for (const cell of region.querySelectorAll('th, td')) {
      const range = document.createRange();
      range.selectNodeContents(cell);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
      if (cell.textContent === words) {
        expect(cell.clientWidth).to.be.at.least(12 * parseFloat(getComputedStyle(cell).fontSize));
        expect(lines).to.be.within(2, 5);
      } else expect(lines, cell.textContent).to.equal(1);
    }
  });

  it('uses the width that there is for long cells', async () => {
    const words = 'A sentence of some more words than a line of a cell can hold';
    const element = await replied(`| a | b |\n|---|---|\n| c | ${words} |`, { style: 'width: 900px' });
    const region = part(element, 'table')!;
    expect(region.scrollWidth).to.equal(region.clientWidth);
    expect(region.querySelectorAll('td')[1]!.clientWidth).to.be.above(300);
  });

  it('has a colour for what a diff takes away, and another for what it adds', async () => {
    const api = Object.getOwnPropertyDescriptor(window, 'Highlight') as PropertyDescriptor;
    Object.defineProperty(window, 'Highlight', { configurable: true, value: undefined });
    try {
      const element = await replied('```diff\n context\n-old\n+new\n```\n');
      await waitUntil(() => find(element, '.hljs-deletion'));
      const colours = findAll(element, '[part~=code] code, .hljs-deletion, .hljs-addition').map(
        (piece) => getComputedStyle(piece).color,
      );
      expect(new Set(colours).size).to.equal(3);
    } finally {
      Object.defineProperty(window, 'Highlight', api);
    }
  });

  it('that was stopped keeps the open reading of its end, also after it has been stored', async () => {
    const write = sse(chunk({ content: '**Opening hours on Sundays** are **from [ten' }));
    const { endpoint } = await script({ status: 200, steps: [{ write }, 'hang'] });
    const attributes = { persist: 'session', 'storage-key': 'cut' };
    const html = '<strong>Opening hours on Sundays</strong> are <strong>from ten</strong>';
    const drawn = (element: Chat8080): string | undefined => part(element, 'assistant body')?.querySelector('p')?.innerHTML;
    const element = await chat(endpoint, attributes);
    void element.send('x');
    await waitUntil(() => drawn(element) === html);
    element.stop();
    await waitUntil(
      () => element.messages.at(-1)?.status === 'stopped' && find(element, '[part~=assistant] [part~=body] p[dir=auto]') !== null,
    );
    expect(drawn(element)).to.equal(html);
    await waitUntil(() => sessionStorage.getItem('cut')?.includes('stopped'));
    element.remove();
    const other = await chat(endpoint, attributes);
    await waitUntil(() => part(other, 'assistant body'));
    expect(drawn(other)).to.equal(html);
    other.remove();
    for (const key of ['cut', 'cut:view', 'cut:forgotten']) sessionStorage.removeItem(key);
  });

  for (const [how, write] of Object.entries({
    truncated: sse(chunk({ content: '**Opening' }), chunk({}, 'length'), '[DONE]'),
    interrupted: sse(chunk({ content: '**Opening' })),
  })) {
    it(`that was ${how} does so too, and one that is whole does not`, async () => {
      const { endpoint } = await script(
        { status: 200, steps: [{ write }] },
        { status: 200, steps: [{ write: reply('**Opening') }] },
      );
      const element = await chat(endpoint);
      await element.send('x').catch(() => undefined);
      await waitUntil(() => element.messages.at(-1)?.status === how && find(element, '[part~=assistant] p[dir=auto]'));
      expect(find(element, '[part~=assistant] p')!.innerHTML).to.equal('<strong>Opening</strong>');
      await element.send('y');
      await waitUntil(() => findAll(element, '[part~=assistant] [part~=body]').at(-1)!.textContent === '**Opening');
    });
  }
});
