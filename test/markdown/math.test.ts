import { expect } from '@open-wc/testing';
import { MarkdownStream } from '../../src/markdown/index.js';
import { allowedMathAttributes, allowedMathElements, setMath } from '../../src/math/math.js';
import { waitUntil } from '../support/wait-until.js';
import { render } from './support/render.js';

const on = { math: true };

async function formulas(markdown: string): Promise<string[]> {
  return [...(await render(markdown, on)).querySelectorAll('.math')].map((element) => element.textContent);
}

describe('math', () => {
  it('is waited for by no reply without formulas', () => {
    const target = document.createElement('div');
    const stream = new MarkdownStream(target);
    const markdown = 'For $5: `\\(a\\)`, `$$`.\n\n```sh\necho $$ \\(a\\)\n```\n\n- `a` \\* b\\_c $\n\nend';
    for (const unit of markdown) {
      stream.append(unit);
      stream.flush();
    }
    expect(target.textContent).to.match(/For \$5: \\\(a\\\), \$\$\.[^]*echo[^]*a \* b_c[^]*end$/);
    stream.cancel();
  });

  it("is waited for by what follows a page's first formula, and by nothing else", async () => {
    const first = document.createElement('div');
    const stream = new MarkdownStream(first);
    stream.append('# One\n\ntwo **three** \\(a\\) and *b*\n\nfour');
    stream.flush();
    expect(first.innerHTML).to.match(/^<h1[^>]*>One<\/h1>$/);
    await stream.end();
    expect(first.querySelectorAll('p, .math')).to.have.length(3);
    expect(first.querySelector('p')?.textContent).to.equal('two three \\(a\\) and b');
    const second = document.createElement('div');
    const other = new MarkdownStream(second, on);
    other.append('$a$ and *b*');
    other.flush();
    expect(second.querySelector('.math')).not.to.equal(null);
    other.cancel();
  });

  it('leaves single dollars alone unless it is asked for', async () => {
    const target = await render('$a$ \\(b\\) $$c$$');
    expect([...target.querySelectorAll('.math')].map((element) => element.textContent)).to.deep.equal(['\\(b\\)', '$$c$$']);
    expect(target.textContent).to.equal('$a$ \\(b\\) $$c$$');
  });

  it('knows a fence, and formulas of several lines', async () => {
    expect(await formulas('```math\na\n```\n\n$$x = 1\n+ 2$$\n\nSo \\[ x\n- y \\]')).to.deep.equal([
      '```math\na\n```',
      '$$x = 1\n+ 2$$',
      '\\[ x\n- y \\]',
    ]);
  });

  it('leaves the fence to a renderer of the owner', async () => {
    const target = await render('```math\na\n```', { fences: { math: () => document.createElement('b') } });
    await waitUntil(() => target.querySelector('b') !== null);
  });

  it('marks what is struck out, boxed or underlined for style sheets: only Firefox draws menclose', () => {
    const target = document.createElement('div');
    target.append(
      setMath(document, '\\boxed{a} \\cancel{b} \\xcancel{c} \\underline{d} \\overline{e} \\sout{f} \\fbox{g}', true),
    );
    const classes = ['box', 'updiagonalstrike', 'updiagonalstrike.downdiagonalstrike', 'bottom', 'top', 'horizontalstrike'];
    for (const name of classes) expect(target.querySelector(`mrow.${name}`), name).not.to.equal(null);
    expect(target.querySelectorAll('.box')).to.have.length(2);
  });

  it('knows the four ways to write a formula', async () => {
    expect(await formulas('$a_1*b*c$ and $$d$$, \\(e_1\\), \\[f\\].')).to.deep.equal([
      '$a_1*b*c$',
      '$$d$$',
      '\\(e_1\\)',
      '\\[f\\]',
    ]);
    expect(await formulas('$$\na\n- b\n= c\n$$\n\n\\[\n# d\n\\]')).to.deep.equal(['$$\na\n- b\n= c\n$$', '\\[\n# d\n\\]']);
  });

  it('gives up where a block never closes: what follows is text again', async () => {
    const stream = new MarkdownStream(document.createElement('div'), on);
    const target = document.createElement('div');
    await stream.end();
    const other = new MarkdownStream(target, on);
    other.append(`$$\n${'a + b\n'.repeat(1500)}\n**after**\n`);
    other.flush();
    expect(target.querySelector('strong')?.textContent).to.equal('after');
    expect(target.querySelector('.math')).to.equal(null);
    expect(target.textContent).to.include('a + b\na + b');
    other.cancel();
  });

  it('leaves prices and shell variables alone', async () => {
    for (const prose of [
      'It costs $5 and then $10.',
      'From $5-$10 a month',
      'US$ 5 and A$6',
      '$20k/$30k',
      'echo $HOME/$USER1',
      '5$ + 6 $',
      'a $ b $ c',
    ])
      expect(await formulas(prose), prose).to.deep.equal([]);
    expect(await formulas('It costs $5 and $10 or $x$, or the `$` sign.')).to.deep.equal(['$x$']);
  });

  it('is the same by single characters as whole, also where it begins like a price or is long', async () => {
    const sum = 'y + '.repeat(120);
    for (const formula of ['$2x + 3 = 7$', '$10^5 \\times 2$', '$2 + 3$', `$x + ${sum}z$`, `$$ ${sum}z$$`, `\\( ${sum}z \\)`]) {
      const prose = `a ${formula} b $5 c`;
      expect(await formulas(prose)).to.deep.equal([formula]);
      const pieces = await render(prose.split(''), on);
      expect([...pieces.querySelectorAll('.math')].map((element) => element.textContent)).to.deep.equal([formula]);
    }
  });

  it('shows a price at once, and nothing of a formula that has not ended', () => {
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, on);
    const shown = ['$', '5', ' a', ' $', '2', 'x', ' + 1', '$'].map((piece) => {
      stream.append(piece);
      stream.flush();
      return target.textContent;
    });
    expect(shown).to.deep.equal(['', '', '$5 a', '$5 a ', '$5 a ', '$5 a ', '$5 a ', '$5 a ']);
    stream.cancel();
  });

  it('becomes MathML', async () => {
    const target = await render('Euler: $e^{i\\pi} = -1$', on);
    await waitUntil(() => target.querySelector('math') !== null);
    expect(target.querySelector('math')?.namespaceURI).to.equal('http://www.w3.org/1998/Math/MathML');
    expect(target.querySelector('msup')).not.to.equal(null);
  });

  it('shows its source where it cannot be set', async () => {
    const target = await render('$\\frac{a$ then', on);
    await waitUntil(() => target.querySelector('.math-failed') !== null);
    expect(target.textContent).to.equal('$\\frac{a$ then');
  });

  it('is not set after its stream has been cancelled', async () => {
    const set = await render('$a$', on);
    await waitUntil(() => set.querySelector('math') !== null); // the library is there: only the cancelling holds it back
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, on);
    stream.append('$a$ b');
    stream.flush();
    stream.cancel();
    const later = await render('$c$', on);
    await waitUntil(() => later.querySelector('math') !== null);
    expect(target.textContent).to.equal('$a$ b');
    expect(target.querySelectorAll('math')).to.have.length(0);
  });

  it('holds no character that reorders or hides, set or not', async () => {
    const target = await render('$\\text{a\u202eb\u{e0041}c}$ $\\frac{d\u202e$', on);
    expect(target.textContent).to.equal('$\\text{abc}$ $\\frac{d$');
    await waitUntil(() => target.querySelector('math') !== null && target.querySelector('.math-failed') !== null);
    expect(target.textContent).to.equal('abc $\\frac{d$');
  });

  it('shows its source where it never ends', async () => {
    expect((await render('$$\n\\frac{a}{b}\n\nend', on)).textContent).to.equal('$$\n\\frac{a}{b}\n\nend');
  });

  it('consists of allowed elements and attributes, without links, styles and ids', () => {
    for (const tex of [
      '\\frac{a}{b}\\sqrt[3]{x}',
      '\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}',
      '\\color{red}x \\boxed{y} \\tag{1}',
      '\\label{x} \\cancel{z}',
    ]) {
      const target = document.createElement('div');
      target.append(setMath(document, tex, true));
      for (const element of target.querySelectorAll('*')) {
        expect(allowedMathElements.has(element.localName), element.localName).to.be.true;
        for (const { name } of element.attributes) expect(name === 'class' || allowedMathAttributes.has(name), name).to.be.true;
      }
    }
    for (const tex of [
      '\\href{javascript:alert(1)}{x}',
      '\\includegraphics{https://evil.example/x.png}',
      '\\url{https://evil.example}',
      '{'.repeat(4000),
      'x+'.repeat(2501),
    ])
      expect(() => setMath(document, tex, false), tex).to.throw();
  });

  it('streams to the same as whole', async () => {
    const markdown = 'A $x+y$ costs $5, \\(a\\) and\n\n$$\n\\sum_i *i*\n$$\n\n\\[ z \\] end $unclosed';
    const whole = await render(markdown, on);
    const pieces = await render(markdown.split(''), on);
    // Each formula is set when the library has come, which the end of a stream does not wait for.
    const isSet = (target: HTMLElement): boolean =>
      [...target.querySelectorAll('.math')].every((formula) => formula.querySelector('math') !== null);
    await waitUntil(() => isSet(whole) && isSet(pieces));
    expect(whole.querySelectorAll('math')).to.have.length(4);
    expect(pieces.textContent).to.equal(whole.textContent);
  });
});
