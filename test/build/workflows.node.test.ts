/** What `.github` runs and asks: it can be read, and what it names is there. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { hintTexts } from '../../src/element/hints/hint-texts.js';
import { plainEnv } from './installed.js';

interface Step {
  uses?: string;
  run?: string;
}
interface Workflow {
  name: string;
  on: unknown;
  permissions: Record<string, string>;
  jobs: Record<string, { 'runs-on': string; 'timeout-minutes': number; steps: Step[] }>;
}

const read = (path: string): unknown => parse(readFileSync(path, 'utf8'), { strict: true });
const { scripts } = read('package.json') as { scripts: Record<string, string> };

for (const file of readdirSync('.github/workflows')) {
  describe(`.github/workflows/${file}`, () => {
    const workflow = read(`.github/workflows/${file}`) as Workflow;
    const jobs = Object.values(workflow.jobs);
    const steps = jobs.flatMap((job) => job.steps);
    const commands = steps.flatMap(({ run }) => run ?? []);

    it('says when it runs, where, for how long at most, and what it may do', () => {
      assert.ok(workflow.name && workflow.on && workflow.permissions);
      for (const job of jobs) assert.ok(job['runs-on'] && job['timeout-minutes'] > 0);
      for (const { uses, run } of steps) assert.ok((uses === undefined) !== (run === undefined));
    });

    it('runs scripts that there are', () => {
      const named = commands.flatMap((command) =>
        [...command.matchAll(/npm (?:run (?:--silent )?)?([\w:]+)/g)].map(([, name]) => name!),
      );
      const own = ['ci', 'pack', 'publish'];
      assert.deepEqual(
        named.filter((name) => !own.includes(name) && !(name in scripts)),
        [],
      );
      const files = commands.flatMap((command) => command.match(/\.ci\/[\w-]+/g) ?? []);
      assert.ok(named.length + files.length > 0);
      for (const path of files) {
        assert.ok(existsSync(path), path);
        execFileSync('bash', ['-n', path]);
      }
    });

    it('takes actions of others by their hash', () => {
      for (const { uses } of steps) if (uses !== undefined) assert.match(uses, /@[\da-f]{40}$/);
    });

    it('puts nothing that a stranger may write into a command', () => {
      for (const command of commands) assert.doesNotMatch(command, /\$\{\{/);
    });
  });
}

it('.ci/report and .ci/run run scripts that there are', () => {
  for (const file of ['.ci/run', '.ci/report']) {
    const named = [...readFileSync(file, 'utf8').matchAll(/^[^#\n]*?npm run (?:--silent )?([\w:]+)/gm)].map(([, name]) => name!);
    assert.ok(named.length > 0);
    for (const name of named) assert.ok(name in scripts, name);
  }
});

describe('.ci/release-check', () => {
  const check = (manifest: object, changes: string, tag: string): { status: number | null; stderr: string; notes: string } => {
    const folder = mkdtempSync(join(tmpdir(), 'release-'));
    mkdirSync(join(folder, '.ci'));
    cpSync('.ci/release-check', join(folder, '.ci/release-check'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(folder, 'CHANGELOG.md'), changes);
    const { status, stderr } = spawnSync('bash', [join(folder, '.ci/release-check'), tag], { encoding: 'utf8', env: plainEnv });
    const notes = existsSync(join(folder, 'release-notes.md')) ? readFileSync(join(folder, 'release-notes.md'), 'utf8') : '';
    rmSync(folder, { recursive: true });
    return { status, stderr, notes };
  };
  const manifest = { version: '1.2.3', repository: 'somewhere' };
  const changes = '# Changes\n\n## Unreleased\n\n## 1.2.3 (today)\n\n- Faster.\n\n## 1.2.2\n\n- Slower.\n';

  it('takes the notes of the version that the tag names', () => {
    assert.deepEqual(check(manifest, changes, 'v1.2.3'), { status: 0, stderr: '', notes: '\n- Faster.\n\n' });
  });

  for (const [what, given, text, tag, message] of [
    [
      'a tag that is not the version',
      manifest,
      changes,
      'v1.2.4',
      /The tag is v1\.2\.4, and package\.json has the version 1\.2\.3\./,
    ],
    ['a version that CHANGELOG.md does not have', manifest, '## Unreleased\n', 'v1.2.3', /no section '## 1\.2\.3'/],
    ['a package without a repository', { version: '1.2.3' }, changes, 'v1.2.3', /no repository/],
  ] as const)
    it(`stops at ${what}`, () => {
      const { status, stderr } = check(given, text, tag);
      assert.equal(status, 1);
      assert.match(stderr, message);
    });
});

describe('.github/ISSUE_TEMPLATE', () => {
  interface Form {
    name: string;
    description: string;
    body: {
      type: string;
      id?: string;
      attributes: { label?: string; placeholder?: string };
      validations?: { required: boolean };
    }[];
  }
  const forms = readdirSync('.github/ISSUE_TEMPLATE').filter((file) => file !== 'config.yml');

  for (const file of forms)
    it(`${file} is a form that can be filled in`, () => {
      const { name, description, body } = read(`.github/ISSUE_TEMPLATE/${file}`) as Form;
      assert.ok(name && description);
      const fields = body.filter(({ type }) => type !== 'markdown');
      assert.ok(fields.every(({ id, attributes }) => id && attributes.label));
      assert.equal(new Set(fields.map(({ id }) => id)).size, fields.length);
    });

  it('asks for the hint code of a fault, with one that there is', () => {
    const { body } = read('.github/ISSUE_TEMPLATE/bug.yml') as Form;
    const field = body.find(({ id }) => id === 'hint-code');
    assert.equal(field?.validations?.required, true);
    assert.ok(field.attributes.placeholder! in hintTexts);
  });
});
