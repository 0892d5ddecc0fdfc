/**
 * The way Next.js calls a route handler: one export a method, the request first and the route's parameters second; a method without an
 * export is 405. The host in front adds the visitor's address to X-Forwarded-For, and `next start` puts its own name into the address.
 */
import { createServer } from 'node:http';
import { toNodeListener } from '../../../src/proxy/node.js';
import { listen } from '../../support/listen.js';
import { conforms } from '../conformance/suite.js';
import { key, path, site } from '../conformance/target.js';
import { recipe } from './boot.js';

type Route = Record<string, ((request: Request, context: unknown) => Promise<Response>) | undefined>;

/** As `next start` makes the request: at the name that it was told to listen on, whatever Host says. */
function asNext(request: Request, address: string | undefined): Request {
  const { pathname, search } = new URL(request.url);
  const { method, body, signal } = request;
  const headers = new Headers(request.headers);
  if (address !== undefined) headers.append('x-forwarded-for', address);
  return new Request(`http://localhost:3000${pathname}${search}`, {
    method,
    headers,
    body,
    signal,
    duplex: 'half',
  } as RequestInit);
}

conforms(
  'demo/proxies/next-route.js',
  async (upstream) => {
    process.env['CHAT_UPSTREAM'] = upstream;
    process.env['_8080_API_KEY'] = key;
    const route = (await import(recipe('next-route.js'))) as Route;
    const server = await listen(
      createServer(
        toNodeListener((request, { address }) => {
          if (new URL(request.url).pathname !== path) return new Response(null, { status: 404 });
          const handler = route[request.method];
          if (!handler) return new Response(null, { status: 405 });
          // A case that names an address plays the host in front itself.
          const isForwarded = request.headers.has('x-forwarded-for');
          return handler(asNext(request, isForwarded ? undefined : address), { params: {} });
        }),
      ),
    );
    return { ...server, origin: site };
  },
  { except: { 'the proxy’s own pages may ask and need no CORS headers': 'this recipe knows its site by name alone' } },
);
