import { expect } from '@open-wc/testing';
import { repairs } from '../../demo/dialect/index.js';
import { canonical, canonicalHtml } from './support/canonical.js';
import { loadExamples, type Example } from './support/commonmark.js';
import { commonmarkOracle, gfmOracle } from './support/oracle.js';
import { byRandomPieces, byUnit } from './support/pieces.js';
import { render } from './support/render.js';

/** Changed by a repair of the chat dialect. */
const repaired: Readonly<Record<number, string>> = Object.fromEntries(
  repairs.flatMap(({ commonmark }) => Object.entries(commonmark ?? {})),
);

/** Not rendered as the specification says, each for a reason. */
const exceptions: Readonly<Record<number, string>> = {
  596: 'irc: is not among the schemes that a reply may link to',
  598: 'a+b+c: is not among the schemes that a reply may link to',
  599: 'made-up-scheme: is not among the schemes that a reply may link to',
  601: 'localhost: is a scheme here, and not among those that a reply may link to',
  602: 'GFM links a bare URL',
  608: 'GFM links a bare URL',
  611: 'GFM links a bare URL',
  612: 'GFM links a bare e-mail address',
};

const options = { imageHosts: [location.hostname, 'example.com'] };

/** What the specification says; where it passes raw HTML through, the same with that HTML as text. */
function expected(example: Example): string {
  const { number, markdown, html } = example;
  const escaped = commonmarkOracle(markdown, false);
  if (repaired[number] !== undefined) return canonicalHtml(repaired[number]);
  if (exceptions[number]?.startsWith('GFM')) return canonicalHtml(gfmOracle(markdown));
  if (exceptions[number]) return canonicalHtml(html.replace(/<a [^>]*>|<\/a>/g, ''));
  return canonicalHtml(escaped === commonmarkOracle(markdown, true) ? html : escaped);
}

describe('CommonMark 0.31.2', () => {
  let examples: Example[];
  before(async () => {
    examples = await loadExamples();
  });

  it('has 652 examples', () => {
    expect(examples).to.have.length(652);
  });

  it('renders every example as the specification says, or a repair of the dialect; other raw HTML as text', async () => {
    for (const example of examples) {
      expect(canonical(await render(example.markdown, options)), `${example.number} ${example.section}`).to.equal(
        expected(example),
      );
    }
  });

  it('says the same of what the oracle makes of each example, where no raw HTML is in it', () => {
    for (const { number, markdown, html } of examples) {
      expect(canonicalHtml(commonmarkOracle(markdown, true)), String(number)).to.equal(canonicalHtml(html));
    }
  });

  it('gives the same DOM by single characters and by random pieces as whole', async () => {
    for (const { number, markdown } of examples) {
      const whole = await render(markdown, options);
      for (const pieces of [byUnit(markdown), byRandomPieces(markdown, number), byRandomPieces(markdown, number + 1000)]) {
        expect((await render(pieces, options)).innerHTML, `${number}: ${JSON.stringify(pieces)}`).to.equal(whole.innerHTML);
      }
    }
  });
});
