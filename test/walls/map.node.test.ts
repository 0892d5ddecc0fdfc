/** src/README.md is the map of the house: what it draws is there, and every folder is drawn. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { describe, it } from 'node:test';

const map = readFileSync('src/README.md', 'utf8');
const entries = readdirSync('src', { recursive: true, withFileTypes: true });
const files = entries
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name).replaceAll(sep, '/'));
const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);

describe('src/README.md', () => {
  const tree = /```\n(src\/[^`]+)```/.exec(map)?.[1] ?? '';

  it('draws no file that is not in src', () => {
    const names = new Set(files.map((file) => basename(file)));
    const drawn = tree.match(/[\w.-]+\.ts\b/g) ?? [];
    assert.ok(drawn.length > 50, 'The tree is not found.');
    assert.deepEqual(
      drawn.filter((name) => !names.has(name)),
      [],
    );
  });

  it('draws every folder, and none that is not in src', () => {
    const drawn = [...tree.matchAll(/^ +([\w-]+)\/ /gm)].map(([, name]) => name!);
    assert.deepEqual(drawn.toSorted(), folders.toSorted());
  });

  it('draws every file at the top of src', () => {
    const top = files.filter((file) => /^src\/[\w.-]+\.ts$/.test(file)).map((file) => basename(file));
    assert.deepEqual(
      top.filter((name) => !tree.includes(name)),
      [],
    );
  });

  it('names paths in its text that are there', () => {
    const named = [...map.replace(tree, '').matchAll(/`((?:[\w.-]+\/)+[\w.-]*\*?[\w.-]*)`/g)].map(([, path]) => path!);
    assert.ok(named.length > 20, 'No paths are found.');
    const isThere = (path: string): boolean => {
      const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[\\w.-]*')}$`);
      return existsSync(path) || existsSync(`src/${path}`) || files.some((file) => pattern.test(file.slice('src/'.length)));
    };
    assert.deepEqual(
      named.filter((path) => !isThere(path)),
      [],
    );
  });
});

describe('.github/SECURITY.md', () => {
  const promises = readFileSync('.github/SECURITY.md', 'utf8')
    .split('\n')
    .filter((line) => /^\| .*`test\//.test(line));

  it('names tests that are there', () => {
    assert.ok(promises.length > 10, 'The table is not found.');
    for (const line of promises) {
      let folder = '';
      for (const [, name = ''] of (line.split(' | ').at(-1) ?? '').matchAll(/`([\w/-]+)`/g)) {
        if (name.includes('/')) folder = name.replace(/[^/]+$/, '');
        const path = name.includes('/') ? name : folder + name;
        const endings = ['.test.ts', '.node.test.ts', ''];
        assert.ok(
          endings.some((ending) => existsSync(path + ending)),
          path,
        );
      }
    }
  });
});
