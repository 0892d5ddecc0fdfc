/** What an owner sets is of the kind that it has to be: `'false'` (a variable of the environment) would count as true. */
import type { Settings } from './options.js';

/** @throws TypeError for an option that would be obeyed in another way than it is meant. */
export function assertKinds({ authorize, visitor, fetch, policy, origins, limits, ...settings }: Settings): void {
  const { onRequest, onUsage, onError, instructions } = settings;
  const { tools, logitBias, models, visitorInstructions, attachments } = policy;
  const isList = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string');
  check('a function', (value) => value === undefined || typeof value === 'function', {
    authorize,
    visitor,
    fetch,
    onRequest,
    onUsage,
    onError,
  });
  check('true or false', (value) => typeof value === 'boolean', { tools, logitBias, credentials: origins.credentials });
  check('a list of strings', isList, {
    models,
    remoteImages: attachments.remoteImages,
    origins: origins.origins,
    allowedHeaders: origins.allowedHeaders,
  });
  const isKinds = (value: unknown): boolean =>
    Array.isArray(value) && value.every((each) => ['image', 'audio', 'file'].includes(each as string));
  check("false or a list of 'image', 'audio' and 'file'", isKinds, { attachments: attachments.kinds });
  const isSite = (value: string): boolean =>
    value.startsWith('https://') && URL.canParse(value) && new URL(value).origin === value;
  const site = attachments.remoteImages.find((each) => !isSite(each));
  if (site !== undefined) throw new TypeError(`remoteImages: '${site}' must be an origin like 'https://cdn.example.com'.`);
  check('a string or a function', (value) => ['undefined', 'string', 'function'].includes(typeof value), { instructions });
  check("'allow', 'refuse' or 'drop'", (value) => ['allow', 'refuse', 'drop'].includes(value as string), { visitorInstructions });
  check('an object', (value) => value === undefined || (typeof value === 'object' && value !== null), {
    limits,
    visitor: limits?.visitor,
    total: limits?.total,
  });
}

function check(kind: string, fits: (value: unknown) => boolean, options: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!fits(value)) throw new TypeError(`${name}: ${String(value)} must be ${kind}.`);
  }
}
