import { canonical, canonicalHtml } from '../markdown/support/canonical.js';
import { commonmarkFragments, gfmBlockFragments, gfmLinkFragments, randomDocument } from '../markdown/support/documents.js';
import { gfmOracle, isRepaired, micromarkDiffers, referenceErrs, referenceOracle } from '../markdown/support/oracle.js';
import { byRandomPieces, byUnit } from '../markdown/support/pieces.js';
import { render } from '../markdown/support/render.js';

const options = { imageHosts: [location.hostname] };

/** What is wrong with the documents of one seed. */
export async function check(seed: number): Promise<string[]> {
  const problems: string[] = [];
  const compare = (name: string, markdown: string, { got, wanted }: { got: string; wanted: string }): void => {
    if (got !== wanted) problems.push(`seed ${seed}, ${name}: ${JSON.stringify(markdown)}\n  wanted ${wanted}\n  got    ${got}`);
  };
  const any = randomDocument(seed);
  const whole = (await render(any)).innerHTML;
  compare('by unit', any, { got: (await render(byUnit(any))).innerHTML, wanted: whole });
  compare('by pieces', any, { got: (await render(byRandomPieces(any, seed))).innerHTML, wanted: whole });
  const commonmark = randomDocument(seed, commonmarkFragments);
  const reference = referenceOracle(commonmark);
  if (!referenceErrs(commonmark, reference) && !isRepaired(commonmark))
    compare('reference', commonmark, { got: canonical(await render(commonmark, options)), wanted: canonicalHtml(reference) });
  const gfm = randomDocument(seed, seed % 2 === 0 ? gfmBlockFragments : gfmLinkFragments);
  if (!micromarkDiffers(gfm) && !isRepaired(gfm))
    compare('micromark', gfm, { got: canonical(await render(gfm, options)), wanted: canonicalHtml(gfmOracle(gfm)) });
  return problems;
}
