import { fileURLToPath } from 'node:url';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { languages } from './src/locales/languages.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * In a classic script Lit is nobody's but ours. What it leaves in the page's globals for other copies of itself (its versions, a map of its
 * decorators' metadata, `Symbol.metadata`) would be found there by the page, so it is taken out; a test of the built script compares all globals.
 */
const litWithoutGlobals: Plugin = {
  name: 'lit-without-globals',
  transform: (code, id) =>
    /[\\/]node_modules[\\/](?:@lit|lit[\w-]*)[\\/]/.test(id)
      ? code
          .replace(/\(\w+\.\w+Versions\?\?=\[\]\)\.push\("[^"]*"\)/, '0')
          .replace(/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap/, '0')
          .replace(/const (\w)=this\[Symbol\.metadata\];if\(null!==\1\)\{[^}]*\}/, '')
      : undefined,
};

/**
 * Two builds:
 * - `vite build` → `dist/index.js` and its fellow entries: ES modules for bundlers; lit and eventsource-parser stay imports. What a reply
 *   may need later (colours, formulas, rare entities), and what only some pages need (saving, tools), is chunks beside them.
 * - `vite build --mode script` → `dist/chat-8080.js`: one classic script with everything that a first reply needs. It loads the same chunks.
 */
export default defineConfig(({ mode }): UserConfig => {
  const script = mode === 'script';
  return {
    plugins: [
      ...(script ? [litWithoutGlobals] : []),
      minifyTemplateLiterals({
        include: ['src/**/*.ts'],
        failOnError: true,
        // Its defaults would nest the elements of an icon in one another, and drop `alt=""`.
        options: { minifyOptions: { keepClosingSlash: true, removeEmptyAttributes: false } },
      }) as never,
    ],
    resolve: script ? { alias: [{ find: /^\.\/lazy\.js$/, replacement: at('./src/element/lazy.script.ts') }] } : {},
    publicDir: false,
    build: {
      target: 'es2022',
      // 1.6 % smaller than with Vite's own minifier, by the script's size in brotli.
      minify: 'terser',
      terserOptions: {
        ecma: 2020,
        module: !script,
        compress: { passes: 3, unsafe_arrows: true, unsafe_methods: true, keep_fargs: false },
      },
      sourcemap: true,
      emptyOutDir: !script,
      // Whose work is in the chunks, and under which licence.
      license: script ? false : { fileName: 'licenses.md' },
      lib: script
        ? { entry: at('src/script.ts'), formats: ['iife'], name: 'chat8080', fileName: () => 'chat-8080.js' }
        : {
            entry: {
              index: at('src/index.ts'),
              element: at('src/element/index.ts'),
              headless: at('src/headless.ts'),
              markdown: at('src/markdown/index.ts'),
              highlight: at('src/highlight/highlight.ts'),
              math: at('src/math/math.ts'),
              'entity-table': at('src/markdown/syntax/entity-table.ts'),
              messages: at('src/element/messages.ts'),
              floating: at('src/element/floating.ts'),
              persist: at('src/element/persistence-controller.ts'),
              tools: at('src/conversation/tools.ts'),
              'page-check': at('src/element/page-check.ts'),
              'json-config': at('src/element/json-config.ts'),
              'hint-texts': at('src/element/hint-texts.ts'),
              ...Object.fromEntries(languages.map((language) => [`locales/${language}`, at(`./src/locales/${language}.ts`)])),
              proxy: at('src/proxy/index.ts'),
              'proxy-node': at('src/proxy/node.ts'),
            },
            formats: ['es'],
            fileName: (_format, name) => `${name}.js`,
          },
      rolldownOptions: {
        // No file that only passes on another one's exports: a browser would have to ask for both, one after the other.
        preserveEntrySignatures: 'allow-extension',
        external: script ? [] : [/^lit($|\/)/, 'eventsource-parser', 'eventsource-parser/stream', /^node:/],
        output: {
          // Vite keeps white space in ES library output unless it is asked outright.
          minify: true,
          ...(!script && { chunkFileNames: 'chunks/[name].js' }),
        },
      },
    },
  };
});
