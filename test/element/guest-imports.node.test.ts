/** Importing any module, where there is no page, does nothing at all. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Imports each file, and says what that has changed; in a process of its own, which has nothing else in it. */
const program = `
const [, ...files] = process.argv;
const names = () => Reflect.ownKeys(globalThis).map(String);
const before = new Set(names());
const touched = [];
// Node has no DOM: whoever uses it throws.
for (const file of files) {
  try {
    await import(file);
  } catch (error) {
    touched.push(file + ': ' + error);
  }
}
const added = names().filter((name) => !before.has(name));
console.log(JSON.stringify({ imported: files.length, touched, added, timers: process.getActiveResourcesInfo().filter((name) => name === 'Timeout') }));
`;

async function importAll(files: string[], options: string[]): Promise<void> {
  const urls = files.map((file) => new URL(`../../${file}`, import.meta.url).href);
  const { stdout, stderr } = await run(process.execPath, [...options, '--input-type=module', '-e', program, ...urls], {
    env: { ...process.env, NODE_OPTIONS: '' },
    timeout: 120_000,
  });
  const { added, ...rest } = JSON.parse(stdout) as { imported: number; touched: string[]; added: string[]; timers: string[] };
  assert.deepEqual(rest, { imported: files.length, touched: [], timers: [] });
  // Lit's own, where it is the package's dependency and not a part of our file; `customElements` is what it has for rendering on servers.
  assert.deepEqual(
    added.filter((name) => !/^lit|^reactiveElement|^customElements$/.test(name)),
    [],
  );
  assert.equal(stderr, '');
}

const under = (directory: string, ending: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(directory, name));

/** The command, which is run and never imported. */
const isProgram = (file: string): boolean => /^(?:dist.bin\.js|src.bin.index\.ts)$/.test(file);

describe('imported in Node', () => {
  it('every module of dist does nothing, and ends by itself', async () => {
    const files = under('dist', '.js').filter(
      (file) => !/(?:dist|cdn).chat-8080\.js$/.test(file) && !isProgram(file), // a classic script is no module
    );
    assert.ok(files.length > 10);
    await importAll(files, []);
  });

  it('every module of src does nothing, and ends by itself', async () => {
    const files = under('src', '.ts').filter((file) => !file.endsWith('.script.ts') && !isProgram(file)); // these stand in the classic script alone
    assert.ok(files.length > 100);
    await importAll(files, ['--import', 'tsx']);
  });
});
