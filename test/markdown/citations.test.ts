import { expect } from '@open-wc/testing';
import { MarkdownStream } from '../../src/markdown/index.js';
import { byRandomPieces, byUnit } from './support/pieces.js';

const sources = [
  { url: 'https://a.test/1', title: 'First' },
  { url: 'https://b.test/2' },
  { url: 'javascript:alert(1)' },
  { url: '#prices', title: 'Prices' },
];

interface Given {
  text: string;
  /** Pieces of it; default: it comes whole. */
  pieces?: string[];
  when?: 'first' | 'last';
  cited?: readonly { url: string; title?: string }[];
}

async function render({ text, pieces = [text], when = 'first', cited = sources }: Given): Promise<HTMLElement> {
  const target = document.createElement('div');
  const stream = new MarkdownStream(target, { highlight: false });
  if (when === 'first') stream.cite(cited);
  for (const piece of pieces) {
    stream.append(piece);
    stream.flush();
  }
  if (when === 'last') stream.cite(cited);
  const ended = stream.end();
  stream.flush();
  await ended;
  return target;
}

/** Citations as `{number→address}`, the rest as it is read. */
function read(target: HTMLElement): string {
  for (const link of target.querySelectorAll('a')) {
    link.replaceWith(
      link.part.contains('citation') ? `{${link.textContent}→${link.href}}` : `(${link.textContent}→${link.href})`,
    );
  }
  return target.textContent;
}

const rows: [text: string, read: string][] = [
  ['As the page says [1].', 'As the page says {1→https://a.test/1}.'],
  ['Both say so.[1][2]', 'Both say so.{1→https://a.test/1}{2→https://b.test/2}'],
  ['Both [1] [2], the first [^1]', 'Both {1→https://a.test/1} {2→https://b.test/2}, the first {1→https://a.test/1}'],
  ['先に焼きます【1】。', '先に焼きます{1→https://a.test/1}。'],
  ['It opens at nine【9:0†hours.md】 and【2†source】.', 'It opens at nine【9:0†hours.md】 and{2→https://b.test/2}.'],
  ['It opens at nine【1:0†hours.md】.', 'It opens at nine{1→https://a.test/1}.'],
  ['See [7], [0], [x], 【7】, 【限定】 and 【', 'See [7], [0], [x], 【7】, 【限定】 and 【'],
  ['`a[1]` and **bold [1]**', 'a[1] and bold {1→https://a.test/1}'],
  ['Nobody follows [3].', 'Nobody follows [3].'],
  ['[the page][1]', '[the page]{1→https://a.test/1}'],
  ['[1](https://own.test/)', '(1→https://own.test/)'],
  ['[1]: https://own.test/\n\nSee [1], of mine', 'See (1→https://own.test/), of mine'],
  ['[not [1] in](elsewhere)', '[not {1→https://a.test/1} in](elsewhere)'],
  ['> a [1]\n\n| a |\n| --- |\n| x[2] |\n', 'a {1→https://a.test/1}ax{2→https://b.test/2}'],
];

describe('numbers in brackets', () => {
  for (const [text, expected] of rows) {
    it(`lead to their sources, and only those that have one: ${text.replaceAll('\n', ' ')}`, async () => {
      for (const when of ['first', 'last'] as const) {
        for (const pieces of [[text], byUnit(text), byRandomPieces(text, 8080)]) {
          const target = await render({ text, pieces, when });
          expect(read(target).trim(), when).to.equal(expected);
        }
      }
    });
  }

  it('are links with the name of the source, followed as other links are', async () => {
    const link = (await render({ text: 'Yes [1].' })).querySelector('a')!;
    expect(link.getAttribute('aria-label')).to.equal('Source 1: First');
    expect([link.target, link.rel, link.title]).to.deep.equal(['_blank', 'noopener noreferrer nofollow ugc', 'First']);
    expect((await render({ text: 'Yes [2].' })).querySelector('a')?.getAttribute('aria-label')).to.equal('Source 2: b.test');
  });

  it('lead to a place on the page by its whole address', async () => {
    const link = (await render({ text: 'Yes [4].' })).querySelector('a')!;
    expect(link.href).to.equal(new URL('#prices', document.baseURI).href);
  });

  it('are text without sources', async () => {
    const target = await render({ text: 'Yes [1]【1】.', cited: [] });
    expect(target.textContent).to.equal('Yes [1]【1】.');
    expect(target.querySelector('a')).to.equal(null);
  });
});
