import { expect } from '@open-wc/testing';
import { repairs } from '../../demo/dialect/index.js';
import { canonical, canonicalHtml } from './support/canonical.js';
import { gfmOracle } from './support/oracle.js';
import { byRandomPieces, byUnit } from './support/pieces.js';
import { render } from './support/render.js';

/** The extension examples of the GFM specification 0.29 (4.10, 5.3, 6.5, 6.9), and what it says of them. */
const examples: readonly [name: string, markdown: string, html: string][] = [
  ['table', '| foo | bar |\n| --- | --- |\n| baz | bim |\n', '<table><thead><tr><th>foo</th><th>bar</th></tr></thead><tbody><tr><td>baz</td><td>bim</td></tr></tbody></table>'],
  ['table: cells of any width', '| abc | defghi |\n:-: | -----------:\nbar | baz\n', '<table><thead><tr><th align="center">abc</th><th align="right">defghi</th></tr></thead><tbody><tr><td align="center">bar</td><td align="right">baz</td></tr></tbody></table>'],
  ['table: escaped pipes', '| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |\n', '<table><thead><tr><th>f|oo</th></tr></thead><tbody><tr><td>b <code>|</code> az</td></tr><tr><td>b <strong>|</strong> im</td></tr></tbody></table>'],
  ['table: ended by a block', '| abc | def |\n| --- | --- |\n| bar | baz |\n> bar\n', '<table><thead><tr><th>abc</th><th>def</th></tr></thead><tbody><tr><td>bar</td><td>baz</td></tr></tbody></table><blockquote><p>bar</p></blockquote>'],
  ['table: ended by a blank line', '| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar\n', '<table><thead><tr><th>abc</th><th>def</th></tr></thead><tbody><tr><td>bar</td><td>baz</td></tr><tr><td>bar</td><td></td></tr></tbody></table><p>bar</p>'],
  ['table: head and delimiters differ', '| abc | def |\n| --- |\n| bar |\n', '<p>| abc | def |\n| --- |\n| bar |</p>'],
  ['table: rows of other lengths', '| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |\n', '<table><thead><tr><th>abc</th><th>def</th></tr></thead><tbody><tr><td>bar</td><td></td></tr><tr><td>bar</td><td>baz</td></tr></tbody></table>'],
  ['table: no rows', '| abc | def |\n| --- | --- |\n', '<table><thead><tr><th>abc</th><th>def</th></tr></thead></table>'],
  ['task list', '- [ ] foo\n- [x] bar\n', '<ul><li><input type="checkbox" disabled=""> foo</li><li><input type="checkbox" checked="" disabled=""> bar</li></ul>'],
  ['task list: nested', '- [x] foo\n  - [ ] bar\n  - [x] baz\n- [ ] bim\n', '<ul><li><input type="checkbox" checked="" disabled=""> foo<ul><li><input type="checkbox" disabled=""> bar</li><li><input type="checkbox" checked="" disabled=""> baz</li></ul></li><li><input type="checkbox" disabled=""> bim</li></ul>'],
  ['strikethrough', '~~Hi~~ Hello, ~there~ world!\n', '<p><del>Hi</del> Hello, <del>there</del> world!</p>'],
  ['strikethrough: not over paragraphs', 'This ~~has a\n\nnew paragraph~~.\n', '<p>This ~~has a</p><p>new paragraph~~.</p>'],
  ['strikethrough: not by three tildes', 'This will ~~~not~~~ strike.\n', '<p>This will ~~~not~~~ strike.</p>'],
  ['autolink: www', 'www.commonmark.org\n', '<p><a href="http://www.commonmark.org">www.commonmark.org</a></p>'],
  ['autolink: path', 'Visit www.commonmark.org/help for more information.\n', '<p>Visit <a href="http://www.commonmark.org/help">www.commonmark.org/help</a> for more information.</p>'],
  ['autolink: trailing punctuation', 'Visit www.commonmark.org.\n\nVisit www.commonmark.org/a.b.\n', '<p>Visit <a href="http://www.commonmark.org">www.commonmark.org</a>.</p><p>Visit <a href="http://www.commonmark.org/a.b">www.commonmark.org/a.b</a>.</p>'],
  ['autolink: parentheses', 'www.google.com/search?q=Markup+(business)\n\nwww.google.com/search?q=Markup+(business)))\n\n(www.google.com/search?q=Markup+(business))\n\n(www.google.com/search?q=Markup+(business)\n', '<p><a href="http://www.google.com/search?q=Markup+(business)">www.google.com/search?q=Markup+(business)</a></p><p><a href="http://www.google.com/search?q=Markup+(business)">www.google.com/search?q=Markup+(business)</a>))</p><p>(<a href="http://www.google.com/search?q=Markup+(business)">www.google.com/search?q=Markup+(business)</a>)</p><p>(<a href="http://www.google.com/search?q=Markup+(business)">www.google.com/search?q=Markup+(business)</a></p>'],
  ['autolink: parentheses inside', 'www.google.com/search?q=(business))+ok\n', '<p><a href="http://www.google.com/search?q=(business))+ok">www.google.com/search?q=(business))+ok</a></p>'],
  ['autolink: character references', 'www.google.com/search?q=commonmark&hl=en\n\nwww.google.com/search?q=commonmark&hl;\n', '<p><a href="http://www.google.com/search?q=commonmark&amp;hl=en">www.google.com/search?q=commonmark&amp;hl=en</a></p><p><a href="http://www.google.com/search?q=commonmark">www.google.com/search?q=commonmark</a>&amp;hl;</p>'],
  ['autolink: ended by <', 'www.commonmark.org/he<lp\n', '<p><a href="http://www.commonmark.org/he">www.commonmark.org/he</a>&lt;lp</p>'],
  ['autolink: schemes', 'http://commonmark.org\n\n(Visit https://encrypted.google.com/search?q=Markup+(business))\n', '<p><a href="http://commonmark.org">http://commonmark.org</a></p><p>(Visit <a href="https://encrypted.google.com/search?q=Markup+(business)">https://encrypted.google.com/search?q=Markup+(business)</a>)</p>'],
  ['autolink: e-mail', 'foo@bar.baz\n', '<p><a href="mailto:foo@bar.baz">foo@bar.baz</a></p>'],
  ['autolink: + in the local part', "hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.\n", '<p>hello@mail+xyz.example isn\'t valid, but <a href="mailto:hello+xyz@mail.example">hello+xyz@mail.example</a> is.</p>'],
  ['autolink: e-mail endings', 'a.b-c_d@a.b\n\na.b-c_d@a.b.\n\na.b-c_d@a.b-\n\na.b-c_d@a.b_\n', '<p><a href="mailto:a.b-c_d@a.b">a.b-c_d@a.b</a></p><p><a href="mailto:a.b-c_d@a.b">a.b-c_d@a.b</a>.</p><p>a.b-c_d@a.b-</p><p>a.b-c_d@a.b_</p>'],
  ['disallowed raw HTML is text as all raw HTML is', '<strong> <title> <style> <em>\n', '<p>&lt;strong&gt; &lt;title&gt; &lt;style&gt; &lt;em&gt;</p>'],
]; // prettier-ignore

/** Changed by a repair of the chat dialect. */
const repaired: Readonly<Record<string, string>> = Object.fromEntries(repairs.flatMap(({ gfm }) => Object.entries(gfm ?? {})));

describe('GFM', () => {
  for (const [name, markdown, html] of examples) {
    it(name, async () => {
      const whole = await render(markdown);
      expect(canonical(whole)).to.equal(canonicalHtml(repaired[name] ?? html));
      expect(canonicalHtml(gfmOracle(markdown)), 'the oracle agrees').to.equal(canonicalHtml(html));
      expect((await render(byUnit(markdown))).innerHTML).to.equal(whole.innerHTML);
      expect((await render(byRandomPieces(markdown, 1))).innerHTML).to.equal(whole.innerHTML);
    });
  }
});
