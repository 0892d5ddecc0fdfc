/** The demo's pages and the built widget, as files. */
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const types: Record<string, string> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.map': 'application/json',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/** No inline script or style, nothing from elsewhere, no HTML from strings: what the widget promises to run under. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; " +
  "form-action 'none'; frame-src 'self'; worker-src blob:; frame-ancestors 'self'; require-trusted-types-for 'script'";

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const project = new URL('..', import.meta.url);
const folders = { pages: fileURLToPath(new URL('demo', project)), dist: fileURLToPath(new URL('dist', project)) };

/** `/dist/…` is the built widget, everything else a file of this folder; `/` and paths that end in `/` mean `index.html`, `/dialect` means `dialect.html`. */
/** @param pathname of the file, where that is not the one of the request */
export async function serveFile(request: Request, pathname = new URL(request.url).pathname): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response(null, { status: 405, headers: { ...headers, allow: 'GET, HEAD' } });
  const body = await find(pathname);
  if (body === undefined)
    return new Response('There is no such page.', { status: 404, headers: { ...headers, 'content-type': 'text/plain' } });
  return new Response(body.bytes, { headers: { ...headers, 'content-type': `${body.type}; charset=utf-8` } });
}

async function find(pathname: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string } | undefined> {
  try {
    const named = decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const path = extname(named) === '' ? `${named}.html` : named;
    const type = types[extname(path)];
    const folder = path.startsWith('/dist/') ? folders.dist : folders.pages;
    const file = await realpath(join(folder, path.startsWith('/dist/') ? path.slice('/dist'.length) : path));
    // `..`, encoded or not, and symbolic links end outside; they find nothing.
    if (type === undefined || !file.startsWith((await realpath(folder)) + sep)) return undefined;
    return { bytes: new Uint8Array(await readFile(file)), type };
  } catch {
    return undefined;
  }
}
