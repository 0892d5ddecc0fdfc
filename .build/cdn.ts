/** `dist/cdn`: what pages load, byte for byte, and nothing else. An owner copies this folder to a server. */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whose work the script is; no page loads these. */
const licences = ['chat-8080/LICENSE', 'chat-8080/licenses.md'];

/**
 * @param folder the built package
 * @param hashes of the script and its parts, by file
 */
export function writeCdn(folder: string, hashes: Record<string, string>): void {
  rmSync(join(folder, 'cdn'), { recursive: true, force: true });
  for (const file of [...Object.keys(hashes), ...licences, 'integrity.json']) {
    const copy = join(folder, 'cdn', file);
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(join(folder, file), copy);
  }
}
