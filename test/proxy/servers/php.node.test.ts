/** `demo/proxies/php/chat-proxy.php` itself, with one server in front, behind the servers of shared hosting. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startRecorder } from '../conformance/recorder.js';
import { conforms, type Running } from '../conformance/suite.js';
import { ask, begin, chat, key, path, say, type Target } from '../conformance/target.js';
import { recipe } from '../recipes/boot.js';
import { until } from '../until.js';
import { hosts, serve, type Host } from './php.js';
import { temporary } from './programs.js';

const deep = 'PHP reads 512 levels of JSON, and refuses more as no JSON';
const early =
  'PHP learns that the visitor is gone when it writes: a wait for the first byte ends with the service’s, or after 30 s';
const ofPhp = {
  '50,000 nested arrays are refused': deep,
  '50,000 nested objects in a field are refused': deep,
  'a tool’s schema that is nested without end is refused': deep,
  'half a surrogate pair arrives as it was': 'PHP refuses half a surrogate pair as no JSON',
  'a visitor who closes the connection before the first byte closes the upstream within a second': early,
  'a visitor who resets the connection before the first byte closes the upstream within a second': early,
  'a reply that breaks off upstream breaks off for the visitor':
    'PHP cannot break a connection off: the stream ends with an error',
};
const host = 'nginx hands on the name of the Host alone';
const ofNginx = {
  'nothing is at /v1/chat%2Fcompletions': 'nginx decodes the path',
  'nothing is at /v1/chat/completions%00': 'nginx answers 400',
  'a stream says to servers in front that they must not hold it back': 'it said so to nginx, which keeps it',
  'a Host with "\\\\" behind its name': host,
  'a Host with "@evil.example" behind its name': host,
  'a Host with ":99999" behind its name': host,
};
const ofApache = { 'nothing is at //v1/chat/completions': 'Apache merges slashes' };

const unknownLength = 'Apache hands a body on as it comes, and PHP-FPM reads none of unknown length (browsers say the length)';
const ofApacheWithFpm = {
  ...ofApache,
  'a body of 300 kB without Content-Length is refused': unknownLength,
  'a small body without Content-Length is taken': unknownLength,
};

/** @param settings Written over those of the file. */
async function start(on: Host, upstream: string, settings: Record<string, string> = {}): Promise<Running> {
  const { folder, remove } = temporary('php');
  const script = join(folder, 'chat-proxy.php');
  const source = readFileSync(recipe('php/chat-proxy.php'), 'utf8');
  assert.match(source, /'trustedProxies' => 0,/);
  const lines = Object.entries(settings).map(([name, value]) => `'${name}' => '${value}',`);
  writeFileSync(script, source.replace("'trustedProxies' => 0,", `'trustedProxies' => 1, ${lines.join(' ')}`));
  const environment = { CHAT_UPSTREAM: upstream, _8080_API_KEY: key };
  const running = await serve(on, { folder, scripts: { [path]: script }, environment });
  return {
    ...running,
    close: async () => {
      await running.close();
      remove();
    },
  };
}

const exceptions = [ofNginx, ofApache, ofApacheWithFpm];

for (const [index, each] of hosts.entries()) {
  const name = `demo/proxies/php/chat-proxy.php on ${each.name}`;
  conforms(name, (upstream) => start(each, upstream), { except: { ...ofPhp, ...exceptions[index] }, missing: each.missing });

  describe(`${name}, where PHP differs`, { skip: each.missing }, () => {
    let target: Target;
    let running: Running;
    before(async () => {
      const recorder = await startRecorder();
      running = await start(each, recorder.url);
      target = { url: running.url, origin: running.url, recorder };
    });
    after(async () => {
      await running.close();
      await target.recorder.close();
    });

    it('a reply that breaks off upstream ends with an error that the chat reads', async () => {
      const { status, text } = await ask(target, { body: say('upstream:cut-stream', { stream: true }) });
      assert.equal(status, 200);
      assert.match(text, /^data: \{"choices":\[\]\}\n\n\n\ndata: \{"error":\{.*"code":"upstream_interrupted"\}\}\n\n$/);
    });

    it('a visitor who leaves a reply that has fallen silent ends the request to the service', async () => {
      const response = await begin(target, { body: say('upstream:silent-stream', { stream: true }) });
      await new Promise((resolve) => response.once('data', resolve));
      const asked = target.recorder.requests.at(-1)!;
      response.destroy();
      await until(() => asked.left, 30_000);
    });

    it('the refusal of a picture says so', async () => {
      const part = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } };
      const { status, text } = await ask(target, { body: chat({ messages: [{ role: 'user', content: [part] }] }) });
      assert.equal(status, 400);
      assert.match(text, /Images are not supported here\./);
    });

    it('where no counter can be written nobody is let in', { skip: index !== 0 }, async () => {
      const closed = await start(each, target.recorder.url, { counters: '/proc/no-folder' });
      const { status, code } = await ask({ ...target, url: closed.url, origin: closed.url });
      assert.deepEqual([status, code], [503, 'limits_unavailable']);
      await closed.close();
    });

    it('without a key the chat says that it is not set up', { skip: index !== 0 }, async () => {
      const bare = await start(each, target.recorder.url, { key: '' });
      const { status, code } = await ask({ ...target, url: bare.url, origin: bare.url });
      assert.deepEqual([status, code], [500, 'proxy_without_key']);
      await bare.close();
    });
  });
}
