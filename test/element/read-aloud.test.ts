import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Chat8080 } from '../../src/index.js';
import { languageOf, piecesOf } from '../../src/element/voice/pieces.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, part, parts, saying } from './fixture.js';

const voice = (lang: string, isDefault = false): SpeechSynthesisVoice => ({
  lang,
  default: isDefault,
  name: lang,
  localService: true,
  voiceURI: lang,
});

class Utterance extends EventTarget {
  lang = '';
  voice: SpeechSynthesisVoice | null = null;
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }
}

/** What a browser brings: it reads a piece until a test says that it has been read. */
class Synthesis extends EventTarget {
  voices = [voice('en-GB'), voice('en-US', true), voice('de_DE'), voice('ja-JP')];
  spoken: Utterance[] = [];
  #queue: Utterance[] = [];

  getVoices(): SpeechSynthesisVoice[] {
    return this.voices;
  }

  speak(utterance: Utterance): void {
    if (utterance.text === '') return;
    this.spoken.push(utterance);
    this.#queue.push(utterance);
  }

  cancel(): void {
    for (const utterance of this.#queue.splice(0)) this.#tell(utterance, 'error', 'canceled');
  }

  get speaking(): string | undefined {
    return this.#queue[0]?.text;
  }

  next(): void {
    this.#tell(this.#queue.shift()!, 'end');
  }

  fail(): void {
    this.#tell(this.#queue.shift()!, 'error', 'synthesis-failed');
  }

  #tell(utterance: Utterance, type: string, error?: string): void {
    queueMicrotask(() => utterance.dispatchEvent(Object.assign(new Event(type), { error })));
  }
}

const own = {
  speechSynthesis: Object.getOwnPropertyDescriptor(window, 'speechSynthesis')!,
  SpeechSynthesisUtterance: Object.getOwnPropertyDescriptor(window, 'SpeechSynthesisUtterance')!,
};
let browser: Synthesis;

beforeEach(() => {
  browser = new Synthesis();
  Object.defineProperty(window, 'speechSynthesis', { value: browser, configurable: true });
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance, configurable: true });
});
afterEach(() => dispatchEvent(new Event('pagehide'))); // what still reads would end the next test's
after(() => Object.defineProperties(window, own));

async function answered(text: string | string[], attributes: Record<string, string> = {}): Promise<Chat8080> {
  const texts = [text].flat();
  const { endpoint } = await script(...texts.map((each) => ({ status: 200, steps: [{ write: reply(each) }] })));
  const element = await chat(endpoint, { 'read-aloud': '', ...attributes });
  for (const each of texts) await element.send(`Say: ${each}`);
  return element;
}

async function withButton(text: string | string[], attributes: Record<string, string> = {}): Promise<Chat8080> {
  const element = await answered(text, attributes);
  await waitUntil(() => parts(element, 'read-button').length === [text].flat().length, 'the button');
  return element;
}

const button = (element: Chat8080): HTMLElement => part(element, 'read-button')!;
const name = (element: Chat8080): string | null => button(element).getAttribute('aria-label');

describe('read-aloud', () => {
  it('is no button where it was not asked for, or where there is no voice, until one is found', async () => {
    const without = await chat('/v1');
    without.addMessage({ role: 'assistant', content: 'Hello.' });
    browser.voices = [];
    const element = await answered('Yes.');
    await waitUntil(() => part(element, 'assistant copy-button'), 'the row');
    expect([part(without, 'read-button'), part(element, 'read-button')]).to.deep.equal([null, null]);
    browser.voices = [voice('en-US')];
    browser.dispatchEvent(new Event('voiceschanged'));
    await waitUntil(() => part(element, 'read-button'), 'a voice has been found');
    element.readAloud = false;
    await waitUntil(() => !part(element, 'read-button'), 'taken away');
  });

  it('is below replies with a text alone', async () => {
    const element = await withButton('Yes.');
    expect(part(element, 'user read-button')).to.equal(null);
    const silent = await script({
      status: 200,
      steps: [{ write: sse(chunk({ reasoning_content: 'Hm' }), chunk({}, 'stop'), '[DONE]') }],
    });
    element.endpoint = silent.endpoint;
    await element.send('And?');
    await waitUntil(() => saying(element, 'The reply is empty.'), 'answered');
    expect(parts(element, 'read-button')).to.have.length(1);
  });

  it('reads a reply block by block when its button is pressed, and never before', async () => {
    const element = await withButton('# Bread\n\nRye *and* wheat.\n\n- one\n- two');
    expect(browser.spoken).to.deep.equal([]);
    button(element).click();
    await waitUntil(() => browser.speaking === 'Bread.', 'the heading');
    expect(name(element)).to.equal('Stop reading');
    for (const text of ['Rye and wheat.', 'one.', 'two.']) {
      browser.next();
      await waitUntil(() => browser.speaking === text, text);
    }
    browser.next();
    await waitUntil(() => name(element) === 'Read aloud', 'at its end');
  });

  it('says code, tables and formulas by their names', async () => {
    const element = await withButton('```sql\nselect 1;\nselect 2;\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n$$\\frac12$$');
    button(element).click();
    await waitUntil(() => browser.speaking === 'Code, SQL, 2 lines.', 'code');
    browser.next();
    await waitUntil(() => browser.speaking === 'Table, 2 columns, 2 rows.', 'table');
    browser.next();
    await waitUntil(() => browser.speaking === 'formula.', 'formula');
  });

  it('reads in pieces that end before a voice is broken off', async () => {
    const sentence = 'Rye bread is baked in the morning, and it keeps for a whole week in its box.';
    const element = await withButton(Array.from({ length: 6 }, () => sentence).join(' '));
    button(element).click();
    for (let read = 0; read < 3; read++) {
      await waitUntil(() => browser.speaking, 'a piece');
      expect(browser.speaking).to.equal(`${sentence} ${sentence}`);
      browser.next();
      await waitUntil(() => browser.spoken.length === Math.min(read + 2, 3), 'the next');
    }
  });

  const languages: [page: string, text: string, lang: string, voice: string | undefined][] = [
    ['en-GB', 'Good morning.', 'en-GB', 'en-GB'],
    ['en', 'Good morning.', 'en', 'en-US'],
    ['de', 'Guten Morgen.', 'de', 'de_DE'],
    ['en', 'おはようございます。', 'ja', 'ja-JP'],
    ['fr', 'Bonjour.', 'fr', undefined],
  ];
  for (const [page, text, lang, chosen] of languages) {
    it(`reads ${text} on a page in ${page} by ${chosen ?? 'whatever voice there is'}`, async () => {
      const element = await withButton(text, { lang: page });
      button(element).click();
      await waitUntil(() => browser.speaking, 'read');
      expect([browser.spoken[0]!.lang, browser.spoken[0]!.voice?.lang]).to.deep.equal([lang, chosen]);
    });
  }

  it('says where it cannot', async () => {
    const element = await withButton('Yes.');
    button(element).click();
    await waitUntil(() => browser.speaking, 'read');
    browser.fail();
    await waitUntil(() => saying(element, 'This reply cannot be read aloud right now.'), 'said');
    expect(name(element)).to.equal('Read aloud');
    await expect(element).to.be.accessible();
  });
});

describe('reading ends', () => {
  async function reading(attributes: Record<string, string> = {}): Promise<Chat8080> {
    const element = await withButton(['One.', 'Two.'], attributes);
    parts(element, 'read-button')[1]!.click();
    await waitUntil(() => browser.speaking === 'Two.', 'read');
    return element;
  }

  const ends: [what: string, make: (element: Chat8080) => unknown][] = [
    ['with a second press', (element) => parts(element, 'read-button')[1]!.click()],
    ['when the panel closes', (element) => element.hide()],
    ['when the chat is cleared', (element) => element.clear()],
    ['when its reply is asked for anew', (element) => element.regenerate()],
    ['when the attribute is taken away', (element) => element.removeAttribute('read-aloud')],
    ['when the element leaves the document', (element) => element.remove()],
    ['when the page is left', () => dispatchEvent(new Event('pagehide'))],
  ];
  for (const [what, make] of ends) {
    it(what, async () => {
      const element = await reading({ mode: 'floating', open: '' });
      void make(element);
      await waitUntil(() => browser.speaking === undefined, 'silent');
    });
  }

  it('with the next one', async () => {
    const element = await reading();
    parts(element, 'read-button')[0]!.click();
    await waitUntil(() => browser.speaking === 'One.', 'the other');
    await element.updateComplete;
    expect(parts(element, 'read-button').map((each) => each.getAttribute('aria-label'))).to.deep.equal([
      'Stop reading',
      'Read aloud',
    ]);
  });

  it('with Escape, which leaves the panel open', async () => {
    const element = await reading({ mode: 'floating', open: '' });
    await waitUntil(() => element.shadowRoot!.getAnimations().length === 0, 'open');
    element.focus();
    await sendKeys({ press: 'Escape' });
    expect([browser.speaking, element.open]).to.deep.equal([undefined, true]);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !element.open, 'the next press closes');
  });

  it('not while another reply comes', async () => {
    const element = await reading();
    const { endpoint } = await script({ status: 200, steps: [{ write: sse(chunk({ content: 'Three' })) }, 'hang'] });
    element.endpoint = endpoint;
    void element.send('And?');
    await waitUntil(() => parts(element, 'assistant').length === 3, 'comes');
    expect(browser.speaking).to.equal('Two.');
    element.stop();
  });
});

describe('reading is accessible', () => {
  for (const attributes of [{}, { dir: 'rtl', lang: 'he' }, { theme: 'dark' }] as Record<string, string>[]) {
    it(`by the keyboard, and while it reads: ${JSON.stringify(attributes)}`, async () => {
      const element = await withButton('Yes.', attributes);
      button(element).focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => browser.speaking, 'read');
      await waitUntil(() => name(element) === 'Stop reading', 'named');
      expect(element.shadowRoot!.activeElement).to.equal(button(element));
      await expect(element).to.be.accessible();
      await sendKeys({ press: 'Space' });
      await waitUntil(() => name(element) === 'Read aloud', 'ended');
    });
  }

  it('the row of a reply further up stays to be seen while that is read', async () => {
    const element = await withButton(['One.', 'Two.']);
    element.focus();
    const shown = (): string =>
      getComputedStyle(parts(element, 'actions').find((row) => row.querySelector('[part~=read-button]'))!).opacity;
    expect(shown()).to.equal('0');
    button(element).click();
    await waitUntil(() => shown() === '1', 'seen');
  });
});

describe('pieces of a text', () => {
  it('are whole sentences where these fit, else words, else what fits', () => {
    expect(piecesOf(['One two. Three four. Five.', 'Six.'], () => 20)).to.deep.equal(['One two. Three four.', 'Five.', 'Six.']);
    expect(piecesOf(['one two three four'], () => 9)).to.deep.equal(['one two', 'three', 'four']);
    expect(piecesOf(['a'.repeat(25)], () => 10)).to.deep.equal(['a'.repeat(10), 'a'.repeat(10), 'a'.repeat(5)]);
    expect(piecesOf(['今日は。明日は。'], () => 5)).to.deep.equal(['今日は。', '明日は。']);
    expect(piecesOf(['', '  '], () => 5)).to.deep.equal([]);
  });

  it('lose nothing of a text, and cut no sign in two', () => {
    const text = '👩‍🍳🍞'.repeat(40);
    const pieces = piecesOf([text], () => 7);
    expect(pieces.join('')).to.equal(text);
    expect(pieces.every((piece) => !/[\uD800-\uDFFF]/u.test(piece))).to.equal(true);
  });

  const rows: [text: string, page: string, language: string][] = [
    ['Hello', 'de', 'de'],
    ['Hello', 'ja', 'en'],
    ['東京', 'ja-JP', 'ja-JP'],
    ['東京です', 'zh-TW', 'ja'],
    ['北京', 'en', 'zh'],
    ['Привет', 'uk', 'uk'],
    ['Привет', 'en', 'ru'],
    ['안녕', 'ko', 'ko'],
    ['שלום', 'en', 'he'],
    ['42', 'fr', 'fr'],
    ['Hello', 'not a tag!', 'not a tag!'],
    ['Hello', '', ''],
  ];
  for (const [text, page, language] of rows) {
    it(`${text} on a page in "${page}" is read as "${language}"`, () => {
      expect(languageOf(text, page)).to.equal(language);
    });
  }
});
