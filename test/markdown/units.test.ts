import { expect } from '@open-wc/testing';
import { byRandomPieces, byUnit } from './support/pieces.js';
import { render } from './support/render.js';

const rows: [markdown: string, text: string][] = [
  ['It costs 4.90 € a loaf, and 12 % less on Monday.', 'It costs 4.90\u00a0€ a loaf, and 12\u00a0% less on Monday.'],
  ['| a |\n| --- |\n| 3 £ |\n', 'a3\u00a0£'],
  ['- **4.90 €** each', '4.90\u00a0€ each'],
  ['`4.90 €`, x €, 4.90  €, 4.90\n€, € 4.90', '4.90 €, x €, 4.90  €, 4.90\n€, € 4.90'],
];

describe('a number and its unit', () => {
  for (const [markdown, text] of rows) {
    it(`stay on one line, but for code, however the text comes: ${markdown.replaceAll('\n', ' ')}`, async () => {
      for (const pieces of [[markdown], byUnit(markdown), byRandomPieces(markdown, 8080)]) {
        expect((await render(pieces)).textContent.trim()).to.equal(text);
      }
    });
  }
});
