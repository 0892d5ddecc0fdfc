import { pathToFileURL } from 'node:url';
import { conformsIn } from '../runtimes/runtimes.js';
import { boot, recipe, root } from './boot.js';

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

conformsIn('Deno', (deno, upstream) => boot([deno, ...parameters], upstream));
