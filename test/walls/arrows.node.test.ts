// The layers of src/README.md: whoever imports upwards, or over a wall, fails here.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { it } from 'node:test';

/** Which rooms (folders, or files of the top) and packages each room may import, beside itself. */
const arrows: Record<string, string[]> = {
  'script.ts': ['index.ts'],
  'index.ts': ['element', 'client', 'conversation'],
  'headless.ts': ['client', 'conversation'],
  element: ['styles', 'locales', 'conversation', 'client', 'lit'],
  locales: ['client'],
  conversation: ['client'],
  client: ['eventsource-parser'],
  styles: ['lit'],
  proxy: [],
};

const roomOf = (path: string): string => path.split(/[/\\]/)[1] ?? '';

for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
  const path = join('src', file);
  it(`${path} imports only what its room may`, () => {
    const allowed = arrows[roomOf(path)];
    assert.ok(allowed, `The room ${roomOf(path)} is not in the table.`);
    for (const [, source = ''] of readFileSync(path, 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)) {
      const room = source.startsWith('.')
        ? roomOf(normalize(join(dirname(path), source)).replace(/\.js$/, '.ts'))
        : source.split('/')[0]!;
      const isOwn = room === roomOf(path);
      const isNode = source.startsWith('node:') && path === join('src', 'proxy', 'node.ts');
      assert.ok(isOwn || isNode || allowed.includes(room), `${path} imports ${source}`);
      if (!isOwn && source.startsWith('.') && room !== 'index.ts' && roomOf(path) !== 'index.ts') {
        assert.match(source, /\/index\.js$/, `${path} enters ${room} by ${source}, not by its door`);
      }
    }
  });
}
