/** Formulas that would freeze a page, or say what they do not show. What is refused is shown as its source (`math.test.ts`). */
import { expect, waitUntil } from '@open-wc/testing';
import temml from 'temml';
import { MarkdownStream } from '../../src/markdown/index.js';
import { copies, setMath } from '../../src/math/math.js';
import { render } from './support/render.js';

function set(tex: string): HTMLElement {
  const target = document.createElement('div');
  target.append(setMath(document, tex, true));
  return target;
}

/** How much Temml itself makes of it; 0: nothing, it does not understand. */
function nodes(tex: string): number {
  const count = ({ children }: { children?: unknown }): number =>
    (Array.isArray(children) ? (children as { children?: unknown }[]) : []).reduce((sum, child) => sum + count(child), 1);
  try {
    return count(temml.__renderToMathMLTree(tex, { displayMode: true, throwOnError: true }) as { children?: unknown });
  } catch {
    return 0;
  }
}

describe('a hostile formula', () => {
  it('defines nothing, whichever way it asks', () => {
    for (const tex of [
      '\\def\\a{b}\\a',
      '\\gdef\\a{b}\\a',
      '\\edef\\a{b}\\a',
      '\\xdef\\a{b}\\a',
      '\\let\\a=b\\a',
      '\\futurelet\\a b c',
      '\\global\\let\\a b\\a',
      '\\global\\def\\a{b}\\a',
      '\\long\\def\\a{b}\\a',
      '\\newcommand{\\a}{b}\\a',
      '\\newcommand\\a[1]{#1#1}\\a{b}',
      '\\renewcommand{\\quad}{b}\\quad',
      '\\providecommand{\\a}{b}\\a',
      '\\DeclareMathOperator{\\a}{b}\\a',
      '\\newenvironment{a}{b}{c}',
      '\\definecolor{a}{HTML}{ff0000}\\color{a}b',
      '\\renewcommand{\\arraystretch}{9}\\begin{array}{c}a\\\\b\\end{array}',
      // What Temml itself sets is no way in.
      '\\let\\cr=\\quad a',
      '\\def\\cr{b}\\cr',
      '\\let\\df@tag=\\llap a',
      '\\let\\df@tag=\\char a',
      '\\gdef\\@eqnsw{many}\\@eqnsw',
      '\\begin{matrix}\\gdef\\cr{b}\\end{matrix}',
      // Glued together: the source holds no \def.
      '\\pdv{x}{\\d ef\\a{b}\\a}',
      '\\pdv{x}{\\newc ommand\\a{b}\\a}',
    ])
      expect(() => set(tex), tex).to.throw();
  });

  it('may still be tagged, and numbered by hand', () => {
    expect(set('a\\tag{1}').textContent).to.include('(1)');
    expect(set('\\begin{align}a\\notag\\\\b\\tag{2}\\\\c\\end{align}').textContent).to.include('(2)');
    expect(set('\\begin{equation}\\begin{matrix}a&b\\cr c&d\\end{matrix}\\end{equation}').textContent).to.include('d');
    expect(set('\\cancelto{0}{x}+\\cancelto{1}{y}\\mathllap{/}\\ce{A <=>> B}').querySelectorAll('mphantom')).not.to.have.length(
      0,
    );
  });

  it('does not expand to more than could be written', () => {
    for (const tex of [
      `\\def\\a{${'x'.repeat(105)}}${'\\a'.repeat(490)}`,
      `\\tag{${'a'.repeat(400)}}${'\\df@tag'.repeat(400)}`,
      `\\gdef\\df@tag{${'b'.repeat(2000)}}${'\\df@tag'.repeat(400)}`,
      `\\gdef\\df@tag{\\df@tag\\df@tag}\\df@tag`,
      `\\tripleDashOverDoubleLine `.repeat(180),
      `\\coh `.repeat(400),
    ])
      expect(() => set(tex), tex.slice(0, 40)).to.throw();
  });

  it('is not built over and over: what Temml copies at each level is counted as often', async function () {
    this.timeout(60_000);
    const source = await (await fetch('/node_modules/temml/dist/temml.mjs')).text();
    const commands = new Set(
      [...source.matchAll(/["'`]\\\\([a-zA-Z]+|[^a-zA-Z\s\\])["'`]/g)].map(([, name = '']) => `\\${name}`),
    );
    expect(commands.size).to.be.greaterThan(1000);
    const shapes: ((command: string, depth: number) => string)[] = [
      (command, depth) => `${`${command}{`.repeat(depth)}x${'}'.repeat(depth)}`,
      (command, depth) => `${`${command}{a}{`.repeat(depth)}x${'}'.repeat(depth)}`,
      (command, depth) => `${`${command}{`.repeat(depth)}x${'}{a}'.repeat(depth)}`,
      (command, depth) => `${`${command}{a}{b}{`.repeat(depth)}x${'}'.repeat(depth)}`,
      (command, depth) => `${`${command}[a]{`.repeat(depth)}x${'}'.repeat(depth)}`,
      (command, depth) => `${`${command}[`.repeat(depth)}x${']{a}'.repeat(depth)}`,
      (command, depth) => `${`{a_{${command}{`.repeat(depth)}x${'}}}'.repeat(depth)}`,
      (command, depth) => `${`\\left${command} `.repeat(depth)}x${`\\right${command} `.repeat(depth)}`,
      (command, depth) => `${`{${command} `.repeat(depth)}x${'}'.repeat(depth)}`,
      (command, depth) => `${'{'.repeat(depth)}x${`${command} y}`.repeat(depth)}`,
    ];
    const copied = new Set<string>();
    for (const command of commands) {
      for (const shape of shapes) {
        const before = nodes(shape(command, 3));
        // What only grows as its depth does is twice as large.
        if (before > 0 && nodes(shape(command, 6)) > 4 * before) copied.add(command);
      }
    }
    expect([...copied].sort()).to.deep.equal(Object.keys(copies).sort());
    for (const command of copied) {
      for (const shape of shapes.slice(0, 3)) expect(() => set(shape(command, 40)), command).to.throw();
    }
  });

  it('is not nested so deep that it ends the stack', () => {
    for (const nested of [
      ['{', '}'],
      ['\\sqrt{', '}'],
      ['\\frac{', '}{a}'],
      ['\\left(', '\\right)'],
      ['\\begin{matrix}', '\\end{matrix}'],
      ['x^{', '}'],
    ] as const) {
      const depth = Math.floor(4900 / (nested[0].length + nested[1].length));
      const tex = `${nested[0].repeat(depth)}x${nested[1].repeat(depth)}`;
      expect(() => set(tex), nested[0]).to.throw();
    }
  });

  it('is one of many, which are not set in one task', async () => {
    const first = await render('$x$', { math: true });
    await waitUntil(() => first.querySelector('math') !== null); // what is measured is setting, not loading
    const target = document.createElement('div');
    const stream = new MarkdownStream(target, { math: true });
    stream.append(`$${'x+'.repeat(900)}x$ `.repeat(100));
    const ended = stream.end();
    stream.flush();
    await ended;
    let longest = 0;
    let last = performance.now();
    await waitUntil(
      () => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
        return target.querySelectorAll('math').length === 100;
      },
      'all are set',
      { interval: 1, timeout: 30_000 },
    );
    const all = performance.now();
    for (let count = 0; count < 10; count++) set(`${'x+'.repeat(900)}x`);
    const ten = performance.now() - all;
    // All in one task would take ten times as long as ten.
    expect(longest).to.be.below(Math.max(5 * ten, 50));
  });

  it('stays on its line: what is raised above it could be read as the text of a link there', () => {
    for (const tex of [
      '\\raisebox{1.6em}{\\text{bank.com}}',
      '\\raisebox{-20pt}{\\text{bank.com}}',
      '\\raisebox{.4em}{\\raisebox{.4em}{\\text{bank.com}}}',
      '\\rule[3em]{1em}{1em}',
      '\\raisebox{.5in}{\\text{bank.com}}',
    ])
      expect(() => set(tex), tex).to.throw();
    for (const tex of ['\\TeX', '\\LaTeX', '\\ce{A <=>> B}', '\\raisebox{.4em}{a}']) set(tex);
  });

  it('is as high as what stands in it', () => {
    const rows = '\\begin{matrix}\\text{bank.com}\\\\a\\\\b\\\\c\\end{matrix}';
    const height = (tex: string): number => {
      const target = set(tex);
      document.body.append(target);
      const { height } = (target.firstElementChild as Element).getBoundingClientRect();
      target.remove();
      return height;
    };
    expect(height(`\\smash{${rows}}`)).to.be.closeTo(height(rows), 2);
  });
});
