/** Layers inside a folder: what a file imports lies in its own layer or in one below. Dynamic `import()` of a part that is loaded late is free. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { posix, sep } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';

/** From top to bottom, each a set of files and folders that may import one another. */
type Layers = readonly (readonly string[])[];

const folders: Record<string, Layers> = {
  'src/element': [
    ['index.ts'],
    ['chat-8080.ts'],
    ['parts'],
    ['extras', 'attachments'],
    ['voice'],
    ['panel'],
    ['turn'],
    ['transcript'],
    ['message'],
    ['composer'],
    ['api'],
    ['hints'],
    ['controls'],
    ['host.ts'],
  ],
  // What a server speaks lies above what sends and reads: those name no dialect.
  'src/client': [
    ['index.ts'],
    ['stream.ts'],
    ['chat-completions'],
    ['client.ts'],
    ['answer.ts'],
    ['chunks.ts', 'http.ts', 'sse.ts'],
    ['before-request.ts', 'dialect.ts', 'errors.ts', 'ids.ts', 'keys.ts', 'parts.ts', 'refused-parts.ts', 'time.ts', 'types.ts'],
  ],
  'src/markdown': [
    ['index.ts'],
    ['stream.ts', 'frames.ts'],
    ['blocks'],
    ['dom'],
    ['context.ts', 'lazy.ts', 'options.ts', 'turns.ts'],
    ['inlines'],
    ['syntax'],
  ],
};

/**
 * What a module names in imports, type imports and re-exports. `typeof import('…')`, the type of a whole module, is left out: it says no
 * more than the `import('…')` of a late part beside it.
 */
function staticImports(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    let named: ts.Node | undefined;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) named = node.moduleSpecifier;
    else if (ts.isImportTypeNode(node) && !node.isTypeOf && ts.isLiteralTypeNode(node.argument)) named = node.argument.literal;
    if (named && ts.isStringLiteral(named)) found.push(named.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest));
  return found;
}

/** The index of the layer that holds a path, which is relative to the folder; -1: none does. */
const layerOf = (layers: Layers, path: string): number => layers.findIndex((layer) => layer.includes(path.split('/')[0]!));

/** The imports of a file that leave its layer upwards. Paths are relative to the folder, and what leads out of the folder is not looked at. */
function arrowsUp(layers: Layers, path: string, text: string): string[] {
  return staticImports(text).filter((source) => {
    const target = posix.join(posix.dirname(path), source).replace(/\.js$/, '.ts');
    return source.startsWith('.') && !target.startsWith('../') && layerOf(layers, target) < layerOf(layers, path);
  });
}

for (const [folder, layers] of Object.entries(folders)) {
  describe(folder, () => {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => name.replaceAll(sep, '/'));

    it('has each file in one layer, and no layer without a file', () => {
      assert.deepEqual(
        paths.filter((path) => layerOf(layers, path) < 0),
        [],
      );
      const entries = new Set(paths.map((path) => path.split('/')[0]));
      assert.deepEqual(
        layers.flat().filter((name) => !entries.has(name)),
        [],
      );
      assert.equal(new Set(layers.flat()).size, layers.flat().length);
    });

    for (const path of paths) {
      it(`${path} imports nothing from a layer above its own`, () => {
        assert.deepEqual(arrowsUp(layers, path, readFileSync(`${folder}/${path}`, 'utf8')), []);
      });
    }
  });
}

describe('an arrow', () => {
  const layers: Layers = [['index.ts'], ['walls', 'roof.ts'], ['cellar']];

  it('that runs up is found however it is written', () => {
    const ways = [
      `import { x } from '../roof.js'`,
      `import '../roof.js'`,
      `import type { X } from '../roof.js'`,
      `import { type X } from '../roof.js'`,
      `export * from '../roof.js'`,
      `export { x } from '../roof.js'`,
      `export type { X } from '../roof.js'`,
      `const x = (y: import('../roof.js').X) => y`,
    ];
    for (const way of ways) assert.deepEqual(arrowsUp(layers, 'cellar/a.ts', way), ['../roof.js'], way);
    assert.deepEqual(arrowsUp(layers, 'walls/in/a.ts', `import { x } from '../../index.js'`), ['../../index.js']);
  });

  it('may run down, sideways, out of the folder, and to a part that is loaded late', () => {
    const ways = [
      `import { x } from '../cellar/b.js'`,
      `import { x } from '../roof.js'`,
      `import { x } from './b.js'`,
      `import { x } from '../../other/index.js'`,
      `import { html } from 'lit'`,
      `const load = (): Promise<typeof import('../index.js')> => import('../index.js')`,
    ];
    for (const way of ways) assert.deepEqual(arrowsUp(layers, 'walls/a.ts', way), [], way);
  });
});
