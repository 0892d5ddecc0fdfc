/** What a link's text says of where it leads, against where it does. */
import { expect } from '@open-wc/testing';
import { render } from './support/render.js';

/** Markdown whose last link leads elsewhere than it looks, and what is shown beside it. */
const misleading: readonly [markdown: string, shown: string][] = [
  // The word around a link.
  ['[bank](https://evil.test/)[.com/login](https://evil.test/)', 'evil.test'],
  ['[https://](https://evil.test/)bank.com/login', 'evil.test'],
  ['bank[.com](https://evil.test/)', 'evil.test'],
  ['[bank.](https://evil.test/)com', 'evil.test'],
  ['www.[bank](https://evil.test/).com', 'evil.test'],
  ['**bank**[.com](https://evil.test/)', 'evil.test'],
  ['`bank`[.com](https://evil.test/)', 'evil.test'],
  ['[b](https://a.test)[a](https://b.test)[nk.com](https://evil.test/)', 'evil.test'],
  ['[bank](https://evil.test/)*.com*', 'evil.test'],
  ['bank.com/[login](https://evil.test/)', 'evil.test'],
  ['bank.com/https://evil.test', 'evil.test'],
  ['[bank](https://evil.test/)\\.com', 'evil.test'],
  ['[bank](https://evil.test/)&period;com', 'evil.test'],
  ['[bank][e].com\n\n[e]: https://evil.test', 'evil.test'],
  ['![bank](https://a.test/b.png)[.com](https://evil.test/)', 'evil.test'],
  // Tags, which stand between no letters; and what is small may not be seen.
  ['[bank<b>.com</b>](https://evil.test/)', 'evil.test'],
  ['bank<b>[.com](https://evil.test/)</b>', 'evil.test'],
  ['[bank<!-- -->.com](https://evil.test/)', 'evil.test'],
  ['[bank.com<small>.evil.test</small>](https://bank.com.evil.test/)', 'bank.com.evil.test'],
  ['[a<sup><sup>b</sup></sup>](https://evil.test/)', 'evil.test'],
  // Dots that are none.
  ['[bank\ua4f8com](https://evil.test/)', 'evil.test'],
  ['[bank\u0660com](https://evil.test/)', 'evil.test'],
  ['[bank\u06f0com](https://evil.test/)', 'evil.test'],
  ['[bank\u0701com](https://evil.test/)', 'evil.test'],
  ['[bank\u0702com](https://evil.test/)', 'evil.test'],
  ['[bank\u00b7com](https://evil.test/)', 'evil.test'],
  ['[bank\u2022com](https://evil.test/)', 'evil.test'],
  ['[bank\u2027com](https://evil.test/)', 'evil.test'],
  ['[bank\u22c5com](https://evil.test/)', 'evil.test'],
  ['[bank\u30fbcom](https://evil.test/)', 'evil.test'],
  ['[bank\uff65com](https://evil.test/)', 'evil.test'],
  ['[bank\ua60ecom](https://evil.test/)', 'evil.test'],
  ['[bank\u06d4com](https://evil.test/)', 'evil.test'],
  ['[bank\u2804com](https://evil.test/)', 'evil.test'],
  ['[bank\u{1d16d}com](https://evil.test/)', 'evil.test'],
  ['bank\u00b7[com](https://evil.test/)', 'evil.test'],
  // Spaces and strokes that are hardly seen.
  ['[bank\u2009.\u2009com](https://evil.test/)', 'evil.test'],
  ['[bank\u200a.com](https://evil.test/)', 'evil.test'],
  ['[ba\u2006nk.com](https://evil.test/)', 'evil.test'],
  ['[bank\u202f.com](https://evil.test/)', 'evil.test'],
  ['bank\u2009[.com](https://evil.test/)', 'evil.test'],
  ['[bank.c\u0335om](https://evil.test/)', 'evil.test'],
  ['[b\u0337ank\u0338.com](https://evil.test/)', 'evil.test'],
  ['[bank\u2800.com](https://evil.test/)', 'evil.test'],
  ['[bank\u3164.com](https://evil.test/)', 'evil.test'],
  ['[bank\ufe0f.com](https://evil.test/)', 'evil.test'],
  ['[bank.com\u2215login](https://evil.test/)', 'evil.test'],
  // Letters.
  ['[\u24d1\u24d0\u24dd\u24da.com](https://evil.test/)', 'evil.test'],
  ['[\u{1d41b}\u{1d41a}\u{1d427}\u{1d424}.com](https://evil.test/)', 'evil.test'],
  ['[b\u0251nk.com](https://bank.com.evil.test/)', 'bank.com.evil.test'],
  ['[ba\u0323nk.com](https://bank.com/)', 'bank.com'],
  // Sites that only share a name.
  ['[x.github.io](https://y.github.io/)', 'y.github.io'],
  ['[github.io](https://evil.github.io/)', 'evil.github.io'],
  ['[vercel.app](https://evil.vercel.app/)', 'evil.vercel.app'],
  ['[co.uk](https://evil.co.uk/)', 'evil.co.uk'],
  ['[login.bank.com](https://bank.com/)', 'bank.com'],
  // Addresses and numbers.
  ['[help@bank.com](mailto:other@evil.test)', 'other@evil.test'],
  ['[HELP@bank.com](mailto:help@bank.com?bcc=other@evil.test)', 'help@bank.com?bcc=other@evil.test'],
  ['[help@bank\ua4f8com](mailto:other@evil.test)', 'other@evil.test'],
  ['[help@](mailto:other@evil.test)bank.com', 'other@evil.test'],
  ['[bank.com](mailto:other@evil.test)', 'other@evil.test'],
  ['[help@bank.com](mailto:o%74her@evil.test)', 'o%74her@evil.test'],
  ['[help@bank.com](https://evil.test/)', 'evil.test'],
  ['[+49 800 123](tel:+4990012345)', '+4990012345'],
  ['[\uff18\uff10\uff10 123](tel:+4990012345)', '+4990012345'],
  ['[0800](tel:+1900)[ 123456](tel:+1900)', '+1900'],
  ['[help@bank.com](tel:+4990012345)', '+4990012345'],
];

const harmless: readonly string[] = [
  '[here](https://example.com)',
  'See [the guide](https://docs.example.com/guide).',
  '([example.com](https://example.com))',
  '[example.com](https://example.com), [example.org](https://example.org).',
  '[example.com/a](https://www.example.com/a)',
  '[www.example.com](https://example.com)',
  '[example.com](https://docs.example.com)',
  '[README.md](https://example.com/README.md)',
  '[Version 1.2.3](https://example.com)',
  'At 10.30 [the talk](https://example.com)',
  '"[Title](https://example.com)"',
  'footnote[1](https://example.com/1)[2](https://example.com/2)',
  'a/[b](https://example.com)/c',
  '[col·lecció](https://example.com) i paral·l[el](https://example.com)',
  '[ジョン・スミス](https://example.com)',
  '[١٠٫٥](https://example.com) و[٢٠٠](https://example.com)',
  '[voir\u202f: la page](https://example.com)',
  '[10\u2009km](https://example.com)',
  '[naïve café](https://example.com)',
  '[हिन्दी](https://example.com)',
  '[कॉम.com](https://कॉम.com/)',
  '[müller.de](https://müller.de)',
  '[help@bank.com](mailto:help@bank.com)',
  '[Help@Bank.com](mailto:help@bank.com?subject=Hello)',
  '[write to us](mailto:help@bank.com)',
  'a@example.com,b@example.com',
  '<help@bank.com>',
  '[bank.com](mailto:help@bank.com)',
  '[call us](tel:+49800123456)',
  '[+49 800 123456](tel:+49800123456)',
  '[0800 / 123456](tel:+49800123456)',
  '[(800) 123-4567](tel:+18001234567)',
  'https://example.com/a?b=evil.example',
  '(https://example.com)',
  '[e.g. this](https://example.com)',
  '[👍 good](https://example.com)',
];

describe('a link that looks like another', () => {
  for (const [markdown, shown] of misleading) {
    it(`has beside it where it leads: ${JSON.stringify(markdown)}`, async () => {
      for (const pieces of [markdown, markdown.split('')]) {
        const hosts = [...(await render(pieces)).querySelectorAll('.link-host')];
        expect(hosts.at(-1)?.textContent).to.equal(` (${shown})`);
      }
    });
  }

  it('is one whose text is a formula, for nobody knows what that looks like', async () => {
    for (const markdown of [
      '[$bank\\text{.}com$](https://evil.test/)',
      '[$x$](https://evil.test/)',
      '$bank$[.com](https://evil.test/)',
    ])
      expect((await render(markdown, { math: true })).querySelector('.link-host')?.textContent, markdown).to.equal(
        ' (evil.test)',
      );
  });

  for (const markdown of harmless) {
    it(`is none of these: ${markdown}`, async () => {
      for (const pieces of [markdown, markdown.split('')])
        expect((await render(pieces)).querySelector('.link-host')?.textContent).to.equal(undefined);
    });
  }
});
