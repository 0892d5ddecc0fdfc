import js from '@eslint/js';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { plugin, rules } from './dialect.js';

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'test/fixtures'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, lit['flat/recommended'], wc['flat/best-practice']],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // `const { error, ...rest } = message` is how a field is left out of an immutable object.
      // `_name` is an argument that a signature demands and nobody needs.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      // Numbers and URLs in messages read well as they are.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => void doIt()` and `() => target.method()` are the shortest honest way to write a callback.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Chai's assertions are expressions (`expect(x).to.be.true`), and a test may assert by `!` what it has just checked.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // node:test's describe() and it() return promises that nobody awaits.
      '@typescript-eslint/no-floating-promises': 'off',
    },
  },
  { files: ['**/*.ts'], plugins: { dialect: plugin }, rules },
  {
    files: ['demo/**/*.js', '.config/*.js'],
    extends: [js.configs.recommended],
    plugins: { dialect: plugin },
    rules: { 'dialect/head-comment': 'error', eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error' },
  },
  { files: ['demo/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['demo/proxies/wordpress/**/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['demo/proxies/*.js'], languageOptions: { globals: { ...globals.node, Bun: 'readonly', Deno: 'readonly' } } },
);
