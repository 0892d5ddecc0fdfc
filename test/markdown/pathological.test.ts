import { expect } from '@open-wc/testing';
import { MarkdownStream } from '../../src/markdown/index.js';
import { growth, steepest } from './support/growth.js';
import { pathological } from './support/pathological.js';

/** For a test that has hung. What is judged is growth, and that does not depend on how fast, or how busy, the machine is. */
const longestMs = 120_000;

/** Renders in network-sized pieces, as a stream would bring them. */
function renderAll(markdown: string): HTMLElement {
  const target = document.createElement('div');
  const stream = new MarkdownStream(target, { highlight: false, math: true });
  for (let from = 0; from < markdown.length; from += 16_384) {
    stream.append(markdown.slice(from, from + 16_384));
    stream.flush();
  }
  void stream.end();
  stream.flush();
  return target;
}

describe('an input that freezes other parsers', () => {
  // The first formula waits for its syntax; the others are measured without waiting.
  before(() => {
    const stream = new MarkdownStream(document.createElement('div'));
    stream.append('$$a$$ ');
    return stream.end();
  });

  for (const [name, create] of Object.entries(pathological)) {
    it(`takes time that grows as its length does: ${name}`, function () {
      this.timeout(longestMs);
      const time = (size: number): number => {
        const markdown = create(size);
        const start = performance.now();
        const target = renderAll(markdown);
        const taken = performance.now() - start;
        expect(target.childNodes.length).to.be.greaterThan(0);
        return taken;
      };
      expect(growth(time)).to.be.at.most(steepest);
    });
  }
});
