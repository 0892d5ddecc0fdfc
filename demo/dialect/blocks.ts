/** The repairs of blocks. */
import type { Repair } from './repair.js';

const code = (text: string, language = ''): string =>
  `<pre><code${language === '' ? '' : ` class="language-${language}"`}>${text}\n</code></pre>`;

const fences: readonly Repair[] = [
  {
    name: 'Outdented fence',
    rule: 'In a list item the lines of a fence need not be indented: it ends with its closing fence, or with the next item of one of its lists. A closing fence may stand outside a quote too.',
    examples: [
      ['1. Install:\n   ```sh\n   npm i\n```\n2. Run it.', `<ol><li>Install:${code('npm i', 'sh')}</li><li>Run it.</li></ol>`],
      ['- Install:\n  ```sh\nnpm i\n```\n- Run it.', `<ul><li>Install:${code('npm i', 'sh')}</li><li>Run it.</li></ul>`],
      ['- a\n  - b\n    ~~~\n    x\n  ~~~\n  - c\n- d', `<ul><li>a<ul><li>b${code('x')}</li><li>c</li></ul></li><li>d</li></ul>`],
      ['- a\n  - b\n    ```\n    x\n```\n- c', `<ul><li>a<ul><li>b${code('x')}</li></ul></li><li>c</li></ul>`],
      ['- ```\n  x\n```\n\nAll done.', `<ul><li>${code('x')}</li></ul><p>All done.</p>`],
      [
        '1. a\n\n   ```py\n   def f():\n\n       pass\n```\n\nDone',
        `<ol><li><p>a</p>${code('def f():\n\n    pass', 'py')}</li></ol><p>Done</p>`,
      ],
      ['> ```\n> x\n```\nDone', `<blockquote>${code('x')}</blockquote><p>Done</p>`],
      ['- ```yaml\nkey: 1\n* two\n```\n- b', `<ul><li>${code('key: 1\n* two', 'yaml')}</li><li>b</li></ul>`],
      // An unclosed fence ends with its item, and in a quote every other line ends it, as ever.
      ['- ```\n  x\n- b', `<ul><li>${code('x')}</li><li>b</li></ul>`],
      ['1. ```\n   x\n2. b', `<ol><li>${code('x')}</li><li>b</li></ol>`],
      ['> ```\n> x\n\ny', `<blockquote>${code('x')}</blockquote><p>y</p>`],
      ['> ```\n> x\ny', `<blockquote>${code('x')}</blockquote><p>y</p>`],
      ['- a\n\n      code?\n```\nx\n```', `<ul><li><p>a</p><p>code?</p></li></ul>${code('x')}`],
    ],
  },
  {
    name: 'Glued closing fence',
    rule: 'A line of code that ends with a run of the fence’s own length closes it, if that run is the only one in the line and follows neither a space nor a sign of a comment (`/`, `*`, `#`, `!`) nor a backslash.',
    examples: [
      ['```js\nhi()```\nThen run it.', `${code('hi()', 'js')}<p>Then run it.</p>`],
      ['```\na\n\nb```\n\nc', `${code('a\n\nb')}<p>c</p>`],
      ['~~~\na~~~\nb', `${code('a')}<p>b</p>`],
      ['````\na```\nb````\nc', `${code('a```\nb')}<p>c</p>`],
      ['- ```sh\n  npm i```\n- b', `<ul><li>${code('npm i', 'sh')}</li><li>b</li></ul>`],
      ['```html\n<p>hi</p>```\nb', `${code('&lt;p&gt;hi&lt;/p&gt;', 'html')}<p>b</p>`],
      ['```\nконец```\nb', `${code('конец')}<p>b</p>`],
      // What is no closing fence.
      ['```rust\n/// ```\n/// f();\n/// ```\nfn f() {}\n```', code('/// ```\n/// f();\n/// ```\nfn f() {}', 'rust')],
      ['```js\n * ```\n//!```\na\n```', code(' * ```\n//!```\na', 'js')],
      ['```\na ```b``` c```\n```', code('a ```b``` c```')],
      ['```js\nconst a = `\\`\\`\\```\n```', code('const a = `\\`\\`\\```', 'js')],
      ['```\na````\nb\n```', code('a````\nb')],
      ['~~~\na~~~~\nb\n~~~', code('a~~~~\nb')],
      ['```\na``\nb\n```', code('a``\nb')],
      ['```py\nprint("```")\n```', code('print("```")', 'py')],
      ['    a```\n    b', code('a```\nb')],
    ],
  },
  {
    name: 'Fence at the end of a line',
    rule: 'A line of text that ends with three or more backticks and at most one word opens a fence there, if its paragraph has no such run before it; without a word only after a space or a colon.',
    examples: [
      ['Run this: ```sh\nnpm i\n```\nDone.', `<p>Run this:</p>${code('npm i', 'sh')}<p>Done.</p>`],
      ['Run this:```\nnpm i\n```\nDone.', `<p>Run this:</p>${code('npm i')}<p>Done.</p>`],
      ['One.\nRun `npm` this: ```sh\nnpm i\n```', `<p>One.\nRun <code>npm</code> this:</p>${code('npm i', 'sh')}`],
      ['1. Run: ```sh\n   npm i\n   ```\n2. b', `<ol><li>Run:${code('npm i', 'sh')}</li><li>b</li></ol>`],
      ['- Run: ```sh\nnpm i\n```\n- b', `<ul><li>Run:${code('npm i', 'sh')}</li><li>b</li></ul>`],
      ['运行：```sh\nnpm i\n```\n好', `<p>运行：</p>${code('npm i', 'sh')}<p>好</p>`],
      ['**Run:**```sh\nnpm i```\nb', `<p><strong>Run:</strong></p>${code('npm i', 'sh')}<p>b</p>`],
      ['Run ````md\n```\na\n````', `<p>Run</p>${code('```\na', 'md')}`],
      [
        '- [ ] Run: ```sh\n  npm i\n  ```\n- [x] ```sh\n  a\n  ```',
        `<ul><li><input type="checkbox" disabled=""> Run:${code('npm i', 'sh')}</li><li><input type="checkbox" disabled="" checked="">${code('a', 'sh')}</li></ul>`,
      ],
      ['- [ ] ```sh\n  a\n  ```', `<ul><li><input type="checkbox" disabled="">${code('a', 'sh')}</li></ul>`],
      // What opens none.
      ['Use ```npm i``` here.', '<p>Use <code>npm i</code> here.</p>'],
      ['Use ```npm``` here.', '<p>Use <code>npm</code> here.</p>'],
      ['Use ``npm\ni`` here.', '<p>Use <code>npm i</code> here.</p>'],
      ['Use ```npm i\nnow``` here.', '<p>Use <code>npm i now</code> here.</p>'],
      ['Use ```npm i\nnow ```\nhere.', '<p>Use <code>npm i now </code>\nhere.</p>'],
    ],
  },
  {
    name: 'Fence in Markdown',
    rule: 'In a fence of `markdown`, `md` or `mdx` a fence with a word opens one inside, and the next closing fence closes that one.',
    examples: [
      ['```markdown\n# T\n```sh\nnpm i\n```\nEnd\n```\nb', `${code('# T\n```sh\nnpm i\n```\nEnd', 'markdown')}<p>b</p>`],
      ['```md\n```js\na\n```\n\n```py\nb\n```\n```\nc', `${code('```js\na\n```\n\n```py\nb\n```', 'md')}<p>c</p>`],
      ['~~~md\n~~~sh\na\n~~~\n~~~\nb', `${code('~~~sh\na\n~~~', 'md')}<p>b</p>`],
      ['```md\n1. a\n   ```js\n   b\n   ```\n```\nc', `${code('1. a\n   ```js\n   b\n   ```', 'md')}<p>c</p>`],
      ['````md\n```\na\n```\n````\nb', `${code('```\na\n```', 'md')}<p>b</p>`],
      ['````md\n```js\na\n````\nb', `${code('```js\na', 'md')}<p>b</p>`],
      ['- ```md\n  ```js\n  a\n  ```\n  ```\n- b', `<ul><li>${code('```js\na\n```', 'md')}</li><li>b</li></ul>`],
      ['```MDX\n````js\na\n````\n```\nb', `${code('````js\na\n````', 'MDX')}<p>b</p>`],
      ['```markdown:README.md\n```sh\na\n```\n```\nb', `${code('```sh\na\n```', 'markdown')}<p>b</p>`],
      // A fence without a word closes, and in another language every fence without one does.
      ['```md\na\n```\nb', `${code('a', 'md')}<p>b</p>`],
      ['```sh\n```js\n```\nb', `${code('```js', 'sh')}<p>b</p>`],
    ],
  },
];

const headings: readonly Repair[] = [
  {
    name: 'Rule under text',
    rule: '`---` makes a heading of one line of up to 60 characters that ends neither in punctuation nor in an emoji, and is no `key: value` in lower case. Under other text it is a rule.',
    examples: [
      ['We are open daily.\n---\nSee you!', '<p>We are open daily.</p><hr><p>See you!</p>'],
      ['**We are open daily.**\n---\nb', '<p><strong>We are open daily.</strong></p><hr><p>b</p>'],
      ['Call us (any time!)\n---\nb', '<p>Call us (any time!)</p><hr><p>b</p>'],
      ['Open today:\n---\nb', '<p>Open today:</p><hr><p>b</p>'],
      ['每天營業。\n---\n再見', '<p>每天營業。</p><hr><p>再見</p>'],
      ['See you soon 😊\n-----', '<p>See you soon 😊</p><hr>'],
      ['Main Street 5\n12345 Town\n---\nb', '<p>Main Street 5\n12345 Town</p><hr><p>b</p>'],
      [
        'This goes on and on without a full stop and is no heading of anything\n---',
        '<p>This goes on and on without a full stop and is no heading of anything</p><hr>',
      ],
      ['> Quoted.\n> ---\n> b', '<blockquote><p>Quoted.</p><hr><p>b</p></blockquote>'],
      ['- Item.\n  ---\n  b', '<ul><li>Item.<hr>b</li></ul>'],
      ['Not a rule.\n--\nb', '<p>Not a rule.\n--\nb</p>'],
      [
        '---\ntitle: Opening hours\ndate: 2024-01-01\n---\n\n# Hours',
        '<hr><p>title: Opening hours\ndate: 2024-01-01</p><hr><h1>Hours</h1>',
      ],
      ['---\ntitle: Hours\n---\nb', '<hr><p>title: Hours</p><hr><p>b</p>'],
      ['---\ntags:\n  - a\n  - b\n---\nb', '<hr><p>tags:</p><ul><li>a</li><li>b</li></ul><hr><p>b</p>'],
      // What is a heading.
      ['Opening hours\n---\nb', '<h2>Opening hours</h2><p>b</p>'],
      ['Opening hours\n-------------\nb', '<h2>Opening hours</h2><p>b</p>'],
      ['Step 1: Install\n---', '<h2>Step 1: Install</h2>'],
      ['**Opening** `hours`\n---', '<h2><strong>Opening</strong> <code>hours</code></h2>'],
      ['營業時間\n---', '<h2>營業時間</h2>'],
      ['We are open daily.\n===', '<h1>We are open daily.</h1>'],
    ],
    commonmark: { 95: '<p>Foo\nBar</p><hr>' },
  },
];

/** What the specification's five examples of a list item in several indentations are. */
const quoted =
  '<ol><li><p>A paragraph\nwith two lines.</p><p>indented code</p><blockquote><p>A block quote.</p></blockquote></li></ol>';

const lists: readonly Repair[] = [
  {
    name: 'Two spaces under a number',
    rule: 'What is indented by two columns or more under a numbered item belongs to it, and is where its content begins from then on; but not another number than 1.',
    examples: [
      ['1. a\n  - b\n  - c\n2. d', '<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>'],
      ['1. a\n  1. b\n  2. c\n2. d', '<ol><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ol>'],
      [
        '1. a\n  1. b\n    1. c\n    2. d\n  2. e\n2. f',
        '<ol><li>a<ol><li>b<ol><li>c</li><li>d</li></ol></li><li>e</li></ol></li><li>f</li></ol>',
      ],
      ['1. a\n  * b\n    * c\n2. d', '<ol><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ol>'],
      ['1. a\n\n  text\n\n2. b', '<ol><li><p>a</p><p>text</p></li><li><p>b</p></li></ol>'],
      ['1. a\n  ```sh\n  b\n  ```\n2. c', `<ol><li>a${code('b', 'sh')}</li><li>c</li></ol>`],
      ['10. a\n   - b\n11. c', '<ol start="10"><li>a<ul><li>b</li></ul></li><li>c</li></ol>'],
      ['1. a\n   - b\n  - c\n2. d', '<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>'],
      ['- x\n  1. a\n    - b\n  2. c', '<ul><li>x<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol></li></ul>'],
      // What stays.
      ['1. a\n  2. b', '<ol><li>a</li><li>b</li></ol>'],
      ['1. a\n - b', '<ol><li>a</li></ol><ul><li>b</li></ul>'],
      ['- a\n - b', '<ul><li>a</li><li>b</li></ul>'],
      ['1. a\n   - b\n2. c', '<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>'],
    ],
    commonmark: { 297: '<ol start="10"><li>foo<ul><li>bar</li></ul></li></ol>' },
  },
  {
    name: 'No indented code in lists',
    rule: 'In a list item that has begun, a line may be indented as it likes: what is indented by four columns or more is read as if it were not. Code is fenced there.',
    examples: [
      ['- a\n\n      text', '<ul><li><p>a</p><p>text</p></li></ul>'],
      [
        '1. **Hours**\n\n        We are open.\n\n2. b',
        '<ol><li><p><strong>Hours</strong></p><p>We are open.</p></li><li><p>b</p></li></ol>',
      ],
      ['- a\n\n        ```js\n        b\n        ```\n- c', `<ul><li><p>a</p>${code('b', 'js')}</li><li><p>c</p></li></ul>`],
      ['- a\n        - b\n        - c\n- d', '<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>'],
      ['- a\n\n\t\ttext', '<ul><li><p>a</p><p>text</p></li></ul>'],
      ['- a\n\n      text\n      more', '<ul><li><p>a</p><p>text\nmore</p></li></ul>'],
      ['1. a\n\n       - b\n\n         text', '<ol><li><p>a</p><ul><li><p>b</p><p>text</p></li></ul></li></ol>'],
      // What is code.
      ['a\n\n    b', `<p>a</p>${code('b')}`],
      ['-     a\n      b', `<ul><li>${code('a\nb')}</li></ul>`],
      ['>     a', `<blockquote>${code('a')}</blockquote>`],
      ['- a\n\ntext\n\n    b', `<ul><li>a</li></ul><p>text</p>${code('b')}`],
    ],
    commonmark: {
      5: '<ul><li><p>foo</p><p>bar</p></li></ul>',
      254: quoted,
      257: '<ul><li>one</li></ul><p>two</p>',
      264: '<ul><li><p>Foo</p><p>bar</p><p>baz</p></li></ul>',
      270: '<ul><li><p>foo</p><p>bar</p></li></ul>',
      271: '<ol start="10"><li><p>foo</p><p>bar</p></li></ol>',
      273: `<ol><li>${code('indented code')}<p>paragraph</p><p>more code</p></li></ol>`,
      274: `<ol><li>${code(' indented code')}<p>paragraph</p><p>more code</p></li></ol>`,
      286: quoted,
      287: quoted,
      288: quoted,
      290: quoted,
      312: '<ul><li>a</li><li>b</li><li>c</li><li>d</li><li>e</li></ul>',
      313: '<ol><li><p>a</p></li><li><p>b</p></li><li><p>c</p></li></ol>',
    },
  },
];

const row = (name: 'td' | 'th', cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<${name}>${cell}</${name}>`).join('')}</tr>`;
const table = (head: readonly string[], ...rows: readonly (readonly string[])[]): string =>
  `<table><thead>${row('th', head)}</thead>${rows.length === 0 ? '' : `<tbody>${rows.map((cells) => row('td', cells)).join('')}</tbody>`}</table>`;

const tables: readonly Repair[] = [
  {
    name: 'Pipe in code or a formula',
    rule: 'In a row that would have more cells than its table has columns, pipes inside a code span, `$…$`, `$$…$$` or `\\(…\\)` belong to their cell. A dollar before a digit begins no formula here.',
    examples: [
      ['| a | b |\n|---|---|\n| `x | y` | z |', table(['a', 'b'], ['<code>x | y</code>', 'z'])],
      ['| a | b |\n|---|---|\n| `x || y` | or |', table(['a', 'b'], ['<code>x || y</code>', 'or'])],
      ['| a | b |\n|---|---|\n| z | ``x|y`` |\n| q | r |', table(['a', 'b'], ['z', '<code>x|y</code>'], ['q', 'r'])],
      ['| a | b |\n|---|---|\n| ``x|`|y`` | z |', table(['a', 'b'], ['<code>x|`|y</code>', 'z'])],
      ['| a | b |\n|---|---|\n| $$x|y$$ | z |', table(['a', 'b'], ['<math></math>', 'z'])],
      ['| a | b |\n|---|---|\n| $|x|$ | z |', table(['a', 'b'], ['$|x|$', 'z'])],
      ['| a | b |\n|---|---|\n| $P(A|B)$ | $5 |', table(['a', 'b'], ['$P(A|B)$', '$5'])],
      ['| a | `b|c` |\n|---|---|\n| d | e |', table(['a', '<code>b|c</code>'], ['d', 'e'])],
      ['a | b\n--|--\n`x|y` | `z|w`', table(['a', 'b'], ['<code>x|y</code>', '<code>z|w</code>'])],
      ['| a | b |\n|---|---|\n| `x\\|y` | z |', table(['a', 'b'], ['<code>x|y</code>', 'z'])],
      ['| a | b |\n|---|---|\n| $5 | $6 | $7 |', table(['a', 'b'], ['$5', '$6'])],
      ['| a | b |\n|---|---|\n| $x | $y | z |', table(['a', 'b'], ['$x', '$y'])],
      ['| a | b |\n|---|---|\n| c | d | e |', table(['a', 'b'], ['c', 'd'])],
    ],
  },
  {
    name: 'Delimiter row of another length',
    rule: 'A head of two cells or more and a delimiter row with a pipe are a table, however many cells the row has: it has as many columns as the longer of them.',
    examples: [
      ['| a | b | c |\n|---|---|\n| d | e | f |', table(['a', 'b', 'c'], ['d', 'e', 'f'])],
      ['| a | b |\n|---|---|---|\n| d | e | f |', table(['a', 'b', ''], ['d', 'e', 'f'])],
      ['| a | b |\n| --- |\n| d | e |', table(['a', 'b'], ['d', 'e'])],
      ['a | b | c\n--|--\nd | e | f', table(['a', 'b', 'c'], ['d', 'e', 'f'])],
      ['Prices:\n| a | b | c |\n|---|---|\n', `<p>Prices:</p>${table(['a', 'b', 'c'])}`],
      ['> | a | b | c |\n> |---|---|\n> | d | e | f |', `<blockquote>${table(['a', 'b', 'c'], ['d', 'e', 'f'])}</blockquote>`],
      [
        '| a | b | c |\n|:-:|\n| d |',
        '<table><thead><tr><th align="center">a</th><th>b</th><th>c</th></tr></thead><tbody><tr><td align="center">d</td><td></td><td></td></tr></tbody></table>',
      ],
      ['| `a|b` | c |\n|---|---|\n| d | e |', table(['<code>a|b</code>', 'c'], ['d', 'e'])],
      // What is no table.
      ['a\n|---|---|\n', '<p>a\n|---|---|</p>'],
      ['a | b\n:--\nc', '<p>a | b\n:--\nc</p>'],
      ['a | b\n---\nc', '<h2>a | b</h2><p>c</p>'],
    ],
    gfm: {
      'table: head and delimiters differ': table(['abc', 'def'], ['bar', '']),
    },
  },
  {
    name: 'Table under a list item',
    rule: 'A head and its delimiter row are a table directly under the text of a list item or a quote too, where neither line is indented, or marked, as that is, and the head has a pipe.',
    examples: [
      ['- Prices:\n| a | b |\n|---|---|\n| c | d |', `<ul><li>Prices:</li></ul>${table(['a', 'b'], ['c', 'd'])}`],
      [
        '1. Prices:\n\n   Now:\n| a | b |\n|---|---|\n| c | d |\n\ne',
        `<ol><li><p>Prices:</p><p>Now:</p></li></ol>${table(['a', 'b'], ['c', 'd'])}<p>e</p>`,
      ],
      [
        '- x\n  - Prices:\n  | a | b |\n  |---|---|\n  | c | d |\n- e',
        `<ul><li>x<ul><li>Prices:</li></ul>${table(['a', 'b'], ['c', 'd'])}</li><li>e</li></ul>`,
      ],
      ['> Prices:\n| a | b |\n|---|---|\n| c | d |', `<blockquote><p>Prices:</p></blockquote>${table(['a', 'b'], ['c', 'd'])}`],
      ['- Prices:\n  | a | b |\n  |---|---|\n  | c | d |', `<ul><li>Prices:${table(['a', 'b'], ['c', 'd'])}</li></ul>`],
      [
        '- Prices:\n      | a | b |\n      |---|---|\n      | c | d |',
        `<ul><li>Prices:${table(['a', 'b'], ['c', 'd'])}</li></ul>`,
      ],
      ['Prices:\n| a | b |\n|---|---|\n| c | d |', `<p>Prices:</p>${table(['a', 'b'], ['c', 'd'])}`],
      ['- a\nb\n:-:', '<ul><li>a\nb\n:-:</li></ul>'],
      ['- a | b\n|---|---|', '<ul><li>a | b\n|---|---|</li></ul>'],
    ],
    wavers: 'Of `a | b` nothing says whether it will be a head; what follows its pipe is shown when the next line has come.',
  },
];

const labels: Repair = {
  name: 'Label of a fence',
  rule: 'A fence’s language is its first word without braces and a dot before it, up to a colon; of a path it is what the name ends in. A path behind a colon is shown beside it.',
  examples: [
    ['```python:app.py\na\n```', code('a', 'python')],
    ['```{.js}\na\n```', code('a', 'js')],
    ['```{.js .numberLines startFrom="2"}\na\n```', code('a', 'js')],
    ['```{r, echo=FALSE}\na\n```', code('a', 'r')],
    ['```js title="app.js"\na\n```', code('a', 'js')],
    ['```js{1,3-5}\na\n```', code('a', 'js')],
    ['```src/app.ts\na\n```', code('a', 'ts')],
    ['```c++\na\n```', code('a', 'c++')],
    ['```c#\na\n```', code('a', 'c#')],
    ['```objective-c\na\n```', code('a', 'objective-c')],
    ['```\na\n```', code('a')],
  ],
};

export const blocks: readonly Repair[] = [...fences, labels, ...headings, ...lists, ...tables];
