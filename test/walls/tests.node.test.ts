/** Habits of the tests themselves, as `test/README.md` says them. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import ts from 'typescript';

const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.(ts|md)$/.test(name) && name !== 'README.md');
const read = (file: string): string => readFileSync(`test/${file}`, 'utf8');

/** Ids that the titles of a file begin with, also the two of "S1–S5". */
function titleIds(text: string): string[] {
  const titles = text.matchAll(/\b(?:describe|it)(?:\.\w+)?\(\s*['"`]([A-Z]\d+)(?:–([A-Z]\d+))?\b/g);
  return [...titles].flatMap(([, first, last]) => [first!, ...(last === undefined ? [] : [last])]);
}

const explained = [...read('README.md').matchAll(/^\| ([A-Z]\d+) +\|/gm)].map(([, id]) => id!);

describe('an id in a title', () => {
  it('is found', () => {
    assert.deepEqual(titleIds(`describe('S1: it')\n it(\`S1–S5 hold\`); it.skip(\n  "H10: x")\n it('the F6 key')`), [
      'S1',
      'S1',
      'S5',
      'H10',
    ]);
    assert.ok(files.flatMap((file) => titleIds(read(file))).length > 15);
  });

  it('is explained in test/README.md, once', () => {
    const used = files.flatMap((file) => titleIds(read(file)));
    assert.deepEqual(
      used.filter((id) => !explained.includes(id)),
      [],
    );
    assert.equal(new Set(explained).size, explained.length);
  });

  it('is explained only while something in test/ names it', () => {
    const all = files.map(read).join('\n');
    const ranges = [...all.matchAll(/\b([A-Z])(\d+)–\1(\d+)\b/g)].map(([, letter, from, to]) => ({
      letter,
      from: Number(from),
      to: Number(to),
    }));
    const isNamed = (id: string): boolean =>
      new RegExp(`\\b${id}\\b`).test(all) ||
      ranges.some(({ letter, from, to }) => id[0] === letter && Number(id.slice(1)) >= from && Number(id.slice(1)) <= to);
    assert.deepEqual(
      explained.filter((id) => !isNamed(id)),
      [],
    );
  });
});

const selectorFunctions = ['find', 'findAll', 'querySelector', 'querySelectorAll', 'matches', 'closest'];
/** Written by a library, and styled by pages. */
const fixed = /\.hljs-[a-z]+/g;

/** Where a text asks for a class by its name. */
function classesAskedFor(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      if (/(?:^|[\s,>+~])\.[a-z]/.test(node.text.replace(fixed, ''))) found.push(node.text);
    } else if (ts.isCallExpression(node)) {
      const name = /\w+$/.exec(node.expression.getText())?.[0] ?? '';
      const selectors = node.arguments.filter((argument) => ts.isStringLiteralLike(argument)).map((argument) => argument.text);
      if (selectorFunctions.includes(name))
        found.push(...selectors.filter((selector) => /\w\.[a-z]/.test(selector.replace(fixed, ''))));
    } else if (ts.isPropertyAccessExpression(node) && /^class(?:Name|List)$/.test(node.name.text)) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('test.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

describe('a class', () => {
  it('that is asked for is found however it is written', () => {
    const ways = [
      "find(element, '.text')",
      "waitUntil(() => element.querySelector<HTMLElement>('[part~=user] > .text'))",
      "node.matches('p.text')",
      'const selector = `.text`',
      'find(element, `.${name}-button .text`)',
      "node.classList.contains('user')",
      'node.className',
    ];
    for (const way of ways) assert.notDeepEqual(classesAskedFor(way), [], way);
    const others = [
      "import { x } from './fixture.js'",
      "find(element, '[part~=text]')",
      "say('See example.org.')",
      "find(element, '.hljs-keyword')",
    ];
    for (const other of others) assert.deepEqual(classesAskedFor(other), [], other);
  });

  for (const file of files.filter((name) => name.startsWith('element/') && !name.endsWith('.node.test.ts'))) {
    it(`is not what ${file} finds things by`, () => {
      assert.deepEqual(classesAskedFor(read(file)), []);
    });
  }
});
