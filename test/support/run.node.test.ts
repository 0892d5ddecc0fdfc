import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { scenarios } from '../screen-reader/scenarios/index.js';
import { aptLine as screenReaderLine, packages } from '../screen-reader/support/missing.js';
import { aptLine } from './browsers.js';

it('a browser that is not installed fails the run before it begins, and says what to install', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'test/support/run.ts', '--all-browsers'], {
    // Without the context of this run the inner one would think that it is a test file of it.
    env: { ...process.env, FIREFOX_PATH: '/nowhere/firefox', NODE_TEST_CONTEXT: undefined },
    encoding: 'utf8',
    timeout: 60_000,
  });
  assert.equal(status, 1, stderr);
  assert.match(stderr, /FIREFOX_PATH names \/nowhere\/firefox/);
  assert.ok(stderr.includes(aptLine), stderr);
  assert.match(stderr, /\n0 passed, [12] failed\n$/); // WebKitGTK may be missing too
  assert.doesNotMatch(stdout, /test files/);
});

it('the README of the tests has the same line', () => {
  assert.ok(readFileSync('test/README.md', 'utf8').includes(`\n${aptLine}\n`));
});

it('the README of the tests says what the screen reader needs', () => {
  assert.ok(readFileSync('test/README.md', 'utf8').includes(`\n${screenReaderLine}\n`));
});

it('continuous integration installs what the screen reader needs', () => {
  assert.ok(readFileSync('.ci/run', 'utf8').includes(`\npackages=(${packages.join(' ')})\n`));
});

it('where there is no screen reader each of its tests is skipped by name, with what is missing', () => {
  const file = 'test/screen-reader/firefox.node.test.ts';
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--test', '--test-reporter=tap', file], {
    env: { ...process.env, PATH: '/nowhere', NODE_TEST_CONTEXT: undefined },
    encoding: 'utf8',
    timeout: 60_000,
  });
  assert.equal(status, 0, stderr);
  for (const { title } of scenarios)
    assert.ok(stdout.includes(`${title.replaceAll('#', '\\#')} # SKIP missing: orca, `), `${title}\n${stdout}`);
});
