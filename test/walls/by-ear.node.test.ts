/** What `test/screen-readers.md` says that tests have heard, they have. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { scenarios } from '../screen-reader/scenarios/index.js';
import { baselineOf } from '../screen-reader/support/baseline.js';

const text = readFileSync('test/screen-readers.md', 'utf8');
const matrix = text.slice(0, text.indexOf('## The script'));
const titles = scenarios.map(({ title }) => title);

it('a row is heard by tests where scenarios are named for it, and nowhere else', () => {
  const rows = [...matrix.matchAll(/^\| (\d+) +\|.*by tests/gm)].map(([, row]) => row);
  const named = [...matrix.matchAll(/^(\d+)\. “/gm)].map(([, row]) => row);
  assert.deepEqual(named, rows);
});

it('each scenario is named once, and there', () => {
  const named = [...matrix.matchAll(/^\d+\. .*$/gm)].flatMap(([line]) =>
    [...line.matchAll(/“(.*?)”/g)].map(([, title]) => title),
  );
  assert.deepEqual(named.toSorted(), titles.toSorted());
});

for (const browser of ['Firefox', 'Chromium']) {
  it(`what was said in ${browser} is kept, of each scenario and from before`, () => {
    const folders = ['heard', 'heard-before'] as const;
    const missing = folders.flatMap((folder) => titles.map((title) => baselineOf(title, { folder, browser })));
    assert.deepEqual(
      missing.filter((file) => !existsSync(file)),
      [],
    );
  });
}
