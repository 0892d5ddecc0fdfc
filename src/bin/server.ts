/** The server: `dist/cdn`, the proxy, and the page to try. */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { isIP, type AddressInfo } from 'node:net';
import { createChatProxy, type ErrorReport } from '../proxy/index.js';
import { toNodeListener } from '../proxy/node.js';
import { UsageError, type Options } from './options.js';
import { css, page } from './page.js';

const folder = new URL('cdn/', import.meta.url);
const patienceMs = 5_000;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const everywhere = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' };

const answerWith = (body: string, type: string): Response =>
  new Response(body, { headers: { ...everywhere, 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy } });
const notFound = (): Response => new Response('There is nothing at this address.', { status: 404, headers: everywhere });

/** @throws UsageError where the port is taken or the host is no address of this computer. */
export async function startServer(options: Options): Promise<{ url: string; close: () => void }> {
  const server = createServer();
  // Before it listens: what is wrong with the options is said at once.
  const proxy = createChatProxy({
    models: options.models,
    origins: ['same-origin', ...options.origins],
    upstream: options.upstream,
    onError: report,
    ...(options.instructions !== undefined && { instructions: options.instructions }),
    ...(options.limits && { limits: options.limits.rules }),
  });
  const file = files();
  await listen(server, options);
  const url = `http://${shown(options.host)}:${(server.address() as AddressInfo).port}`;
  const place = { url, model: options.models[0] };
  const isNamed = nameGuard(options);

  server.on(
    'request',
    toNodeListener(async (request, connection) => {
      const { pathname, hostname } = new URL(request.url);
      if (!isNamed(hostname)) return new Response(`Start with --origin http://${hostname} to use this name.`, { status: 421 });
      if (pathname.startsWith('/v1/')) return proxy(request, connection);
      if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers: everywhere });
      if (pathname === '/') return answerWith(page(place), 'text/html');
      if (pathname === '/try.css') return answerWith(css, 'text/css');
      return file(request, pathname);
    }),
  );
  return {
    url,
    // Replies that are on their way may end.
    close: () => {
      server.close();
      setTimeout(() => server.closeAllConnections(), patienceMs).unref();
    },
  };
}

/** The script and its parts, which other sites may load: the parts are modules, so they need CORS. */
function files(): (request: Request, pathname: string) => Promise<Response> {
  const list = new URL('integrity.json', folder);
  if (!existsSync(list)) throw new UsageError('The built script is missing beside this program. In a checkout: npm run build.');
  const hashes = new Map(Object.entries(JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>));
  return async (request, pathname) => {
    const name = pathname.slice(1);
    const hash = hashes.get(name);
    if (hash === undefined) return notFound();
    const headers = {
      ...everywhere,
      etag: `"${hash}"`,
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    };
    if (request.headers.get('if-none-match') === headers.etag) return new Response(null, { status: 304, headers });
    return new Response(new Uint8Array(await readFile(new URL(name, folder))), { headers });
  };
}

/**
 * A page elsewhere can make its own name lead to this computer (DNS rebinding), and would then pass for the same origin. So names are known:
 * this computer's own, and those of the sites that may ask. An address is no name.
 */
function nameGuard({ host, origins }: Options): (hostname: string) => boolean {
  const names = new Set(['localhost', host.toLowerCase(), ...origins.map((origin) => new URL(origin).hostname)]);
  return (hostname) => names.has(hostname) || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
}

const shown = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return isIP(host) === 6 ? `[${host}]` : host;
};

async function listen(server: Server, { host, port }: Options): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      EADDRINUSE: `Port ${port} is in use. Give another one with --port; --port 0 takes any that is free.`,
      EACCES: `Port ${port} may not be used by this account. Give one above 1023 with --port.`,
      EADDRNOTAVAIL: `--host: ${host} is not an address of this computer.`,
      ENOTFOUND: `--host: ${host} is not an address of this computer.`,
    };
    throw new UsageError(reasons[code] ?? message);
  }
}

/** What failed, and why: neither a text nor a visitor. */
function report({ code, cause }: ErrorReport): void {
  const reason = code === 'upstream_denied' ? 'The service does not accept the key.' : (cause ?? '');
  console.error(`${new Date().toISOString()} ${code} ${reason}`.trimEnd());
}
