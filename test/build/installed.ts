/** The package as somebody has it who installed it: packed here, installed in a folder with nothing else. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const shell = process.platform === 'win32';
/** The test runner's own would have every program look for tsx. */
export const plainEnv = { ...process.env, NODE_OPTIONS: '' };

export interface Installed {
  folder: string;
  /** Of the package. */
  files: string[];
  remove: () => Promise<void>;
}

/** Neither this project's scripts nor a registry's news: what is in npm's cache is taken from there. */
const quiet = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

export async function installPackage(): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), 'installed-'));
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    shell,
    maxBuffer: 64_000_000,
  });
  const packed = JSON.parse(stdout) as unknown;
  const [{ filename, files }] = (Array.isArray(packed) ? packed : Object.values(packed as object)) as [
    { filename: string; files: { path: string }[] },
  ];
  await writeFile(join(folder, 'package.json'), '{ "name": "shop", "private": true, "type": "module" }');
  await run('npm', ['install', ...quiet, `./${filename}`], { cwd: folder, shell, env: plainEnv });
  await rm(join(folder, filename));
  return { folder, files: files.map(({ path }) => path), remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The packages in a folder, scopes opened. */
export async function packagesIn(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, 'node_modules'));
  const all = await Promise.all(
    names.map(async (name) =>
      name.startsWith('@') ? (await readdir(join(folder, 'node_modules', name))).map((inner) => `${name}/${inner}`) : [name],
    ),
  );
  return all.flat().filter((name) => !name.startsWith('.'));
}
