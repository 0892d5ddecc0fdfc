/** The layers of src/README.md: whoever imports upwards, or over a wall, fails here. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { it } from 'node:test';
import ts from 'typescript';

/** Which layers (folders, or files of the top) and packages each layer may import, beside itself. */
const arrows: Record<string, string[]> = {
  'script.ts': ['index.ts'],
  'import-part.script.ts': [],
  'index.ts': ['element', 'conversation'],
  'react.ts': ['index.ts', 'react'],
  'headless.ts': ['client', 'conversation'],
  element: ['styles', 'locales', 'markdown', 'conversation', 'parts.ts', 'lit', 'idb-keyval'],
  locales: ['client'],
  conversation: ['client'],
  client: ['eventsource-parser'],
  styles: ['lit'],
  markdown: ['highlight', 'math', 'character-entities'],
  highlight: ['@highlightjs'],
  math: ['temml'],
  proxy: [],
  bin: ['proxy'],
  'parts.ts': [],
};

/** Entry points of a layer beside its `index.ts`: what not every page needs, and what a part of another layer is made of. */
const entryPoints = [
  'conversation/kept.js',
  'client/refused-parts.js',
  'client/stream.js',
  'conversation/savable-conversation.js',
  'conversation/saved-format.js',
  'conversation/storage.js',
  'highlight/highlight.js',
  'locales/en-attachments.js',
  'locales/en-dictation.js',
  'locales/en-editing.js',
  'locales/en-extras.js',
  'locales/en-failures.js',
  'locales/en-media.js',
  'locales/en-messages.js',
  'locales/en-queue.js',
  'locales/en-read-aloud.js',
  'locales/en-sources.js',
  'locales/en-speech.js',
  'locales/en-tools.js',
  'locales/en-wrapping.js',
  'locales/loaders.js',
  'markdown/syntax/characters.js',
  'markdown/syntax/hazards.js',
  'markdown/syntax/urls.js',
  'math/math.js',
  'proxy/node.js',
  'styles/attachments.js',
  'styles/bylines.js',
  'styles/colours.js',
  'styles/dictation.js',
  'styles/editing.js',
  'styles/extras.js',
  'styles/failure.js',
  'styles/messages.js',
  'styles/panel.js',
  'styles/media.js',
  'styles/queue.js',
  'styles/read-aloud.js',
  'styles/sources.js',
  'styles/tool-card.js',
  'styles/wrapping.js',
];

const layerOf = (path: string): string => path.split(/[/\\]/)[1] ?? '';

for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
  const path = join('src', file);
  it(`${path} imports only what its layer may`, () => {
    const layer = layerOf(path);
    const allowed = arrows[layer];
    assert.ok(allowed, `The layer ${layer} is not in the table.`);
    const text = readFileSync(path, 'utf8');
    // One file may: it fetches the parts of the classic script.
    if (layer !== 'import-part.script.ts') {
      assert.doesNotMatch(text, /\bimport\s*\(\s*[^'"\s]/, `${path} imports what only its run tells`);
    }
    for (const { fileName: source } of ts.preProcessFile(text, true, true).importedFiles) {
      const isOurs = source.startsWith('.');
      const target = isOurs ? normalize(join(dirname(path), source)) : source;
      const other = isOurs ? layerOf(target).replace(/\.js$/, '.ts') : source.split('/')[0]!;
      const isNode = source.startsWith('node:') && (layer === 'bin' || path === join('src', 'proxy', 'node.ts'));
      assert.ok(other === layer || isNode || allowed.includes(other), `${path} imports ${source}`);
      if (!isOurs || other === layer || other.endsWith('.ts') || layer === 'index.ts') continue;
      const entered = target.split(/[/\\]/).slice(1).join('/');
      assert.ok(
        entered === `${other}/index.js` || entryPoints.includes(entered),
        `${path} enters ${other} by ${source}, which is no entry point`,
      );
    }
  });
}

it('finds an import however it is written', () => {
  const ways = [
    `import x from "lit"`,
    `export * from 'lit'`,
    `import 'lit'`,
    `import type { X } from 'lit'`,
    `const x = import('lit')`,
  ];
  for (const way of ways)
    assert.deepEqual(
      ts.preProcessFile(way, true, true).importedFiles.map(({ fileName }) => fileName),
      ['lit'],
      way,
    );
});
