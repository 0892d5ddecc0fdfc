/** Dictation by a recording, and replies read by a server: a real microphone (Chromium's fake device), real bytes, real sound. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { tones } from '../../demo/stand-in/audio.js';
import { chromiumArguments, openBrowser } from '../support/chromium.js';
import { startFiles } from '../support/files.js';
import { listen, type Listening } from '../support/listen.js';
import { startScriptedServer } from '../support/scripted-server.js';
import { answer } from './visitor-page.js';

interface Heard {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  /** Of a form. */
  file?: { name: string; type: string; bytes: Buffer };
  language?: string;
  /** Of JSON. */
  input?: string;
}

/** Audio endpoints on an origin of their own. */
interface Audio extends Listening {
  heard: Heard[];
  /** Answers of the next transcriptions, by status; then 200. */
  failures: number[];
  /** Holds the answer back. */
  gate: Promise<void>;
}

const words = 'two loaves of rye';

async function startAudio(): Promise<Audio> {
  const audio: Omit<Audio, keyof Listening> = { heard: [], failures: [], gate: Promise.resolve() };
  const server = createServer((request, response) => {
    const cors = {
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-headers': '*, x-session, content-type',
    };
    if (request.method === 'OPTIONS') {
      response.writeHead(204, cors).end();
      return;
    }
    void (async () => {
      const body = Buffer.concat(await request.toArray());
      const heard: Heard = { path: request.url ?? '', headers: request.headers };
      if (heard.path.endsWith('transcriptions')) {
        const form = await new Response(body, { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData();
        const file = form.get('file') as File;
        heard.file = { name: file.name, type: file.type, bytes: Buffer.from(await file.arrayBuffer()) };
        heard.language = form.get('language') as string;
      } else heard.input = (JSON.parse(body.toString()) as { input: string }).input;
      audio.heard.push(heard);
      await audio.gate;
      const status = audio.failures.shift() ?? 200;
      if (status !== 200) response.writeHead(status, cors).end('no');
      else if (heard.file)
        response.writeHead(200, { ...cors, 'content-type': 'application/json' }).end(JSON.stringify({ text: words }));
      else response.writeHead(200, { ...cors, 'content-type': 'audio/wav' }).end(tones(20));
    })();
  });
  return Object.assign(audio, await listen(server));
}

/** What a WebM file says: its first id, and how long it is by the times of its clusters and blocks, in ms. */
function readWebm(bytes: Buffer): { head: string; duration: number; codec: boolean } {
  let duration = 0;
  let cluster = 0;
  const sizeAt = (at: number): [size: number, length: number] => {
    const length = Math.clz32(bytes[at]!) - 23;
    let size = bytes[at]! & (0xff >> length);
    let unknown = size === 0xff >> length;
    for (let each = 1; each < length; each++) {
      size = size * 256 + bytes[at + each]!;
      unknown &&= bytes[at + each] === 0xff;
    }
    return [unknown ? Infinity : size, length];
  };
  const visit = (from: number, to: number): void => {
    for (let at = from; at < to;) {
      const idLength = Math.clz32(bytes[at]!) - 23;
      const id = bytes.toString('hex', at, at + idLength);
      const [size, length] = sizeAt(at + idLength);
      const start = at + idLength + length;
      const end = Math.min(start + size, to);
      if (id === '18538067' || id === '1f43b675') visit(start, end); // segment, cluster
      if (id === 'e7') cluster = bytes.readUIntBE(start, size); // its time
      if (id === 'a3') duration = Math.max(duration, cluster + bytes.readInt16BE(start + sizeAt(start)[1])); // a block's, after its track
      at = end;
    }
  };
  visit(0, bytes.length);
  return { head: bytes.toString('hex', 0, 4), duration, codec: bytes.includes('A_OPUS') };
}

const inPage = `
  const chat = document.querySelector('chat-8080');
  const find = (selector) => chat.shadowRoot.querySelector(selector);
  const pressed = () => find('[part~=dictate-button]')?.ariaPressed === 'true';
  const notice = () => find('[part~=dictation-notice]')?.textContent.replace(/\\s+/g, ' ').trim() ?? '';
`;

describe('voice', () => {
  let audio: Audio;
  let site: Listening;
  let chats: Awaited<ReturnType<typeof startScriptedServer>>;
  let withMicrophone: Browser;
  let withoutLeave: Browser;
  const pages: Record<string, string> = {};

  before(async () => {
    const fake = ['--use-fake-device-for-media-stream', '--autoplay-policy=user-gesture-required'];
    [audio, site, chats, withMicrophone, withoutLeave] = await Promise.all([
      startAudio(),
      startFiles(pages),
      startScriptedServer(),
      openBrowser({ args: [...chromiumArguments, ...fake, '--use-fake-ui-for-media-stream'] }),
      openBrowser({ args: [...chromiumArguments, ...fake, '--use-fake-ui-for-media-stream=deny'] }),
    ]);
  });
  after(async () => {
    await Promise.all([withMicrophone.close(), withoutLeave.close()]);
    await Promise.all([audio, site, chats].map((each) => each.close()));
  });

  /** The microphones that the page was given, in `streams`, and the sounds that it has begun, in `sounds`. */
  const watch = `
    window.streams = [];
    const ask = MediaDevices.prototype.getUserMedia;
    MediaDevices.prototype.getUserMedia = async function (...given) {
      const stream = await ask.apply(this, given);
      streams.push(stream);
      return stream;
    };
    window.sounds = [];
    const start = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function (...given) {
      sounds.push({ duration: this.buffer.duration, loudest: this.buffer.getChannelData(0).reduce((most, each) => Math.max(most, each), 0), context: this.context });
      return start.apply(this, given);
    };`;

  async function open(browser: Browser, attributes: string, lang = 'en'): Promise<Page> {
    const path = `/voice-${Object.keys(pages).length}`;
    const posted = await fetch(`${chats.url}/scripts`, {
      method: 'POST',
      body: JSON.stringify([answer('**Yes**, until noon.\n\nCome early.')]),
    });
    const endpoint = `${chats.url}/play/${await posted.text()}/v1`;
    pages[path] =
      `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A page</title>` +
      `<meta http-equiv="content-security-policy" content="media-src 'none'">` +
      `<script src="/dist/chat-8080.js"></script><body><chat-8080 endpoint="${endpoint}" ${attributes}></chat-8080>`;
    Object.assign(audio, { heard: [], failures: [], gate: Promise.resolve() }); // whatever became of the test before
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(watch);
    await page.goto(site.url + path);
    await page.evaluate(`document.querySelector('chat-8080').headers = { 'x-session': 'ours' }; 0`);
    return page;
  }

  const until = (page: Page, expression: string): Promise<unknown> =>
    page.waitForFunction(`(() => { ${inPage} return ${expression}; })()`, { timeout: 30_000 });
  const value = <T>(page: Page, expression: string): Promise<T> =>
    page.evaluate(`(() => { ${inPage} return ${expression}; })()`) as Promise<T>;
  const click = async (page: Page, name: string): Promise<void> => {
    await until(page, `find('[part~=${name}]')`);
    const { x, y } = await value<{ x: number; y: number }>(
      page,
      `(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))(find('[part~=${name}]').getBoundingClientRect())`,
    );
    await page.mouse.click(x, y);
  };

  const byServer = (): string => `dictation transcription-endpoint="${audio.url}/v1/audio/transcriptions"`;
  const areOff = `streams.length > 0 && streams.every((stream) => stream.getTracks().every(({ readyState }) => readyState === 'ended'))`;

  async function recording(page: Page): Promise<void> {
    await click(page, 'dictate-button');
    await until(page, `notice().startsWith('Recording… Press Escape to discard the recording. 0:01')`);
  }

  it('a recording is sent whole, and its words stand at the caret', async () => {
    const page = await open(withMicrophone, byServer(), 'de-AT');
    await until(page, `find('[part~=dictate-button]')`);
    assert.equal(await value(page, 'streams.length'), 0, 'it begins by a press alone');
    await page.evaluate(`document.querySelector('chat-8080').value = 'Ich brauche , bitte'; 0`);
    await page.evaluate(
      `(() => { ${inPage} chat.focus(); return chat.updateComplete.then(() => find('textarea').setSelectionRange(12, 12)); })()`,
    );
    await click(page, 'dictate-button');
    await until(page, `notice().includes('0:02')`);
    await click(page, 'dictate-button');
    await until(page, `chat.value !== 'Ich brauche , bitte'`);
    assert.equal(await value(page, 'chat.value'), `Ich brauche ${words}, bitte`);
    const [sent] = audio.heard;
    assert.deepEqual([sent?.headers['x-session'], sent?.headers['cookie'], sent?.language], ['ours', undefined, 'de']);
    assert.match(String(sent?.headers['content-type']), /^multipart\/form-data; boundary=/);
    assert.deepEqual(
      [sent?.file?.name, sent?.file?.type],
      ['speech.webm', 'audio/webm;codecs=opus'].map((each) => each),
    );
    const { head, duration, codec } = readWebm(sent!.file!.bytes);
    assert.deepEqual([head, codec], ['1a45dfa3', true]);
    assert.ok(duration > 1_500 && duration < 30_000, `${duration} ms`);
    assert.ok(sent!.file!.bytes.length > 2_000, `${sent!.file!.bytes.length} bytes`);
    assert.equal(await value(page, areOff), true);
    await until(page, `notice() === ''`);
    await page.close();
  });

  it('where colours are forced the button that ends it can be read', async () => {
    const page = await open(withMicrophone, 'dictation transcription-endpoint="/v1/audio/transcriptions"');
    const features = [{ name: 'forced-colors', value: 'active' }];
    await (await page.createCDPSession()).send('Emulation.setEmulatedMedia', { features });
    await page.waitForFunction(`(() => {${inPage} return find('[part~=dictate-button]'); })()`);
    await page.evaluate(`(() => {${inPage} find('[part~=dictate-button]').click(); })()`);
    await page.waitForFunction(`(() => {${inPage} return pressed(); })()`);
    const [colour, highlight] = (await page.evaluate(`(() => {${inPage}
      const sample = document.createElement('p');
      sample.style.color = 'HighlightText';
      document.body.append(sample);
      return [getComputedStyle(find('[part~=dictate-button]')).color, getComputedStyle(sample).color];
    })()`)) as string[];
    assert.equal(colour, highlight);
    await page.close();
  });

  it('a recording that cannot be written down is kept, and tried again', async () => {
    const page = await open(withMicrophone, byServer());
    audio.failures = [500];
    await recording(page);
    await click(page, 'dictate-button');
    await until(page, `notice() === 'Your recording could not be written down. It is still here. Try again Discard'`);
    await click(page, 'retry-button');
    await until(page, `chat.value === '${words}'`);
    assert.equal(audio.heard.length, 2);
    assert.deepEqual(audio.heard[0]!.file!.bytes, audio.heard[1]!.file!.bytes);
    await until(page, `notice() === ''`);
    await page.close();
  });

  it('Escape discards a recording, and nothing is sent', async () => {
    const page = await open(withMicrophone, `${byServer()} mode="floating" open`);
    await until(page, `find('[part~=dictate-button]') && chat.shadowRoot.getAnimations().length === 0`);
    await recording(page);
    await page.keyboard.press('Escape');
    await until(page, `!pressed() && ${areOff}`);
    assert.deepEqual([await value(page, 'chat.open'), await value(page, 'chat.value'), audio.heard], [true, '', []]);
    await page.close();
  });

  it('Escape stops what is being written down, and the recording stays', async () => {
    const page = await open(withMicrophone, byServer());
    let release = (): void => undefined;
    audio.gate = new Promise((resolve) => (release = resolve));
    await recording(page);
    await click(page, 'dictate-button');
    await until(page, `notice() === 'Writing it down…'`);
    await page.keyboard.press('Escape');
    await until(page, `find('[part~=retry-button]')`);
    release();
    await click(page, 'discard-button');
    await until(page, `notice() === ''`);
    assert.equal(await value(page, 'chat.value'), '');
    await page.close();
  });

  it('Escape in the moment in which the recording ends keeps it, too', async () => {
    const page = await open(withMicrophone, byServer());
    await recording(page);
    await value(
      page,
      `void (find('[part~=dictate-button]').click(), document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })))`,
    );
    await until(page, `find('[part~=retry-button]')`);
    assert.equal(await value(page, 'chat.value'), '');
    await page.close();
  });

  it('Send ends the recording, and sends its words', async () => {
    const page = await open(withMicrophone, byServer());
    await recording(page);
    await click(page, 'send-button');
    await until(page, `chat.messages.length === 2 && chat.status === 'idle'`);
    assert.equal(await value(page, 'chat.messages[0].parts[0].text'), words);
    assert.equal(await value(page, areOff), true);
    await page.close();
  });

  for (const [what, act] of [
    ['the panel closes', 'chat.hide()'],
    ['the element leaves the document', 'chat.remove()'],
    ['the chat is cleared', 'chat.clear()'],
  ] as const) {
    it(`the microphone goes off when ${what}`, async () => {
      const page = await open(withMicrophone, `${byServer()} mode="floating" open`);
      await until(page, `find('[part~=dictate-button]') && chat.shadowRoot.getAnimations().length === 0`);
      await recording(page);
      await value(page, `void ${act}`);
      await page.waitForFunction(areOff);
      await page.close();
    });
  }

  it('the microphone goes off when the page is hidden, and what was said is written', async () => {
    const page = await open(withMicrophone, byServer());
    await recording(page);
    await page.evaluate(
      `Object.defineProperty(document, 'hidden', { value: true }); document.dispatchEvent(new Event('visibilitychange')); 0`,
    );
    await until(page, areOff);
    await until(page, `chat.value === '${words}'`);
    await page.close();
  });

  it('a denial is explained', async () => {
    const page = await open(withoutLeave, byServer());
    await click(page, 'dictate-button');
    await until(
      page,
      `notice() === 'The microphone is blocked. Allow it for this page in the settings of your browser, then try again.'`,
    );
    assert.deepEqual([await value(page, 'pressed()'), audio.heard], [false, []]);
    await page.close();
  });

  const hint = /\[audio-request\] The address in (?:transcription|speech)-endpoint gave no usable answer/;
  it('the owner is told once which endpoint fails', async () => {
    const page = await open(withMicrophone, `read-aloud speech-endpoint="${audio.url}/v1/audio/speech"`);
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.evaluate(`document.querySelector('chat-8080').send('Hello').then(() => 0)`);
    audio.failures = [404, 404];
    await click(page, 'read-button');
    await until(page, `chat.shadowRoot.textContent.includes('This reply cannot be read aloud right now.')`);
    await click(page, 'read-button');
    await until(page, `find('[part~=read-button]').ariaLabel === 'Read aloud'`);
    assert.equal(said.filter((line) => hint.test(line)).length, 1);
    await page.close();
  });

  it('a reply sounds as the server says it, and Escape ends it', async () => {
    const page = await open(withMicrophone, `read-aloud speech-endpoint="${audio.url}/v1/audio/speech" mode="floating" open`);
    await page.evaluate(`document.querySelector('chat-8080').send('Is there rye bread?').then(() => 0)`);
    await until(page, `find('[part~=read-button]') && chat.shadowRoot.getAnimations().length === 0`);
    assert.equal(audio.heard.length, 0);
    await click(page, 'read-button');
    await until(page, `sounds.length === 1 && sounds[0].context.state === 'running' && sounds[0].context.currentTime > 0.2`);
    assert.equal(await value(page, `find('[part~=read-button]').ariaLabel`), 'Stop reading');
    const sent = audio.heard.at(-1);
    assert.deepEqual([sent?.input, sent?.headers['x-session']], ['Yes, until noon.\nCome early.', 'ours']);
    const { duration, loudest } = await value<{ duration: number; loudest: number }>(
      page,
      `(({ duration, loudest }) => ({ duration, loudest }))(sounds[0])`,
    );
    assert.ok(Math.abs(duration - 3.6) < 0.1 && loudest > 0.1, `${duration} s, ${loudest}`);
    await page.keyboard.press('Escape');
    await until(page, `sounds[0].context.state === 'closed' && find('[part~=read-button]').ariaLabel === 'Read aloud'`);
    assert.equal(await value(page, 'chat.open'), true);
    await page.close();
  });

  it('a reply that is read to its end leaves nothing behind', async () => {
    const page = await open(withMicrophone, `read-aloud speech-endpoint="${audio.url}/v1/audio/speech"`);
    await page.evaluate(`document.querySelector('chat-8080').send('Is there rye bread?').then(() => 0)`);
    await click(page, 'read-button');
    await until(page, `sounds.length === 1`);
    await until(page, `sounds[0].context.state === 'closed'`);
    assert.deepEqual([await value(page, `find('[part~=read-button]').ariaLabel`), audio.heard.length], ['Read aloud', 1]);
    await page.close();
  });
});
