// The layers of src/README.md: whoever imports upwards, or over a wall, fails here.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { it } from 'node:test';
import ts from 'typescript';

/** Which rooms (folders, or files of the top) and packages each room may import, beside itself. */
const arrows: Record<string, string[]> = {
  'script.ts': ['index.ts'],
  'index.ts': ['element', 'conversation'],
  'headless.ts': ['client', 'conversation'],
  element: ['styles', 'locales', 'markdown', 'conversation', 'lit'],
  locales: ['client'],
  conversation: ['client'],
  client: ['eventsource-parser'],
  styles: ['lit'],
  markdown: ['highlight', 'math', 'character-entities'],
  highlight: ['@highlightjs'],
  math: ['temml'],
  proxy: [],
};

const roomOf = (path: string): string => path.split(/[/\\]/)[1] ?? '';

for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
  const path = join('src', file);
  it(`${path} imports only what its room may`, () => {
    const allowed = arrows[roomOf(path)];
    assert.ok(allowed, `The room ${roomOf(path)} is not in the table.`);
    const text = readFileSync(path, 'utf8');
    // One file may: it finds the chunks of the classic script.
    if (path !== join('src', 'element', 'parts', 'lazy.script.ts')) {
      assert.doesNotMatch(text, /\bimport\s*\(\s*[^'"\s]/, `${path} imports what only its run tells`);
    }
    for (const { fileName: source } of ts.preProcessFile(text, true, true).importedFiles) {
      const room = source.startsWith('.')
        ? roomOf(normalize(join(dirname(path), source)).replace(/\.js$/, '.ts'))
        : source.split('/')[0]!;
      const isOwn = room === roomOf(path);
      const isNode = source.startsWith('node:') && path === join('src', 'proxy', 'node.ts');
      assert.ok(isOwn || isNode || allowed.includes(room), `${path} imports ${source}`);
      const isLazy =
        /^src[/\\](?:markdown|element[/\\](?:parts|turn))[/\\](?:lazy(?:\.script)?|floating|messages|persistence)\.ts$/.test(
          path,
        ); // the files that have chunks of their own
      if (!isOwn && !isLazy && source.startsWith('.') && room !== 'index.ts' && roomOf(path) !== 'index.ts') {
        assert.match(source, /\/index\.js$/, `${path} enters ${room} by ${source}, not by its door`);
      }
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
