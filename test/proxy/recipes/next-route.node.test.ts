// The way Next.js calls a route handler: one export a method, the request first and the route's parameters second; a method without an
// export is 405. The host in front adds the visitor's address to X-Forwarded-For.
import { createServer } from 'node:http';
import { toNodeListener } from '../../../src/proxy/node.js';
import { listen } from '../../support/listen.js';
import { conforms } from '../conformance/suite.js';
import { key, path } from '../conformance/target.js';
import { recipe } from './boot.js';

type Route = Record<string, ((request: Request, context: unknown) => Promise<Response>) | undefined>;

conforms('demo/proxies/next-route.js', async (upstream) => {
  process.env['CHAT_UPSTREAM'] = upstream;
  process.env['_8080_API_KEY'] = key;
  const route = (await import(recipe('next-route.js'))) as Route;
  return listen(
    createServer(
      toNodeListener((request, { address }) => {
        if (new URL(request.url).pathname !== path) return new Response(null, { status: 404 });
        const handler = route[request.method];
        if (!handler) return new Response(null, { status: 405 });
        request.headers.append('x-forwarded-for', address ?? '');
        return handler(request, { params: {} });
      }),
    ),
  );
});
