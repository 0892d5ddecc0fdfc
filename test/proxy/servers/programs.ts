/** Programs of the operating system that the proxies of `demo/proxies/` run in: where they are, and how they start and end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../until.js';

/** Keeps a test from hanging; a busy machine takes its time to start a server. */
const patienceMs = 60_000;

const folders = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/usr/lib/apache2/modules'];

/** The path of the first file whose name matches, or undefined. */
export function find(pattern: RegExp): string | undefined {
  for (const folder of folders) {
    const name = existsSync(folder) ? readdirSync(folder).find((each) => pattern.test(each)) : undefined;
    if (name !== undefined) return join(folder, name);
  }
  return undefined;
}

/** @returns Why a test is skipped, naming what is missing; false where all is there. */
export function lacking(needed: Record<string, boolean>): string | false {
  const missing = Object.keys(needed).filter((name) => needed[name] !== true);
  return missing.length > 0 && `not installed here; Debian: apt-get install ${missing.join(' ')}`;
}

/** A folder that servers may write to, whatever user they run as. */
export function temporary(name: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), `chat-8080-${name}-`));
  chmodSync(folder, 0o777);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface Program {
  close: () => Promise<void>;
}

/** @param isReady Asked until it says so. */
export async function run(
  [command, ...parameters]: [string, ...string[]],
  isReady: () => boolean | Promise<boolean>,
  environment: Record<string, string> = {},
): Promise<Program> {
  const child = spawn(command, parameters, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // In a group of its own: Apache ends all of its group when it ends.
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const close = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    // Not SIGKILL: it would leave a server's own children behind.
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  try {
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`${command} does not start:\n${output}`);
      return isReady();
    }, patienceMs);
  } catch (error) {
    await close();
    throw new Error(`${command} is not ready:\n${output}`, { cause: error });
  }
  return { close };
}
