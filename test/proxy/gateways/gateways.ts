/** Servers that stand in front of a proxy, each with its defaults and the lines that demo/docs/servers.md says. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { listen, type Listening } from '../../support/listen.js';
import { connects, freePort } from '../recipes/boot.js';
import { until } from '../until.js';

export interface Gateway {
  name: string;
  /** Where its program is not here: how it comes here. */
  missing: string | undefined;
  /** Without this line the visitor's Host does not reach the proxy, and no page is of the same origin. */
  host: string | undefined;
  /** @param host The line that it needs for the Host, or nothing. */
  start: (backend: string, host: string) => Promise<Listening>;
}

interface Program {
  name: string;
  /** The package of Debian that has it. */
  debian: string;
  paths: string[];
  host?: string;
  parameters: (file: string, directory: string) => string[];
  config: (place: { port: number; backend: string; directory: string; host: string }) => string;
}

const programs: Program[] = [
  {
    name: 'nginx',
    debian: 'nginx-light',
    paths: ['/usr/sbin/nginx', '/usr/local/bin/nginx'],
    host: 'proxy_set_header Host $http_host;',
    parameters: (file, directory) => ['-p', directory, '-c', file, '-e', join(directory, 'error.log')],
    config: ({ port, backend, directory, host }) => `
daemon off; master_process off; pid ${directory}/pid; error_log ${directory}/error.log; events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${directory}/${name};`).join(' ')}
  gzip on; # as Debian has it
  server {
    listen 127.0.0.1:${port};
    location /v1/ { proxy_pass ${backend}; ${host} proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }
  }
}`,
  },
  {
    name: 'Apache',
    debian: 'apache2',
    paths: ['/usr/sbin/apache2'],
    host: 'ProxyPreserveHost On',
    parameters: (file, directory) => ['-d', directory, '-f', file, '-D', 'FOREGROUND'],
    // What Debian's a2enmod proxy_http enables, and what it has enabled from the start.
    config: ({ port, backend, directory, host }) => `
ServerRoot ${directory}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${directory}/pid
ErrorLog ${directory}/error.log
DefaultRuntimeDir ${directory}
${['mpm_event', 'authz_core', 'proxy', 'proxy_http', 'filter', 'deflate', 'reqtimeout']
  .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
  .join('\n')}
User nobody
Group nogroup
AddOutputFilterByType DEFLATE text/html text/plain text/xml text/css text/javascript
ProxyPass /v1/ ${backend}/v1/
${host}
`,
  },
  {
    name: 'HAProxy',
    debian: 'haproxy',
    paths: ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy'],
    parameters: (file) => ['-f', file, '-db'],
    // The defaults of Debian's haproxy.cfg. Without http-no-delay a piece waits up to 200 ms for the next
    // (https://docs.haproxy.org/2.6/configuration.html#4-option%20http-no-delay).
    config: ({ port, backend }) => `
defaults
  mode http
  option forwardfor
  option http-no-delay
  timeout connect 5000
  timeout client 50000
  timeout server 50000
frontend site
  bind 127.0.0.1:${port}
  default_backend chat
backend chat
  server chat ${new URL(backend).host}
`,
  },
];

/** Keeps a test from hanging; a busy machine takes its time to start a server. */
const patienceMs = 30_000;

function gateway({ name, debian, paths, host, parameters, config }: Program): Gateway {
  const path = paths.find((each) => existsSync(each));
  return {
    name,
    host,
    missing: path === undefined ? `there is no ${name} here; Debian: apt-get install ${debian}` : undefined,
    start: async (backend, line) => {
      const directory = mkdtempSync(join(tmpdir(), `chat-8080-${debian}-`));
      const port = await freePort();
      const file = join(directory, 'gateway.conf');
      writeFileSync(file, config({ port, backend, directory, host: line }));
      const child = spawn(path!, parameters(file, directory), { stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      await until(async () => {
        if (child.exitCode !== null) throw new Error(`${name} does not start:\n${output}`);
        return connects(port);
      }, patienceMs);
      return {
        url: `http://127.0.0.1:${port}`,
        close: async () => {
          child.kill('SIGTERM');
          if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
          rmSync(directory, { recursive: true });
        },
      };
    },
  };
}

export const gateways: Gateway[] = [
  {
    name: 'http-proxy-middleware',
    host: undefined,
    missing: undefined,
    start: (backend) => {
      const app = express();
      app.use(createProxyMiddleware({ target: backend, pathFilter: '/v1', xfwd: true }));
      return listen(createServer(app));
    },
  },
  ...programs.map(gateway),
];
