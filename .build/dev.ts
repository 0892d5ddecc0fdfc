/** `npm run dev`: the demo, with a script that is built again when a file of `src` changes. Reload the page to see it. */
import { build } from 'vite';
import { runDemo } from '../demo/server.js';

const watcher = await build({ mode: 'dev', logLevel: 'warn', build: { watch: {} } });
if (!('on' in watcher)) throw new Error('Vite does not watch.');

let isServed = false;
watcher.on('event', async (event) => {
  if (event.code === 'ERROR') console.error(event.error.message);
  if (event.code === 'BUNDLE_END') {
    await event.result.close();
    console.log(`Built in ${event.duration} ms.`);
  }
  if (event.code === 'END' && !isServed) {
    isServed = true;
    await runDemo();
  }
});
