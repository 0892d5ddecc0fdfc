/** The repairs of links. */
import type { Repair } from './repair.js';

export const links: readonly Repair[] = [
  {
    name: 'Bare URL beside Chinese text',
    rule: 'A bare URL ends at Chinese and full-width punctuation, quotation marks and a long dash. Its host ends before a letter of a script without spaces that follows ASCII in its last part, and before an apostrophe.',
    examples: [
      ['https://example.com，謝謝', '<p><a href="https://example.com">https://example.com</a>，謝謝</p>'],
      ['（https://example.com）', '<p>（<a href="https://example.com">https://example.com</a>）</p>'],
      ['官網https://example.com的說明', '<p>官網<a href="https://example.com">https://example.com</a>的說明</p>'],
      ['請看https://example.com/a?b=c。下一句', '<p>請看<a href="https://example.com/a?b=c">https://example.com/a?b=c</a>。下一句</p>'],
      ['「https://example.com/」、《www.example.com》', '<p>「<a href="https://example.com/">https://example.com/</a>」、《<a href="http://www.example.com">www.example.com</a>》</p>'],
      ['https://example.com에서 https://example.comで', '<p><a href="https://example.com">https://example.com</a>에서 <a href="https://example.com">https://example.com</a>で</p>'],
      ['ดูhttps://example.comที่นี่', '<p>ดู<a href="https://example.com">https://example.com</a>ที่นี่</p>'],
      ['https://example.com:8080的頁面 http://192.168.1.1登入', '<p><a href="https://example.com:8080">https://example.com:8080</a>的頁面 <a href="http://192.168.1.1">http://192.168.1.1</a>登入</p>'],
      ['https://example.com和/或https://example.org。', '<p><a href="https://example.com">https://example.com</a>和/或<a href="https://example.org">https://example.org</a>。</p>'],
      ['官網：https://example.com，客服：https://help.example.org；', '<p>官網：<a href="https://example.com">https://example.com</a>，客服：<a href="https://help.example.org">https://help.example.org</a>；</p>'],
      ['“https://example.com” «https://example.com»', '<p>“<a href="https://example.com">https://example.com</a>” «<a href="https://example.com">https://example.com</a>»</p>'],
      ['at https://example.com—it is good', '<p>at <a href="https://example.com">https://example.com</a>—it is good</p>'],
      ['https://example.com’s prices, https://example.com\'s', '<p><a href="https://example.com">https://example.com</a>’s prices, <a href="https://example.com">https://example.com</a>\'s</p>'],
      ['https://example.com…', '<p><a href="https://example.com">https://example.com</a>…</p>'],
      ['[官網https://a.example，](https://example.com)', '<p><a href="https://example.com">官網https://a.example，</a></p>'],
      // What stays as it is.
      ['https://zh.wikipedia.org/wiki/維基百科', '<p><a href="https://zh.wikipedia.org/wiki/%E7%B6%AD%E5%9F%BA%E7%99%BE%E7%A7%91">https://zh.wikipedia.org/wiki/維基百科</a></p>'],
      ['https://例え-a.テスト.com/ https://食狮.公司', '<p><a href="https://%E4%BE%8B%E3%81%88-a.%E3%83%86%E3%82%B9%E3%83%88.com/">https://例え-a.テスト.com/</a> <a href="https://%E9%A3%9F%E7%8B%AE.%E5%85%AC%E5%8F%B8">https://食狮.公司</a></p>'],
      ['https://www.abc日本.com/', '<p><a href="https://www.abc%E6%97%A5%E6%9C%AC.com/">https://www.abc日本.com/</a></p>'],
      ['https://example.com/it\'s https://example.com/L’Équipe', '<p><a href="https://example.com/it\'s">https://example.com/it\'s</a> <a href="https://example.com/L%E2%80%99%C3%89quipe">https://example.com/L’Équipe</a></p>'],
    ],
  },
  {
    name: 'Spaces in an address',
    rule: 'In `[text](…)` an address that begins with `/`, or with http, a host and `/`, may hold spaces, but no line ending, quotation mark, bracket, backtick or `<`. Parentheses may be in it in pairs.',
    examples: [
      ['[the price list](https://example.com/price list 2024.pdf)', '<p><a href="https://example.com/price%20list%202024.pdf">the price list</a></p>'],
      ['[list](https://example.com/price list (1).pdf), new', '<p><a href="https://example.com/price%20list%20(1).pdf">list</a>, new</p>'],
      ['[list](https://example.com/a b.pdf "Our prices").', '<p><a href="https://example.com/a%20b.pdf" title="Our prices">list</a>.</p>'],
      ['**[list]( https://example.com/a b.pdf )**', '<p><strong><a href="https://example.com/a%20b.pdf">list</a></strong></p>'],
      ['[list](/files/price list.pdf)', '<p><a href="/files/price%20list.pdf">list</a></p>'],
      ['| [a](/b c.pdf) |\n| - |', '<table><thead><tr><th><a href="/b%20c.pdf">a</a></th></tr></thead></table>'],
      ['[a](https://example.com/x y#z) and [b](/c d)', '<p><a href="https://example.com/x%20y#z">a</a> and <a href="/c%20d">b</a></p>'],
      ['[圖](https://example.com/價目 表.pdf)', '<p><a href="https://example.com/%E5%83%B9%E7%9B%AE%20%E8%A1%A8.pdf">圖</a></p>'],
      ['[a](https://example.com/b%20c d)', '<p><a href="https://example.com/b%20c%20d">a</a></p>'],
    ],
    commonmark: { 488: '<p><a href="/my%20uri">link</a></p>' },
  },
  {
    name: 'Links to nowhere',
    rule: 'A link without an address is its text, and so is one to a part of the page, `#section`, for a reply has none; but `#/` and `#!` begin addresses. An image without an address is its words.',
    examples: [
      ['Press [here]() now', '<p>Press here now</p>'],
      ['[x](#y)', '<p>x</p>'],
      ['- [Opening **hours**](#opening-hours)\n- [Prices](#)', '<ul><li>Opening <strong>hours</strong></li><li>Prices</li></ul>'],
      ['[here](<>) [there]( ) [top](#top "Top")', '<p>here there top</p>'],
      ['[a][x] [x]\n\n[x]: #y', '<p>a x</p>'],
      ['An ![image]() here', '<p>An image here</p>'],
      ['[a](&#35;b) [c](&nbsp;)', '<p>a <a href="%C2%A0">c</a></p>'],
      // What stays as it is.
      ['[a](#/products) [b](#!/products) [c](?q) [d](/) [e](.)', '<p><a href="#/products">a</a> <a href="#!/products">b</a> <a href="?q">c</a> <a href="/">d</a> <a href=".">e</a></p>'],
      ['[a](https://example.com#y)', '<p><a href="https://example.com#y">a</a></p>'],
    ],
    wavers: 'The reference of a definition that has not come yet is shown with its brackets.',
    commonmark: {
      200: '<p>foo</p>',
      485: '<p>link</p>',
      486: '<p>link</p>',
      487: '<p></p>',
      501: '<p>link</p><p><a href="https://example.com#fragment">link</a></p><p><a href="https://example.com?foo=3#frag">link</a></p>',
      567: '<p>foo</p>',
    },
  },
  {
    name: 'Citations side by side',
    rule: 'Numbers in brackets beside one another, `[1][2]` or `[^1][^2]`, are two citations, not one link, if the first is defined.',
    examples: [
      ['Open daily [1][2].\n\n[1]: https://a.example\n[2]: https://b.example', '<p>Open daily <a href="https://a.example">1</a><a href="https://b.example">2</a>.</p>'],
      ['[1]: https://a.example\n[2]: https://b.example\n[3]: https://c.example\n\nSee [1][2][3], [2] and [3][1].', '<p>See <a href="https://a.example">1</a><a href="https://b.example">2</a><a href="https://c.example">3</a>, <a href="https://b.example">2</a> and <a href="https://c.example">3</a><a href="https://a.example">1</a>.</p>'],
      ['[1]: https://a.example\n\nOne of two [1][2]', '<p>One of two <a href="https://a.example">1</a>[2]</p>'],
      ['[^1]: https://a.example\n[^2]: https://b.example\n\nNotes[^1][^2]', '<p>Notes<a href="https://a.example">^1</a><a href="https://b.example">^2</a></p>'],
      ['One [1][2]\n\n[1]: https://a.example', '<p>One <a href="https://a.example">1</a>[2]</p>'],
      // What stays as it is.
      ['[2]: https://b.example\n\nIn [2024][2]', '<p>In <a href="https://b.example">2024</a></p>'],
      ['[1]: https://a.example\n[b]: https://b.example\n\n[1][b] [b][1] [x](/y)[1]', '<p><a href="https://b.example">1</a> <a href="https://a.example">b</a> <a href="/y">x</a><a href="https://a.example">1</a></p>'],
      ['a[1][2]', '<p>a[1][2]</p>'],
    ],
    wavers: 'A definition may come at the end of a reply; until then its brackets are shown.',
  },
]; // prettier-ignore
