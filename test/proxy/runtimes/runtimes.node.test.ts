import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

/** A test file that misses Deno, in a process of its own. */
function withoutDeno(variables: NodeJS.ProcessEnv): { failed: boolean; report: string } {
  const script = `import { isMissing } from ${JSON.stringify(new URL('runtimes.ts', import.meta.url).href)}; isMissing('Deno');`;
  const { NODE_TEST_CONTEXT: _runner, RUNTIMES: _required, ...env } = process.env;
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--test-reporter', 'tap', '--input-type', 'module', '--eval', script],
    { cwd: fileURLToPath(new URL('.', import.meta.url)), env: { ...env, ...variables }, encoding: 'utf8' },
  );
  return { failed: status !== 0, report: stdout };
}

describe('a runtime that is not installed', () => {
  it('is named as skipped, with the command that installs it', () => {
    const { failed, report } = withoutDeno({});
    assert.equal(failed, false);
    assert.match(report, /demo\/proxies\/deno\.js conforms # SKIP Deno is not installed: npm run test:runtimes/);
  });

  it('fails the run that is there for it', () => {
    const { failed, report } = withoutDeno({ RUNTIMES: 'required' });
    assert.equal(failed, true);
    assert.match(report, /^not ok .*demo\/proxies\/deno\.js conforms/m);
  });
});
