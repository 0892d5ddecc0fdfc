/**
 * Puts the plugin for WordPress together: `npm run build:wordpress` makes `dist-wordpress/chat-8080`, a folder for `wp-content/plugins`.
 * It is the source, the proxy in PHP, and the built script with its parts.
 */
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));

export function writePlugin(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(project, 'demo/proxies/wordpress/chat-8080'), folder, { recursive: true });
  // Without the line that answers: whoever asks for the file by its address gets nothing, and no proxy beside the site's settings.
  const source = readFileSync(join(project, 'demo/proxies/php/chat-proxy.php'), 'utf8');
  const end = source.search(/^\/\/ The plugin for WordPress/m);
  if (end === -1) throw new Error('The end of chat-proxy.php is not where it was.');
  writeFileSync(join(folder, 'chat-proxy.php'), source.slice(0, end));
  copyFileSync(join(project, 'LICENSE'), join(folder, 'LICENSE'));
  const script = join(folder, 'script');
  mkdirSync(script);
  copyFileSync(join(project, 'dist/chat-8080.js'), join(script, 'chat-8080.js'));
  cpSync(join(project, 'dist/chat-8080'), join(script, 'chat-8080'), {
    recursive: true,
    filter: (path) => !path.endsWith('.map'),
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writePlugin(join(project, 'dist-wordpress/chat-8080'));
