/** A WordPress of its own: a copy of Debian's, with a database and a server that nobody else uses. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePlugin } from '../../../.build/wordpress.js';
import type { Running } from '../conformance/suite.js';
import { key } from '../conformance/target.js';
import { freePort } from '../recipes/boot.js';
import { hosts } from './php.js';
import { find, lacking, run, temporary, type Program } from './programs.js';

const source = '/usr/share/wordpress';
const php = find(/^php$/);
const mariadbd = find(/^mariadbd$/);
const installDatabase = find(/^mariadb-install-db$/);
const host = hosts.find(({ missing }) => missing === false) ?? hosts[0]!;
const hasMysql =
  existsSync('/etc/php') &&
  readdirSync('/etc/php').some((version) => existsSync(`/etc/php/${version}/mods-available/mysqli.ini`));

export const missing =
  host.missing ||
  lacking({
    wordpress: existsSync(source),
    'mariadb-server': mariadbd !== undefined && installDatabase !== undefined,
    'php-cli': php !== undefined,
    'php-mysql': hasMysql,
  });

/** The password of the user `admin`. */
export const password = 'not-a-real-password';

export interface Shop extends Running {
  /** Runs PHP inside WordPress and gives what it printed. */
  php: (code: string) => string;
  plugin: string;
}

async function startDatabase(folder: string): Promise<Program> {
  const data = join(folder, 'database');
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  execFileSync(installDatabase!, [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    ...user,
  ]);
  const socket = join(folder, 'db.sock');
  const database = await run(
    [
      mariadbd!,
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${socket}`,
      '--skip-networking',
      `--pid-file=${folder}/db.pid`,
      ...user,
    ],
    () => existsSync(socket),
  );
  execFileSync(php!, ['-r', `(new mysqli('localhost', 'root', '', '', 0, '${socket}'))->query('CREATE DATABASE shop');`]);
  return database;
}

const theme = {
  'style.css': '/* Theme Name: Bare */',
  // WordPress would fetch pictures of emoji from a site of its own.
  'functions.php': "<?php remove_action('wp_head', 'print_emoji_detection_script', 7);",
  'index.php': `<!doctype html><html <?php language_attributes(); ?>><head><?php wp_head(); ?></head><body>
<?php while (have_posts()) { the_post(); the_content(); } wp_footer(); ?></body></html>`,
};

export async function startWordPress(upstream: string): Promise<Shop> {
  const { folder, remove } = temporary('wordpress');
  const root = join(folder, 'site');
  const plugin = join(root, 'wp-content/plugins/chat-8080');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  cpSync(source, root, {
    recursive: true,
    filter: (path) => !path.startsWith(`${source}/wp-content`) && !path.endsWith('.htaccess'),
  });
  mkdirSync(join(root, 'wp-content/themes/bare'), { recursive: true });
  for (const [name, text] of Object.entries(theme)) writeFileSync(join(root, 'wp-content/themes/bare', name), text);
  writePlugin(plugin);
  const constants = {
    ...{
      DB_NAME: 'shop',
      DB_USER: 'root',
      DB_PASSWORD: '',
      DB_HOST: `localhost:${folder}/db.sock`,
      DB_CHARSET: 'utf8mb4',
      DB_COLLATE: '',
    },
    ...{ WP_HOME: url, WP_SITEURL: url, WP_DEFAULT_THEME: 'bare', CHAT_8080_UPSTREAM: upstream },
    ...{ AUTH_KEY: 'a', SECURE_AUTH_KEY: 'b', LOGGED_IN_KEY: 'c', NONCE_KEY: 'd' },
    ...{ AUTH_SALT: 'e', SECURE_AUTH_SALT: 'f', LOGGED_IN_SALT: 'g', NONCE_SALT: 'h' },
  };
  writeFileSync(
    join(root, 'wp-config.php'),
    `<?php
${Object.entries(constants)
  .map(([name, value]) => `define('${name}', '${value}');`)
  .join('\n')}
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true); define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`,
  );
  const inside = (code: string): string => {
    const file = join(folder, 'run.php');
    writeFileSync(file, `<?php $_SERVER['HTTP_HOST'] = '127.0.0.1:${port}'; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';\n${code}`);
    return execFileSync(php!, [file], { encoding: 'utf8', maxBuffer: 1e8 });
  };
  // The plugin asks its settings, and never the environment.
  const environment = { CHAT_UPSTREAM: upstream, _8080_API_KEY: key };
  const programs: Program[] = [await startDatabase(folder)];
  const close = async (): Promise<void> => {
    for (const program of programs.reverse()) await program.close();
    remove();
  };
  try {
    // Nothing is sent by mail.
    inside(`define('WP_INSTALLING', true); function wp_mail() { return true; }
      require '${root}/wp-load.php'; require ABSPATH . 'wp-admin/includes/upgrade.php';
      wp_install('Our shop', 'admin', 'owner@shop.example', true, '', '${password}');`);
    programs.push(...(await host.start({ folder, port, scripts: {}, root, environment })));
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close, plugin, php: (code) => inside(`require '${root}/wp-load.php'; ${code}`) };
}
