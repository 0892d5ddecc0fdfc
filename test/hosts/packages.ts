/** Which packages of others are installed, and in which version. */
import { readFileSync } from 'node:fs';

export function versionOf(name: string): string | undefined {
  try {
    const text = readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8');
    return (JSON.parse(text) as { version: string }).version;
  } catch {
    return undefined;
  }
}

/** @returns why a test is skipped; false where nothing is missing */
export function missingOf(names: string[]): string | false {
  const missing = names.filter((name) => versionOf(name) === undefined);
  return missing.length > 0 && `not installed: ${missing.join(', ')}`;
}
