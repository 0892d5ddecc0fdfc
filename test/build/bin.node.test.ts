/** `npx chat-8080`, from the packed package in a folder with nothing else. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { openChatPage } from '../page/chat-page.js';
import { answer } from '../page/visitor-page.js';
import { openBrowser } from '../support/chromium.js';
import { startFiles } from '../support/files.js';
import { listen, type Listening } from '../support/listen.js';
import { startScriptedServer, type Log } from '../support/scripted-server.js';
import { installPackage, plainEnv, type Installed } from './installed.js';

const key = 'sk-test-0123456789';
let installed: Installed;
let service: Listening;
let browser: Browser;
const running: ChildProcess[] = [];

before(async () => {
  installed = await installPackage();
  [service, browser] = await Promise.all([startScriptedServer(), openBrowser()]);
});
after(async () => {
  for (const child of running) end(child, 'SIGKILL');
  await Promise.all([browser.close(), service.close()]);
  await installed.remove();
});

/** With what it has started: npx has a process of its own. */
function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === 'win32') child.kill(signal);
  else process.kill(-child.pid!, signal);
}

/** npm runs what lies in `node_modules/.bin`; asked for by its path the process is ours, with nothing between it and a signal. */
function start(args: string[], { asNpx = false, withKey = true } = {}): ChildProcess {
  const bin = join(installed.folder, 'node_modules/.bin/chat-8080');
  const [command, ...first] = asNpx ? ['npx', '--no-install', 'chat-8080'] : [process.execPath, bin];
  const child = spawn(command, [...first, ...args], {
    cwd: installed.folder,
    env: { ...plainEnv, _8080_API_KEY: withKey ? key : '' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  running.push(child);
  return child;
}

async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  const said = { out: '', err: '' };
  child.stdout!.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr!.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, ...said };
}

/** @returns what it prints, whole, once it serves */
function printed(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('Ctrl+C')) resolve(text);
    });
    child.once('close', () => reject(new Error(`It ended: ${text}`)));
  });
}

const urlIn = (text: string): string => /A page to try: (\S+)\//.exec(text)![1]!;
const snippetIn = (text: string): string => /<script[^]*<\/chat-8080>/.exec(text)![0];

/** A service that answers each question with this text, and what it was asked. */
async function play(text: string): Promise<{ upstream: string; log: () => Promise<Log['requests']> }> {
  const posted = await fetch(`${service.url}/scripts`, { method: 'POST', body: JSON.stringify([answer(text)]) });
  const id = await posted.text();
  return {
    upstream: `${service.url}/play/${id}/v1/chat/completions`,
    log: async () => ((await (await fetch(`${service.url}/log/${id}`)).json()) as Log).requests,
  };
}

const ask = (url: string, model: string, headers: Record<string, string>): Promise<Response> =>
  fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello' }], stream: true }),
  });

describe('npx chat-8080', () => {
  it('serves a page whose chat answers, with the key, the model and the instructions', async () => {
    writeFileSync(join(installed.folder, 'shop.txt'), 'You answer questions about bread.\n');
    const { upstream, log } = await play('We open at *seven*.');
    const options = ['--instructions', 'shop.txt', '--model', 'shop-model', '--upstream', upstream, '--port', '0'];
    const child = start(options, { asNpx: true });
    const text = await printed(child);
    const url = urlIn(text);

    const { page, message, type, complaints } = await openChatPage(browser, `${url}/`);
    await page.evaluate(() => document.querySelector('chat-8080')!.show());
    await page.waitForFunction(() => document.querySelector('chat-8080')!.open);
    await type('When do you open?');
    await page.keyboard.press('Enter');
    assert.equal(await message('assistant', -1, (said) => said.endsWith('.')), 'We open at seven.');
    const [request] = await log();
    assert.equal(request?.headers['authorization'], `Bearer ${key}`);
    const body = request.body as { model: string; messages: { role: string; content: string }[] };
    assert.equal(body.model, 'shop-model');
    assert.deepEqual(body.messages[0], { role: 'developer', content: 'You answer questions about bread.' });

    assert.equal(await page.$eval('pre', (pre) => pre.textContent), snippetIn(text));
    const accent = await page.$eval('chat-8080', (chat) => getComputedStyle(chat).getPropertyValue('--chat-8080-accent'));
    assert.notEqual(accent, '');
    assert.deepEqual(complaints, []);
    assert.ok(![text, await page.content()].some((shown) => shown.includes(key)));
    await page.close();
    const closed = once(child, 'close');
    end(child, 'SIGTERM');
    await closed;
  });

  it('prints a snippet that works on a site named with --origin, and on no other', async () => {
    const { upstream } = await play('Hello from the shop.');
    const pages: Record<string, string> = {};
    const [site, other] = await Promise.all([startFiles(pages), startFiles(pages)]);
    const text = await printed(start(['--origin', `${site.url}/`, '--upstream', upstream, '--port', '0']));
    pages['/page'] = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>${snippetIn(text)}</html>`;
    for (const [origin, expected] of [
      [site.url, 'Hello from the shop.'],
      [other.url, undefined],
    ] as const) {
      const { page, message, type } = await openChatPage(browser, `${origin}/page`);
      await page.evaluate(() => document.querySelector('chat-8080')!.show());
      await type('Hello');
      await page.keyboard.press('Enter');
      if (expected) assert.equal(await message('assistant', -1, (said) => said.endsWith('.')), expected);
      else await page.waitForFunction(() => document.querySelector('chat-8080')!.messages.at(-1)?.status === 'failed');
      await page.close();
    }
    await Promise.all([site, other].map((server) => server.close()));
  });

  it('limits each visitor by --limits, requests in one period and tokens in another', async () => {
    const { upstream } = await play('Yes.');
    const rules = '2/1m,200000tokens/1d,total:1000/1h';
    const text = await printed(start(['--limits', rules, '--model', 'm', '--upstream', upstream, '--port', '0']));
    assert.match(text, new RegExp(`Limits +${rules}`));
    const statuses: number[] = [];
    let last: Response | undefined;
    for (let count = 0; count < 3; count++) {
      last = await ask(urlIn(text), 'm', { origin: urlIn(text) });
      statuses.push(last.status);
      await last.text();
    }
    assert.deepEqual(statuses, [200, 200, 429]);
    assert.ok(Number(last!.headers.get('retry-after')) <= 60);
  });

  it('serves the script and its parts to other sites, and nothing else', async () => {
    const url = urlIn(await printed(start(['--port', '0'])));
    const part = await fetch(`${url}/chat-8080/transcript.js`);
    assert.equal(part.headers.get('access-control-allow-origin'), '*');
    assert.match(part.headers.get('content-type')!, /^text\/javascript/);
    await part.text();
    const again = await fetch(`${url}/chat-8080/transcript.js`, { headers: { 'if-none-match': part.headers.get('etag')! } });
    assert.equal(again.status, 304);
    for (const path of ['/package.json', '/..%2fpackage.json', '/cdn/chat-8080.js', '/chat-8080/']) {
      assert.equal((await fetch(url + path)).status, 404, path);
    }
    assert.equal((await fetch(`${url}/chat-8080.js`, { method: 'POST' })).status, 405);
  });

  it('does not answer to a name that is neither its own nor that of a site that may ask', async () => {
    const { upstream } = await play('Yes.');
    const options = ['--origin', 'https://shop.example', '--model', 'm', '--upstream', upstream, '--port', '0'];
    const { port } = new URL(urlIn(await printed(start(options))));
    // `fetch` sets Host itself.
    const statusFor = async (host: string): Promise<number> => {
      const { request } = await import('node:http');
      const sent = request({ port, host: '127.0.0.1', path: '/', headers: { host } });
      sent.end();
      const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
      response.resume();
      return response.statusCode!;
    };
    assert.equal(await statusFor(`rebound.example:${port}`), 421);
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, 'shop.example']) assert.equal(await statusFor(host), 200, host);
  });

  it('says in the terminal that the service does not accept the key', async () => {
    const posted = await fetch(`${service.url}/scripts`, { method: 'POST', body: JSON.stringify([{ status: 401, steps: [] }]) });
    const upstream = `${service.url}/play/${await posted.text()}/v1/chat/completions`;
    const child = start(['--model', 'm', '--upstream', upstream, '--port', '0']);
    const [text, said] = [await printed(child), once(child.stderr!, 'data')];
    await (await ask(urlIn(text), 'm', { origin: urlIn(text) })).text();
    assert.match(String((await said)[0]), /upstream_denied The service does not accept the key\.\n$/);
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    it(`ends by ${signal}, with the code 0`, { skip: process.platform === 'win32' && 'Windows has no signals' }, async () => {
      const child = start(['--port', '0']);
      await fetch(urlIn(await printed(child)));
      const over = ended(child);
      end(child, signal);
      assert.deepEqual(await over, { code: 0, out: '', err: '' });
    });

  it('prints its options and its version, without a key too', async () => {
    const { code, out } = await ended(start(['--help'], { withKey: false }));
    assert.equal(code, 0);
    for (const name of ['instructions', 'origin', 'model', 'limits', 'upstream', 'port', 'host'])
      assert.match(out, RegExp(`--${name} `));
    assert.match((await ended(start(['--version'], { withKey: false }))).out, /^\d+\.\d+\.\d+\n$/);
  });

  it('says where the key belongs where there is none', async () => {
    const { code, out, err } = await ended(start([], { withKey: false }));
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, /^chat-8080: There is no API key, so nothing was started and nothing is sent\. .*_8080_API_KEY:\n/);
  });

  it('says which port is taken, and how to give another', async () => {
    const taken = await listen(createServer());
    const { port } = new URL(taken.url);
    const { code, err } = await ended(start(['--port', port]));
    assert.equal(code, 1);
    assert.match(err, new RegExp(`^chat-8080: Port ${port} is in use\\. Give another one with --port`));
    await taken.close();
  });

  for (const [what, args, message] of [
    ['an option that there is not', ['--colour', 'red'], /Unknown option '--colour'\. All options: npx chat-8080 --help/],
    ['a word that is no option', ['start'], /Unexpected argument 'start'/],
    ['an option without its value', ['--port'], /--port.*argument missing/],
    [
      'a file that is not there',
      ['--instructions', 'no.txt'],
      /--instructions: no\.txt cannot be read\. There is no such file\./,
    ],
    ['a folder in place of a file', ['--instructions', '.'], /--instructions: \. cannot be read\./],
    ['an empty file', ['--instructions', 'empty.txt'], /--instructions: empty\.txt is empty\./],
    ['an origin that is none', ['--origin', 'example.com'], /--origin: 'example\.com' is not an origin\. Write it like https:/],
    ['an origin with a path', ['--origin', 'https://example.com/shop'], /--origin: .* is not an origin/],
    ['a port that is none', ['--port', '80801'], /--port: '80801' is not a port\. Give a whole number up to 65535\./],
    ['a host that is none', ['--host', '203.0.113.7'], /--host: 203\.0\.113\.7 is not an address of this computer\./],
    ['an upstream that is none', ['--upstream', 'api.example'], /--upstream: 'api\.example' is not an address\./],
    ['a limit that is none', ['--limits', '20'], /--limits: '20' is not a limit\. Write AMOUNT\/PERIOD/],
    ['a limit in a unit that there is not', ['--limits', '20words/1m'], /--limits: '20words\/1m' is not a limit/],
    ['a limit that is set twice', ['--limits', '20/1m,30/1h'], /sets the requests of 'visitor' a second time/],
    ['a limit that no question can meet', ['--limits', '3tokens/1d'], /every request would be refused/],
  ] as const)
    it(`says what is wrong with ${what}`, async () => {
      writeFileSync(join(installed.folder, 'empty.txt'), '\n');
      const { code, out, err } = await ended(start(['--port', '0', ...args]));
      assert.equal(code, 1, err);
      assert.equal(out, '');
      assert.match(err, message);
      assert.doesNotMatch(err, /\n {4}at /, 'no stack');
    });
});
