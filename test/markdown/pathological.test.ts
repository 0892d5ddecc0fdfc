import { expect } from '@open-wc/testing';
import { MarkdownStream } from '../../src/markdown/index.js';
import { pathological } from './support/pathological.js';

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
  // The first stream with math waits for its syntax; the others are measured without waiting.
  before(() => new MarkdownStream(document.createElement('div'), { math: true }).end());

  for (const [name, create] of Object.entries(pathological)) {
    it(`is rendered within 4 seconds: ${name}`, function () {
      this.timeout(4000);
      const target = renderAll(create(1));
      expect(target.childNodes.length).to.be.greaterThan(0);
    });
  }
});
