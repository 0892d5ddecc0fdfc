/** Habits of the tests themselves, as `test/README.md` says them. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import ts from 'typescript';

const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && name !== 'walls/tests.node.test.ts');
const read = (file: string): string => readFileSync(`test/${file}`, 'utf8');

/** Titles that begin with the id of something: "S1: …", "S1–S5 hold". */
const titlesWithId = (text: string): string[] =>
  [...text.matchAll(/\b(?:describe|it)(?:\.\w+)?\(\s*['"`][A-Z]\d+(?=[\s:–])[^'"`]*/g)].map(([title]) => title);

describe('a title', () => {
  it('with an id is found', () => {
    assert.equal(titlesWithId(`describe('S1: it')\n it(\`S1–S5 hold\`); it.skip(\n  "H10: x")\n it('the F6 key')`).length, 3);
  });

  it('has no id that only another document explains', () => {
    assert.deepEqual(
      files.flatMap((file) => titlesWithId(read(file))),
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
