/** Forms and sound in the runtimes: the recipes with the voice switched on. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { listen } from '../../support/listen.js';
import { model } from '../fixture.js';
import { picture, png, webm } from '../media.js';
import { boot, freePort, recipe, root } from '../recipes/boot.js';
import { workerConfig } from '../recipes/worker-config.js';
import { binaryOf, type Runtime } from './runtimes.js';

const voice =
  "transcription: { model: 'owner/whisper' }, speech: { model: 'owner/tts', voice: 'v' }, attachments: ['image'], instructions:";
/** Every byte that there is: what is taken for a text on its way would come out changed. */
const sound = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
const site = 'https://www.example.com';

/** What starts a recipe that was copied to a folder, which is the runtime's own. */
const commands: Record<Runtime, (binary: string, directory: string, port: number) => [string, ...string[]]> = {
  Bun: (binary, directory) => [binary, join(directory, 'bun.js')],
  Deno: (binary, directory) => {
    const imports = { imports: { 'chat-8080/proxy': pathToFileURL(join(directory, 'proxy.js')).href } };
    const map = `--import-map=data:application/json,${encodeURIComponent(JSON.stringify(imports))}`;
    return [binary, 'run', '--no-config', '--no-lock', '--allow-net', '--allow-env', map, join(directory, 'deno.js')];
  },
  workerd: (binary, directory, port) => {
    writeFileSync(join(directory, 'config.capnp'), workerConfig(port));
    return [binary, 'serve', join(directory, 'config.capnp')];
  },
};
const recipes: Record<Runtime, string> = { Bun: 'bun.js', Deno: 'deno.js', workerd: 'cloudflare-worker.js' };

for (const name of ['Bun', 'Deno', 'workerd'] as const) {
  const binary = binaryOf(name);
  describe(
    `the voice in ${name}`,
    { skip: existsSync(binary) ? false : `${name} is not installed: npm run test:runtimes` },
    () => {
      it('takes a recording, gives sound, and lets a picture through', async () => {
        const heard: { url: string; type: string; body: Buffer }[] = [];
        const upstream = await listen(
          createServer((incoming, response) => {
            const chunks: Buffer[] = [];
            incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
            incoming.on('end', () => {
              heard.push({ url: incoming.url!, type: incoming.headers['content-type']!, body: Buffer.concat(chunks) });
              const isSpeech = incoming.url!.endsWith('/speech');
              response.writeHead(200, { 'content-type': isSpeech ? 'audio/mpeg' : 'application/json' });
              response.end(isSpeech ? sound : '{"text":"Hello","choices":[]}');
            });
          }),
        );
        const directory = mkdtempSync(join(tmpdir(), 'chat-8080-voice-'));
        const text = readFileSync(recipe(recipes[name]), 'utf8');
        writeFileSync(join(directory, recipes[name]), text.replace('instructions:', voice));
        cpSync(`${root}dist/proxy.js`, join(directory, 'proxy.js'));
        mkdirSync(join(directory, 'node_modules'));
        symlinkSync(root, join(directory, 'node_modules/chat-8080'));
        const port = await freePort();
        const running = await boot(commands[name](binary, directory, port), `${upstream.url}/v1/chat/completions`, port);
        try {
          const headers = { origin: site, 'x-forwarded-for': '1.1.1.1' };
          const json = { ...headers, 'content-type': 'application/json' };
          const post = (path: string, init: RequestInit) => fetch(`${running.url}/v1/${path}`, { method: 'POST', ...init });

          const form = new FormData();
          const recording = webm(200_000);
          form.set('file', new Blob([new Uint8Array(recording)]), 'a.webm');
          const written = await post('audio/transcriptions', { headers, body: form });
          assert.deepEqual([written.status, ((await written.json()) as { text: string }).text], [200, 'Hello']);
          const { type, body } = heard[0]!;
          const sent = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
          assert.equal(sent.get('model'), 'owner/whisper');
          assert.ok(Buffer.from(await (sent.get('file') as File).arrayBuffer()).equals(recording));

          const spoken = await post('audio/speech', { headers: json, body: JSON.stringify({ input: 'Hi' }) });
          assert.ok(Buffer.from(await spoken.arrayBuffer()).equals(sound));
          assert.equal(spoken.headers.get('content-type'), 'audio/mpeg');

          const large = picture(Buffer.concat([png(1568, 1568), Buffer.alloc(3_000_000)]));
          const messages = [{ role: 'user', content: [large] }];
          const seen = await post('chat/completions', { headers: json, body: JSON.stringify({ model, messages }) });
          assert.equal(seen.status, 200, await seen.text());
          assert.ok(heard[2]!.body.length > 4_000_000);
        } finally {
          await running.close();
          await upstream.close();
          rmSync(directory, { recursive: true });
        }
      });
    },
  );
}
