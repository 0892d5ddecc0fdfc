/** `POST /v1/audio/transcriptions` through the proxy, over HTTP. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { toFile } from 'openai';
import type { RequestReport, UsageReport } from '../../src/proxy/index.js';
import { errorOf, key, type Question } from './fixture.js';
import { flac, mp3, mp4, ogg, png, wav, webm } from './media.js';
import { until } from './until.js';
import { formOf, startVoice, useVoices, type Service, type Voice } from './voice.js';

const usage = { type: 'tokens', input_tokens: 14, output_tokens: 45, total_tokens: 59 };
const json = { 'content-type': 'application/json' };
const service: Service = (response) => response.writeHead(200, json).end(JSON.stringify({ text: 'Guten Tag.', usage }));
const recording = (bytes: Uint8Array, type = 'audio/webm') => new Blob([new Uint8Array(bytes)], { type });

describe('a recording', () => {
  let voice: Voice;
  const reports: RequestReport[] = [];
  const usages: UsageReport[] = [];
  before(async () => {
    voice = await startVoice(service, { onRequest: (report) => reports.push(report), onUsage: (report) => usages.push(report) });
  });
  after(() => voice.close());

  it('goes out with the owner’s model and key and comes back as text, for the client of OpenAI', async () => {
    const bytes = webm(300_000);
    const { text } = await voice.client.audio.transcriptions.create({
      file: await toFile(bytes, 'meeting with Ms Smith.webm', { type: 'video/webm' }),
      model: 'dear/model',
      language: 'de',
      prompt: 'chat-8080',
      temperature: 0.2,
      response_format: 'json',
    });
    assert.equal(text, 'Guten Tag.');
    const heard = voice.heard.at(-1)!;
    assert.equal(heard.path, '/v1/audio/transcriptions');
    assert.equal(heard.headers.authorization, `Bearer ${key}`);
    assert.equal(heard.headers['content-length'], String(heard.body.length));
    const { file, ...fields } = Object.fromEntries(await formOf(heard)) as { file: File } & Record<string, string>;
    assert.deepEqual(fields, {
      model: 'owner/whisper',
      language: 'de',
      prompt: 'chat-8080',
      temperature: '0.2',
      response_format: 'json',
    });
    assert.deepEqual([file.name, file.type], ['recording.webm', 'audio/webm']);
    assert.ok(Buffer.from(await file.arrayBuffer()).equals(bytes));
    assert.doesNotMatch(JSON.stringify(heard.headers) + heard.body.toString('latin1'), /Smith|visitor|dear\/model/);
    await until(() => reports.length > 0);
    const { model, messages, end, bytesIn } = reports.at(-1)!;
    assert.deepEqual([model, messages, end], ['owner/whisper', 0, 'complete']);
    assert.ok(bytesIn > bytes.length);
    assert.deepEqual(usages.at(-1)!.usage, { prompt_tokens: 14, completion_tokens: 45, total_tokens: 59 });
  });

  for (const [name, bytes, file] of [
    ['WAV', wav(100), ['recording.wav', 'audio/wav']],
    ['MP3', mp3('tag'), ['recording.mp3', 'audio/mpeg']],
    ['Ogg', ogg(), ['recording.ogg', 'audio/ogg']],
    ['MP4 of Safari', mp4('iso5'), ['recording.m4a', 'audio/mp4']],
    ['M4A', mp4('M4A '), ['recording.m4a', 'audio/mp4']],
    ['FLAC', flac(), ['recording.flac', 'audio/flac']],
  ] as const) {
    it(`is known by its bytes: ${name}`, async () => {
      const response = await voice.form({ file: recording(bytes, 'text/html') });
      assert.equal(response.status, 200, await response.text());
      const sent = (await formOf(voice.heard.at(-1)!)).get('file') as File;
      assert.deepEqual([sent.name, sent.type], file);
    });
  }

  const file = recording(webm());
  const refused: [string, Record<string, string | Blob>, { param: string; code: string }][] = [
    ['no file', { model: 'x' }, { param: 'file', code: 'missing_required_parameter' }],
    ['HTML', { file: recording(Buffer.from('<script>')) }, { param: 'file', code: 'invalid_value' }],
    ['SVG', { file: recording(Buffer.from('<svg xmlns="">')) }, { param: 'file', code: 'invalid_value' }],
    ['a picture', { file: recording(png(1, 1)) }, { param: 'file', code: 'invalid_value' }],
    ['a picture that begins as MP4 does', { file: recording(mp4('heic')) }, { param: 'file', code: 'invalid_value' }],
    ['an empty file', { file: recording(Buffer.alloc(0)) }, { param: 'file', code: 'invalid_value' }],
    ['a text in place of a file', { file: 'https://evil.example/a.mp3' }, { param: 'file', code: 'invalid_value' }],
    ['a field that is not known', { file, url: 'https://evil.example' }, { param: 'url', code: 'unknown_parameter' }],
    ['a field named like a prototype’s member', { file, constructor: 'x' }, { param: 'constructor', code: 'unknown_parameter' }],
    ['a stream', { file, stream: 'true' }, { param: 'stream', code: 'unknown_parameter' }],
    ['subtitles', { file, response_format: 'srt' }, { param: 'response_format', code: 'invalid_value' }],
    ['a language that is none', { file, language: 'de\r\nX: y' }, { param: 'language', code: 'invalid_value' }],
    ['a temperature that is none', { file, temperature: '1e3' }, { param: 'temperature', code: 'invalid_value' }],
    ['a long prompt', { file, prompt: 'x'.repeat(1001) }, { param: 'prompt', code: 'invalid_value' }],
  ];
  for (const [name, fields, expected] of refused) {
    it(`is refused: ${name}`, async () => {
      const before = voice.heard.length;
      const response = await voice.form(fields);
      const { param, code } = (await errorOf(response)) as unknown as { param: string; code: string };
      assert.deepEqual([response.status, param, code], [400, expected.param, expected.code]);
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(voice.heard.length, before);
    });
  }

  const raw = (body: string | Buffer, type = 'multipart/form-data; boundary=b') =>
    voice.form({}, { body: new Uint8Array(Buffer.from(body)), headers: { 'content-type': type } });
  const part = (name: string, text: string, more = '') =>
    `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${text}\r\n`;
  const sound = webm(10).toString('latin1');
  const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

  it('is read from whatever form a client makes', async () => {
    const quoted = bytes(
      `${part('file', sound, '; filename="a; name=\\"x\\".webm"\r\nContent-Type: audio/webm')}${part('language', 'de')}--b--\r\n`,
    );
    const response = await raw(quoted, 'Multipart/Form-Data; Boundary="b"');
    assert.equal(response.status, 200, await response.text());
    assert.equal((await formOf(voice.heard.at(-1)!)).get('language'), 'de');
    assert.equal(
      (await raw(bytes(`--b\r\ncontent-disposition: form-data; filename="name=1"; name="file"\r\n\r\n${sound}\r\n--b--`))).status,
      200,
    );
  });

  it('is refused where the form is none', async () => {
    const forms: [string, string?][] = [
      [''],
      ['--b--\r\n, and more'],
      [part('file', sound)],
      [`${part('file', sound)}--b`],
      [`x${part('file', sound)}--b--`],
      [`${part('file', sound)}--c--`],
      [`${part('file', sound)}${part('file', sound)}--b--`],
      [`${part('model', 'a')}${part('model', 'b')}${part('file', sound)}--b--`],
      [`--b\r\nContent-Disposition: form-data\r\n\r\n${sound}\r\n--b--`],
      [`--b\r\nContent-Disposition: form-data; filename="file"\r\n\r\n${sound}\r\n--b--`],
      [`--b\r\nX: ${'x'.repeat(2000)}\r\nContent-Disposition: form-data; name="file"\r\n\r\n${sound}\r\n--b--`],
      [`${Array.from({ length: 30 }, (_, index) => part(`f${index}`, 'x')).join('')}--b--`],
      [`${part('a', '').repeat(150_000)}--b--`],
    ];
    for (const [text, type] of forms) {
      const response = await raw(bytes(text), type);
      // An end without parts is a form, of nothing.
      const expected = text.startsWith('--b--') ? 'missing_required_parameter' : 'invalid_form';
      assert.deepEqual([response.status, (await errorOf(response)).code], [400, expected], text.slice(0, 80));
    }
    for (const type of [
      'application/json',
      'multipart/form-data',
      'multipart/mixed; boundary=b',
      'multipart/form-data; boundary=',
      `multipart/form-data; boundary=${'b'.repeat(71)}`,
    ]) {
      const response = await raw(bytes(`${part('file', sound)}--b--`), type);
      assert.equal(response.status, 415, type);
    }
  });

  it('is refused to other pages, by other methods and at other paths', async () => {
    assert.equal((await voice.form({ file }, { headers: { origin: 'https://evil.example' } })).status, 403);
    assert.equal((await voice.form({ file }, { method: 'PUT' })).status, 405);
    const response = await fetch(`${voice.url}/v1/audio/translations`, { method: 'POST' });
    assert.equal(response.status, 404);
  });
});

describe('a recording’s limits', () => {
  const start = useVoices();
  const file = recording(webm());

  it('are none where it is not offered', async () => {
    for (const transcription of [undefined, false] as const) {
      const voice = await start(service, { transcription: transcription as false });
      assert.equal((await voice.form({ file })).status, 404);
      assert.equal(voice.heard.length, 0);
    }
  });

  it('are its size', async () => {
    const voice = await start(service, { transcription: { model: 'm', maxBytes: 5_000 } });
    assert.equal((await voice.form({ file: recording(webm(4_000)) })).status, 200);
    const response = await voice.form({ file: recording(webm(6_000)) });
    assert.deepEqual([response.status, (await errorOf(response)).code], [413, 'request_too_large']);
    // With an end, and with turns for others: of one without them Node 20's fetch may go on reading when the answer has come, until the memory is full.
    let pieces = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        await new Promise(setImmediate);
        if (pieces++ < 2_000) controller.enqueue(new Uint8Array(1_000));
        else controller.close();
      },
    });
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const asked: Question = { body: stream, duplex: 'half', headers };
    const endless = await voice.form({}, asked).catch(() => undefined);
    assert.ok(endless === undefined || endless.status === 413);
    assert.equal(voice.heard.length, 1);
  });

  it('are who may ask, and how often', async () => {
    const closed = await start(service, { authorize: () => false });
    assert.equal((await closed.form({ file })).status, 401);
    const voice = await start(service, { limits: { visitor: { requests: 1 } } });
    assert.equal((await voice.form({ file })).status, 200);
    assert.equal((await voice.form({ file })).status, 429);
    assert.equal((await voice.speak({ input: 'x' })).status, 429);
  });

  it('are tokens: the longest that it can be, until the service has counted', async () => {
    // 20,000 bytes of no known rate are at most 20 seconds of 32 tokens.
    const bytes = recording(webm(20_000));
    const silent = await start((response) => response.writeHead(200, json).end('{"text":""}'), {
      limits: { visitor: { tokens: 1_000 } },
    });
    assert.equal((await silent.form({ file: bytes })).status, 200);
    assert.equal((await silent.form({ file: bytes })).status, 429);
    const counting = await start(service, { limits: { visitor: { tokens: 1_000 } } });
    for (let round = 0; round < 5; round++) {
      const response = await counting.form({ file: bytes });
      assert.equal(response.status, 200);
      await response.text();
    }
  });

  it('let nothing of the service through but JSON', async () => {
    for (const type of ['text/plain', 'text/html', 'text/event-stream', 'audio/mpeg']) {
      const voice = await start((response) => response.writeHead(200, { 'content-type': type }).end('<h1>'));
      const response = await voice.form({ file });
      assert.deepEqual([response.status, (await errorOf(response)).code], [502, 'upstream_invalid_response'], type);
    }
    const leaking = await start((response, { headers }) =>
      response.writeHead(200, json).end(JSON.stringify({ text: headers.authorization })),
    );
    assert.doesNotMatch(await (await leaking.form({ file })).text(), /sk-8080/);
    const refusing = await start((response) => response.writeHead(401, json).end('{"error":{"message":"Wrong key sk-8080"}}'));
    const response = await refusing.form({ file });
    assert.deepEqual([response.status, (await errorOf(response)).code], [502, 'upstream_denied']);
  });
});
