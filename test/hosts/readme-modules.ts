/** The README's snippets as modules: `readme:Vue/ShopChat.vue` is the first block of `vue` below the heading `### Vue`. */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const folder = fileURLToPath(new URL('readme/', import.meta.url));

/** @throws Error if there is no such snippet */
export function snippetOf(heading: string, language: string): string {
  const section = new RegExp(`\\n### ${heading}\\n([^]*?)\\n##`).exec(readme)?.[1] ?? '';
  const snippet = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(section)?.[1];
  if (snippet === undefined) throw new Error(`README.md has no ${language} below “${heading}”.`);
  return snippet;
}

export function readmeModules(): Plugin {
  return {
    name: 'readme-modules',
    enforce: 'pre',
    resolveId: (source) => (source.startsWith('readme:') ? folder + source.slice('readme:'.length) : undefined),
    load(id) {
      if (!id.startsWith(folder) || id.includes('?')) return undefined;
      return snippetOf(id.slice(folder.length).split('/')[0]!, extname(id).slice(1));
    },
  };
}
