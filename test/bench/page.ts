/** A module of these benchmarks, bundled, on a page of its own. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startFiles } from '../support/files.js';
import type { Listening } from '../support/listen.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * @param entry file name of the module in this folder
 * @param name what the page's script finds it under: `window[name]`
 * @param before HTML in front of that script
 * @returns a server that has the page at `/page`
 */
export async function startBenchPage(entry: string, name: string, before = ''): Promise<Listening> {
  const output = `node_modules/.cache/bench-${name}`;
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: join(root, output),
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: join(root, 'test/bench', entry), formats: ['es'], fileName: () => 'page.js' },
    },
  });
  const script = `<script type="module">import * as module from '/${output}/page.js'; window.${name} = module;</script>`;
  return startFiles({ '/page': `<!doctype html><meta charset="utf-8">${before}${script}` });
}
