import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { classicScript } from './.build/classic-script.js';
import { parts } from './src/parts.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * In a classic script Lit is nobody's but ours. What it leaves in the page's globals for other copies of itself (its versions, a map of its
 * decorators' metadata, `Symbol.metadata`) would be found there by the page, so it is taken out; a test of the built script compares all globals.
 * What it looks for there is not asked for either: any `<p id="litHtmlPolyfillSupport">` of the page would be called as a function, and end the script.
 */
const litWithoutGlobals: Plugin = {
  name: 'lit-without-globals',
  transform: (code, id) =>
    /[\\/]node_modules[\\/](?:@lit|lit[\w-]*)[\\/]/.test(id)
      ? {
          code: code
            .replace(/\(\w+\.\w+Versions\?\?=\[\]\)\.push\("[^"]*"\)/, '0')
            .replace(/\b\w+\.\w+(?:Polyfill|Hydrate)Support\b/g, '(void 0)')
            .replace(/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap/, '0')
            .replace(/const (\w)=this\[Symbol\.metadata\];if\(null!==\1\)\{[^}]*\}/, ''),
          map: null, // the lines stay where they are
        }
      : undefined,
};

/**
 * What TypeScript compiles decorators to (https://www.typescriptlang.org/docs/handbook/decorators.html) is made for any number of them, on
 * anything, and asks a global of `reflect-metadata`. Ours is one on each property, and gives nothing back: 0.15 kB (brotli) of the script.
 */
const oneDecorator: Plugin = {
  name: 'one-decorator',
  transform: (_code, id) =>
    /[\\/]helpers[\\/](?:esm[\\/])?decorate\.js/.test(id)
      ? { code: 'export default ([decorate], prototype, name) => decorate(prototype, name);', map: null }
      : undefined,
};

const { name, version, license } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as Record<
  'name' | 'version' | 'license',
  string
>;

/** The script says whose it is, and where the licences are of the work of others that it contains; ours lies beside them. */
const banner = `/*! ${name} ${version}, ${license}, ${name}/licenses.md */`;
const ownLicence: Plugin = {
  name: 'own-licence',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: `${name}/LICENSE`, source: readFileSync(at('LICENSE')) });
  },
};

/** `npx chat-8080` uses the proxy as it is published. */
const binWithProxy: Plugin = {
  name: 'bin-with-proxy',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!importer?.startsWith(at('src/bin/'))) return undefined;
    const files: Record<string, string> = { '../proxy/index.js': './proxy.js', '../proxy/node.js': './proxy-node.js' };
    const id = files[source];
    return id === undefined ? undefined : { id, external: true };
  },
};

/** Looks to choose from: `dist/presets/NAME.css`. */
const presets: Plugin = {
  name: 'presets',
  generateBundle() {
    for (const file of readdirSync(at('src/styles/presets'))) {
      this.emitFile({ type: 'asset', fileName: `presets/${file}`, source: readFileSync(at(`src/styles/presets/${file}`)) });
    }
  },
};

const terserOptions = {
  ecma: 2020,
  module: true,
  compress: { passes: 3, unsafe_arrows: true, unsafe_methods: true, keep_fargs: false },
} as const;

const partOf = new Map(Object.entries(parts).map(([name, { module }]) => [at(`src/${module}`), name]));

/** Of a part of the classic script. The languages of code are one file each, which highlight.js names. */
function partFile(module: string): string | undefined {
  const name = partOf.get(module) ?? /highlightjs.*\/(languages\/.+?)(?:\.min)?\.js$/.exec(module)?.[1];
  return name && `chat-8080/${name}.js`;
}

/**
 * Three builds, the first two from the table of parts (`src/parts.ts`):
 * - `vite build` → `dist/index.js` and its fellow entries: ES modules for bundlers; lit and eventsource-parser stay imports. The parts are
 *   in `dist/parts`.
 * - `vite build --mode script` → `dist/chat-8080.js`: one classic script, and its parts in `dist/chat-8080`. Nothing else is needed on a page.
 *   `--mode dev`: the same, not minified, for a build that watches.
 * - `vite build --mode bin` → `dist/bin.js`, which imports the proxy from beside it. One more entry of the first would split its entries into chunks.
 */
export default defineConfig(({ mode }): UserConfig => {
  const script = mode === 'script' || mode === 'dev';
  const bin = mode === 'bin';
  const entry = {
    index: at('src/index.ts'),
    element: at('src/element/index.ts'),
    react: at('src/react.ts'),
    headless: at('src/headless.ts'),
    markdown: at('src/markdown/index.ts'),
    proxy: at('src/proxy/index.ts'),
    'proxy-node': at('src/proxy/node.ts'),
    ...Object.fromEntries(Array.from(partOf, ([module, name]) => [`parts/${name}`, module])),
  };
  return {
    plugins: [
      ...(script
        ? [
            litWithoutGlobals,
            oneDecorator,
            ownLicence,
            presets,
            classicScript({
              entry: at('src/script.ts'),
              importer: at('src/import-part.script.ts'),
              file: 'chat-8080.js',
              banner,
              partFile,
              terser: mode === 'script' ? terserOptions : undefined,
            }),
          ]
        : []),
      ...(bin ? [binWithProxy] : []),
      minifyTemplateLiterals({
        include: ['src/**/*.ts'],
        failOnError: true,
        // Its defaults would nest the elements of an icon in one another, and drop `alt=""`.
        options: { minifyOptions: { keepClosingSlash: true, removeEmptyAttributes: false } },
      }) as never,
    ],
    publicDir: false,
    build: {
      target: 'es2022',
      sourcemap: true,
      emptyOutDir: !script && !bin,
      // Whose work is in these files, and under which licence.
      license: !bin && { fileName: script ? 'chat-8080/licenses.md' : 'licenses.md' },
      ...(!script && {
        // 1.6 % smaller than with Vite's own minifier, by the script's size in brotli.
        minify: 'terser',
        // It would take the 'use client' off `react.js`.
        terserOptions: { ...terserOptions, compress: { ...terserOptions.compress, directives: false } },
        lib: {
          entry: bin ? { bin: at('src/bin/index.ts') } : entry,
          formats: ['es'],
          fileName: (_format, name) => `${name}.js`,
        },
        rolldownOptions: {
          // No file that only passes on another one's exports: a browser would have to ask for both, one after the other.
          preserveEntrySignatures: 'allow-extension',
          external: [/^lit($|\/)/, 'react', 'eventsource-parser', 'eventsource-parser/stream', /^node:/],
          output: {
            // Vite keeps white space in ES library output unless it is asked outright.
            minify: true,
            chunkFileNames: 'chunks/[name].js',
          },
        },
      }),
    },
  };
});
