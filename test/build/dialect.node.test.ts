import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Linter, type ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const path = '../../.config/dialect.js';
const { plugin, rules } = (await import(path)) as { plugin: ESLint.Plugin; rules: Linter.RulesRecord };

/** What the dialect says to a file, by the rules' names. */
function said(text: string): (string | null)[] {
  const config: Linter.Config[] = [
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { dialect: plugin, '@typescript-eslint': tseslint.plugin },
      rules,
    },
  ];
  return new Linter().verify(text, config, 'file.ts').map(({ ruleId, message }) => ruleId ?? message);
}

const faults: [what: string, text: string, rule: string][] = [
  ['a private field', 'class A { private a = 1; }', 'no-restricted-syntax'],
  ['a private method', 'class A { private a() {} }', 'no-restricted-syntax'],
  ['a private accessor', 'class A { private get a() { return 1; } }', 'no-restricted-syntax'],
  ['a protected field', 'class A { protected a = 1; }', 'no-restricted-syntax'],
  ['a protected abstract field', 'abstract class A { protected abstract a: number; }', 'no-restricted-syntax'],
  ['a parameter property', 'class A { constructor(readonly a: number) {} }', 'no-restricted-syntax'],
  ['four parameters', 'const f = (a, b, c, d) => a;', '@typescript-eslint/max-params'],
  ['a head of lines', '// What it does.\nconst a = 1;', 'dialect/head-comment'],
  ['a head that is no doc comment', '/* What it does. */\nconst a = 1;', 'dialect/head-comment'],
];
for (const [what, text, rule] of faults) it(`the dialect has no word for ${what}`, () => assert.deepEqual(said(text), [rule]));

it('the dialect takes what Lit wants overridden, a doc comment at the head, and any comment further down', () => {
  const text = `/** What it does. */
const a = 1; // one
// two
class A extends B { #a = 1; protected override render() {} protected abstract b(): void; constructor(a, b, c) { super(); } }`;
  assert.deepEqual(said(text), []);
  assert.deepEqual(said('const a = 1; // one'), []);
});
