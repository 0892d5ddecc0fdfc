/** The repairs of HTML. */
import type { Repair } from './repair.js';

export const html: readonly Repair[] = [
  {
    name: 'Line breaks',
    rule: '`<br>` breaks a line, in a table cell too. A line ending after it is the same break.',
    examples: [
      ['one<br>two', '<p>one<br>two</p>'],
      ['one<br/>two<br />three</br>four<BR>five', '<p>one<br>two<br>three<br>four<br>five</p>'],
      ['one<br>\ntwo', '<p>one<br>two</p>'],
      ['one<br>  \ntwo', '<p>one<br>two</p>'],
      ['one <br> two', '<p>one <br>two</p>'],
      ['one<br><br>two', '<p>one<br><br>two</p>'],
      ['**one<br>two** and *three<br>*', '<p><strong>one<br>two</strong> and <em>three<br></em></p>'],
      ['[one<br>two](https://example.com)', '<p><a href="https://example.com">one<br>two</a></p>'],
      [
        '| Day | Hours |\n| - | - |\n| Monday | 9–12<br>14–18 |',
        '<table><thead><tr><th>Day</th><th>Hours</th></tr></thead><tbody><tr><td>Monday</td><td>9–12<br>14–18</td></tr></tbody></table>',
      ],
      ['- one<br>two\n- three', '<ul><li>one<br>two</li><li>three</li></ul>'],
      ['# one<br>two', '<h1>one<br>two</h1>'],
      ['text\n\n<br>\n\nmore', '<p>text</p>\n<p><br></p>\n<p>more</p>'],
      ['`<br>` and \\<br> and <br class="x">', '<p><code>&lt;br&gt;</code> and &lt;br&gt; and &lt;br class="x"&gt;</p>'],
      ['<brx> and <br', '<p>&lt;brx&gt; and &lt;br</p>'],
    ],
  },
  {
    name: 'Inline tags',
    rule:
      '`b del em i ins kbd mark s small strong sub sup u` without attributes are drawn as elements where both tags stand in one block; as stars do, they nest with ' +
      'emphasis and links, and close none of these. Any other tag, and one that is never closed, is text.',
    examples: [
      ['H<sub>2</sub>O and E = mc<sup>2</sup>', '<p>H<sub>2</sub>O and E = mc<sup>2</sup></p>'],
      ['Press <kbd>Ctrl</kbd>+<kbd>C</kbd>', '<p>Press <kbd>Ctrl</kbd>+<kbd>C</kbd></p>'],
      [
        '<b>bold</b> <i>it</i> <em>em</em> <strong>st</strong> <u>un</u> <s>no</s> <del>gone</del> <ins>new</ins> <mark>hit</mark> <small>fine</small>',
        '<p><b>bold</b> <i>it</i> <em>em</em> <strong>st</strong> <u>un</u> <s>no</s> <del>gone</del> <ins>new</ins> <mark>hit</mark> <small>fine</small></p>',
      ],
      ['<B>loud</b>', '<p><b>loud</b></p>'],
      [
        '**<u>both</u>** and <u>**both**</u> and <mark>a *b* [c](https://example.com)</mark>',
        '<p><strong><u>both</u></strong> and <u><strong>both</strong></u> and <mark>a <em>b</em> <a href="https://example.com">c</a></mark></p>',
      ],
      ['<b>a <i>b <u>c</u></i></b>', '<p><b>a <i>b <u>c</u></i></b></p>'],
      ['<b>a <b>b</b> c</b>', '<p><b>a <b>b</b> c</b></p>'],
      ['[Al <b>*Bo*</b>](https://example.com)', '<p><a href="https://example.com">Al <b><em>Bo</em></b></a></p>'],
      ['Text<sup>[1](https://example.com)</sup>', '<p>Text<sup><a href="https://example.com">1</a></sup></p>'],
      [
        '| a<sub>1</sub> |\n| - |\n| <b>b</b> |',
        '<table><thead><tr><th>a<sub>1</sub></th></tr></thead><tbody><tr><td><b>b</b></td></tr></tbody></table>',
      ],
      ['<kbd>\nF1\n</kbd>', '<p><kbd>\nF1\n</kbd></p>'],
      ['- <b>One</b>: first', '<ul><li><b>One</b>: first</li></ul>'],
      ['`<b>x</b>`', '<p><code>&lt;b&gt;x&lt;/b&gt;</code></p>'],
      [
        'A `Promise<void>` is Promise<void>, Map<string, number>, Vec<u8>.',
        '<p>A <code>Promise&lt;void&gt;</code> is Promise&lt;void&gt;, Map&lt;string, number&gt;, Vec&lt;u8&gt;.</p>',
      ],
      ['<div class=x>a</div>', '&lt;div class=x&gt;a&lt;/div&gt;'],
      [
        'a <a name=x>b</a> <span>c</span> <font color="red">d</font>',
        '<p>a &lt;a name=x&gt;b&lt;/a&gt; &lt;span&gt;c&lt;/span&gt; &lt;font color="red"&gt;d&lt;/font&gt;</p>',
      ],
      ['<b class="x">a</b>', '<p>&lt;b class="x"&gt;a&lt;/b&gt;</p>'],
    ],
    commonmark: { 166: '<p><del>\n<em>foo</em>\n</del></p>' },
  },
  {
    name: 'Tags that do not match',
    rule: 'A tag whose other tag is missing in its block, or stands outside of the emphasis, link or element that it stands in, is text.',
    examples: [
      ['Use the <b> tag for bold and <i> for italics.', '<p>Use the &lt;b&gt; tag for bold and &lt;i&gt; for italics.</p>'],
      ['**a <u>b** c</u>', '<p><strong>a &lt;u&gt;b</strong> c&lt;/u&gt;</p>'],
      ['<u>a **b</u> c**', '<p><u>a **b</u> c**</p>'],
      ['<b>a <i>b</b> c</i>', '<p><b>a &lt;i&gt;b</b> c&lt;/i&gt;</p>'],
      ['[a <b>b](https://example.com) c</b>', '<p><a href="https://example.com">a &lt;b&gt;b</a> c&lt;/b&gt;</p>'],
      ['<b>`</b>` <b>b</b>', '<p>&lt;b&gt;<code>&lt;/b&gt;</code> <b>b</b></p>'],
      ['</b> and </sub>', '<p>&lt;/b&gt; and &lt;/sub&gt;</p>'],
      ['<b>one\n\ntwo</b>', '<p>&lt;b&gt;one</p>\n<p>two&lt;/b&gt;</p>'],
      ['<b/>x</b>', '<p>&lt;b/&gt;x&lt;/b&gt;</p>'],
    ],
    commonmark: {
      165: '<p>&lt;/ins&gt;\n<em>bar</em></p>',
      167: '<p>&lt;del&gt;</p><p><em>foo</em></p><p>&lt;/del&gt;</p>',
    },
    wavers: 'Whether a tag will be closed is known when it is: until then it is read as if.',
  },
  {
    name: 'Comments',
    rule: 'An HTML comment is nothing. One that never ends is text.',
    examples: [
      ['a <!-- b --> c', '<p>a  c</p>'],
      ['<!-- a -->', ''],
      ['<!-- a -->\n\ntext', '<p>text</p>'],
      ['<!--\na\n\n- b\n-->\ntext', '<p>text</p>'],
      ['<!-- a --> **b**', '<p> <strong>b</strong></p>'],
      ['<!-- a --> <!-- b -->\ntext', '<p>text</p>'],
      ['<!-- a\nb --> **c**\n# d', '<p><strong>c</strong></p>\n<h1>d</h1>'],
      ['text\n<!-- a -->\nmore', '<p>text</p>\n<p>more</p>'],
      ['# Title <!-- omit in toc -->', '<h1>Title </h1>'],
      ['| a <!-- b --> |\n| - |', '<table><thead><tr><th>a </th></tr></thead></table>'],
      ['- a\n\n<!-- -->\n\n- b', '<ul><li>a</li></ul>\n<ul><li>b</li></ul>'],
      ['> <!-- a\n> b -->\n> c', '<blockquote><p>c</p></blockquote>'],
      ['`<!-- a -->`', '<p><code>&lt;!-- a --&gt;</code></p>'],
      ['<!-- a\n\nb', '&lt;!-- a\n\nb'],
      ['a <!-- b', '<p>a &lt;!-- b</p>'],
      ['<!--> a', '<p> a</p>'],
    ],
    commonmark: {
      177: '<p><em>bar</em>\n<em>baz</em></p>',
      179: '<p>okay</p>',
      183: '<pre><code>&lt;!-- foo --&gt;\n</code></pre>',
      308: '<ul><li>foo</li><li>bar</li></ul><ul><li>baz</li><li>bim</li></ul>',
      309: '<ul><li><p>foo</p><p>notcode</p></li><li><p>foo</p></li></ul><pre><code>code\n</code></pre>',
      625: '<p>foo </p>',
      626: '<p>foo  foo --&gt;</p><p>foo  foo --&gt;</p>',
    },
  },
  {
    name: 'Details',
    rule:
      '`<details>` at the start of a line holds blocks until `</details>`, which starts a line or ends a text; `<summary>…</summary>` may come first in it. ' +
      'Both are drawn as elements; what never ends is drawn open.',
    examples: [
      [
        '<details>\n<summary>More</summary>\n\n**a**\n\n- b\n- c\n\n</details>\n\nd',
        '<details><summary>More</summary><p><strong>a</strong></p><ul><li>b</li><li>c</li></ul></details><p>d</p>',
      ],
      ['<details><summary>More</summary>\na\n</details>\nb', '<details><summary>More</summary><p>a</p></details><p>b</p>'],
      ['<details><summary>More</summary>a</details>\nb', '<details><summary>More</summary><p>a</p></details><p>b</p>'],
      [
        '<details>\n<summary><b>More</b> of *it*</summary>\na</details>',
        '<details><summary><b>More</b> of <em>it</em></summary><p>a</p></details>',
      ],
      ['<details>\n<summary>\nMore\n</summary>\n\na\n</details>', '<details><summary>More</summary><p>a</p></details>'],
      [
        '<details>\n\n```js\n</details>\n```\n\n</details> b',
        '<details><pre><code class="language-js">&lt;/details&gt;\n</code></pre></details><p>b</p>',
      ],
      ['a\n<details>\nb\n</details>\nc', '<p>a</p><details><p>b</p></details><p>c</p>'],
      [
        '<details>\n<summary>A</summary>\n<details>\n<summary>B</summary>\nb\n</details>\n</details>',
        '<details><summary>A</summary><details><summary>B</summary><p>b</p></details></details>',
      ],
      [
        '- a\n  <details>\n  <summary>S</summary>\n\n  b\n\n  </details>\n- c',
        '<ul><li>a<details><summary>S</summary><p>b</p></details></li><li>c</li></ul>',
      ],
      [
        '<details>\n<summary>S</summary>\n<p>a</p>\n</details>\n\nb',
        '<details><summary>S</summary>&lt;p&gt;a&lt;/p&gt;</details><p>b</p>',
      ],
      [
        '<details><summary>S</summary><p>a</p></details>\n\nb',
        '<details><summary>S</summary>&lt;p&gt;a&lt;/p&gt;</details><p>b</p>',
      ],
      ['- a\n\n  <details>\n\n  b\n\n</details>\n- c', '<ul><li><p>a</p><details><p>b</p></details></li><li><p>c</p></li></ul>'],
      ['> <details>\n> a\n\nb', '<blockquote><details><p>a</p></details></blockquote><p>b</p>'],
      [
        '<details>\n<summary>S</summary>\n\n- a\n- b</details>\n\nc',
        '<details><summary>S</summary><ul><li>a</li><li>b</li></ul></details><p>c</p>',
      ],
      [
        '<details>\n\n| a |\n| - |\n| b |\n</details>\nc',
        '<details><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table></details><p>c</p>',
      ],
      ['<details>\n<summary>S</summary>\na', '<details><summary>S</summary><p>a</p></details>'],
      ['<DETAILS>\n<Summary>S</SUMMARY>\n</Details>', '<details><summary>S</summary></details>'],
      ['</details>', '&lt;/details&gt;'],
      ['<details class="x">\na\n</details>', '&lt;details class="x"&gt;\na\n&lt;/details&gt;'],
      ['<summary>a</summary>', '&lt;summary&gt;a&lt;/summary&gt;'],
      ['`<details>` and <details>', '<p><code>&lt;details&gt;</code> and &lt;details&gt;</p>'],
    ],
  },
];
