import { expect } from '@open-wc/testing';
import { canonical, canonicalHtml } from './support/canonical.js';
import {
  commonmarkFragments,
  emphasisFragments,
  gfmBlockFragments,
  gfmLinkFragments,
  linkFragments,
  mathFragments,
  randomDocument,
  slipFragments,
} from './support/documents.js';
import { emphasisIsRepaired, gfmOracle, isRepaired, micromarkDiffers, referenceErrs, referenceOracle } from './support/oracle.js';
import { byRandomPieces, byUnit } from './support/pieces.js';
import { render } from './support/render.js';

const count = 1500;
const options = { imageHosts: [location.hostname] };

describe('random documents', () => {
  it('give the same DOM by single characters and by random pieces as whole', async () => {
    for (let seed = 1; seed <= count; seed++) {
      const markdown = randomDocument(seed);
      const whole = (await render(markdown)).innerHTML;
      expect((await render(byUnit(markdown))).innerHTML, `${seed}: ${JSON.stringify(markdown)}`).to.equal(whole);
      expect((await render(byRandomPieces(markdown, seed))).innerHTML, `${seed}: ${JSON.stringify(markdown)}`).to.equal(whole);
    }
  });

  it('do so with formulas, whatever becomes of these', async () => {
    const drawn = async (pieces: string | readonly string[]): Promise<string> => (await render(pieces, { math: true })).innerHTML;
    await drawn('$a$'); // the first one waits for the syntax
    for (let seed = 1; seed <= count; seed++) {
      const markdown = randomDocument(seed, mathFragments);
      const whole = await drawn(markdown);
      expect(await drawn(byUnit(markdown)), `${seed}: ${JSON.stringify(markdown)}`).to.equal(whole);
      expect(await drawn(byRandomPieces(markdown, seed)), `${seed}: ${JSON.stringify(markdown)}`).to.equal(whole);
    }
  });

  it('do so with the emphasis and the links that the dialect repairs', async () => {
    for (let seed = 1; seed <= 2 * count; seed++) {
      const markdown = randomDocument(seed, seed % 2 === 0 ? slipFragments : linkFragments);
      const whole = (await render(markdown)).innerHTML;
      expect((await render(byUnit(markdown))).innerHTML, `${seed}: ${JSON.stringify(markdown)}`).to.equal(whole);
      expect((await render(byRandomPieces(markdown, seed))).innerHTML, `${seed}: ${JSON.stringify(markdown)}`).to.equal(whole);
    }
  });

  it('give what markdown-cjk-friendly makes of emphasis beside scripts without spaces', async () => {
    let compared = 0;
    for (let seed = 1; seed <= count; seed++) {
      // Of runs of several lengths micromark counts what is left of them for the rule of three, and the reference implementation what was written.
      const one = randomDocument(seed, emphasisFragments).replace(/\*+|_+/g, (run) => run.charAt(0));
      const markdown = seed % 2 === 0 ? one : one.replace(/[*_]/g, '$&$&');
      if (micromarkDiffers(markdown) || emphasisIsRepaired(markdown)) continue;
      compared++;
      expect(canonical(await render(markdown, options)), `${seed}: ${JSON.stringify(markdown)}`).to.equal(
        canonicalHtml(gfmOracle(markdown)),
      );
    }
    expect(compared).to.be.at.least(count / 3);
  });

  it('give what the reference implementation of CommonMark makes of them', async () => {
    for (let seed = 1, compared = 0; compared < count; seed++) {
      const markdown = randomDocument(seed, commonmarkFragments);
      const html = referenceOracle(markdown);
      if (referenceErrs(markdown, html) || isRepaired(markdown)) continue;
      compared++;
      expect(canonical(await render(markdown, options)), `${seed}: ${JSON.stringify(markdown)}`).to.equal(canonicalHtml(html));
    }
  });

  it('give what a well-kept parser of GFM makes of them', async () => {
    for (let seed = 1, compared = 0; compared < count; seed++) {
      const markdown = randomDocument(seed, seed % 2 === 0 ? gfmBlockFragments : gfmLinkFragments);
      if (micromarkDiffers(markdown) || isRepaired(markdown)) continue;
      compared++;
      expect(canonical(await render(markdown, options)), `${seed}: ${JSON.stringify(markdown)}`).to.equal(
        canonicalHtml(gfmOracle(markdown)),
      );
    }
  });
});
