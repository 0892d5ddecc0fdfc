/** Serves files of the project on an origin of its own, as a CDN would: any page may load them, nothing is answered but GET. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { listen, type Listening } from './listen.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.html': 'text/html',
  '.xhtml': 'application/xhtml+xml',
  '.svg': 'image/svg+xml',
  '.css': 'text/css',
  '.map': 'application/json',
};

/**
 * @param pages HTML documents by path, or what its ending says (`.js`, `.svg`), that exist only in a test; every other path is a file of the project.
 * @param more headers of each answer, beside the usual ones
 * @param isCompressed as a server on the web does it: for what is measured over a thin line
 */
export function startFiles(
  pages: Record<string, string> = {},
  more: Record<string, string> = {},
  isCompressed = false,
): Promise<Listening> {
  return listen(
    createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://files').pathname);
      const page = pages[path];
      const headers = { 'access-control-allow-origin': '*', 'cache-control': 'no-store', ...more };
      if (page !== undefined) {
        const type = types[extname(path)] ?? 'text/html';
        response.writeHead(200, { ...headers, 'content-type': `${type}; charset=utf-8` }).end(page);
        return;
      }
      readFile(join(root, path)).then(
        (body) => {
          const type = `${types[extname(path)] ?? 'text/plain'}; charset=utf-8`;
          const encoding = isCompressed ? { 'content-encoding': 'br' } : {};
          response
            .writeHead(200, { ...headers, ...encoding, 'content-type': type })
            .end(isCompressed ? brotliCompressSync(body) : body);
        },
        () => response.writeHead(404, headers).end(),
      );
    }),
  );
}
