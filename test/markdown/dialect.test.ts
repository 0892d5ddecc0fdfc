import { expect } from '@open-wc/testing';
import { repairs, type Repair } from '../../demo/dialect/index.js';
import { MarkdownStream, type MarkdownOptions } from '../../src/markdown/index.js';
import { canonical, canonicalHtml } from './support/canonical.js';
import { byRandomPieces, byUnit } from './support/pieces.js';
import { render } from './support/render.js';

const options: MarkdownOptions = { highlight: false };
const blocks = 'p, h1, h2, h3, h4, h5, h6, ul, ol, li, blockquote, pre, table, tr, hr, details';

/** What a reader reads, without white space and what is not the reply's own. */
function words(target: Element): string {
  const copy = target.cloneNode(true) as Element;
  for (const chrome of copy.querySelectorAll('.code-header, button, .link-host, .math')) chrome.remove();
  return copy.textContent.replace(/\s+/g, '');
}

/** Formulas are set when their library comes, which nobody waits for. */
function withoutFormulas(target: Element): string {
  const copy = target.cloneNode(true) as Element;
  for (const formula of copy.querySelectorAll('.math')) formula.replaceWith('(formula)');
  return copy.innerHTML;
}

/** Everything a visitor sees while the text comes unit by unit: never more blocks than later, no raw marker that goes again. */
async function watch(markdown: string, { wavers }: Repair): Promise<void> {
  const whole = words(await render(markdown, options));
  const target = document.createElement('div');
  const stream = new MarkdownStream(target, options);
  let most = 0;
  for (const [index, unit] of byUnit(markdown).entries()) {
    stream.append(unit);
    stream.flush();
    const written = JSON.stringify(markdown.slice(0, index + 1));
    const count = target.querySelectorAll(blocks).length;
    expect(count, `blocks after ${written}: ${target.innerHTML}`).to.be.at.least(most);
    most = count;
    if (wavers === undefined) {
      expect(whole.startsWith(words(target)), `words after ${written}: ${words(target)}, of ${whole}`).to.be.true;
    }
  }
  stream.cancel();
}

describe('the chat dialect', () => {
  for (const repair of repairs) {
    describe(repair.name, () => {
      for (const [markdown, html] of repair.examples) {
        it(JSON.stringify(markdown), async () => {
          const whole = await render(markdown, options);
          expect(canonical(whole)).to.equal(canonicalHtml(html));
          for (const pieces of [byUnit(markdown), byRandomPieces(markdown, 1), byRandomPieces(markdown, 2)]) {
            expect(withoutFormulas(await render(pieces, options)), JSON.stringify(pieces)).to.equal(withoutFormulas(whole));
          }
          await watch(markdown, repair);
        });
      }
    });
  }

  it('has a rule of two lines at most for each, and a name of its own', () => {
    expect(repairs.filter(({ rule }) => rule.length > 280 || rule.length < 20).map(({ name }) => name)).to.deep.equal([]);
    expect(new Set(repairs.map(({ name }) => name))).to.have.length(repairs.length);
  });

  it('changes no example of a specification in two ways', () => {
    const changed = repairs.flatMap(({ commonmark, gfm }) => [...Object.keys(commonmark ?? {}), ...Object.keys(gfm ?? {})]);
    expect(changed.filter((name, index) => changed.indexOf(name) !== index)).to.deep.equal([]);
  });
});
