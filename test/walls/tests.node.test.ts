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
/** Written by a library, and styled by pages; or no class, but the end of a file's name or of an object's. */
const fixed = /\.hljs-[a-z]+|\.(?:csv|md|pdf|png|txt)(?=[,\"]|$)|^(?:\.script)?\.(?:js|ts|png|prototype)$/g;
/** What is run in a page is a text that calls something with a text. */
const code = /\w\(\s*['"`]|\.class(?:Name|List)\b/;
/** Not what is called: the methods of a piece of code. */
const classSelector = /(?:^|[\s,>+~(])\.[a-z][\w-]*(?![\w(-])/;

/** A string or a template, with a letter in the place of what is put in. */
function literalText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('x');
}

/** Where a text asks for a class by its name. */
function classesAskedFor(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    const literal = literalText(node);
    if (literal !== undefined) {
      if (code.test(literal)) found.push(...classesAskedFor(literal));
      else if (classSelector.test(literal.replace(fixed, ''))) found.push(literal);
    }
    if (ts.isCallExpression(node)) {
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
      "view.value(`find('.text').title`)",
      'page.evaluate(`(async () => { await chat.send(${text}); return root.querySelector("p.text") })()`)',
      'page.waitForFunction(\'chat.matches(":not(.text)")\')',
      "view.value(`style('.text').display`)",
      "page.evaluate('node.className')",
    ];
    for (const way of ways) assert.notDeepEqual(classesAskedFor(way), [], way);
    const others = [
      "import { x } from './fixture.js'",
      "find(element, '[part~=text]')",
      "say('See example.org.')",
      "find(element, '.hljs-keyword')",
      "name.endsWith('.script.js')",
      'page.evaluate(`[...root.querySelectorAll("[part~=${name}]")]\n .map((found) => found.title)`)',
    ];
    for (const other of others) assert.deepEqual(classesAskedFor(other), [], other);
  });

  const exceptions: Record<string, string> = {
    'bench/markdown.ts': 'is a page of its own, whose styles are for what chat-8080/markdown writes there',
  };
  for (const file of files.filter((name) => /^(?:element|page|demo|bench)\//.test(name))) {
    const reason = exceptions[file];
    it(reason ? `may be asked for in ${file}: that ${reason}` : `is not what ${file} finds things by`, () => {
      const found = classesAskedFor(read(file));
      if (reason) assert.notDeepEqual(found, [], 'no exception is needed any more');
      else assert.deepEqual(found, []);
    });
  }
});
