/** Subresource Integrity of what a page loads: a hash of the classic script and of each of its parts. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param folder the built package
 * @returns by file, as pages ask for it from where `chat-8080.js` lies: what goes into `integrity` (https://www.w3.org/TR/sri-2/)
 */
export function integrityOf(folder: string): Record<string, string> {
  const parts = readdirSync(join(folder, 'chat-8080'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => `chat-8080/${file.replaceAll('\\', '/')}`)
    .sort();
  return Object.fromEntries(
    ['chat-8080.js', ...parts].map((file) => {
      const hash = createHash('sha384').update(readFileSync(join(folder, file)));
      return [file, `sha384-${hash.digest('base64')}`];
    }),
  );
}
