/** `npm run dev`, in a copy of the project: what a page gets is the last change. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, it } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'dev-'));
let running: ChildProcess | undefined;

after(async () => {
  if (running?.exitCode === null) {
    running.kill();
    await once(running, 'exit');
  }
  rmSync(folder, { recursive: true });
});

it('a change of a file, and a file that it then imports, are in the script that is served', { timeout: 120_000 }, async () => {
  for (const name of ['.build', 'demo', 'src', 'LICENSE', 'README.md', 'package.json', 'tsconfig.json', 'vite.config.ts']) {
    cpSync(name, join(folder, name), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { dev: string } };
  assert.equal(scripts.dev, 'tsx .build/dev.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', '.build/dev.ts'], {
    cwd: folder,
    env: { ...process.env, PORT: '0' },
  });
  running = child;
  let output = '';
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  /** What is printed from now on, once it matches. */
  const printed = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      let text = '';
      const read = (data: Buffer): void => {
        text += data.toString();
        const found = pattern.exec(text);
        if (!found) return;
        child.stdout.off('data', read);
        resolve(found);
      };
      child.stdout.on('data', read);
      child.once('exit', () => reject(new Error(`It has ended. ${output}${text}`)));
    });

  const [, url = ''] = await printed(/<chat-8080> is at (\S+)/);
  const script = async (): Promise<string> => (await fetch(`${url}/dist/chat-8080.js`)).text();
  assert.ok(!(await script()).includes('a greeting that was changed'));
  const built = printed(/Built in \d+ ms/);
  writeFileSync(join(folder, 'src/new.ts'), `export const text = 'a greeting that was changed';\n`);
  const path = join(folder, 'src/locales/en-shell.ts');
  const words = readFileSync(path, 'utf8').replace(/greeting: .*,\n/, 'greeting: text,\n');
  writeFileSync(path, `import { text } from '../new.js';\n${words}`);
  await built;
  assert.ok((await script()).includes('a greeting that was changed'), output);
});
