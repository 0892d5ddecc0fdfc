/** An application of a framework as its users ship it: built by Vite, served from a real server with the demo's stand-in behind the endpoint. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type InlineConfig, type PluginOption, type Rolldown } from 'vite';
import { createStandIn } from '../../demo/stand-in/stand-in.js';
import { toNodeListener } from '../../src/proxy/node.js';
import { listen } from '../support/listen.js';
import { docsModules } from './docs-modules.js';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const apps = fileURLToPath(new URL('apps/', import.meta.url));
const folder = join(root, 'node_modules/.cache/hosts');

export interface Application {
  /** Files in `apps`. Without `server` the page comes empty. */
  client: string;
  server?: string;
  plugins: () => Promise<PluginOption[]>;
  /** How JSX is compiled where no plugin does it. */
  jsx?: string;
}

/** In development mode, in which frameworks say what does not fit: a page that hydrates to something else, a property that there is not. */
async function bundle(entry: string, { plugins, jsx }: Application, ssr: boolean): Promise<Rolldown.OutputChunk[]> {
  const config: InlineConfig = {
    configFile: false,
    root: apps,
    logLevel: 'error',
    mode: 'development',
    define: { 'process.env.NODE_ENV': '"development"' },
    resolve: {
      alias: [
        { find: /^chat-8080$/, replacement: `${root}/dist/index.js` },
        { find: /^chat-8080\/react$/, replacement: `${root}/dist/react.js` },
      ],
    },
    plugins: [docsModules(), ...(await plugins())],
    ...(jsx !== undefined && { oxc: { jsx: { runtime: 'automatic', importSource: jsx } } }),
    build: {
      ssr,
      write: false,
      minify: false,
      target: 'es2022',
      rolldownOptions: { input: apps + entry, output: { entryFileNames: 'app.js', chunkFileNames: 'chunks/[hash].js' } },
    },
  };
  const { output } = (await build(config)) as Rolldown.RolldownOutput;
  return output.filter((each) => each.type === 'chunk');
}

/** In a process of its own, as a server is one: what Lit leaves in the globals of Node is gone with it. */
async function render(name: string, chunks: Rolldown.OutputChunk[]): Promise<string> {
  for (const { fileName, code } of chunks) {
    const file = join(folder, name, fileName);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, code);
  }
  const program = `import { render } from './app.js'; process.stdout.write(await render())`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd: join(folder, name),
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (stderr !== '') throw new Error(stderr);
  return stdout;
}

export interface HostSite {
  url: string;
  /** What came with each request to the endpoint. */
  asked: { customer: string | null }[];
  close: () => Promise<void>;
}

/** @param pages documents and scripts by path; `/dist/…` and `/node_modules/…` are files of the project */
export async function startSite(pages: Record<string, string>): Promise<HostSite> {
  const standIn = createStandIn();
  const asked: HostSite['asked'] = [];
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (pathname === '/v1/chat/completions') {
      asked.push({ customer: request.headers.get('x-customer') });
      return standIn(request);
    }
    const isFile = /^\/(?:dist|node_modules)\//.test(pathname);
    const body = isFile ? await readFile(root + pathname) : pages[pathname];
    const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html';
    return new Response(body ?? null, { status: body === undefined ? 404 : 200, headers: { 'content-type': type } });
  };
  return { ...(await listen(createServer(toNodeListener(answer)))), asked };
}

/** @returns a page without an icon, which browsers would ask for */
export const document = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">${body}</html>`;

/** Serves an application at `/`. */
export async function startHost(
  name: string,
  application: Application,
): Promise<HostSite & { markup: string; scripts: Record<string, string> }> {
  const { client, server } = application;
  const [chunks, markup] = await Promise.all([
    bundle(client, application, false),
    server === undefined ? '' : bundle(server, application, true).then((built) => render(name, built)),
  ]);
  const page = document(name, `<div id="app">${markup}</div><script type="module" src="/app.js"></script>`);
  const scripts = Object.fromEntries(chunks.map(({ fileName, code }) => [`/${fileName}`, code]));
  return { ...(await startSite({ '/': page, ...scripts })), markup, scripts };
}
