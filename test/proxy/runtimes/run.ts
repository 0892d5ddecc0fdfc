/** `npm run test:runtimes`: installs Deno, Bun and workerd, and runs the recipes' tests that need them. */
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const stdio = 'inherit';
// The recipes import the built package, as their readers do. A build that is there is taken, as `npm run test:run` takes it.
if (!existsSync('dist/proxy.js')) execSync('npm run build:js', { stdio });
// The install scripts would only copy the binaries to where nobody looks for them here.
execSync('npm ci --ignore-scripts', { cwd: fileURLToPath(new URL('.', import.meta.url)), stdio });

process.env['RUNTIMES'] = 'required';
process.argv.push('recipes/bun.', 'recipes/cloudflare-worker.', 'recipes/deno.', 'runtimes/voice');
await import('../../support/run.js');
