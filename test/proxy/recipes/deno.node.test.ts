import { pathToFileURL } from 'node:url';
import { cannotRun, conforms } from '../conformance/suite.js';
import { boot, recipe, root } from './boot.js';
import { findRuntime } from './runtimes.js';

// What an installed package's `exports` would say.
const imports = { imports: { 'chat-8080/proxy': pathToFileURL(`${root}dist/proxy.js`).href } };
const importMap = `data:application/json,${encodeURIComponent(JSON.stringify(imports))}`;
const parameters = [
  'run',
  '--no-config',
  '--no-lock',
  '--allow-net',
  '--allow-env',
  `--import-map=${importMap}`,
  recipe('deno.js'),
];

const deno = findRuntime('deno');
if (deno === undefined) cannotRun('demo/proxies/deno.js', 'npm brought no Deno for this machine');
else {
  conforms('demo/proxies/deno.js', (upstream) => boot(deno, parameters, upstream));
}
