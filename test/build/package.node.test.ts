/** What is published, as those see it who install it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { it } from 'node:test';

it('publint and Are The Types Wrong find no fault in the package', () => {
  try {
    execFileSync('npm', ['run', '--silent', 'check:package'], { encoding: 'utf8', shell: process.platform === 'win32' });
  } catch (error) {
    assert.fail((error as { stdout?: string }).stdout ?? String(error));
  }
});
