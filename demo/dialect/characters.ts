/** The repairs of single characters. */
import type { Repair } from './repair.js';

export const characters: readonly Repair[] = [
  {
    name: 'Byte order mark',
    rule: 'U+FEFF at the very start of the text is nothing.',
    examples: [
      ['\uFEFF# Opening hours', '<h1>Opening hours</h1>'],
      ['\uFEFF', ''],
      ['\uFEFF- one\n- two', '<ul><li>one</li><li>two</li></ul>'],
    ],
  },
  {
    name: 'A number and its unit',
    rule: 'A space between a digit and one of € £ ¥ ₹ ₽ ₩ ₺ ₪ ฿ % ‰ is one that no line breaks at, but for code.',
    examples: [
      ['Rye is 4.90 € a loaf.', '<p>Rye is 4.90\u00a0€ a loaf.</p>'],
      ['- 12 % less', '<ul><li>12\u00a0% less</li></ul>'],
      ['[3 £ each](https://example.com)', '<p><a href="https://example.com">3\u00a0£ each</a></p>'],
      // What stays as it is.
      ['`4.90 €`, 4 $, x €', '<p><code>4.90 €</code>, 4 $, x €</p>'],
    ],
  },
  {
    name: 'Variation selectors',
    rule: 'The variation selectors U+E0100 to U+E01EF are left out, except directly behind a Han letter, whose shape they choose: elsewhere they hide text. In code they are shown, as tag characters are.',
    examples: [
      ['\u8fbb\u{e0100}さん', '<p>\u8fbb\u{e0100}さん</p>'],
      ['**\u845b\u{e0101}**城市', '<p><strong>\u845b\u{e0101}</strong>城市</p>'],
      ['\u{20bb7}\u{e0100}野家', '<p>\u{20bb7}\u{e0100}野家</p>'],
      ['a\u{e0100}b\u{e01ef} 😀\u{e0148}\u{e0149}', '<p>ab 😀</p>'],
      ['\u8fbb\u{e0100}\u{e0101}\u{e0102}さん', '<p>\u8fbb\u{e0100}さん</p>'],
      ['\u8fbb\u{e0041}\u{e0100} か\u{e0100}', '<p>\u8fbb か</p>'],
      ['&#x8fbb;&#xe0100;', '<p>\u8fbb</p>'],
      ['[a\u{e0100}](https://example.com "b\u{e0101}")', '<p><a href="https://example.com" title="b">a</a></p>'],
      ['<div>\u8fbb\u{e0100} a\u{e0100}</div>', '&lt;div&gt;\u8fbb\u{e0100} a&lt;/div&gt;'],
      ['`a\u{e0100} \u8fbb\u{e0100}`', '<p><code>a[U+E0100] \u8fbb[U+E0100]</code></p>'],
      ['```\n\u8fbb\u{e0100}\n```', '<pre><code>\u8fbb[U+E0100]\n</code></pre>'],
      // What stays as it is.
      ['\u2764\ufe0f 1\ufe0f\u20e3', '<p>\u2764\ufe0f 1\ufe0f\u20e3</p>'],
    ],
  },
]; // prettier-ignore
