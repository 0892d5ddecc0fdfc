/** README.md and the pages of demo/docs: links that lead somewhere, a front page that stays short. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { passagesOf } from '../../demo/ask/passages.js';
import { documents } from '../support/documentation.js';

/** Addresses in Markdown links and pictures, but not in code. */
function addressesIn(text: string): string[] {
  const prose = text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]+`/g, (code) => code.replaceAll(/[[\]()]/g, ''));
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, address = '']) => address);
}

const idsIn = (path: string): string[] => passagesOf(readFileSync(path, 'utf8'), '').map(({ id }) => id);

describe('links', () => {
  for (const [path, text] of documents)
    it(`of ${path} lead to files and headings that are there`, () => {
      const dead = addressesIn(text).filter((address) => {
        if (/^https:\/\//.test(address)) return false;
        const [file = '', hash] = address.split('#');
        const target = file === '' ? path : normalize(join(dirname(path), file));
        if (!existsSync(target)) return true;
        return hash !== undefined && !idsIn(target).includes(hash);
      });
      assert.deepEqual(dead, []);
    });

  it('of the list of pages, and of the front page, lead to every page', () => {
    for (const list of ['README.md', 'demo/docs/README.md']) {
      const addresses = addressesIn(documents.get(list) ?? '').map((address) => normalize(join(dirname(list), address)));
      const pages = [...documents.keys()].filter((path) => !path.endsWith('README.md'));
      assert.deepEqual(
        pages.filter((path) => !addresses.includes(path)),
        [],
        list,
      );
    }
  });
});

describe('the front page', () => {
  it('is read in two minutes: 8,000 bytes at most', () => {
    assert.ok(statSync('README.md').size <= 8_000);
  });

  it('has a picture of at most 60 kB', () => {
    const [, picture = ''] = /!\[[^\]]{40,}\]\((.+?)\)/.exec(documents.get('README.md') ?? '') ?? [];
    assert.ok(statSync(picture).size <= 60_000);
  });

  it('and the pages have one title each, and no level of headings left out', () => {
    for (const path of documents.keys()) {
      const levels = passagesOf(readFileSync(path, 'utf8'), '').map(({ level }) => level);
      assert.equal(levels[0], 1, path);
      assert.equal(levels.filter((level) => level === 1).length, 1, path);
      for (const [index, level] of levels.entries()) assert.ok(level <= (levels[index - 1] ?? 1) + 1, path);
    }
  });
});
