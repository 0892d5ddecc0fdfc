/** What is made of a reply that has ended, to be read out and to be pasted: nothing of it costs more than drawing the reply did. */
import { expect } from '@open-wc/testing';
import { copied, htmlOf } from '../../src/element/message/copied.js';
import { blocksOf } from '../../src/element/transcript/spoken-text.js';
import { speechWords } from '../../src/locales/en-speech.js';
import { MarkdownStream } from '../../src/markdown/index.js';
import { growth, steepest } from '../markdown/support/growth.js';

const times = (count: number, text: string): string => text.repeat(count);

function draw(markdown: string): HTMLElement {
  const target = document.createElement('div');
  const stream = new MarkdownStream(target, { highlight: false, imageHosts: ['a.b'] });
  stream.append(markdown);
  void stream.end();
  stream.flush();
  return target;
}

function select([target]: readonly [Element]): void {
  copied({ startContainer: target, startOffset: 0, endContainer: target, endOffset: target.childNodes.length });
}

const say = (drawn: readonly Element[]): string[] => blocksOf(drawn, speechWords);

/** Name → a reply whose length grows with `size` (1 is full size). */
const shapes: Readonly<Record<string, (size: number) => string>> = {
  'addresses in a paragraph': (size) => times(40_000 * size, 'a@b.c '),
  'words in italics': (size) => times(40_000 * size, '*a* '),
  'code in a heading': (size) => `# ${times(40_000 * size, '`a` ')}`,
  'pictures in a paragraph': (size) => times(40_000 * size, '![a](http://a.b/) '),
  'rows of a table': (size) => `|a|\n|-|\n${times(40_000 * size, '|b|\n')}`,
  'numbers in a table': (size) => `|#|€|%|\n|-|-|-|\n${times(20_000 * size, '|1|2|3|\n')}`,
  'code in a cell': (size) => `|a|\n|-|\n|${times(40_000 * size, '`b` ')}|\n`,
  'spaces in a line': (size) => `a${times(1_000_000 * size, ' ')}b`,
  'spaces in code': (size) => `\`\`\`\na${times(1_000_000 * size, ' ')}b\n`,
};

describe('a reply that has been drawn', () => {
  for (const [way, make] of Object.entries({ 'read out': say, pasted: htmlOf, 'copied as a selection': select })) {
    for (const [name, create] of Object.entries(shapes)) {
      it(`is ${way} in time that grows as its length does: ${name}`, function () {
        this.timeout(120_000);
        const time = (size: number): number => {
          const target = draw(create(size));
          const start = performance.now();
          make([target]);
          return performance.now() - start;
        };
        expect(growth(time)).to.be.at.most(steepest);
      });
    }
  }

  const markdown =
    '# A\n\nb *c*  \n  d `e f`\n\n- ![g](http://a.b/)\n\n![h](http://c.d/)\n\n```js\ni\n\n  j\n```\n\n|k|l|\n|-|-|\n|m|n|';

  it('is pasted whole, with what is folded in it', () => {
    const target = document.createElement('div');
    const details = target.appendChild(document.createElement('details'));
    details.append(document.createElement('summary'), 'folded');
    details.firstElementChild!.append('more');
    expect(htmlOf([target])).to.equal('<details><summary>more</summary>folded</details>');
  });

  it('is pasted with its direction and without its controls', () => {
    const target = draw(markdown);
    document.body.append(target); // a direction is known in a document only
    const html = htmlOf([target]);
    target.remove();
    expect(html).to.equal(
      '<h1 dir="ltr">A</h1><p dir="ltr">b <em>c</em><br>d <code>e f</code></p>' +
        '<ul><li><img src="http://a.b/" alt="g"></li></ul><p>h</p>' +
        '<pre dir="ltr"><code>i\n\n  j\n</code></pre>' +
        '<table dir="ltr"><thead><tr><th>k</th><th>l</th></tr></thead><tbody><tr><td>m</td><td>n</td></tr></tbody></table>',
    );
  });
});
