/** `demo/proxies/php/chat-proxy.php` itself, with one server in front, behind the servers of shared hosting. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conforms, type Running } from '../conformance/suite.js';
import { key, path } from '../conformance/target.js';
import { recipe } from '../recipes/boot.js';
import { hosts, serve, type Host } from './php.js';
import { temporary } from './programs.js';

const deep = 'PHP reads 512 levels of JSON, and refuses more as no JSON';
const early = 'PHP learns that the visitor is gone when it writes: a wait for the first byte ends with the service’s, or after 30 s';
const ofPhp = {
  '50,000 nested arrays are refused': deep,
  '50,000 nested objects in a field are refused': deep,
  'a tool’s schema that is nested without end is refused': deep,
  'half a surrogate pair arrives as it was': 'PHP refuses half a surrogate pair as no JSON',
  'a visitor who closes the connection before the first byte closes the upstream within a second': early,
  'a visitor who resets the connection before the first byte closes the upstream within a second': early,
  'a reply that breaks off upstream breaks off for the visitor': 'PHP cannot break a connection off: the stream ends with an error',
};
const host = 'nginx hands on the name of the Host alone';
const nginx = {
  'nothing is at /v1/chat%2Fcompletions': 'nginx decodes the path',
  'nothing is at /v1/chat/completions%00': 'nginx answers 400',
  'a stream says to servers in front that they must not hold it back': 'it said so to nginx, which keeps it',
  'a Host with "\\\\" behind its name': host,
  'a Host with "@evil.example" behind its name': host,
  'a Host with ":99999" behind its name': host,
};
const apache = { 'nothing is at //v1/chat/completions': 'Apache merges slashes' };

async function start(on: Host, upstream: string): Promise<Running> {
  const { folder, remove } = temporary('php');
  const script = join(folder, 'chat-proxy.php');
  const source = readFileSync(recipe('php/chat-proxy.php'), 'utf8');
  assert.match(source, /'trustedProxies' => 0,/);
  writeFileSync(script, source.replace("'trustedProxies' => 0,", "'trustedProxies' => 1,"));
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

for (const each of hosts) {
  const except = { ...ofPhp, ...(each.name.startsWith('nginx') ? nginx : apache) };
  conforms(`demo/proxies/php/chat-proxy.php on ${each.name}`, (upstream) => start(each, upstream), except, each.missing);
}
