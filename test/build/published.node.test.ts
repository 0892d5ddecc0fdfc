/** What is published, used in each way that it is made for: packed, and installed in a folder with nothing else. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve, sep } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import type { Browser } from 'puppeteer-core';
import { build } from 'vite';
import { openChatPage } from '../page/chat-page.js';
import { answer } from '../page/visitor-page.js';
import { openBrowser } from '../support/chromium.js';
import { listen, type Listening } from '../support/listen.js';
import { startScriptedServer } from '../support/scripted-server.js';
import { installPackage, packagesIn, plainEnv, type Installed } from './installed.js';

interface Manifest {
  name: string;
  version: string;
  exports: Record<string, string | Record<string, string>>;
  bin: Record<string, string>;
  types: string;
  customElements: string;
  'web-types': string;
  unpkg: string;
  jsdelivr: string;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
let installed: Installed;
let service: Listening;
let browser: Browser;
let endpoint = '';

before(async () => {
  installed = await installPackage();
  [service, browser] = await Promise.all([startScriptedServer(), openBrowser()]);
  const posted = await fetch(`${service.url}/scripts`, { method: 'POST', body: JSON.stringify([answer('From the *package*.')]) });
  endpoint = `${service.url}/play/${await posted.text()}/v1`;
});
after(async () => {
  await Promise.all([browser.close(), service.close()]);
  await installed.remove();
});

/** @returns what a program prints that lies in the folder */
async function run(file: string, text: string): Promise<string> {
  writeFileSync(join(installed.folder, file), text);
  const env = { ...plainEnv, ENDPOINT: endpoint };
  return (await promisify(execFile)(process.execPath, [file], { cwd: installed.folder, env })).stdout;
}

/** Asks the chat on a page, whose files are in this folder. */
async function asks(folder: string, page: string): Promise<void> {
  const server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://site').pathname;
    const type = { '.js': 'text/javascript', '.css': 'text/css' }[extname(path)] ?? 'text/html';
    (path === '/' ? Promise.resolve(page) : readFile(join(folder, path))).then(
      (body) => response.writeHead(200, { 'content-type': type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  const site = await listen(server);
  const chat = await openChatPage(browser, site.url);
  await chat.type('Hello');
  await chat.page.keyboard.press('Enter');
  assert.equal(await chat.message('assistant', -1, (text) => text.endsWith('.')), 'From the package.');
  assert.deepEqual(chat.complaints, []);
  await chat.page.close();
  await site.close();
}

const pageWith = (script: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">${script}` +
  `<chat-8080 endpoint="${endpoint}" model="any"></chat-8080></html>`;

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, sep).length).replaceAll(sep, '/'))
    .sort();

describe('the package', () => {
  it('has every file that package.json names', () => {
    const { exports, bin, types, customElements, unpkg, jsdelivr } = manifest;
    const exported = Object.values(exports).flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)));
    const named = [...exported, ...Object.values(bin), types, customElements, manifest['web-types'], unpkg, jsdelivr];
    const isThere = (name: string): boolean => {
      const [start = '', end] = name.replace(/^\.\//, '').split('*');
      return installed.files.some((file) => (end === undefined ? file === start : file.startsWith(start) && file.endsWith(end)));
    };
    assert.ok(named.length > 15);
    assert.deepEqual(
      named.filter((name) => !isThere(name)),
      [],
    );
  });

  it('has what its readers look for, and nothing but what is built', () => {
    const others = installed.files.filter((file) => !file.startsWith('dist/'));
    assert.deepEqual(others.sort(), ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    assert.deepEqual(
      installed.files.filter((file) => file.endsWith('.zip')),
      [],
    );
  });

  it('brings Lit and the parser of events, and nothing else', async () => {
    const names = await packagesIn(installed.folder);
    const expected = [
      '@lit-labs/ssr-dom-shim',
      '@lit/reactive-element',
      '@types/trusted-types',
      'chat-8080',
      'eventsource-parser',
    ];
    assert.deepEqual(names.sort(), [...expected, 'lit', 'lit-element', 'lit-html']);
  });

  it('answers on a page with a script tag, from the folder for a CDN alone', async () => {
    const folder = join(installed.folder, 'node_modules/chat-8080/dist/cdn');
    await asks(folder, pageWith('<script src="/chat-8080.js" async></script>'));
  });

  it('answers on a page that a bundler made', async () => {
    writeFileSync(join(installed.folder, 'app.js'), `import 'chat-8080';\nimport 'chat-8080/presets/paper.css';\n`);
    writeFileSync(join(installed.folder, 'index.html'), pageWith('<script type="module" src="/app.js"></script>'));
    await build({ configFile: false, root: installed.folder, logLevel: 'error', build: { outDir: 'site' } });
    const folder = join(installed.folder, 'site');
    await asks(folder, readFileSync(join(folder, 'index.html'), 'utf8'));
  });

  it('holds a conversation in Node, without a page', async () => {
    const program = `
      import { Conversation } from 'chat-8080/headless';
      const conversation = new Conversation({ endpoint: process.env.ENDPOINT, model: 'any' });
      await conversation.send('Hello');
      console.log(JSON.stringify(conversation.state.messages.map(({ role, status }) => [role, status])));
    `;
    assert.deepEqual(JSON.parse(await run('headless.js', program)), [
      ['user', 'done'],
      ['assistant', 'done'],
    ]);
  });

  it('passes requests on as a proxy in Node', async () => {
    const program = `
      import { createServer } from 'node:http';
      import { createChatProxy } from 'chat-8080/proxy';
      import { toNodeListener } from 'chat-8080/proxy/node';
      const upstream = process.env.ENDPOINT + '/chat/completions';
      const server = createServer(toNodeListener(createChatProxy({ key: 'k', upstream, models: ['any'], origins: ['missing'] })));
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
      const body = JSON.stringify({ model: 'any', stream: true, messages: [{ role: 'user', content: 'Hello' }] });
      const url = 'http://127.0.0.1:' + server.address().port + '/v1/chat/completions';
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      console.log(response.status, await response.text());
      server.close();
      server.closeAllConnections();
    `;
    assert.match(await run('proxy.js', program), /^200 data: [^]*From the[^]*data: \[DONE\]/);
  });

  for (const [module, moduleResolution] of [
    ['ESNext', 'Bundler'],
    ['NodeNext', 'NodeNext'],
  ])
    it(`has types for TypeScript, resolved as ${moduleResolution}`, async () => {
      const program = `
        import 'chat-8080';
        import { Chat8080 } from 'chat-8080/element';
        import { createChatProxy, type Limits } from 'chat-8080/proxy';
        import { toNodeListener } from 'chat-8080/proxy/node';
        const chat = document.querySelector('chat-8080');
        export const element: Chat8080 | null = chat;
        chat?.addEventListener('chat-response-end', ({ detail }) => detail.message.status);
        const limits: Limits = { visitor: { requests: 20 } };
        export const listener = toNodeListener(createChatProxy({ limits }));
        // @ts-expect-error a property that there is not
        chat?.colour;
      `;
      writeFileSync(join(installed.folder, 'types.ts'), program);
      const compilerOptions = {
        ...{ module, moduleResolution, target: 'ES2022', lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'] },
        ...{ strict: true, noEmit: true, skipLibCheck: false, types: ['node'] },
      };
      const types = join(installed.folder, 'node_modules/@types/node');
      // Of the project's, as every program for Node has them; its own import is undici-types.
      for (const [link, name] of [
        [types, '@types/node'],
        [join(installed.folder, 'node_modules/undici-types'), 'undici-types'],
      ] as const) {
        rmSync(link, { force: true, recursive: true });
        symlinkSync(resolve('node_modules', name), link, 'junction');
      }
      writeFileSync(join(installed.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['types.ts'] }));
      const tsc = resolve('node_modules/typescript/bin/tsc');
      const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', installed.folder], { env: plainEnv }).catch(
        (error: unknown) => error as { stdout: string },
      );
      assert.equal(stdout, '');
    });
});

describe('the folder for a CDN', () => {
  const hashes = JSON.parse(readFileSync('dist/cdn/integrity.json', 'utf8')) as Record<string, string>;

  it('has the script, its parts, their licences and their hashes, and nothing else', () => {
    const expected = [...Object.keys(hashes), 'chat-8080/LICENSE', 'chat-8080/licenses.md', 'integrity.json'];
    assert.deepEqual(filesIn('dist/cdn'), expected.sort());
  });

  it('has the files that the hashes are of', () => {
    for (const [file, hash] of Object.entries(hashes)) {
      const made = createHash('sha384')
        .update(readFileSync(`dist/cdn/${file}`))
        .digest('base64');
      assert.equal(`sha384-${made}`, hash, file);
    }
  });

  it('is in one zip for a release, the same each time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-'));
    const name = `${manifest.name}-${manifest.version}`;
    const zip = async (): Promise<Buffer> => {
      await promisify(execFile)(process.execPath, ['--import', 'tsx', '.build/zip.ts', folder], { env: plainEnv });
      return readFileSync(join(folder, `${name}.zip`));
    };
    const bytes = await zip();
    assert.deepEqual(await zip(), bytes);
    const entries = unzipSync(new Uint8Array(bytes));
    assert.deepEqual(
      Object.keys(entries).sort(),
      filesIn('dist/cdn').map((file) => `${name}/${file}`),
    );
    const script = `${name}/chat-8080.js`;
    assert.deepEqual(Buffer.from(entries[script]!), readFileSync('dist/cdn/chat-8080.js'));
    rmSync(folder, { recursive: true });
  });
});
