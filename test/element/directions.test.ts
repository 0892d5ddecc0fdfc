/** Where the words, bullets and tables of a reply stand that has words of both directions. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, part } from './fixture.js';

async function reply(content: string, attributes: Record<string, string> = {}): Promise<Element> {
  const element: Chat8080 = await chat('/v1', attributes);
  element.messages = [{ role: 'assistant', content }];
  await waitUntil(() => part(element, 'body')?.firstElementChild);
  return part(element, 'body')!;
}

/** Where the text of an element is drawn. */
function words(element: Element): DOMRect {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect();
}

/** The side of its box at which the text begins. */
function side(box: Element, text: Element = box): 'left' | 'right' {
  const [outer, inner] = [box.getBoundingClientRect(), words(text)];
  const [left, right] = [inner.left - outer.left, outer.right - inner.right];
  expect(Math.min(Math.abs(left), Math.abs(right)), 'at an end').to.be.below(2);
  expect(Math.max(left, right), 'and short of the other').to.be.above(50);
  return left < right ? 'left' : 'right';
}

const all = (body: Element, selector: string): Element[] => [...body.querySelectorAll(selector)];

describe('a paragraph', () => {
  const rows: [text: string, side: 'left' | 'right'][] = [
    ['`npm install` ثبّت الحزم', 'right'],
    ['`שלום` is Hebrew', 'left'],
    ['[שלום](https://evil.example) and more', 'right'],
    ['[hello](https://a.example) שלום', 'left'],
    ['![a dog](https://a.example/dog.png) שלום', 'right'],
    ['**`x`** — *שלום*', 'right'],
    ['# `x` שלום', 'right'],
  ];
  for (const [text, expected] of rows) {
    it(`begins where its words do, not its code: ${text}`, async () => {
      const [block] = all(await reply(text), 'p, h4');
      expect(side(block!)).to.equal(expected);
    });
  }

  it('without a word begins where the page does', async () => {
    expect(side((await reply('`npm install` 42')).querySelector('p')!)).to.equal('left');
    expect(side((await reply('`npm install` 42', { dir: 'rtl' })).querySelector('p')!)).to.equal('right');
  });

  it('of the other direction does not turn its code round', async () => {
    const [code] = all(await reply('שלום `-x`'), 'code');
    const text = code!.firstChild!;
    const at = (index: number): number => {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + 1);
      return range.getBoundingClientRect().left;
    };
    expect(at(0)).to.be.below(at(1));
  });
});

describe('an item of a list', () => {
  it('of the other direction has its marker beside its text, in the list', async () => {
    for (const [text, sides] of [
      ['- שלום\n- hello\n- עולם', ['right', 'left', 'right']],
      ['1. hello\n2. שלום\n3. `x`', ['left', 'right', 'left']],
      ['- שלום\n\n  hello\n\n- `x` hello\n- `x`\n- `x` עולם', ['right', 'left', 'right', 'right']],
    ] as const) {
      const body = await reply(text);
      const list = body.querySelector('ul, ol')!.getBoundingClientRect();
      for (const [index, item] of all(body, 'li').entries()) {
        const box = item.getBoundingClientRect();
        expect(side(item, item.querySelector('p')!), `${text}, item ${index}`).to.equal(sides[index]);
        expect(getComputedStyle(item).direction, 'of the marker').to.equal(sides[index] === 'left' ? 'ltr' : 'rtl');
        const room = sides[index] === 'left' ? box.left - list.left : list.right - box.right;
        expect(room, 'for the marker').to.be.above(20);
      }
    }
  });
});

describe('a table', () => {
  const sideOf = (body: Element): string => side(body, body.querySelector('table')!);

  it('begins at the right where its words do', async () => {
    const body = await reply('| `id` | الاسم | السعر |\n|-|-|-|\n| 1 | خبز | 2 |');
    const [, second, third] = all(body, 'th').map((cell) => cell.getBoundingClientRect());
    expect(third!.right).to.be.below(second!.right);
    expect(sideOf(body)).to.equal('right');
  });

  it('whose head has no words begins where those of its rows do', async () => {
    expect(sideOf(await reply('| # | % |\n|-|-|\n| 1 | خبز |'))).to.equal('right');
    expect(sideOf(await reply('| # | % |\n|-|-|\n| 1 | bread |'))).to.equal('left');
  });

  it('without a word begins where the page does', async () => {
    expect(sideOf(await reply('| # | % |\n|-|-|\n| 1 | 2 |'))).to.equal('left');
    expect(sideOf(await reply('| # | % |\n|-|-|\n| 1 | 2 |', { dir: 'rtl' }))).to.equal('right');
  });
});
