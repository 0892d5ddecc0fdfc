/** An application of a framework as its users ship it: built by Vite, served from a real server with the demo's stand-in behind the endpoint. */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type InlineConfig, type PluginOption, type Rolldown } from 'vite';
import { createStandIn } from '../../demo/stand-in/stand-in.js';
import { toNodeListener } from '../../src/proxy/node.js';
import { listen } from '../support/listen.js';
import { readmeModules } from './readme-modules.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const apps = fileURLToPath(new URL('apps/', import.meta.url));
const folder = `${root}/node_modules/.cache/hosts`;

export interface Application {
  /** Files in `apps`. Without `server` the page comes empty. */
  client: string;
  server?: string;
  plugins: () => Promise<PluginOption[]>;
  /** How JSX is compiled where no plugin does it. */
  jsx?: string;
}

/** In development mode, in which frameworks say what does not fit: a page that hydrates to something else, a property that there is not. */
async function bundle(entry: string, { plugins, jsx }: Application, ssr: boolean): Promise<string> {
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
    plugins: [readmeModules(), ...(await plugins())],
    ...(jsx !== undefined && { oxc: { jsx: { runtime: 'automatic', importSource: jsx } } }),
    build: {
      ssr,
      write: false,
      minify: false,
      target: 'es2022',
      rolldownOptions: { input: apps + entry, output: { codeSplitting: false, entryFileNames: 'app.js' } },
    },
  };
  const { output } = (await build(config)) as Rolldown.RolldownOutput;
  return output[0].code;
}

/** In a process of its own, as a server is one: what Lit leaves in the globals of Node is gone with it. */
async function render(name: string, code: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = `${folder}/${name}.mjs`;
  await writeFile(file, `${code}\nprocess.stdout.write(await render());\n`);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], { env: { ...process.env, NODE_OPTIONS: '' } });
  if (stderr !== '') throw new Error(stderr);
  return stdout;
}

export interface HostSite {
  url: string;
  /** What came with each request to the endpoint. */
  asked: { customer: string | null }[];
  close: () => Promise<void>;
}

export async function startHost(name: string, application: Application): Promise<HostSite> {
  const { client, server } = application;
  const [script, markup] = await Promise.all([
    bundle(client, application, false),
    server === undefined ? '' : bundle(server, application, true).then((code) => render(name, code)),
  ]);
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><link rel="icon" href="data:,"><div id="app">${markup}</div><script type="module" src="/app.js"></script></html>`;
  const standIn = createStandIn();
  const asked: HostSite['asked'] = [];
  const handler = (request: Request): Promise<Response> | Response => {
    const { pathname } = new URL(request.url);
    if (pathname === '/app.js') return new Response(script, { headers: { 'content-type': 'text/javascript' } });
    if (pathname !== '/v1/chat/completions') return new Response(page, { headers: { 'content-type': 'text/html' } });
    asked.push({ customer: request.headers.get('x-customer') });
    return standIn(request);
  };
  return { ...(await listen(createServer(toNodeListener(async (request) => handler(request))))), asked };
}
