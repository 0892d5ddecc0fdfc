/** The repairs of formulas. `<math></math>` stands for a formula that is drawn. */
import type { Repair } from './repair.js';

const hidden = 'A formula is hidden until it ends, for 300 characters: until then nobody knows that it does.';

export const formulas: readonly Repair[] = [
  {
    name: 'Formulas',
    rule:
      '`$$…$$`, `\\(…\\)` and `\\[…\\]` are formulas; `$…$` is with the option `math`. What holds neither letter nor digit is none, nor are prices ' +
      '(`($$)`, `$$$`), nor words or a number directly inside `\\[` and `\\]`.',
    examples: [
      ['Euler: \\(e^{i\\pi} = -1\\).', '<p>Euler: <math></math>.</p>'],
      ['\\[ x^2 \\] and $$y_1 * z * 2$$', '<p><math></math> and <math></math></p>'],
      ['$$\n\\sum_i *i*\n$$', '<p><math></math></p>'],
      ['\\[\n# a\n\\]\n\nb', '<p><math></math></p><p>b</p>'],
      ['- \\(a_1\\) is *b*\n- $$c$$', '<ul><li><math></math> is <em>b</em></li><li><math></math></li></ul>'],
      [
        '| \\(a\\) |\n| - |\n| $$b$$ |',
        '<table><thead><tr><th><math></math></th></tr></thead><tbody><tr><td><math></math></td></tr></tbody></table>',
      ],
      [
        '**\\(a\\)** and [\\(b\\)](https://example.com)',
        '<p><strong><math></math></strong> and <a href="https://example.com"><math></math></a></p>',
      ],
      ['It costs $5, or $10, and $x$.', '<p>It costs $5, or $10, and $x$.</p>'],
      ['`\\(a\\)` and `$$`', '<p><code>\\(a\\)</code> and <code>$$</code></p>'],
      ['```sh\necho $$ \\(a\\)\n```', '<pre><code class="language-sh">echo $$ \\(a\\)\n</code></pre>'],
      ['\\(\\) \\[\\] \\(+\\)', '<p>() [] (+)</p>'],
    ],
    wavers: hidden,
  },
  {
    name: 'Prices and brackets',
    rule:
      '`$$` before a bracket or other punctuation, three dollars, and words or a number directly inside `\\[` and `\\]` begin no formula; ' +
      'nor does `$$` behind text and before a space, where words or another block follow.',
    examples: [
      ['cheap ($), moderate ($$), or upscale ($$)', '<p>cheap ($), moderate ($$), or upscale ($$)</p>'],
      ['Price: $$\n- a\n- b', '<p>Price: $$</p><ul><li>a</li><li>b</li></ul>'],
      ['Some $$ places (or $$):\n- a', '<p>Some $$ places (or $$):</p><ul><li>a</li></ul>'],
      [
        '**Price:** $$\n**Rating:** 4.5\n**Next:** $$',
        '<p><strong>Price:</strong> $$\n<strong>Rating:</strong> 4.5\n<strong>Next:</strong> $$</p>',
      ],
      ['So: $$\na\n$$ and $$ b = c $$', '<p>So: <math></math> and <math></math></p>'],
      ['$$–$$$, $$$ and $$, $$', '<p>$$–$$$, $$$ and $$, $$</p>'],
      ['Dear \\[Your Name\\], see \\[12\\]', '<p>Dear [Your Name], see [12]</p>'],
      ['\\[not a link\\](/x)', '<p>[not a link](/x)</p>'],
    ],
    wavers: hidden,
  },
  {
    name: 'Formulas of several lines',
    rule: 'A formula that is open at the end of a line goes on in the next, whatever that begins with; a blank line ends it.',
    examples: [
      ['$$x = 1\n+ 2$$', '<p><math></math></p>'],
      ['\\[ x\n- y \\]', '<p><math></math></p>'],
      ['So \\( a\n> b \\) holds:\n- c', '<p>So <math></math> holds:</p><ul><li>c</li></ul>'],
      ['$$a\n# b\n1. c\n---\n$$ d', '<p><math></math> d</p>'],
      ['- $$a\n  - b$$\n- c', '<ul><li><math></math></li><li>c</li></ul>'],
      ['$$a `b`\n- c$$', '<p><math></math></p>'],
      ['`$$a`\n- b', '<p><code>$$a</code></p><ul><li>b</li></ul>'],
      ['\\[x] a\n- b', '<p>[x] a</p><ul><li>b</li></ul>'],
      ['\\\\[ a\n- b', '<p>\\[ a</p><ul><li>b</li></ul>'],
    ],
    wavers: hidden,
  },
  {
    name: 'Math fences',
    rule: 'A fence with the language `math` is a formula.',
    examples: [
      ['```math\nx^2\n```', '<p><math></math></p>'],
      ['~~~ math\na\n\n- b\n~~~\nc', '<p><math></math></p><p>c</p>'],
      ['- ```math\n  a\n  ```\n- b', '<ul><li><math></math></li><li>b</li></ul>'],
      ['```maths\nx\n```', '<pre><code class="language-maths">x\n</code></pre>'],
    ],
  },
];
