import { expect } from '@open-wc/testing';
import { MarkdownStream } from '../../src/markdown/index.js';
import { loadExamples } from './support/commonmark.js';
import { randomDocument } from './support/documents.js';
import { byRandomPieces, byUnit } from './support/pieces.js';
import { render } from './support/render.js';

const options = { sections: true };
const paragraphs = (count: number): string => Array.from({ length: count }, (_, index) => `p${index}\n\n`).join('');
const lengths = (target: Element): number[] => Array.from(target.children, ({ childElementCount }) => childElementCount);

/** A reply long enough for several sections, with what changes its kind while it comes. */
const reply = `${paragraphs(11)}Underlined\n===\n\n${paragraphs(11)}| a | b |\n|---|---|\n| 1 | 2 |\n\n[ref]: /url\n\n- one\n- two\n\n${paragraphs(12)}> quote\n\n\`\`\`js\ncode\n\`\`\`\n\n## End\n\n[ref]\n`;

describe('sections', () => {
  it('are made only where they are asked for', async () => {
    const target = await render(paragraphs(40));
    expect(target.querySelector('.section')).to.be.null;
    expect(target.childElementCount).to.equal(40);
  });

  it('have a dozen blocks each', async () => {
    const target = await render(paragraphs(30), options);
    expect(lengths(target)).to.deep.equal([12, 12, 6]);
    expect(target.querySelectorAll(':scope > :not(.section)').length).to.equal(0);
  });

  it('do not end with a heading', async () => {
    expect(lengths(await render(`${paragraphs(11)}# a\n\n## b\n\n${paragraphs(13)}`, options))).to.deep.equal([14, 12]);
    expect(lengths(await render(`${paragraphs(11)}a\n===\n\n${paragraphs(13)}`, options))).to.deep.equal([13, 12]);
  });

  it('hold top-level blocks: a list and a quote are one each, however long they are', async () => {
    const target = await render(`${'- item\n'.repeat(40)}\n${'> quote\n>\n'.repeat(40)}\n${paragraphs(1)}`, options);
    expect(lengths(target)).to.deep.equal([3]);
  });

  it('change nothing else, and are the same however the text comes', async () => {
    const documents = [reply, ...(await loadExamples()).map(({ markdown }) => `${paragraphs(11)}\n${markdown}`)];
    for (let seed = 1; seed <= 40; seed++) {
      documents.push([0, 1, 2, 3].map((part) => randomDocument(seed * 4 + part)).join('\n\n'));
    }
    for (const [index, markdown] of documents.entries()) {
      const whole = await render(markdown, options);
      const pieces = index === 0 ? byUnit(markdown) : byRandomPieces(markdown, index);
      expect((await render(pieces, options)).innerHTML, markdown).to.equal(whole.innerHTML);
      for (const section of [...whole.children]) section.replaceWith(...section.childNodes);
      expect(whole.innerHTML, markdown).to.equal((await render(markdown)).innerHTML);
    }
  });

  it('are never left or entered by a block that has been drawn', async () => {
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, { highlight: false, sections: true });
    const homes = new Map<Element, Element | null>();
    for (const unit of byUnit(reply)) {
      stream.append(unit);
      stream.flush();
      const settled = [...target.querySelectorAll(':scope > .section > *')];
      for (const block of settled) {
        if (!homes.has(block)) homes.set(block, block.parentElement);
        expect(block.parentElement).to.equal(homes.get(block));
      }
      expect([...target.children].every((child) => child.matches('.section'))).to.be.true;
    }
    const ended = stream.end();
    stream.flush();
    await ended;
    expect(target.childElementCount).to.be.above(2);
  });
});
