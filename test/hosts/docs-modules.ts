/** The documentation's snippets as modules: `docs:Vue/ShopChat.vue` is the first block of `vue` below the heading “Vue” of the page about frameworks. */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { snippetOf } from '../support/documentation.js';

const folder = fileURLToPath(new URL('docs/', import.meta.url));

export function docsModules(): Plugin {
  return {
    name: 'docs-modules',
    enforce: 'pre',
    resolveId: (source) => (source.startsWith('docs:') ? folder + source.slice('docs:'.length) : undefined),
    load(id) {
      if (!id.startsWith(folder) || id.includes('?')) return undefined;
      return snippetOf('frameworks', id.slice(folder.length).split('/')[0]!, extname(id).slice(1));
    },
  };
}
