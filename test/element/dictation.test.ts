import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Chat8080 } from '../../src/index.js';
import { reply, script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, draft, find, part, saying, textarea, type } from './fixture.js';

/** What a browser brings: words come when a test says so. */
class Recognition extends EventTarget {
  static all: Recognition[] = [];
  static isBroken = false;
  /** Is understood only when it is stopped. */
  last: string | undefined;
  lang = '';
  continuous = false;
  interimResults = false;
  isOn = false;
  starts = 0;
  #results: { transcript: string; isFinal: boolean; confidence: number }[] = [];

  constructor() {
    super();
    Recognition.all.push(this);
  }

  start(): void {
    if (Recognition.isBroken) throw new Error('It cannot begin.');
    this.isOn = true;
    this.starts++;
    this.#results = [];
    queueMicrotask(() => this.dispatchEvent(new Event('start')));
  }

  stop(): void {
    if (this.last) this.hear(this.last, true);
    queueMicrotask(() => this.end());
  }

  abort(): void {
    this.isOn = false;
  }

  end(): void {
    if (!this.isOn) return;
    this.isOn = false;
    this.dispatchEvent(new Event('end'));
  }

  fail(error: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { error }));
    this.end();
  }

  /** The last result may change until it is final. */
  hear(transcript: string, isFinal = false, confidence = 0.9): void {
    if (this.#results.at(-1)?.isFinal === false) this.#results.pop();
    this.#results.push({ transcript, isFinal, confidence });
    const results = this.#results.map((result) => ({ 0: result, length: 1, isFinal: result.isFinal }));
    this.dispatchEvent(Object.assign(new Event('result'), { results }));
  }
}

const global = window as unknown as { SpeechRecognition: unknown; webkitSpeechRecognition: unknown };
const own = { ...global };
const at = (): Recognition => Recognition.all.at(-1)!;

beforeEach(() => {
  Recognition.all = [];
  global.SpeechRecognition = Recognition;
});
after(() => {
  global.SpeechRecognition = own.SpeechRecognition;
});

async function dictating(attributes: Record<string, string> = {}, endpoint = '/v1'): Promise<Chat8080> {
  const element = await chat(endpoint, { dictation: '', ...attributes });
  await waitUntil(() => part(element, 'dictate-button'), 'the button');
  return element;
}

const button = (element: Chat8080): HTMLElement => part(element, 'dictate-button')!;
const isPressed = (element: Chat8080): boolean => button(element).getAttribute('aria-pressed') === 'true';
const notice = (element: Chat8080): string => part(element, 'dictation-notice')?.textContent.replace(/\s+/g, ' ').trim() ?? '';

async function listening(element: Chat8080): Promise<void> {
  button(element).click();
  await waitUntil(() => saying(element, 'Listening… Press Escape to end.'), 'listening');
}

/** @param written where the caret is, as `|` */
async function withCaret(element: Chat8080, written: string): Promise<void> {
  element.value = written.replaceAll('|', '');
  await element.updateComplete;
  textarea(element).focus();
  textarea(element).setSelectionRange(written.indexOf('|'), written.lastIndexOf('|') - (written.split('|').length - 2));
}

describe('dictation', () => {
  it('is no button where it was not asked for, or where the browser has none', async () => {
    expect(part(await chat('/v1'), 'dictate-button')).to.equal(null);
    global.SpeechRecognition = undefined;
    const { webkitSpeechRecognition } = global;
    global.webkitSpeechRecognition = undefined;
    const element = await chat('/v1', { dictation: '', contact: 'https://example.com/' });
    await waitUntil(() => part(element, 'contact-button'), 'another part');
    await element.updateComplete;
    expect(part(element, 'dictate-button')).to.equal(null);
    global.webkitSpeechRecognition = webkitSpeechRecognition;
  });

  it('begins by a press alone, and a second press ends it', async () => {
    const element = await dictating();
    expect([button(element).getAttribute('aria-label'), isPressed(element), Recognition.all.length]).to.deep.equal([
      'Dictate',
      false,
      0,
    ]);
    await listening(element);
    expect([isPressed(element), at().isOn]).to.deep.equal([true, true]);
    button(element).click();
    await waitUntil(() => !isPressed(element), 'ended');
    expect(at().isOn).to.equal(false);
  });

  it('shows words at the caret while they come, and leaves what was typed', async () => {
    const element = await dictating();
    await withCaret(element, 'I need|two loaves');
    await listening(element);
    at().hear('rye');
    expect(draft(element)).to.equal('I need rye two loaves');
    at().hear('right bread and');
    expect(draft(element)).to.equal('I need right bread and two loaves');
    expect(element.value).to.equal('I need right bread and two loaves');
    at().hear('rye bread and', true);
    button(element).click();
    await waitUntil(() => !isPressed(element), 'ended');
    await element.updateComplete;
    expect(draft(element)).to.equal('I need rye bread and two loaves');
    expect(textarea(element).selectionStart).to.equal('I need rye bread and '.length);
  });

  const places: [written: string, words: string, becomes: string][] = [
    ['|', 'hello', 'hello'],
    ['Well, |', 'hello', 'Well, hello'],
    ['Well|', 'hello', 'Well hello'],
    ['Well|', ', hello', 'Well, hello'],
    ['Well (|)', 'hello', 'Well (hello)'],
    ['One |two| three', 'four', 'One four three'],
    ['Is it|?', 'open', 'Is it open?'],
    ['你好|。', '世界', '你好世界。'],
    ['Zeile\n|', 'neu', 'Zeile\nneu'],
  ];
  for (const [written, words, becomes] of places) {
    it(`in ${JSON.stringify(written)} writes ${JSON.stringify(becomes)}`, async () => {
      const element = await dictating();
      await withCaret(element, written);
      await listening(element);
      at().hear(words, true);
      expect(draft(element)).to.equal(becomes);
    });
  }

  it('leaves what is selected where nothing is said', async () => {
    const element = await dictating();
    await withCaret(element, 'Keep |this| please');
    await listening(element);
    at().fail('no-speech');
    await waitUntil(() => notice(element), 'explained');
    expect(draft(element)).to.equal('Keep this please');
  });

  it('goes on behind what is typed meanwhile', async () => {
    const element = await dictating();
    await listening(element);
    textarea(element).focus();
    at().hear('hello', true);
    await type(element, ',');
    at().hear('world', true);
    expect(draft(element)).to.equal('hello, world');
  });

  it('goes on after a pause, at which browsers end it', async () => {
    const element = await dictating();
    await listening(element);
    at().hear('one', true);
    at().end();
    expect([at().starts, isPressed(element)]).to.deep.equal([2, true]);
    at().hear('two', true);
    expect(draft(element)).to.equal('one two');
    at().fail('no-speech');
    expect(at().starts).to.equal(3);
    at().fail('no-speech');
    await waitUntil(() => !isPressed(element), 'ended by a round of silence');
    expect(notice(element)).to.equal('');
  });

  it('writes words once that Android gives again and again as final ones', async () => {
    const element = await dictating();
    await listening(element);
    at().hear('hello', true, 0);
    at().hear('hello there', true, 0);
    at().hear('hello there', true, 0.8);
    expect(draft(element)).to.equal('hello there');
  });

  it('writes no more than maxlength', async () => {
    const element = await dictating({ maxlength: '8' });
    await listening(element);
    at().hear('hello wonderful world', true);
    expect(draft(element)).to.equal('hello wo');
  });

  it('listens in the language of the page, and as long as it is spoken', async () => {
    const element = await dictating({ lang: 'de-AT' });
    button(element).click();
    await waitUntil(() => at().isOn, 'listening');
    expect([at().lang, at().continuous, at().interimResults]).to.deep.equal(['de-AT', true, true]);
    await waitUntil(() => notice(element).startsWith('Hört zu … Escape'), 'in words of the page');
  });

  it('tells the page as typing does', async () => {
    const element = await dictating();
    const inputs: string[] = [];
    element.addEventListener('input', () => inputs.push(element.value));
    await listening(element);
    at().hear('hello');
    at().hear('hello there', true);
    expect(inputs).to.deep.equal(['hello', 'hello there']);
  });
});

describe('dictation ends', () => {
  it('by a clearing sends nothing of what is written then, though Enter was pressed before', async () => {
    const element = await dictating();
    const sent: string[] = [];
    element.addEventListener('chat-send', ({ detail }) => sent.push(detail.text));
    await listening(element);
    at().hear('two loaves');
    at().stop = () => undefined; // the last words are on their way
    textarea(element).focus();
    await sendKeys({ press: 'Enter' });
    element.clear();
    element.value = 'Set by the page';
    await waitUntil(() => !isPressed(element), 'ended');
    await type(element, '!');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => sent.length > 0, 'sent');
    expect(sent).to.deep.equal(['Set by the page!']);
  });

  it('with Escape, which leaves the panel open and the words where they are', async () => {
    const element = await dictating({ mode: 'floating' });
    element.show();
    await waitUntil(() => element.open && element.shadowRoot!.getAnimations().length === 0, 'open');
    const heard: string[] = [];
    document.addEventListener('keydown', ({ key }) => heard.push(key), { once: true });
    await listening(element);
    at().hear('rye bread', true);
    button(element).focus();
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !isPressed(element), 'ended');
    expect([element.open, draft(element), at().isOn, heard]).to.deep.equal([true, 'rye bread', false, []]);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !element.open, 'the next press closes');
  });

  it('before what was said is sent', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: reply('Yes.') }] });
    const element = await dictating({}, endpoint);
    await listening(element);
    at().last = 'rye bread please';
    at().hear('rye bread');
    part(element, 'send-button')!.click();
    await waitUntil(() => element.messages.at(-1)?.status === 'done', 'answered');
    const { messages } = (await log())[0]!.body as { messages: { content: string }[] };
    expect(messages.at(-1)!.content).to.equal('rye bread please');
    expect([draft(element), isPressed(element)]).to.deep.equal(['', false]);
  });

  const ends: [what: string, make: (element: Chat8080) => void][] = [
    ['the panel closes', (element) => element.hide()],
    ['the chat is cleared', (element) => element.clear()],
    ['the visitor is forgotten', (element) => element.forget()],
    ['the input is locked', (element) => (element.readOnly = true)],
    ['the chat is disabled', (element) => (element.disabled = true)],
    ['dictation is taken away', (element) => (element.dictation = false)],
    ['the element leaves the document', (element) => element.remove()],
  ];
  for (const [what, make] of ends) {
    it(`when ${what}`, async () => {
      const element = await dictating({ mode: 'floating', open: '' });
      await listening(element);
      make(element);
      await waitUntil(() => !at().isOn, 'off');
    });
  }

  it('when the page is hidden', async () => {
    const element = await dictating();
    await listening(element);
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    Reflect.deleteProperty(document, 'hidden');
    await waitUntil(() => !at().isOn, 'off');
  });

  it('where nothing can be typed it does not begin', async () => {
    const element = await dictating({ readonly: '' });
    expect(button(element).getAttribute('aria-disabled')).to.equal('true');
    button(element).click();
    await element.updateComplete;
    expect(Recognition.all).to.deep.equal([]);
  });

  it('and words that come after clear() are written nowhere', async () => {
    const element = await dictating();
    await listening(element);
    at().hear('a secret', true);
    element.clear();
    at().hear('another one', true);
    await element.updateComplete;
    expect(draft(element)).to.equal('');
  });
});

describe('why dictation does not work is said in the composer', () => {
  const rows: [error: string, words: string][] = [
    ['not-allowed', 'The microphone is blocked. Allow it for this page in the settings of your browser, then try again.'],
    ['service-not-allowed', 'The microphone is blocked. Allow it for this page in the settings of your browser, then try again.'],
    ['audio-capture', 'No microphone was found.'],
    ['no-speech', 'Nothing was heard. Check your microphone and try again.'],
    ['network', 'Dictation needs a connection to the internet. Please try again later.'],
    ['language-not-supported', 'Your browser does not understand the language of this page.'],
    ['something-new', 'Dictation does not work here right now. You can type instead.'],
  ];
  for (const [error, words] of rows) {
    it(error, async () => {
      const element = await dictating();
      await listening(element);
      at().fail(error);
      await waitUntil(() => notice(element) === words, words);
      expect(isPressed(element)).to.equal(false);
      await waitUntil(() => find(element, '[aria-live]')!.textContent.includes(words), 'said to screen readers');
      await type(element, 'I type instead');
      await waitUntil(() => notice(element) === '', 'gone with what is typed');
    });
  }

  it('a recognition that cannot begin', async () => {
    const element = await dictating();
    Recognition.isBroken = true;
    button(element).click();
    await waitUntil(() => notice(element) === 'Dictation does not work here right now. You can type instead.', 'said');
    Recognition.isBroken = false;
    await listening(element);
  });

  it('and asks for consent first where nothing may be sent without', async () => {
    const element = await dictating({ consent: 'Your words go to a model.' });
    button(element).click();
    await waitUntil(() => part(element, 'agree-button'), 'asked');
    expect(Recognition.all).to.deep.equal([]);
    part(element, 'agree-button')!.click();
    await waitUntil(() => isPressed(element), 'then it listens');
  });
});

describe('dictation is accessible', () => {
  for (const attributes of [{}, { dir: 'rtl', lang: 'he' }, { theme: 'dark' }] as Record<string, string>[]) {
    it(`before, while listening and after a failure: ${JSON.stringify(attributes)}`, async () => {
      const element = await dictating(attributes);
      await expect(element).to.be.accessible();
      button(element).click();
      await waitUntil(() => notice(element) !== '', 'listening');
      await expect(element).to.be.accessible();
      at().fail('not-allowed');
      await waitUntil(() => !isPressed(element), 'failed');
      await expect(element).to.be.accessible();
    });
  }

  it('stands before Send in the order of Tab, and by the keyboard alone it begins and ends', async () => {
    const element = await dictating();
    await type(element, 'Hello');
    await sendKeys({ press: 'Tab' });
    expect(element.shadowRoot!.activeElement).to.equal(button(element));
    await sendKeys({ press: 'Space' });
    await waitUntil(() => isPressed(element), 'listening');
    await waitUntil(() => find(element, '[aria-live]')!.textContent.includes('Listening…'), 'said');
    at().hear('there', true);
    await sendKeys({ press: 'Space' });
    await waitUntil(() => !isPressed(element), 'ended');
    await waitUntil(() => find(element, '[aria-live]')!.textContent.includes('Written: there'), 'said');
    expect(element.shadowRoot!.activeElement).to.equal(button(element));
    await sendKeys({ press: 'Tab' });
    expect(element.shadowRoot!.activeElement).to.equal(part(element, 'send-button'));
  });
});
