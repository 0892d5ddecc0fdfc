/** Random documents, made of the pieces that Markdown is sensitive to. */
import { random } from './pieces.js';

const fragments = [
  'foo', 'bar baz', 'a', 'x ', ' ', '  ', '    ', '\t', '\n', '\n', '\n\n', '\n\n', '*', '**', '***', '_', '__', '~', '~~', '`', '``', '```', '\n```\n', '\n~~~ js\n',
  '[', ']', '(', ')', '[a]', '[a]: /u', '\n[b]: /v "t"\n', '](/u)', '](/u "t")', '![', '<', '>', '\n> ', '> ', '\n- ', '- ', '\n* ', '\n1. ', '\n2) ', '\n   ', '\n  ', '\n    ',
  '# ', '\n## ', '\n---\n', '\n===\n', '\n***\n', '|', '\n| a | b |\n| - | :-: |\n| c', ' | ', '\n-|-\n', '\n:-:\n', '\\', '\\\n', '&amp;', '&', '&#42;', '<b>', '</b>', '<br>', '<sub>', '</sub>', '<details>', '\n<details>\n', '<summary>a</summary>', '</details>\n', '<div>', '\n<div>\n', '<!--', '-->', '<a href="',
  '"', "'", '!', ':', '[ ] ', '[x] ', '\n- [ ] ', 'é', '“', '。', '\r\n', '\r', '🎉',
] as const; // prettier-ignore

export function randomDocument(seed: number, words: readonly string[] = fragments): string {
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

/** For the reference implementation: CommonMark alone, and nothing outside the BMP (it takes half of such a character for the whole). */
export const commonmarkFragments = fragments
  .filter((fragment) => !/[~|\r🎉]|\[[ x]\]|:-:|<br>|sub>|<\/?details>|<summary>/u.test(fragment))
  .map((fragment) => otherHtml[fragment] ?? fragment);

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
