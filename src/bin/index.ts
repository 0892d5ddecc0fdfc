#!/usr/bin/env node
/** `npx chat-8080`: the script, the proxy and a page to try, from one server. */
import { readFileSync } from 'node:fs';
import { help } from './help.js';
import { readOptions, UsageError, type Options } from './options.js';
import { snippet } from './page.js';
import { startServer } from './server.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

try {
  const command = readOptions(process.argv.slice(2), process.env);
  if (command === 'help') console.log(help);
  else if (command === 'version') console.log(version);
  else await serve(command);
} catch (error) {
  // A TypeError is the proxy's word on an option that makes no sense.
  if (!(error instanceof UsageError || error instanceof TypeError)) throw error;
  console.error(`chat-8080: ${error.message}`);
  process.exitCode = 1;
}

async function serve(options: Options): Promise<void> {
  const { url, close } = await startServer(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, close);
  console.log(report(options, url));
}

function report({ isLocal, instructions, limits, models, origins, upstream }: Options, url: string): string {
  const rows = [
    ['Models', models.join(', ')],
    ['Instructions', instructions ? `${instructions.length.toLocaleString('en')} characters` : 'none'],
    ['Sites that may ask', ['this server', ...origins].join(', ')],
    ['Limits', limits?.text ?? 'none: every question costs the key’s account. Set --limits before visitors come.'],
    ['Requests go to', upstream],
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  const notes = [
    ...(isLocal ? ['Only this computer reaches the server. A site with visitors needs it at an https address: see --host.'] : []),
    ...(origins.length === 0
      ? ['Pages of another site may not ask yet: name the site with --origin https://www.example.com.']
      : []),
  ];
  return `
A page to try: ${url}/

${rows.map(([name = '', value = '']) => `  ${name.padEnd(width)}  ${value}`).join('\n')}

Copy this into your pages:

${snippet({ url, model: models[0] })}

${notes.join('\n')}${notes.length > 0 ? '\n' : ''}The key stays in this process. Ctrl+C ends it.
`;
}
