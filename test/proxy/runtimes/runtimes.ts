/** Runs a recipe's tests in the runtime that it is for. The runtimes are large, so they are installed by `npm run test:runtimes` alone. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { conforms, type Running } from '../conformance/suite.js';

const { platform, arch } = process;

/** Each runtime comes in a package for its platform; the package around it only chooses that one. */
const runtimes = {
  Bun: { recipe: 'bun.js', place: `@oven/bun-${platform}-${arch === 'arm64' ? 'aarch64' : arch}/bin/bun` },
  Deno: { recipe: 'deno.js', place: `@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}/deno` },
  workerd: {
    recipe: 'cloudflare-worker.js',
    place: `@cloudflare/workerd-${platform}-${arch === 'x64' ? '64' : arch}/bin/workerd`,
  },
};

export type Runtime = keyof typeof runtimes;

/** Where it is once it is installed. */
export const binaryOf = (name: Runtime): string =>
  fileURLToPath(new URL(`node_modules/${runtimes[name].place}`, import.meta.url));

/** @param except As for `conforms`. */
export function conformsIn(
  name: Runtime,
  start: (binary: string, upstream: string) => Promise<Running>,
  except: Record<string, string> = {},
): void {
  const { recipe } = runtimes[name];
  const binary = binaryOf(name);
  if (existsSync(binary)) conforms(`demo/proxies/${recipe}`, (upstream) => start(binary, upstream), { except });
  else isMissing(name);
}

/** Skipped by name, except in `npm run test:runtimes`: there a runtime that is missing is a failure. */
export function isMissing(name: Runtime): void {
  const reason = `${name} is not installed: npm run test:runtimes`;
  const isRequired = process.env['RUNTIMES'] === 'required';
  it(`demo/proxies/${runtimes[name].recipe} conforms`, { skip: isRequired ? false : reason }, () => assert.fail(reason));
}
