import { createServer } from 'node:http';
import { openBrowser } from './support/chromium.js';
import { listen } from './support/listen.js';
const n: Record<string, number> = {};
const site = await listen(createServer((q, r) => {
  const path = q.url ?? '';
  n[path] = (n[path] ?? 0) + 1;
  if (path === '/page') return void r.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
  if (path === '/syntax.js') return void r.writeHead(200, { 'content-type': 'text/javascript' }).end(n[path] === 1 ? '{{{' : 'export default 1');
  if (n[path] === 1) { if (path === '/abort.js') return void r.destroy(); return void r.writeHead(path === '/404.js' ? 404 : 503, { 'content-type': 'text/javascript' }).end(); }
  r.writeHead(200, { 'content-type': 'text/javascript' }).end('export default 1');
}));
const b = await openBrowser(); const p = await b.newPage(); await p.goto(site.url + '/page');
for (const f of ['503.js', '404.js', 'abort.js', 'syntax.js'])
  console.log(f, await p.evaluate(`(async () => { const out = []; for (let i = 0; i < 3; i++) out.push(await import('/${f}').then(() => 'ok', String)); return out; })()`), n['/' + f]);
console.log(await b.version());
await b.close(); await site.close();
