/** Random documents, made of the pieces that Markdown is sensitive to. */
import { random } from './pieces.js';

const fragments = [
  'foo', 'bar baz', 'a', 'x ', ' ', '  ', '    ', '\t', '\n', '\n', '\n\n', '\n\n', '*', '**', '***', '_', '__', '~', '~~', '`', '``', '```', '\n```\n', '\n~~~ js\n',
  '[', ']', '(', ')', '[a]', '[a]: /u', '\n[b]: /v "t"\n', '](/u)', '](/u "t")', '![', '<', '>', '\n> ', '> ', '\n- ', '- ', '\n* ', '\n1. ', '\n2) ', '\n   ', '\n  ', '\n    ',
  '# ', '\n## ', '\n---\n', '\n===\n', '\n***\n', '|', '\n| a | b |\n| - | :-: |\n| c', ' | ', '\n-|-\n', '\n:-:\n', '\\', '\\\n', '&amp;', '&', '&#42;', '<b>', '</b>', '<br>', '<sub>', '</sub>', '<details>', '\n<details>\n', '<summary>a</summary>', '</details>\n', '<div>', '\n<div>\n', '<!--', '-->', '<a href="',
  '"', "'", '!', ':', '[ ] ', '[x] ', '\n- [ ] ', 'é', '“', '。', '\r\n', '\r', '🎉',
] as const; // prettier-ignore

/** With what the dialect repairs of blocks. */
const repairedFragments: readonly string[] = [
  ...fragments, 'a```\n', 'a: ```sh\n', '\n```md\n', '\n   ```js\n', 'a.\n---\n', '\n  - ', '\n        ', '| `a|b` |', '|-|-|\n', '\n- a\n| b | c |\n', '\n100. ',
]; // prettier-ignore

export function randomDocument(seed: number, words: readonly string[] = repairedFragments): string {
  const next = random(seed);
  let text = '';
  for (let count = 1 + Math.floor(next() * 24); count > 0; count--) text += words[Math.floor(next() * words.length)] ?? '';
  return text;
}

/** Where formulas are on. */
export const mathFragments: readonly string[] = [
  ...fragments, '$', '$', '$$', '\n$$\n', '\\(', '\\)', '\n\\[\n', '\\]\n', '$5', ' $10 ', '$x$', '$2x + 3$', '\\frac{a}{b}', 'US$', '\\$',
]; // prettier-ignore

/** For the HTML that the dialect draws, or leaves out, HTML that it does not. */
const otherHtml: Readonly<Record<string, string>> = { '<b>': '<q>', '</b>': '</q>', '<!--': '<?', '-->': '?>' };

/** For the reference implementation: CommonMark alone, nothing of the amendment for Chinese, and nothing outside the BMP (it takes half of such a character for the whole). */
export const commonmarkFragments = fragments
  .filter((fragment) => !/[~|\r🎉。]|\[[ x]\]|:-:|<br>|sub>|<\/?details>|<summary>/u.test(fragment))
  .map((fragment) => otherHtml[fragment] ?? fragment);

/** Emphasis beside scripts without spaces, and the slips that the dialect repairs. */
export const emphasisFragments: readonly string[] = [
  '本店', '的', '「', '」', '（', '）', '。', '，', '를', 'を', '서버', '𠮷', '葛\u{e0100}', 'foo', 'a', 'é', '!', '"', '(', ')', '.', ' ', ' ', '*', '*', '**', '**', '**', '_', '__', '~~', '~~', '`a`', '[b](/u)', '“', '🎉',
]; // prettier-ignore
export const slipFragments: readonly string[] = [
  ...emphasisFragments,
  '5',
  '12',
  'x',
  ': ',
  ':',
  '~',
  '? ',
  '$',
  ')',
  '**',
  '\n',
];

/** Links as the dialect repairs them, and what stands beside them. */
export const linkFragments: readonly string[] = [
  'a', ' ', ' ', '\n', '\n\n', '[', ']', '](', ')', '(', '](/a b', '](https://a.b/c d.pdf', ' "t"', ' (1)', '[1]', '[2]', '[^3]', '\n\n[1]: /u\n', '\n\n[2]: /v "t"\n', '](#y)', ']()', '![', 'https://example.com',
  'www.a.com', 'http://a.b/c', 'https://1.2.3.4', ':80', '/', '.', '的', 'の說明', 'ที่', '，', '。', '（', '）', '「', '」', '“', '”', '—', '…', '’s', "'", '*', '<', '>', '@', '\\', '`', '&amp;', '𠮷', '葛\u{e0100}', '\u{e0101}',
]; // prettier-ignore

/**
 * For micromark's GFM: no definitions, indented code or HTML blocks, each of which it reads differently from the specification's reference,
 * and either brackets or bare links, because after an unclosed bracket it links nothing.
 */
const gfm = [
  ...fragments.filter((fragment) => !/\r|\]:|^[ ]{2,}|^\n +|\t|<|>|\[[ x]\]|🎉|\d/u.test(fragment)),
  '~~gone~~', '\n- [ ] a', '\n- [x] a', '\n| a | b |\n| - | :-: |\n| c | d |', '\n| - | - |\n', '|', '| ', '~', '~~',
]; // prettier-ignore
export const gfmBlockFragments: readonly string[] = gfm;
export const gfmLinkFragments: readonly string[] = [
  ...gfm.filter((fragment) => !fragment.includes('[')),
  ' www.a.com ',
  ' http://a.b/c?d=e ',
  ' a@b.c ',
];
