/** Links by which a hostile model would have a reader take one host, address or number for another: a second, independent collection. */
import { expect } from '@open-wc/testing';
import { render } from './support/render.js';

const here = location.hostname;

/** What it is, Markdown whose last link leads elsewhere than it looks, and what is shown beside it. */
const phishing: readonly [what: string, markdown: string, shown: string][] = [
  ['a host as the start of another', '[bank.com](https://bank.com.evil.test/login)', 'bank.com.evil.test'],
  ['a user name in a bare URL', 'https://bank.com:443@evil.test/login', 'evil.test'],
  ['an encoded slash in a user name', '<https://bank.com%2Flogin@evil.test/>', 'evil.test'],
  ['a user name after www.', 'www.bank.com@evil.test/x', 'evil.test'],
  ['a backslash, with which a browser reads on', '<https://evil.test\\@bank.com/>', 'bank.com'],
  ['backslashes for slashes', '[bank.com](\\\\\\\\evil.test/)', here],
  ['no slash', '[bank.com](https:evil.test/)', 'evil.test'],
  ['a relative address', '[bank.com/login](/redirect)', here],
  ['the route of a page', '[bank.com/login](#/top)', here],
  ['the real host as a user name', '[https://evil.test@bank.com/](https://evil.test/)', 'evil.test'],
  ['the real host in the path', '[bank.com/evil.test](https://evil.test/)', 'evil.test'],
  ['the real host in the query', '[https://bank.com/?ref=evil.test](https://evil.test/)', 'evil.test'],
  ['a Cyrillic name under .com as its own text', '[аррӏе.com](https://xn--80ak6aa92e.com/)', 'xn--80ak6aa92e.com'],
  ['a Cyrillic ending', '[bank.сом](https://evil.test/)', 'evil.test'],
  ['a Greek letter in the ending', '[bank.cοm](https://evil.test/)', 'evil.test'],
  ['small capitals', '[ʙᴀɴᴋ.ᴄᴏᴍ](https://evil.test/)', 'evil.test'],
  ['full width', '[ｂａｎｋ．ｃｏｍ](https://evil.test/)', 'evil.test'],
  ['a name of another script', '[بنك.مصر](https://evil.test/)', 'evil.test'],
  ['soft hyphens', '[ba&shy;nk.c&shy;om](https://evil.test/)', 'evil.test'],
  ['a vowel separator', '[bank.\u180ecom](https://evil.test/)', 'evil.test'],
  ['a dot of another script', '[bank\ua60ecom](https://evil.test/)', 'evil.test'],
  ['a fraction slash in a host', 'https://bank.com\u2044login.evil.test/', 'bank.xn--comlogin-g03d.evil.test'],
  ['strike-through inside', '[ba~~n~~k.com](https://evil.test/)', 'evil.test'],
  ['a picture with a name', '[![bank.com](https://evil.test/i.png)](https://evil.test/)', 'evil.test'],
  ['a footnote', 'see bank.com/[^1]\n\n[^1]: https://evil.test/', 'evil.test'],
  ['a name far behind', `[${'word '.repeat(5000)}bank.com](https://evil.test/)`, 'evil.test'],
  ['names of one public suffix', '[bank.com.au](https://evil.com.au/)', 'evil.com.au'],
  ['tenants of one host', '[mybank.pages.dev](https://mallory.pages.dev/)', 'mallory.pages.dev'],
  ['an address as the name of another', '[help@bank.com](mailto:help%40bank.com@evil.test)', 'help%40bank.com@evil.test'],
  ['two addresses', '[help@bank.com](mailto:help@bank.com,thief@evil.test)', 'help@bank.com,thief@evil.test'],
  ['an address in the subject', '[a@bank.com](mailto:thief@evil.test?subject=a@bank.com)', 'thief@evil.test'],
  ['a number before a pause', '[112](tel:112,,0900123456)', '112,,0900123456'],
  // What was not seen through.
  ['a copy', '[help@bank.com](mailto:help@bank.com?bcc=thief@evil.test)', 'help@bank.com?bcc=thief@evil.test'],
  ['an encoded copy', '[a@b.com](mailto:a@b.com?subject=x&b%63c=thief@evil.test)', 'a@b.com?subject=x&b%63c=thief@evil.test'],
  ['an attachment', '[a@b.com](mailto:a@b.com?attach=/etc/passwd)', 'a@b.com?attach=/etc/passwd'],
  ['a copy behind a host', '[bank.com](mailto:a@bank.com?cc=thief@evil.test)', 'a@bank.com?cc=thief@evil.test'],
  ['an area code before a number', '0800 123[456](tel:0900123456)', '0900123456'],
  ['an extension as a number', '[112](tel:0900123456;ext=112)', '0900123456;ext=112'],
  ['a code that forwards', '[112](tel:*21*0900123456%23112)', '*21*0900123456%23112'],
  ['squared letters', '[🅱🅰🅽🅺.🅲🅾🅼](https://evil.test/)', 'evil.test'],
  ['circled letters', '[🅑ank.com](https://ank.com/)', 'ank.com'],
  ['a symbol like an e', '[googl℮.com](https://evil.test/)', 'evil.test'],
  ['a symbol like a c', '[bank.©om](https://evil.test/)', 'evil.test'],
  ['a currency like a c', '[bank.¢om](https://evil.test/)', 'evil.test'],
  ['a hyphen that is none', '[pay‐pal.com](https://pal.com/)', 'pal.com'],
  ['a minus', '[pay−pal.com](https://pal.com/)', 'pal.com'],
  ['an underscore', '[my_bank.com](https://bank.com/)', 'bank.com'],
  ['a host without a dot', '[http://intranet/payroll](https://evil.test/)', 'evil.test'],
  ['a host without a dot that begins another', '[http://bank/login](https://bank.evil.test/)', 'bank.evil.test'],
  ['a port', '[http://localhost:8080/admin](https://evil.test/)', 'evil.test'],
  ['an encoded dot', '[https://bank%2ecom](https://evil.test/)', 'evil.test'],
  ['a number for a host', '[http://3232235521/](https://evil.test/)', 'evil.test'],
  ['IPv6', '[http://\\[2606:4700::1111\\]/](https://evil.test/)', 'evil.test'],
  ['a backtick in a host', '<https://bank.com`.evil.test>', 'evil.test'],
  ['a host that is nobody’s, said by another name', '[bank.com](https://evil.`x)', 'evil.'],
  ['a full-width at sign behind a bare URL', 'https://evil.test＠bank.com', 'evil.test'],
  ['a full-width stop in a bare URL', 'https://bank．com', 'bank'],
  ['an ideographic stop in a bare URL', 'https://bank。com', 'bank'],
  ['a half-width katakana dot in a bare URL', 'https://bank･com', 'bank'],
  ['a full-width slash before a bare URL', 'bank.com／https://evil.test', 'evil.test'],
  ['full-width letters before a bare URL', 'ｂａｎｋ．ｃｏｍ/https://evil.test', 'evil.test'],
  ['a Chinese name before a bare URL', '銀行.com/https://evil.test', 'evil.test'],
  ['a quotation mark in a bare URL', 'https://evil.test“.bank.com', 'evil.test'],
  ['a Chinese letter beside a link', 'bank.com的[login](https://evil.test)', 'evil.test'],
  ['a full-width comma beside a link', '[bank](https://evil.test)，bank.com', 'evil.test'],
  ['spaces in the address', '[bank.com](https://evil.test/a b)', 'evil.test'],
  ['citations side by side', 'bank.com/[1][2]\n\n[1]: https://a.test\n[2]: https://evil.test/', 'evil.test'],
  ['a title', '[login](https://evil.test/ "https://bank.com/login")', 'evil.test'],
];

/** What a stricter reading could take for a claim. */
const harmless: readonly string[] = [
  '[Help](mailto:help@bank.com?subject=A%20question&body=Hello) or [help@bank.com](mailto:help@bank.com?body=Hello)',
  '[0800 123456](tel:0049800123456)',
  '[800 123456](tel:0800123456)',
  '[call us](tel:+49800123456) (24/7)',
  '[call us](tel:+49800123456) (9.00–17.00)',
  'our site—[example.com](https://example.com)',
  '🔗[example.com](https://example.com)',
  '[example.com ✓](https://example.com), [example.com→](https://example.com)',
  '[Example® and e.g. this](https://example.com)',
  '[5 °C. Cold](https://example.com)',
  'http://localhost:3000/a http://\\[::1\\]:8080/ http://[::1]:8080/',
  '[http://localhost:3000](http://localhost:3000/)',
  '[https://…](https://example.com)',
  '[https://](https://example.com)',
  '[well-known_name](https://example.com) [my_file.js](https://example.com)',
  '[x](https://example.com "Node.js 20.1")',
  '[Vue](https://vuejs.org) (and Node.js)',
  '[the guide](https://docs.example.com) (example.com)',
  '<https://foo.bar.`baz>',
  'https://example.com，謝謝 （https://example.com） 官網https://example.com的說明',
  '官網：https://example.com，客服：https://help.example.org。請洽https://example.net。謝謝',
  '「https://example.com」、https://example.org에서 ดูhttps://example.comที่นี่',
  'https://example.com’s “https://example.com” https://example.com—good',
  '<https://example.com>的說明，<https://example.org>。',
];

describe('a link made to be taken for another', () => {
  for (const [what, markdown, shown] of phishing) {
    it(`has beside it where it leads: ${what}`, async () => {
      for (const pieces of [markdown, markdown.split('')]) {
        const hosts = [...(await render(pieces)).querySelectorAll('.link-host')];
        expect(hosts.at(-1)?.textContent).to.include(shown);
      }
    });
  }

  for (const markdown of harmless) {
    it(`is none of these: ${markdown}`, async () => {
      for (const pieces of [markdown, markdown.split('')])
        expect((await render(pieces)).querySelector('.link-host')?.textContent).to.equal(undefined);
    });
  }

  it('is none at all with nothing but a fragment', async () => {
    expect((await render('[bank.com/login](#top)')).querySelector('a')).to.equal(null);
  });

  it('is none at all with another scheme, however it is written', async () => {
    for (const destination of [
      '&#106;avascript:alert(1)',
      'java&Tab;script:alert(1)',
      'javascript&colon;alert(1)',
      '&#1;javascript:alert(1)',
      'data:text/html,x',
      'blob:https://bank.com/1',
      'view-source:https://evil.test/',
      'ms-word:ofe|u|https://evil.test/a.docx',
    ])
      expect((await render(`[bank.com](${destination})`)).querySelector('a'), destination).to.equal(null);
  });

  it('is read from the left also among Hebrew: its host stays before its path', async () => {
    const target = await render('שלום https://evil.test/א/bank.com');
    document.body.append(target);
    const text = target.querySelector('a')?.firstChild as Text;
    const left = (part: string): number => {
      const range = document.createRange();
      range.setStart(text, text.data.indexOf(part));
      range.setEnd(text, text.data.indexOf(part) + part.length);
      return range.getBoundingClientRect().left;
    };
    expect(left('evil.test')).to.be.lessThan(left('bank.com'));
    target.remove();
  });
});
