import { expect } from '@open-wc/testing';
import { byRandomPieces } from './support/pieces.js';
import { render } from './support/render.js';

const words = (length: number): string => 'Lorem ipsum **dolor** sit `amet` '.repeat(Math.ceil(length / 33));
const piecesOf = (target: Element): Element[] => [...target.querySelectorAll('.piece')];

describe('a paragraph of more than 64 kB', () => {
  it('goes on in pieces of that length, and loses nothing', async () => {
    const target = await render(words(300_000));
    const pieces = piecesOf(target);
    expect(pieces.length).to.equal(3);
    for (const { textContent } of pieces.slice(0, -1)) expect(textContent.length).to.be.within(65_536, 65_600);
    expect(pieces.every(({ parentElement }) => parentElement?.parentElement === target)).to.equal(true);
    expect(target.textContent).to.equal(words(300_000).replaceAll(/[*`]/g, '').trim());
  });

  it('has none below', async () => {
    expect(piecesOf(await render(words(64_000)))).to.deep.equal([]);
  });

  it('is the same however it comes', async () => {
    const text = `${words(150_000)}[late] ${words(80_000)}\nand a last line`;
    for (const markdown of [text, `- ${text}`, `> ${text}`, `${text}\n\n[late]: https://example.com/`]) {
      const whole = await render(markdown);
      expect(piecesOf(whole)).not.to.deep.equal([]);
      for (const seed of [1, 2]) {
        expect((await render(byRandomPieces(markdown, seed))).innerHTML).to.equal(whole.innerHTML);
      }
    }
  });

  it('is not divided in bold text, in a link, in code, and where it has no space', async () => {
    for (const [open, close] of [
      ['**', '**'],
      ['[', '](https://example.com/)'],
      ['`', '`'],
    ] as const) {
      const target = await render(`${open}${'word '.repeat(20_000)}end${close} and ${words(100)}`);
      expect(piecesOf(target).length, open).to.equal(1);
      expect(
        piecesOf(target)[0]?.textContent.startsWith('Lorem') || piecesOf(target)[0]?.textContent.startsWith('and'),
        open,
      ).to.equal(true);
    }
    expect(piecesOf(await render('x'.repeat(100_000)))).to.deep.equal([]);
  });

  it('is whole in the cell of a table, whose column is as wide as its text', async () => {
    expect(piecesOf(await render(`| a |\n| --- |\n| ${words(100_000)} |`))).to.deep.equal([]);
  });
});
