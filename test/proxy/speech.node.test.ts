/** `POST /v1/audio/speech` through the proxy, over HTTP. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { RequestReport } from '../../src/proxy/index.js';
import { errorOf, key } from './fixture.js';
import { mp3 } from './media.js';
import { turn, until, withinASecondMs } from './until.js';
import { startVoice, useVoices, type Service, type Voice } from './voice.js';

/** Every byte that there is, several times. */
const sound = Buffer.concat([mp3('frame'), Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 256))]);
const service: Service = (response) =>
  response.writeHead(200, { 'content-type': 'audio/mpeg; a=b', 'set-cookie': 'a=1' }).end(sound);

describe('a text that is spoken', () => {
  let voice: Voice;
  const reports: RequestReport[] = [];
  before(async () => {
    voice = await startVoice(service, { onRequest: (report) => reports.push(report) });
  });
  after(() => voice.close());

  it('goes out with the owner’s model and voice, and comes back byte for byte, for the client of OpenAI', async () => {
    const response = await voice.client.audio.speech.create({
      model: 'dear/model',
      voice: 'alloy',
      input: 'Grüezi 🎉',
      response_format: 'mp3',
      speed: 1.25,
    });
    assert.ok(Buffer.from(await response.arrayBuffer()).equals(sound));
    assert.equal(response.headers.get('content-type'), 'audio/mpeg');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(response.headers.get('set-cookie'), null);
    const heard = voice.heard.at(-1)!;
    assert.equal(heard.path, '/v1/audio/speech');
    assert.equal(heard.headers.authorization, `Bearer ${key}`);
    assert.deepEqual(JSON.parse(heard.body.toString()), {
      model: 'owner/tts',
      voice: 'owner-voice',
      input: 'Grüezi 🎉',
      response_format: 'mp3',
      speed: 1.25,
    });
    await until(() => reports.length > 0);
    const { model: used, end, bytesOut } = reports.at(-1)!;
    assert.deepEqual([used, end, bytesOut], ['owner/tts', 'complete', sound.length]);
  });

  it('needs nothing but the text', async () => {
    assert.equal((await voice.speak({ input: 'Hi' })).status, 200);
    assert.deepEqual(JSON.parse(voice.heard.at(-1)!.body.toString()), { model: 'owner/tts', voice: 'owner-voice', input: 'Hi' });
  });

  const refused: [string, unknown, { param: string | null; code: string }][] = [
    ['no text', { model: 'x', voice: 'y' }, { param: 'input', code: 'missing_required_parameter' }],
    ['an empty text', { input: '' }, { param: 'input', code: 'invalid_value' }],
    ['4,097 characters', { input: 'x'.repeat(4097) }, { param: 'input', code: 'invalid_value' }],
    ['a number', { input: 5 }, { param: 'input', code: 'invalid_type' }],
    ['another format', { input: 'x', response_format: 'exe' }, { param: 'response_format', code: 'invalid_value' }],
    ['a speed', { input: 'x', speed: 5 }, { param: 'speed', code: 'invalid_value' }],
    ['instructions', { input: 'x', instructions: 'Shout.' }, { param: 'instructions', code: 'unknown_parameter' }],
    ['events', { input: 'x', stream_format: 'sse' }, { param: 'stream_format', code: 'unknown_parameter' }],
    ['a made-up voice', { input: 'x', voice: { id: 'v' } }, { param: 'voice', code: 'invalid_type' }],
    ['no object', [], { param: 'body', code: 'invalid_type' }],
  ];
  for (const [name, body, expected] of refused) {
    it(`is refused: ${name}`, async () => {
      const before = voice.heard.length;
      const response = await voice.speak(body);
      const { param, code } = (await errorOf(response)) as unknown as { param: string; code: string };
      assert.deepEqual([response.status, param, code], [400, expected.param, expected.code]);
      assert.equal(voice.heard.length, before);
    });
  }

  it('is refused as a form, by GET, to other pages, and beyond its size', async () => {
    assert.equal((await voice.speak({ input: 'x' }, { headers: { 'content-type': 'text/plain' } })).status, 415);
    assert.equal((await voice.speak({ input: 'x' }, { headers: { origin: 'https://evil.example' } })).status, 403);
    assert.equal((await voice.speak({ input: 'x' }, { method: 'PUT' })).status, 405);
    assert.equal((await voice.speak({ input: 'x'.repeat(60_000) })).status, 413);
  });

  it('answers OPTIONS', async () => {
    const response = await voice.speak(
      {},
      { method: 'OPTIONS', body: null, headers: { 'access-control-request-method': 'POST' } },
    );
    assert.equal(response.status, 204);
  });
});

describe('sound on its way', () => {
  const start = useVoices();

  it('is sound', async () => {
    for (const type of [
      'text/html',
      'application/octet-stream',
      'image/svg+xml',
      'audio/evil',
      'application/json',
      'text/event-stream',
    ]) {
      const voice = await start((response) => response.writeHead(200, { 'content-type': type }).end('<script>'));
      const response = await voice.speak({ input: 'x' });
      assert.deepEqual([response.status, (await errorOf(response)).code], [502, 'upstream_invalid_response'], type);
    }
  });

  it('is read only as fast as the visitor takes it, and ends with the visitor', async () => {
    let written = 0;
    const voice = await start((response) => {
      response.writeHead(200, { 'content-type': 'audio/mpeg' });
      const chunk = Buffer.alloc(65_536);
      const write = (): void => {
        while (!response.destroyed && response.write(chunk)) written++;
        response.once('drain', write);
      };
      write();
    });
    const leaving = new AbortController();
    const response = await voice.speak({ input: 'x' }, { signal: leaving.signal });
    const reader = response.body!.getReader();
    await reader.read();
    for (let turns = 0; turns < 3000; turns++) await turn();
    assert.ok(written < 1000, `${written} chunks of 64 kB were read ahead`);
    leaving.abort();
    await until(() => voice.heard[0]!.left, withinASecondMs);
  });

  it('breaks off where the service does, or falls silent', async () => {
    for (const cut of [true, false]) {
      const voice = await start(
        (response) => {
          response.writeHead(200, { 'content-type': 'audio/mpeg' }).write(mp3('frame'), () => cut && response.destroy());
        },
        { timeouts: { idle: 100 } },
      );
      await assert.rejects(async () => (await voice.speak({ input: 'x' })).arrayBuffer());
    }
  });

  it('costs tokens by the bytes of its text', async () => {
    const voice = await start(service, { limits: { visitor: { tokens: 100 } } });
    const response = await voice.speak({ input: 'x'.repeat(20) });
    assert.equal(response.status, 200);
    await response.arrayBuffer();
    assert.equal((await voice.speak({ input: 'x'.repeat(20) })).status, 429);
    assert.equal((await voice.speak({ input: 'x'.repeat(10) })).status, 200);
  });

  it('is off until it is named', async () => {
    const voice = await start(service, { speech: false });
    assert.equal((await voice.speak({ input: 'x' })).status, 404);
  });

  it('comes from a service of its own, with a key of its own', async () => {
    const other = await start(service);
    const voice = await start(service, {
      path: '/api/chat',
      speech: { model: 'm', voice: 'v', upstream: `${other.upstream}/speak?x=1`, key: 'other-key', maxCharacters: 5 },
    });
    const ask = (input: string) =>
      fetch(`${voice.url}/api/audio/speech`, {
        method: 'POST',
        headers: { origin: voice.url, 'content-type': 'application/json' },
        body: JSON.stringify({ input }),
      });
    assert.equal((await ask('123456')).status, 400);
    assert.equal((await ask('12345')).status, 200);
    const { path, headers } = other.heard[0]!;
    assert.deepEqual([path, headers.authorization], ['/speak?x=1', 'Bearer other-key']);
    assert.equal(voice.heard.length, 0);
  });
});
