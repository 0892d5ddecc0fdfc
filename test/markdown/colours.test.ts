/** Colours are found slice by slice: no slice takes long, whatever it holds, and none is coloured otherwise than within the whole. */
import core from '@highlightjs/cdn-assets/es/core.min.js';
import { expect, waitUntil } from '@open-wc/testing';
import { highlight } from '../../src/highlight/highlight.js';
import { findLanguage, languageNames } from '../../src/highlight/languages.js';
import { readSlices, sliceLength } from '../../src/highlight/slices.js';
import { wrap } from '../../src/highlight/spans.js';
import type { Span } from '../../src/highlight/text.js';
import { MarkdownStream } from '../../src/markdown/index.js';

async function register(name: string): Promise<void> {
  const found = findLanguage(name);
  if (!core.getLanguage(name) && found) core.registerLanguage(name, (await found.load()).default);
}

function read(code: string, name: string): Span[] {
  const slices = readSlices(code, name);
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
  }
}

/** Shapes of text that grammars try in vain, each for as many characters as are asked for. */
const shapes: Readonly<Record<string, (length: number) => string>> = Object.fromEntries(
  [
    '$', '"', "'", '`', '(', '{', '[', '<', '/', '\\', 'a', '1', ' ', '\t', '\n', '-', '*', '#', '@', '_', '.', ':', '=', '%', '&', '|', '~', '^',
    '()', '{}', '/*', '//', '"""', '<a ', '<a>', '</', '<!--', '${', '"\\', 'a ', 'a\n', ' \n', 'a(', 'a.', 'a:', 'a<', '$a', 'a$', '@a', '#a', 'a-', 'Aa', '{%', '{{', '->', '0x', 'a b ',
  ].map((unit) => [JSON.stringify(unit), (length: number) => unit.repeat(length / unit.length)]),
); // prettier-ignore

/** In UTF-16 units: four times as much, so that a square takes sixteen times as long. */
const long = 4096;
const short = long / 4;
/** Four for what is linear, sixteen for a square. What is read whole came to over 9 in 43 of the languages. */
const steepest = 9;
/** What takes less is not compared: it may fit between two turns of other processes. */
const shortestMs = 10;
/** What looks too much is measured so often: what else runs can only make a run slower, so the best of each length counts. */
const mostTries = 30;

/** How much longer `long` takes than `short`, each in ms; 0: so little that it does not count. */
function ratio(takeLong: () => number, takeShort: () => number): number {
  let whole = takeLong();
  let part = Infinity;
  for (let tries = 0; whole >= shortestMs && tries < mostTries; tries++) {
    part = Math.min(part, takeShort());
    if (whole <= steepest * part) break;
    whole = Math.min(whole, takeLong());
  }
  return whole < shortestMs ? 0 : whole / part;
}

function time(code: string, name: string): number {
  const start = performance.now();
  read(code, name);
  return performance.now() - start;
}

const growth = (create: (length: number) => string, name: string): number =>
  ratio(
    () => time(create(long), name),
    () => time(create(short), name),
  );

/** The innermost scope of each character, '' for none, line ends aside. */
function scopes(code: string, spans: readonly Span[]): string[] {
  const found = code.split('').fill('');
  for (const { from, to, scope } of [...spans].sort((a, b) => a.from - b.from || b.to - a.to)) found.fill(scope, from, to);
  return found.filter((_, index) => code[index] !== '\n');
}

describe('colours', () => {
  it('take time that grows as the code does, in every language and for every shape of it', async function () {
    this.timeout(120_000);
    const steep: string[] = [];
    for (const name of languageNames) {
      await register(name);
      for (const [shape, create] of Object.entries(shapes)) {
        if (growth(create, name) > steepest) steep.push(`${name} ${shape}`);
      }
    }
    expect(steep).to.deep.equal([]);
  });

  it('are found in short slices', async () => {
    await register('java');
    const real = core.highlight.bind(core);
    const lengths: number[] = [];
    core.highlight = (code, options) => (lengths.push(code.length), real(code, options));
    try {
      read('$'.repeat(15_000), 'java');
      read('int a = 1; // words\n'.repeat(500), 'java');
    } finally {
      core.highlight = real;
    }
    expect(Math.max(...lengths)).to.be.at.most(sliceLength);
    expect(lengths.reduce((sum, length) => sum + length)).to.equal(25_000);
  });

  it('are what they are in the whole text, where a slice ends within a comment, a string or what is in them', async () => {
    const rows: Record<string, string> = {
      javascript: `/* ${'words\n'.repeat(300)} */ const a = \`text \${b + 'c'} ${'more\n'.repeat(200)}\`; return 1;\n`,
      python: `"""${'words\n'.repeat(300)}"""\ndef a(b):\n    return f"{b}" # comment\n`,
      css: `a { color: red; }\n/* ${'words\n'.repeat(300)} */\nb { margin: 0; }\n`.repeat(3),
      sql: `SELECT 'it''s\n${'words\n'.repeat(300)}' FROM a -- comment\nWHERE b = 1;\n`,
      ruby: `=begin\n${'words\n'.repeat(300)}=end\ndef a; "#{b} c"; end\n`,
    };
    for (const [name, code] of Object.entries(rows)) {
      await register(name);
      const whole = core.highlight(code, { language: name, ignoreIllegals: true })._emitter as { spans: Span[] };
      expect(scopes(code, read(code, name)), name).to.deep.equal(scopes(code, whole.spans));
      expect(new Set(scopes(code, whole.spans)).size, name).to.be.greaterThan(2);
    }
  });

  it('are found one turn after the other', async () => {
    const code = document.createElement('code');
    code.append('a = 1;\n'.repeat(600));
    document.body.append(code);
    let turns = 0;
    await highlight(code, 'javascript', () => (turns++, Promise.resolve()));
    code.remove();
    expect(turns).to.be.at.least(code.textContent.length / sliceLength);
  });

  it('are looked for when the code comes near the view, and not before', async () => {
    const box = document.createElement('div');
    box.style.cssText = 'height: 200px; overflow: auto';
    const block = (text: string): HTMLElement => {
      const pre = document.createElement('pre');
      const code = pre.appendChild(document.createElement('code'));
      code.append(text);
      pre.style.marginBottom = '3000px';
      return pre;
    };
    const [near, far] = [block('near = 1;'), block('far = 1;')];
    box.append(near, far);
    document.body.prepend(box);
    const found: string[] = [];
    const look = (pre: HTMLElement): Promise<void> =>
      highlight(pre.firstElementChild!, 'javascript', () => {
        found.push(pre.textContent);
        return Promise.resolve();
      });
    const afar = look(far);
    await look(near);
    // The observer tells of all that it observes in one frame.
    expect(new Set(found)).to.deep.equal(new Set(['near = 1;']));
    box.scrollTop = 3000;
    await afar;
    expect(found).to.include('far = 1;');
    box.remove();
  });

  it('make no long task, however many blocks of code there are', async () => {
    await register('ini');
    const line = 'a'.repeat(14_000);
    const start = performance.now();
    read(line, 'ini');
    const one = performance.now() - start;
    const target = document.createElement('div');
    document.body.prepend(target);
    const stream = new MarkdownStream(target);
    stream.append(`\`\`\`ini\n${line}\n\`\`\`\n\n`.repeat(8));
    void stream.end();
    stream.flush();
    // Idle time comes, the part is there: from here on all of them are coloured.
    let longest = 0;
    let last = performance.now();
    for (const until = last + 10 * one + 500; last < until;) {
      await new Promise((resolve) => setTimeout(resolve));
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    target.remove();
    expect(longest).to.be.below(4 * one);
  });
});

describe('spans', () => {
  it('are laid around the innermost scope, across text nodes', () => {
    const code = document.createElement('code');
    code.append('ab', 'cdef', 'gh');
    wrap(code, [
      { from: 2, to: 3, scope: 'subst' },
      { from: 1, to: 5, scope: 'string' },
      { from: 5, to: 6, scope: 'number' },
    ]);
    const { innerHTML } = code;
    expect(innerHTML.replaceAll('span class="hljs-', 'x ').replaceAll('</span>', '</x>')).to.equal(
      'a<x string">b</x><x subst">c</x><x string">de</x><x number">f</x>gh',
    );
  });

  it('take time that grows as their number does', () => {
    const taken = (count: number): number => {
      const code = document.createElement('code');
      code.append('ab'.repeat(count));
      const spans = Array.from({ length: count }, (_, index) => ({ from: 2 * index, to: 2 * index + 1, scope: 'number' }));
      const start = performance.now();
      wrap(code, spans);
      return performance.now() - start;
    };
    const found = ratio(
      () => taken(8000),
      () => taken(2000),
    );
    expect(found).to.be.at.most(steepest);
  });
});

describe('painted colours', () => {
  it('are no more than a frame can bear, and come where there is room again', async () => {
    const registered = (): number => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0);
    const before = registered();
    const fence = (text: string): HTMLElement => {
      const code = document.createElement('code');
      code.append(text);
      code.style.display = 'block';
      return code;
    };
    const [first, second] = [fence('1,'.repeat(1500)), fence('1,'.repeat(1400))];
    const dense = fence('1,'.repeat(7000));
    const box = document.createElement('pre');
    box.style.overflow = 'hidden';
    box.append(dense, first, second);
    document.body.prepend(box);
    for (const code of [dense, first, second]) await highlight(code, 'javascript');
    await waitUntil(() => registered() - before === 1500);
    first.remove();
    await waitUntil(() => registered() - before === 1400);
    box.remove();
    await waitUntil(() => registered() === before);
  });
});
