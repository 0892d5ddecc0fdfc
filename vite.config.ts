import { fileURLToPath } from 'node:url';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { defineConfig, type UserConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Two builds:
 * - `vite build` → `dist/index.js` and its fellow entries: ES modules for bundlers; lit and eventsource-parser stay imports.
 * - `vite build --mode script` → `dist/chat-8080.js`: one classic script with everything in it.
 */
export default defineConfig(({ mode }): UserConfig => {
  const script = mode === 'script';
  return {
    plugins: [minifyTemplateLiterals({ include: ['src/**/*.ts'] }) as never],
    publicDir: false,
    build: {
      target: 'es2022',
      sourcemap: true,
      emptyOutDir: !script,
      lib: script
        ? { entry: at('src/script.ts'), formats: ['iife'], name: 'chat8080', fileName: () => 'chat-8080.js' }
        : {
            entry: { index: at('src/index.ts'), markdown: at('src/markdown/index.ts') },
            formats: ['es'],
            fileName: (_format, name) => `${name}.js`,
          },
      rolldownOptions: {
        external: script ? [] : [/^lit($|\/)/, 'eventsource-parser', 'eventsource-parser/stream'],
        // Vite keeps white space in ES library output unless it is asked outright.
        output: { minify: true },
      },
    },
  };
});
