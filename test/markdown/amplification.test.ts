/** Little text that would make much of a page: judged by how much it makes, and by how that grows with the text. */
import { expect } from '@open-wc/testing';
import { MarkdownStream } from '../../src/markdown/index.js';
import { growth, steepest } from './support/growth.js';

const times = (count: number, text: string): string => text.repeat(count);

/** Name → a document whose length grows with `size` (1 is full size). */
const shapes: Readonly<Record<string, (size: number) => string>> = {
  'a table of many columns': (size) => `${times(25_000 * size, '|x')}|\n${times(25000 * size, '|-')}|\n|a|\n`,
  'a head alone of many columns': (size) => `|\n${times(50_000 * size, '|-')}|\n`,
  'rows that are shorter than their head': (size) => `${times(100, '|x')}|\n${times(100, '|-')}|\n${times(25_000 * size, 'a\n')}`,
  'many tables whose rows are shorter than their heads': (size) =>
    times(150 * size, `${times(100, '|x')}|\n${times(100, '|-')}|\n${times(200, 'a\n')}\n`),
  'many heads over nothing': (size) => times(500 * size, `${times(100, '|')}\n${times(100, '|-')}|\n\n`),
  'lists in lists, again and again': (size) => times(1_000 * size, `${times(100, '- ')}a\n\n`),
  'ordered lists in lists': (size) => times(750 * size, `${times(100, '1. ')}a\n\n`),
  'quotes in quotes, again and again': (size) => times(1_000 * size, `${times(100, '>')}a\n\n`),
  'quotes and lists in turn': (size) => times(1_000 * size, `${times(50, '> - ')}a\n\n`),
  tasks: (size) => times(15_000 * size, '- [ ] a\n'),
  rules: (size) => times(25_000 * size, '***\n'),
  headings: (size) => times(25_000 * size, '#\n'),
  fences: (size) => times(5_000 * size, '```\n```\n'),
  breaks: (size) => times(25_000 * size, 'a\\\n'),
  emphasis: (size) => times(25_000 * size, '*a*'),
  'a long definition, often used': (size) => `[a]: http://a.b/${times(50_000 * size, 'c')}\n\n${times(25000 * size, '[a] ')}`,
  'a long title, often used': (size) => `[a]: http://a.b/ "${times(50_000 * size, 'c')}"\n\n${times(25000 * size, '[a] ')}`,
  'a long definition that comes late': (size) =>
    `${times(25_000 * size, '[a] ')}\n\n[a]: http://a.b/${times(50_000 * size, 'c')}\n`,
  definitions: (size) => times(10_000 * size, '[a]: b\n'),
  autolinks: (size) => times(25_000 * size, '<a:b>'),
  'images in images': (size) => `${times(10_000 * size, '![')}a${times(10000 * size, '](b)')}`,
  images: (size) => times(10_000 * size, '![](b) '),
  tags: (size) => times(25_000 * size, '<s>a</s>'),
  'line breaks': (size) => times(25_000 * size, '<br>'),
  details: (size) => times(10_000 * size, '<details>\n</details>\n'),
  'code spans': (size) => times(25_000 * size, '`a`b'),
};

function renderAll(markdown: string): HTMLElement {
  const target = document.createElement('div');
  const stream = new MarkdownStream(target, { highlight: false });
  for (let from = 0; from < markdown.length; from += 16_384) {
    stream.append(markdown.slice(from, from + 16_384));
    stream.flush();
  }
  void stream.end();
  stream.flush();
  return target;
}

/** Elements, and the characters of their attributes and texts: each of an element counts as 8. */
function made(target: Element): number {
  let sum = target.textContent.length;
  for (const element of target.querySelectorAll('*')) {
    sum += 8;
    for (const { name, value } of element.attributes)
      if (name === 'href' || name === 'title' || name === 'alt') sum += value.length;
  }
  return sum;
}

describe('little text', () => {
  for (const [name, create] of Object.entries(shapes)) {
    it(`makes no more for its length when there is more of it: ${name}`, function () {
      this.timeout(120_000);
      const time = (size: number): number => {
        const markdown = create(size);
        const start = performance.now();
        renderAll(markdown);
        return performance.now() - start;
      };
      expect(growth(time)).to.be.at.most(steepest);
      const markdown = create(1 / 8);
      expect(made(renderAll(markdown)) / markdown.length).to.be.below(700);
    });
  }
});

describe('a limit', () => {
  it('is 200 columns: a wider table is text', () => {
    const table = (columns: number): HTMLElement =>
      renderAll(`${times(columns, '|x')}|\n${times(columns, '|-')}|\n${times(columns, '|y')}|\n`);
    expect(table(200).querySelectorAll('td').length).to.equal(200);
    expect(table(201).querySelectorAll('table').length).to.equal(0);
    expect(table(201).textContent.startsWith('|x|x')).to.equal(true);
  });

  it('is 20,000 cells that nobody wrote, in all tables of a reply', () => {
    const table = `${times(200, '|x')}|\n${times(200, '|-')}|\n${times(60, 'a\n')}\n`;
    const cells = renderAll(times(5, table)).querySelectorAll('td');
    expect([...cells].filter(({ textContent }) => textContent === '').length).to.equal(20_000);
    expect([...cells].filter(({ textContent }) => textContent === 'a').length).to.equal(300);
  });

  it('is 2048 characters of a definition: a longer one is text, and a longer title no title', () => {
    const links = (destination: string, title = ''): number =>
      renderAll(`[a]: ${destination}${title === '' ? '' : ` "${title}"`}\n\n[a]`).querySelectorAll('p:last-child > a').length;
    expect(links(`http://a.b/${times(2000, 'c')}`)).to.equal(1);
    expect(links(`http://a.b/${times(2048, 'c')}`)).to.equal(0);
    expect(links('http://a.b/', times(2000, 'c'))).to.equal(1);
    expect(links('http://a.b/', times(2048, 'c'))).to.equal(0);
  });
});
