/** The key of the service: from the option or the environment, and one that can be recognised in a reply. */
import { broken } from './refusal.js';
import { within } from './within.js';

export type Key = string | (() => string | Promise<string>);

/**
 * Node, Deno, Bun and Workers with `nodejs_compat` (https://developers.cloudflare.com/workers/runtime-apis/nodejs/process/) have
 * `process.env`; elsewhere there is only the option.
 */
export async function findKey(key: Key | undefined, timeoutMs: number): Promise<string> {
  const platform = globalThis as { process?: { env?: Record<string, string | undefined> } };
  const missing = { code: 'proxy_without_key', message: 'This chat is not set up yet: its proxy has no key.' };
  let found: string | undefined;
  try {
    found = typeof key === 'function' ? await within(timeoutMs, key) : (key ?? platform.process?.env?.['_8080_API_KEY']);
  } catch (error) {
    throw broken(500, missing, error);
  }
  // A file of secrets ends in a line break. `Headers` trims it (https://fetch.spec.whatwg.org/#concept-header-value-normalize), so the
  // upstream would repeat a key that is not the one looked for.
  const trimmed = found?.trim();
  if (!trimmed) throw broken(500, missing);
  // Any other character may come back escaped in JSON, in more ways than can be looked for.
  if (!/^[\w.~+/=-]+$/.test(trimmed)) {
    const message = 'This chat is not set up yet: its proxy has a key with characters that no key has.';
    throw broken(500, { code: 'proxy_with_invalid_key', message });
  }
  return trimmed;
}
