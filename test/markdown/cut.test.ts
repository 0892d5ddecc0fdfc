/** A reply that was stopped, or broke off: what is open at its end stays as it was shown. */
import { expect } from '@open-wc/testing';
import { MarkdownStream } from '../../src/markdown/index.js';
import { canonical, canonicalHtml } from './support/canonical.js';
import { randomDocument } from './support/documents.js';
import { byRandomPieces, byUnit } from './support/pieces.js';

function drawCut(pieces: readonly string[]): HTMLElement {
  const target = document.createElement('div');
  const stream = new MarkdownStream(target, { highlight: false });
  for (const piece of pieces) {
    stream.append(piece);
    stream.flush();
  }
  void stream.end({ cut: true });
  stream.flush();
  return target;
}

const link = (text: string): string => `<p><a href="https://example.com">${text}</a></p>`;
const examples: readonly [markdown: string, html: string][] = [
  ['**Opening hours on Sundays are from', '<p><strong>Opening hours on Sundays are from</strong></p>'],
  ['*Open **now', '<p><em>Open <strong>now</strong></em></p>'],
  ['**Open*', '<p><strong>Open</strong></p>'],
  ['~~Open', '<p><del>Open</del></p>'],
  ['Run `npm i', '<p>Run <code>npm i</code></p>'],
  ['See [Opening hours', '<p>See Opening hours</p>'],
  ['See [Opening hours]', '<p>See Opening hours</p>'],
  ['See [Opening hours](https://exam', '<p>See Opening hours</p>'],
  ['See [**Opening hours](', '<p>See <strong>Opening hours</strong></p>'],
  ['[Opening](https://example.com)', link('Opening')],
  ['![A map](https://exa', '<p>A map</p>'],
  ['# Opening **hours', '<h1>Opening <strong>hours</strong></h1>'],
  ['- a **b', '<ul><li>a <strong>b</strong></li></ul>'],
  ['> a **b', '<blockquote><p>a <strong>b</strong></p></blockquote>'],
  ['| a | b |\n|---|---|\n| **c', '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td><strong>c</strong></td><td></td></tr></tbody></table>'],
  ['| a | b |\n|---|---|\n| c* | **d', '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c*</td><td><strong>d</strong></td></tr></tbody></table>'],
  ['| a |\n|---|\n| [b | c', '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>[b</td></tr></tbody></table>'],
  ['Prices:\n| a | b', '<p>Prices:</p><table><thead><tr><th>a</th><th>b</th></tr></thead></table>'],
  ['| a | b |\n|--', '<table><thead><tr><th>a</th><th>b</th></tr></thead></table>'],
  ['a | b', '<p>a | b</p>'],
  ['a\n\n##', '<p>a</p>'],
  ['a\n\n- ', '<p>a</p>'],
  ['a\n\n``', '<p>a</p>'],
  ['```js\na\n``', '<pre><code class="language-js">a\n</code></pre>'],
  ['a\n**', '<p>a</p>'],
  ['Hours\n---', '<p>Hours</p>'],
  // What came is not lost, and what has ended is read as ever.
  ['Hello!', '<p>Hello!</p>'],
  ['AT&T', '<p>AT&amp;T</p>'],
  ['It is:\n42', '<p>It is:\n42</p>'],
  ['if a <b', '<p>if a &lt;b</p>'],
  ['C:\\', '<p>C:\\</p>'],
  ['**a\n\nb', '<p>**a</p><p>b</p>'],
  ['5 * 3 is', '<p>5 * 3 is</p>'],
  ['[a', '<p>a</p>'],
]; // prettier-ignore

describe('a reply that was cut', () => {
  // What it is drawn as is compared at once: no formula may wait for its syntax.
  before(() => {
    const stream = new MarkdownStream(document.createElement('div'));
    stream.append('$$a$$ ');
    return stream.end();
  });

  for (const [markdown, html] of examples) {
    it(JSON.stringify(markdown), () => {
      const whole = drawCut([markdown]);
      expect(canonical(whole)).to.equal(canonicalHtml(html));
      for (const pieces of [byUnit(markdown), byRandomPieces(markdown, 1)]) {
        expect(drawCut(pieces).innerHTML).to.equal(whole.innerHTML);
      }
    });
  }

  it('is drawn the same in any pieces', () => {
    for (let seed = 1; seed <= 1500; seed++) {
      const markdown = randomDocument(seed);
      const whole = drawCut([markdown]).innerHTML;
      expect(drawCut(byUnit(markdown)).innerHTML, `${seed}: ${JSON.stringify(markdown)}`).to.equal(whole);
      expect(drawCut(byRandomPieces(markdown, seed)).innerHTML, `${seed}: ${JSON.stringify(markdown)}`).to.equal(whole);
    }
  });

  it('keeps its open end where a definition that comes late has it written again', () => {
    const target = drawCut(['[a]\n\n[a]: https://example.com\n\n**b [a] c']);
    expect(canonical(target)).to.equal(
      canonicalHtml(`${link('a')}<p><strong>b <a href="https://example.com">a</a> c</strong></p>`),
    );
  });
});
