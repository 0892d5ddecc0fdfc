// Where npm has put the runtimes that recipes run on. Each comes in a package for its platform; the install script of the package around it
// may have moved it, or may not have been allowed to run.
import { existsSync, statSync } from 'node:fs';
import { root } from './boot.js';

const { platform, arch } = process;
const oven = arch === 'arm64' ? 'aarch64' : arch;

const places = {
  bun: [`@oven/bun-${platform}-${oven}/bin/bun`, 'bun/bin/bun.exe'],
  deno: [`@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}/deno`, 'deno/deno'],
  workerd: [`@cloudflare/workerd-${platform}-${arch === 'x64' ? '64' : arch}/bin/workerd`],
};

/** @returns undefined where npm has no binary for this machine. A file under a megabyte is the script that stands in for one. */
export function findRuntime(name: keyof typeof places): string | undefined {
  return places[name]
    .map((place) => `${root}node_modules/${place}`)
    .find((path) => existsSync(path) && statSync(path).size > 1_000_000);
}
