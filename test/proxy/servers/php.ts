/** A site of PHP behind the servers of shared hosting, set up as Debian sets them up. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connects, freePort } from '../recipes/boot.js';
import type { Running } from '../conformance/suite.js';
import { find, lacking, run, type Program } from './programs.js';

const nginx = find(/^nginx$/);
const apache = find(/^apache2$/);
const fpm = find(/^php-fpm\d/);
const modPhp = find(/^libphp[\d.]*\.so$/);
const modules = '/usr/lib/php';
const hasCurl = existsSync(modules) && readdirSync(modules).some((api) => existsSync(`${modules}/${api}/curl.so`));

export interface Site {
  folder: string;
  port: number;
  /** Which file answers at which path; other paths belong to `root`. */
  scripts: Record<string, string>;
  /** Folder of pages, where `index.php` answers what is no file. */
  root?: string;
  environment: Record<string, string>;
}

export interface Host {
  name: string;
  missing: string | false;
  start: (site: Site) => Promise<Program[]>;
}

const quoted = (text: string): string => JSON.stringify(text);

/** PHP's own process manager, on a socket in the site's folder. */
function startFpm({ folder, environment }: Site): Promise<Program> {
  const file = join(folder, 'fpm.conf');
  const lines = Object.entries(environment).map(([name, value]) => `env[${name}] = ${quoted(value)}`);
  writeFileSync(
    file,
    `[global]
error_log = ${folder}/fpm.log
[www]
user = root
group = root
listen = ${folder}/fpm.sock
listen.mode = 0666
pm = static
pm.max_children = 6
php_admin_value[sys_temp_dir] = ${folder}
${lines.join('\n')}
`,
  );
  // Visitors are counted in files here; mod_php counts them in APCu, where that is installed.
  return run([fpm!, '-d', 'apc.enabled=0', '-F', '-R', '-y', file], () => existsSync(join(folder, 'fpm.sock')));
}

async function startNginx({ folder, port, scripts, root }: Site): Promise<Program> {
  const file = join(folder, 'nginx.conf');
  const locations = Object.entries(scripts).map(
    ([path, script]) =>
      `location = ${path} { include /etc/nginx/fastcgi_params; fastcgi_param SCRIPT_FILENAME ${script}; fastcgi_pass unix:${folder}/fpm.sock; }`,
  );
  const pages =
    root === undefined
      ? 'location / { return 404; }'
      : `root ${root}; index index.php;
      location / { try_files $uri $uri/ /index.php?$args; }
      location ~ \\.php$ { include /etc/nginx/fastcgi_params; fastcgi_param HTTP_HOST $http_host; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name; fastcgi_pass unix:${folder}/fpm.sock; }`;
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; events {}
http {
  access_log off;
  include /etc/nginx/mime.types;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  gzip on; # as Debian has it
  server { listen 127.0.0.1:${port}; merge_slashes off; ${locations.join('\n')} ${pages} }
}`,
  );
  return run([nginx!, '-p', folder, '-c', file, '-e', join(folder, 'nginx.log')], () => connects(port));
}

/** With PHP-FPM it needs one line that README.md says: without it pieces wait for 4 kB. */
function startApache(site: Site, how: 'mod_php' | 'fpm'): Promise<Program> {
  const { folder, port, scripts, root, environment } = site;
  const file = join(folder, 'apache.conf');
  if (root === undefined) mkdirSync(join(folder, 'no-pages'));
  const modules = ['authz_core', 'alias', 'env', 'mime', 'dir', 'filter', 'deflate', 'reqtimeout', 'rewrite'];
  const handler = how === 'mod_php' ? 'application/x-httpd-php' : `proxy:unix:${folder}/fpm.sock|fcgi://localhost/`;
  if (how === 'fpm') modules.push('mpm_event', 'proxy', 'proxy_fcgi', 'setenvif');
  else modules.push('mpm_prefork');
  writeFileSync(
    file,
    `
ServerRoot ${folder}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${folder}/apache.pid
ErrorLog ${folder}/apache.log
DefaultRuntimeDir ${folder}
${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
${how === 'mod_php' ? `LoadModule php_module ${modPhp}\nphp_admin_value sys_temp_dir ${folder}` : ''}
User nobody
Group nogroup
TypesConfig /etc/mime.types
AddOutputFilterByType DEFLATE text/html text/plain text/xml text/css text/javascript
${Object.entries(environment)
  .map(([name, value]) => `SetEnv ${name} ${quoted(value)}`)
  .join('\n')}
${Object.entries(scripts)
  .map(([path, script]) => `AliasMatch "^${path}$" ${script}`)
  .join('\n')}
DocumentRoot ${root ?? `${folder}/no-pages`}
${root === undefined ? '' : 'DirectoryIndex index.php\nFallbackResource /index.php'}
${how === 'fpm' ? '<Proxy "fcgi://localhost/" flushpackets=on>\n</Proxy>' : ''}
<FilesMatch "\\.php$">
  SetHandler ${quoted(handler)}
</FilesMatch>
`,
  );
  return run([apache!, '-d', folder, '-f', file, '-D', 'FOREGROUND'], () => connects(port));
}

export const hosts: Host[] = [
  {
    name: 'nginx with PHP-FPM',
    missing: lacking({ 'nginx-light': nginx !== undefined, 'php-fpm': fpm !== undefined, 'php-curl': hasCurl }),
    start: async (site) => [await startFpm(site), await startNginx(site)],
  },
  {
    name: 'Apache with mod_php',
    missing: lacking({ apache2: apache !== undefined, 'libapache2-mod-php': modPhp !== undefined, 'php-curl': hasCurl }),
    start: async (site) => [await startApache(site, 'mod_php')],
  },
  {
    name: 'Apache with PHP-FPM',
    missing: lacking({ apache2: apache !== undefined, 'php-fpm': fpm !== undefined, 'php-curl': hasCurl }),
    start: async (site) => [await startFpm(site), await startApache(site, 'fpm')],
  },
];

/** Starts a host, and ends its programs in the reverse order. */
export async function serve(host: Host, site: Omit<Site, 'port'>): Promise<Running> {
  const port = await freePort();
  const programs = await host.start({ ...site, port });
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const program of programs.reverse()) await program.close();
    },
  };
}
