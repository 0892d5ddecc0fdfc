/**
 * Requests whose end two servers might see in different places. Whatever a proxy answers, nothing of them reaches the upstream.
 */
import assert from 'node:assert/strict';
import { ask, chat, path, raw, type Case, type Target } from './target.js';

const hidden = JSON.stringify(chat({ messages: [{ role: 'user', content: 'SMUGGLED' }] }));

/** A whole request in the body of another; without an Origin it may not be served either. */
const inner = `POST ${path} HTTP/1.1\r\nHost: inner.example\r\nContent-Type: application/json\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`;

const start = (target: Target): string =>
  `POST ${path} HTTP/1.1\r\nHost: ${new URL(target.url).host}\r\nOrigin: ${target.origin}\r\nContent-Type: application/json\r\n`;

function harmless(name: string, request: (target: Target) => string): Case {
  return {
    name,
    check: async (target) => {
      const before = target.recorder.requests.length;
      await raw(target, request(target));
      assert.equal((await ask(target)).status, 200, 'the proxy no longer answers');
      const seen = target.recorder.requests.slice(before);
      assert.ok(!seen.some(({ text, headers }) => text.includes('SMUGGLED') || JSON.stringify(headers).includes('SMUGGLED')));
    },
  };
}

/** To a path that is not the proxy's, and from a page of the name that the Host begins with. */
function moved(name: string, host: (real: string) => string): Case {
  return {
    name,
    check: async (target) => {
      const before = target.recorder.requests.length;
      const real = new URL(target.url).host;
      const text = JSON.stringify(chat());
      for (const at of ['/elsewhere', path]) {
        const head = `POST ${at} HTTP/1.1\r\nHost: ${host(real)}\r\nOrigin: ${target.origin}\r\nContent-Type: application/json\r\n`;
        const answer = await raw(target, `${head}Connection: close\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
        assert.doesNotMatch(answer, /^HTTP\/1\.1 2/);
      }
      assert.equal(target.recorder.requests.length, before);
    },
  };
}

const chunks = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;

export const smugglingCases: Case[] = [
  harmless(
    'Content-Length and Transfer-Encoding together',
    (target) => `${start(target)}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
  ),
  harmless(
    'Transfer-Encoding before Content-Length',
    (target) => `${start(target)}Transfer-Encoding: chunked\r\nContent-Length: ${inner.length + 5}\r\n\r\n0\r\n\r\n${inner}`,
  ),
  harmless(
    'two different Content-Lengths',
    (target) => `${start(target)}Content-Length: 2\r\nContent-Length: ${inner.length + 2}\r\n\r\n{}${inner}`,
  ),
  harmless('a Content-Length list', (target) => `${start(target)}Content-Length: 2, ${inner.length}\r\n\r\n{}${inner}`),
  harmless('a negative Content-Length', (target) => `${start(target)}Content-Length: -1\r\n\r\n${inner}`),
  harmless('a Content-Length with a plus', (target) => `${start(target)}Content-Length: +2\r\n\r\n{}${inner}`),
  harmless(
    'an unknown Transfer-Encoding',
    (target) => `${start(target)}Transfer-Encoding: xchunked\r\n\r\n${chunks('{}')}${inner}`,
  ),
  harmless(
    'a Transfer-Encoding that is chunked twice',
    (target) => `${start(target)}Transfer-Encoding: chunked, chunked\r\n\r\n${chunks('{}')}${inner}`,
  ),
  harmless('a space before the colon', (target) => `${start(target)}Content-Length : ${inner.length}\r\n\r\n${inner}`),
  harmless('a folded header', (target) => `${start(target)}X-Fold: a\r\n SMUGGLED: b\r\nContent-Length: 2\r\n\r\n{}${inner}`),
  harmless(
    'a carriage return in a header',
    (target) => `${start(target)}X-Evil: a\rAuthorization: SMUGGLED\r\nContent-Length: 2\r\n\r\n{}`,
  ),
  harmless('a NUL in a header', (target) => `${start(target)}X-Evil: a\0SMUGGLED\r\nContent-Length: 2\r\n\r\n{}`),
  harmless(
    'a chunk longer than it says',
    (target) => `${start(target)}Transfer-Encoding: chunked\r\n\r\n2\r\n{}${inner}\r\n0\r\n\r\n`,
  ),
  harmless(
    'a chunk size that overflows',
    (target) => `${start(target)}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n${inner}`,
  ),
  harmless('a second request behind the first', (target) => `${start(target)}Content-Length: 2\r\n\r\n{}${inner}`),
  harmless(
    'a GET with a body',
    (target) => `GET ${path} HTTP/1.1\r\nHost: ${new URL(target.url).host}\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`,
  ),
  harmless(
    'an absolute address in the request line',
    () =>
      `POST http://evil.example${path} HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
  ),
  ...[`/..${path}?`, `${path}?`, `${path}#`, '/', '\\', '\t.example', ' b', ', b', '@evil.example', ':99999'].map((behind) =>
    moved(`a Host with ${JSON.stringify(behind)} behind its name`, (host) => host + behind),
  ),
  moved('an empty Host', () => ''),
  moved('a second Host', (host) => `${host}\r\nHost: evil.example`),
  harmless(
    'no Host',
    () => `POST ${path} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
  ),
];
