/** Methods, paths, media types, origins: what is decided before the body is read. */
import assert from 'node:assert/strict';
import { ask, chat, model, path, site, type Case, type Question, type Target } from './target.js';

/** Refused with this status, and the upstream hears nothing of it. */
function refused(name: string, status: number, question: Question): Case {
  return {
    name,
    check: async (target) => {
      const before = target.recorder.requests.length;
      const answer = await ask(target, question);
      assert.equal(answer.status, status, answer.text);
      assert.equal(target.recorder.requests.length, before);
      // Only the allowed site can read why.
      const origin = question.headers?.['origin'] ?? target.origin;
      if (origin !== site) assert.equal(answer.headers['access-control-allow-origin'], undefined);
    },
  };
}

function accepted(name: string, question: Question): Case {
  return {
    name,
    check: async (target) => {
      const before = target.recorder.requests.length;
      const answer = await ask(target, question);
      assert.equal(answer.status, 200, answer.text);
      assert.equal(target.recorder.requests.length, before + 1);
    },
  };
}

const methods: Case[] = [
  ...['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'].map((method) => refused(`${method} is refused`, 405, { method })),
  refused('GET with an override to POST is refused', 405, { method: 'GET', headers: { 'x-http-method-override': 'POST' } }),
  {
    name: 'POST with an override to DELETE stays POST upstream',
    check: async (target) => {
      await ask(target, { headers: { 'x-http-method-override': 'DELETE', 'x-method': 'DELETE' } });
      assert.equal(target.recorder.requests.at(-1)!.method, 'POST');
    },
  },
];

const paths: Case[] = [
  '/',
  '/v1',
  '/v1/chat',
  `${path}/`,
  `${path}/x`,
  `/${path}`,
  path.toUpperCase(),
  '/v1/chat%2Fcompletions',
  `${path}%00`,
  `${path}%2f..%2fmodels`,
  `${path}/../models`,
  '/v1/models',
  '/v1/audio/speech',
  '/v1/audio/transcriptions',
  '/v1/embeddings',
  '/v1/files',
  '/admin',
]
  .map((other) => refused(`nothing is at ${other}`, 404, { path: other }))
  .concat({
    name: 'a query neither goes upstream nor changes where the request goes',
    check: async (target) => {
      const answer = await ask(target, { path: `${path}?upstream=http://evil.example/&host=evil.example&url=//evil.example` });
      assert.equal(answer.status, 200);
      assert.equal(target.recorder.requests.at(-1)!.url, path);
    },
  });

const types: Case[] = [
  ...[
    '',
    'text/plain',
    'text/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'application/json, text/plain',
    'text/plain; application/json',
  ].map((type) => refused(`a body of type “${type}” is refused`, 415, { headers: { 'content-type': type } })),
  refused('a compressed body is refused', 415, { headers: { 'content-encoding': 'gzip' } }),
  accepted('application/json with charset=utf-8 is taken', { headers: { 'content-type': 'application/json; charset=utf-8' } }),
  accepted('APPLICATION/JSON;charset="UTF-8" is taken', { headers: { 'content-type': 'APPLICATION/JSON;charset="UTF-8"' } }),
];

const strangers: [name: string, origin: string][] = [
  ['another site', 'https://evil.example'],
  ['the allowed site without TLS', 'http://www.example.com'],
  ['the allowed site on another port', 'https://www.example.com:8443'],
  ['a site that begins like the allowed one', 'https://www.example.com.evil.example'],
  ['a site that ends like the allowed one', 'https://evil-www.example.com'],
  ['a site that differs in a dot', 'https://wwwXexample.com'],
  ['the parent of the allowed site', 'https://example.com'],
  ['the allowed site as a user name', 'https://www.example.com@evil.example'],
  ['the allowed site with a path', 'https://www.example.com/'],
  ['the allowed site in capitals', 'HTTPS://WWW.EXAMPLE.COM'],
  ['two origins in one header', 'https://www.example.com, https://evil.example'],
  ['a sandboxed frame (null)', 'null'],
  ['a file', 'file://'],
  ['the word same-origin', 'same-origin'],
  ['the word missing', 'missing'],
  ['an asterisk', '*'],
  ['another port of this host', 'http://127.0.0.1:1'],
  ['an extension', 'chrome-extension://abcdefgh'],
];

const origins: Case[] = [
  ...strangers.map(([name, origin]) => refused(`${name} may not ask`, 403, { headers: { origin } })),
  refused('a request without an origin may not ask', 403, { headers: { origin: '' } }),
  refused('a Referer is no origin', 403, { headers: { origin: '', referer: `${site}/page` } }),
  refused('X-Forwarded-Host does not make a stranger the same origin', 403, {
    headers: { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' },
  }),
  {
    name: 'the proxy’s own pages may ask and need no CORS headers',
    check: async (target) => {
      const answer = await ask(target);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
      assert.match(answer.headers.vary ?? '', /origin/i);
    },
  },
  {
    name: 'the allowed site may ask, and the answer names it exactly',
    check: async (target) => {
      const answer = await ask(target, { headers: { origin: site } });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers['access-control-allow-origin'], site);
      assert.equal(answer.headers['access-control-allow-credentials'], undefined);
      assert.match(answer.headers.vary ?? '', /origin/i);
    },
  },
  {
    name: 'the allowed site can read errors too',
    check: async (target) => {
      const answer = await ask(target, { headers: { origin: site }, body: '{' });
      assert.equal(answer.status, 400);
      assert.equal(answer.headers['access-control-allow-origin'], site);
      assert.match(String(answer.headers['access-control-expose-headers']), /Retry-After/);
    },
  },
];

const preflight = (target: Target, headers: Record<string, string>) => ask(target, { method: 'OPTIONS', headers });
const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };

const preflights: Case[] = [
  {
    name: 'the allowed site’s preflight is answered exactly',
    check: async (target) => {
      const before = target.recorder.requests.length;
      const { status, headers } = await preflight(target, { origin: site, ...asked });
      assert.equal(status, 204);
      assert.equal(headers['access-control-allow-origin'], site);
      assert.equal(headers['access-control-allow-methods'], 'POST');
      assert.equal(headers['access-control-allow-headers'], 'content-type');
      assert.equal(headers['access-control-allow-credentials'], undefined);
      assert.match(headers.vary ?? '', /origin/i);
      assert.equal(target.recorder.requests.length, before);
    },
  },
  {
    name: 'a preflight for other headers and methods is not given them',
    check: async (target) => {
      const { headers } = await preflight(target, {
        origin: site,
        'access-control-request-method': 'DELETE',
        'access-control-request-headers': 'authorization, x-api-key',
      });
      assert.equal(headers['access-control-allow-methods'], 'POST');
      assert.doesNotMatch(String(headers['access-control-allow-headers']), /authorization|x-api-key/);
    },
  },
  ...['https://evil.example', 'null', 'https://www.example.com.evil.example'].map((origin) => ({
    name: `the preflight of ${origin} is refused`,
    check: async (target: Target) => {
      const { status, headers } = await preflight(target, { origin, ...asked });
      assert.equal(status, 403);
      assert.deepEqual(
        Object.keys(headers).filter((name) => name.startsWith('access-control-')),
        [],
      );
    },
  })),
  {
    name: 'OPTIONS that is no preflight says what may be done',
    check: async (target) => {
      const { status, headers } = await preflight(target, { origin: '' });
      assert.equal(status, 204);
      assert.equal(headers.allow, 'POST, OPTIONS');
    },
  },
];

const smuggledHeaders = {
  authorization: 'Bearer visitor',
  cookie: 'session=visitor',
  'x-api-key': 'visitor',
  'api-key': 'visitor',
  'openai-organization': 'visitor',
  'openai-project': 'visitor',
  'x-forwarded-for': '6.6.6.6',
  'x-forwarded-host': 'evil.example',
  forwarded: 'for=6.6.6.6',
  'x-upstream-url': 'http://evil.example/',
  'x-original-url': '/admin',
  'x-rewrite-url': '/admin',
  'x-real-ip': '6.6.6.6',
  range: 'bytes=0-1',
  'if-none-match': '*',
  referer: 'https://www.example.com/?secret',
};

const headers: Case[] = [
  {
    name: 'no header of the visitor goes upstream',
    check: async (target) => {
      await ask(target, { headers: smuggledHeaders });
      const seen = target.recorder.requests.at(-1)!.headers;
      for (const name of Object.keys(smuggledHeaders)) if (name !== 'authorization') assert.equal(seen[name], undefined, name);
      assert.doesNotMatch(JSON.stringify(seen), /visitor|evil|6\.6\.6\.6|secret/);
    },
  },
  {
    name: 'Connection cannot strike out the key',
    check: async (target) => {
      const { status } = await ask(target, { headers: { connection: 'close, authorization, content-type' } });
      assert.equal(status, 200);
      assert.match(target.recorder.requests.at(-1)!.headers.authorization ?? '', /^Bearer sk-8080/);
    },
  },
  {
    name: 'the upstream is named by the proxy, whatever Host says',
    check: async (target) => {
      await ask(target, { headers: { host: 'evil.example', origin: 'http://evil.example' } });
      assert.equal(target.recorder.requests.at(-1)!.headers.host, new URL(target.recorder.url).host);
    },
  },
  {
    name: 'the upstream gets plain JSON of the proxy’s own making',
    check: async (target) => {
      await ask(target, { body: `  ${JSON.stringify(chat(), null, 4)}\n\n` });
      const { headers: seen, text, body } = target.recorder.requests.at(-1)!;
      assert.equal(seen['content-type'], 'application/json');
      assert.equal(text, JSON.stringify(body));
      assert.equal(body['model'], model);
    },
  },
];

export const headCases: Case[] = [...methods, ...paths, ...types, ...origins, ...preflights, ...headers];
