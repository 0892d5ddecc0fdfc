/** A module of these benchmarks, bundled, on a page of its own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startFiles } from '../support/files.js';
import type { Listening } from '../support/listen.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The sources as they were, in a folder of their own: in `node_modules` Vite would not look at their tsconfig.json.
 * @returns the folder
 */
function checkOut(revision: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'chat-8080-'));
  const archive = execFileSync('git', ['archive', revision, 'src', 'tsconfig.json'], { cwd: root, maxBuffer: Infinity });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

export interface BenchPage {
  /** File name of the module in this folder. */
  entry: string;
  /** What the page's script finds it under: `window[name]`. */
  name: string;
  /** HTML in front of that script. */
  before?: string;
  /** What the module measures, as it was in this commit; without one, as it is now. */
  revision?: string | undefined;
}

/** @returns a server that has the page at `/page` */
export async function startBenchPage({ entry, name, before = '', revision }: BenchPage): Promise<Listening> {
  const old = revision === undefined ? undefined : checkOut(revision);
  const output = `node_modules/.cache/bench-${name}${old === undefined ? '' : '-old'}`;
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ...(old !== undefined && { resolve: { alias: [{ find: /^\.\.\/\.\.\/src(?=\/)/, replacement: join(old, 'src') }] } }),
    build: {
      outDir: join(root, output),
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: join(root, 'test/bench', entry), formats: ['es'], fileName: () => 'page.js' },
    },
  });
  if (old !== undefined) rmSync(old, { recursive: true });
  const script = `<script type="module">import * as module from '/${output}/page.js'; window.${name} = module;</script>`;
  return startFiles({ '/page': `<!doctype html><meta charset="utf-8">${before}${script}` });
}
