import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { openBrowser } from './support/chromium.js';
import { listen } from './support/listen.js';
import { startScriptedServer } from './support/scripted-server.js';
import { answer } from './page/visitor-page.js';
const dist = process.argv[2] ?? 'dist';
const code = readFileSync(`${dist}/chat-8080.js`, 'utf8');
let hits: string[] = [];
let fail503 = 0;
const make = (cors: boolean, pages: Record<string, [string, string]>) => listen(createServer((q, r) => {
  const path = new URL(q.url ?? '/', 'http://x').pathname;
  hits.push(path);
  const h: Record<string, string> = { 'cache-control': 'no-store', ...(cors && { 'access-control-allow-origin': '*' }) };
  const p = pages[path];
  if (p) return void r.writeHead(200, { ...h, 'content-type': p[0] }).end(p[1]);
  if (path.startsWith('/dist/')) {
    if (path.endsWith('/transcript.js') && fail503-- > 0) return void r.writeHead(503, h).end();
    return void readFile(`${dist}/${path.slice(6)}`).then((b) => r.writeHead(200, { ...h, 'content-type': 'text/javascript' }).end(b), () => r.writeHead(404, h).end());
  }
  r.writeHead(404, h).end();
}));
const browser = await openBrowser();
const service = await startScriptedServer();
const nocors = await make(false, {}), cors = await make(true, {});
const html = 'text/html; charset=utf-8', js = 'text/javascript';
const posted = async () => `${service.url}/play/${await (await fetch(`${service.url}/scripts`, { method: 'POST', body: JSON.stringify([answer('Some **bold**.'), answer('Second **bold**.')]) })).text()}/v1`;
const rows: Record<string, (body: string) => Record<string, [string, string]>> = {
  'joined file': (b) => ({ '/page': [html, `<script src="/js/all.js"></script>${b}`], '/js/all.js': [js, `var a=1;\n${code}\nvar b=2;`] }),
  'inline': (b) => ({ '/page': [html, `<script>${code}</script>${b}`] }),
  'inline module': (b) => ({ '/page': [html, `<script type="module">${code}</script>${b}`] }),
  'renamed module beside': (b) => ({ '/page': [html, `<script type="module" src="/dist/c.js"></script>${b}`], '/dist/c.js': [js, code] }),
  'renamed classic beside': (b) => ({ '/page': [html, `<script src="/dist/c.js"></script>${b}`], '/dist/c.js': [js, code] }),
  'import() by page': (b) => ({ '/page': [html, `<script>import('/dist/chat-8080.js')</script>${b}`] }),
  'module joined': (b) => ({ '/page': [html, `<script type="module" src="/js/all.js"></script>${b}`], '/js/all.js': [js, `import '/dist/c.js'`], '/dist/c.js': [js, code] }),
  'base later': (b) => ({ '/page': [html, `<script defer src="dist/chat-8080.js"></script><base href="/other/">${b}`] }),
  'no cors': (b) => ({ '/page': [html, `<script src="${nocors.url}/dist/chat-8080.js"></script>${b}`] }),
  'cors': (b) => ({ '/page': [html, `<script src="${cors.url}/dist/chat-8080.js"></script>${b}`] }),
  'fetch+eval': (b) => ({ '/page': [html, `<script>fetch('/dist/chat-8080.js').then(r=>r.text()).then(t=>(0,eval)(t))</script>${b}`] }),
  'blob': (b) => ({ '/page': [html, `<script>fetch('/dist/chat-8080.js').then(r=>r.text()).then(t=>{const s=document.createElement('script');s.src=URL.createObjectURL(new Blob([t]));document.head.append(s)})</script>${b}`] }),
  'import map': (b) => ({ '/page': [html, `<script type="importmap">{"imports":{"/js/chat-8080/":"/dist/chat-8080/"}}</script><script src="/js/all.js"></script>${b}`], '/js/all.js': [js, code] }),
  'x-html': (b) => ({ '/page': ['application/xhtml+xml', `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><script src="/dist/chat-8080.js"></script>${b}</body></html>`] }),
  '503': (b) => (fail503 = 1, { '/page': [html, `<script src="/dist/chat-8080.js"></script>${b}`] }),
};
const only = process.argv[3];
for (const [name, row] of Object.entries(rows)) {
  if (only && !name.includes(only)) continue;
  const site = await make(false, row(`<chat-8080 endpoint="${await posted()}" model="any" mode="floating" open="" persist="local" lang="de"></chat-8080>`));
  const page = await browser.newPage();
  const said: string[] = [];
  page.on('console', (m) => said.push(m.text())).on('pageerror', (e) => said.push('PAGEERROR ' + String(e)));
  hits = [];
  await page.goto(`${site.url}/page`);
  await new Promise((r) => setTimeout(r, 800));
  const out = await page.evaluate(`(async () => { const c = document.querySelector('chat-8080'); if (!c.send) return 'undefined';
    await Promise.race([c.send('hi'), new Promise(r => setTimeout(r, 1500))]); await new Promise(r => setTimeout(r, 300));
    const b1 = c.shadowRoot?.querySelector('[part~=assistant] [part~=body]')?.innerHTML.replace(/<!--.*?-->/g,'').trim();
    await Promise.race([c.send('hi'), new Promise(r => setTimeout(r, 1500))]); await new Promise(r => setTimeout(r, 300));
    return b1 + ' | ' + [...c.shadowRoot.querySelectorAll('[part~=assistant] [part~=body]')].at(-1)?.innerHTML.replace(/<!--.*?-->/g,'').trim(); })()`).catch((e) => String(e).slice(0,200));
  console.log(`\n## ${name}\n  ${out}\n  ${said.map((s) => s.slice(0, 330)).join('\n  ')}\n  transcript asked: ${hits.filter((h) => h.endsWith('transcript.js')).join(' ')}`);
  await page.close(); await site.close();
}
await browser.close(); for (const s of [service, nocors, cors]) await s.close();
