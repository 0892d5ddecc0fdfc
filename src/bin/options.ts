/** The command line and the environment, read and checked: whatever is wrong with them is said in a sentence, before anything listens. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Limits } from '../proxy/index.js';
import { readLimits } from './limits.js';

export interface Options {
  host: string;
  port: number;
  /** Only this computer reaches the host. */
  isLocal: boolean;
  models: readonly [string, ...string[]];
  origins: readonly string[];
  upstream: string;
  instructions: string | undefined;
  limits: { text: string; rules: Limits } | undefined;
}

/** The message is for whoever has typed the command. */
export class UsageError extends Error {}

const flags = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  host: { type: 'string' },
  port: { type: 'string' },
  instructions: { type: 'string' },
  origin: { type: 'string', multiple: true },
  model: { type: 'string', multiple: true },
  limits: { type: 'string' },
  upstream: { type: 'string' },
} as const;

/** @throws UsageError or TypeError. */
export function readOptions(args: string[], environment: NodeJS.ProcessEnv): Options | 'help' | 'version' {
  const values = parse(args);
  if (values.help) return 'help';
  if (values.version) return 'version';
  assertKey(environment['_8080_API_KEY']);
  const host = values.host ?? '127.0.0.1';
  const [model = '8080/taalas/llama3.1-8b-instruct', ...models] = values.model ?? [];
  return {
    host,
    port: readPort(values.port ?? '8080'),
    isLocal: /^(?:localhost|::1|127\.\d+\.\d+\.\d+)$/.test(host),
    models: [model, ...models],
    origins: (values.origin ?? []).map(readOrigin),
    upstream: readUpstream(values.upstream ?? 'https://api.8080.io/v1/chat/completions'),
    instructions: values.instructions === undefined ? undefined : readInstructions(values.instructions),
    limits: values.limits === undefined ? undefined : { text: values.limits, rules: readLimits(values.limits) },
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: flags }).values;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS_')) throw error;
    // Of Node's words the first sentence: the next ones tell of positional arguments, which there are none of.
    throw new UsageError(`${/^.*?(?=\.\s|$)/s.exec(message)?.[0] ?? message}. All options: npx chat-8080 --help`);
  }
}

function assertKey(key: string | undefined): void {
  if (!key?.trim()) {
    throw new UsageError(
      'There is no API key, so nothing was started and nothing is sent. Set the environment variable _8080_API_KEY:\n' +
        '  Linux, macOS        _8080_API_KEY=YOUR_KEY npx chat-8080\n' +
        "  Windows PowerShell  $env:_8080_API_KEY='YOUR_KEY'; npx chat-8080",
    );
  }
  // The proxy takes no other, and would tell the first visitor.
  if (!/^[\w.~+/=-]+$/.test(key.trim())) {
    throw new UsageError('_8080_API_KEY has a character that no key has, such as a space or a quotation mark.');
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port: '${text}' is not a port. Give a whole number up to 65535.`);
}

/** What browsers send as `Origin`; a slash at the end, as it is copied from the address bar, is taken off. */
function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && [url.origin, `${url.origin}/`].includes(text)) return url.origin;
  throw new UsageError(`--origin: '${text}' is not an origin. Write it like https://www.example.com, without a path.`);
}

function readUpstream(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new UsageError(`--upstream: '${text}' is not an address. Write it like https://api.8080.io/v1/chat/completions.`);
}

function readInstructions(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'There is no such file' : (error as Error).message;
    throw new UsageError(`--instructions: ${file} cannot be read. ${reason}.`);
  }
  if (text === '') throw new UsageError(`--instructions: ${file} is empty.`);
  return text;
}
