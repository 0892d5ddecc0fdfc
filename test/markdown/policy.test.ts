import { expect } from '@open-wc/testing';
import { allowedAttributes, allowedElements, MarkdownStream } from '../../src/markdown/index.js';
import { loadExamples } from './support/commonmark.js';
import { render } from './support/render.js';

describe('what a reply may hold', () => {
  it('is on the allow-list in every example of the specification', async () => {
    for (const { markdown } of await loadExamples()) {
      for (const element of (await render(markdown)).querySelectorAll('*')) {
        expect(allowedElements).to.include(element.localName);
        for (const { name } of element.attributes) expect(allowedAttributes).to.include(name);
      }
    }
    expect(allowedAttributes).not.to.include.members(['style', 'id', 'srcset', 'onclick']);
  });

  it('shows raw HTML as text, but for a few tags without attributes', async () => {
    const target = await render('<div onclick="x">\n**a**\n</div>\n\n<q>c</q> <b id="x">e</b> <b>f</b> **d**');
    expect(target.querySelector('.html')?.textContent).to.equal('<div onclick="x">\n**a**\n</div>');
    expect(target.querySelectorAll('p')[1]?.innerHTML).to.equal(
      '&lt;q&gt;c&lt;/q&gt; &lt;b id="x"&gt;e&lt;/b&gt; <b>f</b> <strong>d</strong>',
    );
  });

  it('draws no deeper than a hundred elements, whatever opens them', async () => {
    const target = await render(`${'<b>'.repeat(500)}words${'</b>'.repeat(500)}\n\n${'<details>\n'.repeat(500)}more`);
    expect(target.querySelectorAll('b')).to.have.length(100);
    expect(target.querySelectorAll('details')).to.have.length(100);
    expect(target.querySelector('p')?.textContent).to.equal('words');
    expect(target.textContent).to.match(/more$/);
  });

  it('opens details that never end, or the rest of the reply would be hidden', async () => {
    const isOpen = async (text: string): Promise<boolean> => (await render(text)).querySelector('details')!.open;
    expect(await isOpen('<details><summary>S</summary>x</details> and more\n\nRest')).to.be.true;
    expect(await isOpen('<details>\n<summary>S</summary>\n\nx\n\n</details>\n\nRest')).to.be.false;
  });

  it('leaves details as the reader has opened or closed them', () => {
    const target = document.createElement('div');
    const stream = new MarkdownStream(target);
    stream.append('<details>\n<summary>Mo');
    stream.flush();
    const details = target.querySelector('details') as HTMLDetailsElement;
    expect(details.open).to.be.false;
    details.open = true;
    stream.append('re</summary>\n\n**a');
    stream.flush();
    expect(target.querySelector('details')).to.equal(details);
    expect(details.open).to.be.true;
    stream.append('**\n\n</details>\n\nb');
    stream.flush();
    expect(details.open).to.be.true;
    expect(details.innerHTML).to.include('<strong>a</strong>');
    expect(target.lastElementChild?.textContent).to.equal('b');
    stream.cancel();
  });

  it('puts headings under the heading that the reply stands under, six at most', async () => {
    const target = await render('# a\n\n#### b\n\nc\n===\n', { headingLevel: 3 });
    expect([...target.children].map(({ localName }) => localName)).to.deep.equal(['h4', 'h6', 'h4']);
  });

  it('takes what is no level for none', async () => {
    for (const [headingLevel, expected] of [
      [-3, 'h1'],
      [NaN, 'h1'],
      [1.5, 'h2'],
      [Infinity, 'h6'],
    ] as const) {
      const target = await render('# a', { headingLevel });
      expect(target.firstElementChild?.localName, String(headingLevel)).to.equal(expected);
    }
  });

  it('puts a table into a labelled region that the keyboard can scroll', async () => {
    const region = (await render('|a|\n|-|\n', { strings: { table: 'Tabelle' } })).firstElementChild;
    expect(region?.getAttribute('part')).to.equal('table');
    expect(region?.getAttribute('role')).to.equal('group');
    expect(region?.getAttribute('aria-label')).to.equal('Tabelle');
    expect((region as HTMLElement).tabIndex).to.equal(0);
  });

  it('gives each block the direction of its text, and lists and quotes that of their first', async () => {
    const target = await render('שלום\n\n# b\n\n- שלום\n- b\n\n> שלום\n');
    expect(target.querySelector('p')?.dir).to.equal('rtl');
    expect(target.querySelector('h1')?.dir).to.equal('ltr');
    expect(target.querySelector('ul')?.dir).to.equal('rtl');
    expect(target.querySelector('blockquote')?.dir).to.equal('rtl');
  });

  it('gives an item another direction than its list has, and words of code none', async () => {
    const target = await render('- `a` שלום\n- b\n- `c`\n\n`d`\n\n|`e`|ש|\n|-|-|\n');
    expect(Array.from(target.querySelectorAll('ul, li, p, .table'), (element) => element.getAttribute('dir'))).to.deep.equal([
      'rtl',
      null,
      'rtl',
      'ltr',
      'ltr',
      null,
      null,
      null,
      'rtl',
    ]);
  });

  it('has the direction of a list, an item and a table before they are whole', () => {
    const target = document.createElement('div');
    const stream = new MarkdownStream(target);
    const directions = (selector: string): unknown =>
      Array.from(target.querySelectorAll<HTMLElement>(selector), ({ dir }) => dir);
    stream.append('- שלום');
    stream.flush();
    expect(directions('ul, p')).to.deep.equal(['rtl', 'rtl']);
    stream.append('\n- b');
    stream.flush();
    expect(directions('ul, li')).to.deep.equal(['rtl', '', 'ltr']);
    stream.append('\n\n|ש|\n|-|\n|b|');
    stream.flush();
    expect(directions('.table')).to.deep.equal(['rtl']);
  });

  it('names each task by its state', async () => {
    const target = await render('- [x] a\n- [ ] b\n', { strings: { taskDone: 'Fertig' } });
    expect([...target.querySelectorAll('input')].map((input) => [input.ariaLabel, input.checked, input.disabled])).to.deep.equal([
      ['Fertig', true, true],
      ['To do', false, true],
    ]);
  });

  it('nests a hundred deep and no deeper', async () => {
    expect((await render('> '.repeat(500) + 'a')).querySelectorAll('blockquote').length).to.equal(100);
    expect((await render(`${'*a **b '.repeat(500)}${'c** d* '.repeat(500)}`)).querySelectorAll('em, strong').length).to.equal(
      100,
    );
  });
});

describe('links', () => {
  const link = async (markdown: string): Promise<HTMLAnchorElement | null> => (await render(markdown)).querySelector('a');

  it('open in a new tab, tell the page nothing, and are a part', async () => {
    const found = await link('[a](https://example.com "t")');
    expect(found?.rel).to.equal('noopener noreferrer nofollow ugc');
    expect(found?.target).to.equal('_blank');
    expect(found?.part.value).to.equal('link');
    expect(found?.title).to.equal('t');
  });

  it('lead to http, https, mailto, tel and the page’s own site', async () => {
    for (const target of [
      'http://a.b',
      'https://a.b',
      'mailto:a@b.c',
      'tel:+1',
      '/path',
      'path',
      '#/x',
      '?q',
      'HTTPS://A.B',
      'http://[::1]/',
    ])
      expect((await link(`[a](${target})`)) !== null, target).to.be.true;
    for (const target of ['ftp://a.b', 'javascript:1', 'data:x', 'blob:x', 'x:y', 'http://', 'about:blank', '', '#', '#x'])
      expect((await link(`[a](${target})`)) === null, target).to.be.true;
  });

  it('show no host where the text names none, or this one', async () => {
    for (const markdown of [
      '[here](https://example.com)',
      '[example.com](https://example.com/x)',
      '[www.example.com](https://example.com)',
      '[example.com](https://docs.example.com)',
      '[README.md](https://example.com/README.md)',
      '[version 1.2](https://example.com)',
      '[müller.de](https://müller.de)',
      'https://例え-a.テスト.com/',
      'https://ไทย.com/',
      'https://example.com/a?b=evil.example',
      '[write to a@example.com](mailto:a@example.com)',
    ])
      expect((await render(markdown)).querySelector('.link-host') === null, markdown).to.be.true;
  });
});

describe('images', () => {
  it('wait for a click, named by their words and their host', async () => {
    const target = await render('![*words*](https://images.example/a.png)', { strings: { loadImage: 'Bild von {host} laden' } });
    expect(target.querySelector('img')).to.equal(null);
    expect(target.querySelector('.image-alt')?.textContent).to.equal('words');
    expect(target.querySelector('button')?.textContent).to.equal('Bild von images.example laden');
  });

  it('show the whole name of their host, whatever stands in it', async () => {
    const button = (await render("![w](https://a$'b$&.example/a.png)")).querySelector('button');
    expect(button?.textContent).to.equal("Load image from a$'b$&.example");
  });

  it('are given the focus of the button that loads them', async () => {
    const target = await render('![w](https://images.example/a.png)');
    document.body.append(target);
    const button = target.querySelector('button');
    button?.focus();
    button?.click();
    expect(document.activeElement?.localName).to.equal('img');
    target.remove();
  });

  it('load at once from hosts that the owner names, and from no others', async () => {
    const hosts = { imageHosts: ['example.com', '*.example.org'] };
    for (const host of ['example.com', 'EXAMPLE.com', 'a.example.org', 'a.b.example.org']) {
      const image = (await render(`![w](https://${host}/a.png)`, hosts)).querySelector('img');
      expect(image?.referrerPolicy, host).to.equal('no-referrer');
      expect(image?.loading).to.equal('lazy');
    }
    for (const host of ['a.example.com', 'example.org', 'badexample.org', 'example.com.evil.example', 'example.com@evil.example'])
      expect((await render(`![w](https://${host}/a.png)`, hosts)).querySelector('img') === null, host).to.be.true;
  });
});

describe('characters', () => {
  it('that reorder or hide are left out of prose and shown in code', async () => {
    const target = await render('a\u202eb\u2066c\u{e0041}d `a\u202eb\u{e0041}`');
    expect(target.textContent).to.equal('abcd a[U+202E]b[U+E0041]');
    // Two halves that become a tag character once what stands between them is left out.
    expect((await render('a\udb40\u202e\udc41b')).textContent).to.equal('a\ufffd\ufffdb');
  });

  it('that control have pictures', async () => {
    expect((await render('a\u0007b\u001bc\u0000d\u0085e')).textContent).to.equal('a\u2407b\u241bc\ufffdd\ufffde');
  });

  it('that Arabic, Hebrew and emoji need stay', async () => {
    const text = 'a\u200eb\u200fc \u{1f468}\u200d\u{1f469}';
    expect((await render(text)).textContent).to.equal(text);
  });

  it('may be written by any of HTML’s names: rare ones are loaded when they occur', async () => {
    expect((await render('&amp; &copy; &HilbertSpace; &#x1F600; &nosuchname;')).textContent).to.equal('& © ℋ 😀 &nosuchname;');
    const target = await render('[a](https://example.com/&Hscr; "&NotEqualTilde;")');
    expect(target.querySelector('a')?.title).to.equal('\u2242\u0338');
  });
});
