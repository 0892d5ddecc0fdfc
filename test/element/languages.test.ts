import { expect, fixture, html } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { locale as german } from '../../src/locales/de.js';
import { dictationWords } from '../../src/locales/en-dictation.js';
import { editingWords } from '../../src/locales/en-editing.js';
import { attachmentWords } from '../../src/locales/en-attachments.js';
import { extrasWords } from '../../src/locales/en-extras.js';
import { failureWords } from '../../src/locales/en-failures.js';
import { mediaWords } from '../../src/locales/en-media.js';
import { messageWords } from '../../src/locales/en-messages.js';
import { queueWords } from '../../src/locales/en-queue.js';
import { readAloudWords } from '../../src/locales/en-read-aloud.js';
import { shellWords } from '../../src/locales/en-shell.js';
import { sourcesWords } from '../../src/locales/en-sources.js';
import { speechWords } from '../../src/locales/en-speech.js';
import { toolWords } from '../../src/locales/en-tools.js';
import { wrappingWords } from '../../src/locales/en-wrapping.js';
import { locale as spanish } from '../../src/locales/es.js';
import { locale as french } from '../../src/locales/fr.js';
import type { Locale } from '../../src/locales/index.js';
import { englishStrings } from '../../src/markdown/options.js';
import { reply, script, sse, chunk } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, description, find, part, saying, textarea } from './fixture.js';

const en = {
  ...shellWords,
  ...messageWords,
  ...dictationWords,
  ...editingWords,
  ...attachmentWords,
  ...extrasWords,
  ...failureWords,
  ...mediaWords,
  ...queueWords,
  ...readAloudWords,
  ...sourcesWords,
  ...speechWords,
  ...toolWords,
  ...wrappingWords,
};

const greeting = (element: Chat8080): string => find(element, '[part~=welcome] p')?.textContent ?? '';
const greets = (element: Chat8080, text: string): Promise<void> =>
  waitUntil(() => greeting(element) === text, `greets with ${text}`);

describe('the language', () => {
  const rows: [lang: string, greeting: string][] = [
    ['de', german.greeting],
    ['de-AT', german.greeting],
    ['ES', spanish.greeting],
    ['fr-CA', french.greeting],
    ['en-GB', en.greeting],
    ['nl', en.greeting],
    ['', en.greeting],
  ];
  for (const [lang, text] of rows) {
    it(`lang="${lang}" on the element: ${text}`, async () => {
      await greets(await chat('/v1', { lang }), text);
    });
  }

  it('is that of the nearest ancestor with a lang', async () => {
    const outer = await fixture(html`<div lang="fr"><p lang="es"></p></div>`);
    const element = document.createElement('chat-8080');
    element.endpoint = '/v1';
    outer.querySelector('p')!.append(element);
    await greets(element, spanish.greeting);
  });

  it('is found through the shadow roots around the element', async () => {
    const outer = await fixture<HTMLElement>(html`<div lang="de"><section></section></div>`);
    const root = outer.querySelector('section')!.attachShadow({ mode: 'open' });
    const inner = root.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    const element = document.createElement('chat-8080');
    element.endpoint = '/v1';
    inner.append(element);
    await greets(element, german.greeting);
  });

  it('changes at run time with the attribute of the element, and what a message says changes with it', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('```js\nlet a;\n```') }] });
    const element = await chat(endpoint);
    await element.send('Hi');
    await waitUntil(() => part(element, 'copy-button') && part(element, 'send-button'));
    for (const [lang, words] of [
      ['de', german],
      ['fr', french],
      ['', en],
    ] as const) {
      element.lang = lang;
      await waitUntil(() => part(element, 'send-button')!.title === words.send, `speaks ${lang}`);
      expect(find(element, '[part~=user] [role=heading]')!.textContent.trim()).to.equal(words.said(words.you));
      expect(part(element, 'copy-button')!.title).to.equal(words.copyMessage);
      expect(find(element, 'textarea')!.getAttribute('placeholder')).to.equal(words.placeholder);
      expect(part(element, 'transcript')!.getAttribute('aria-label')).to.equal(words.transcript);
    }
  });

  it('changes at run time with an ancestor', async () => {
    const element = await chat('/v1');
    element.parentElement!.lang = 'de';
    await greets(element, german.greeting);
    element.parentElement!.lang = 'es';
    await greets(element, spanish.greeting);
  });
});

describe('the owner’s own words', () => {
  it('take the place of single ones, nested ones too, and go back', async () => {
    const { endpoint } = await script({ status: 403, headers: { 'content-type': 'application/json' }, steps: [{ write: '{}' }] });
    const element = await chat(endpoint, { lang: 'de' });
    await greets(element, german.greeting);
    element.strings = {
      send: 'Los',
      unread: (count: number) => `${count} da`,
      errors: { ...german.errors, forbidden: 'Nur für Mitglieder.' },
    };
    await waitUntil(() => part(element, 'send-button')!.title === 'Los');
    expect(greeting(element)).to.equal(german.greeting);
    await element.send('Hi');
    await waitUntil(() => find(element, '[part~=error] p')?.textContent.includes('Nur für Mitglieder.'));
    expect(find(element, '[part~=user] [role=heading]')!.textContent.trim()).to.equal(german.said(german.you));
    element.strings = { you: 'Mitglied' };
    await element.updateComplete;
    expect(find(element, '[part~=user] [role=heading]')!.textContent.trim()).to.equal(german.said('Mitglied'));
    element.strings = undefined;
    await waitUntil(() => part(element, 'send-button')!.title === german.send);
    expect(find(element, '[part~=error] p')!.textContent).to.contain(german.errors.forbidden);
  });

  it('leave every other word of a nested group as it was', async () => {
    const call = { tool_calls: [{ index: 0, id: 'c', function: { name: 'stock', arguments: '{}' } }] };
    const { endpoint } = await script({ status: 200, steps: [{ write: sse(chunk(call), chunk({}, 'tool_calls'), '[DONE]') }] });
    const element = await chat(endpoint);
    element.strings = { tool: { running: (name: string) => `Looking at ${name}` } as Locale['tool'] };
    element.tools = [{ name: 'stock', confirm: true, execute: () => new Promise(() => undefined) }];
    void element.send('Hi');
    await waitUntil(() => saying(element, en.tool.approval('stock')));
    await waitUntil(() => part(element, 'approve-button')!.ariaDisabled === 'false');
    part(element, 'approve-button')!.click();
    await waitUntil(() => find(element, '[part~=tool] summary')?.textContent.includes('Looking at stock'));
    element.stop();
  });
});

/** Those of the renderer stand with it. */
const english = { ...en, ...englishStrings };

/** Every word with its path; functions are given values that can be found again. */
function flat(words: object, path = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, word] of Object.entries(words) as [string, unknown][]) {
    const here = path + key;
    if (typeof word === 'string') all.set(here, word);
    else if (typeof word === 'function') all.set(here, (word as (...values: unknown[]) => string)(...given(here)));
    else for (const [inner, text] of flat(word as object, `${here}.`)) all.set(inner, text);
  }
  return all;
}

const numbers = ['unread', 'version', 'charactersLeft', 'reasoned', 'spokenTable', 'longReply', 'versionOf'];
const given = (key: string): unknown[] => (numbers.includes(key) ? [7, 8] : ['Ada', 7]);
const groups = (words: object): string[] => [...flat(words).keys()].sort();

for (const [name, locale] of Object.entries({ german, spanish, french })) {
  describe(name, () => {
    it('has every key that English has, none of them empty', () => {
      expect(groups(locale)).to.deep.equal(groups(english));
      for (const [key, word] of flat(locale)) expect(word.trim(), key).not.to.equal('');
    });

    it('has no English left', () => {
      const words = flat(english);
      // Words that are the same in both languages.
      const same = new Set([
        'label',
        'version',
        'table',
        'image',
        'audio',
        'message',
        'suggestions',
        'code',
        'assistant',
        'transcript',
      ]);
      const left = [...flat(locale)].filter(([key, word]) => word === words.get(key) && !same.has(key)).map(([key]) => key);
      expect(left).to.deep.equal([]);
      for (const [key, word] of flat(locale)) expect(word, key).not.to.match(/\b(the|your|you|reply|try again|assistant has)\b/i);
    });

    it('says the numbers and names that it is given, with a singular', () => {
      for (const [key, word] of flat(english)) {
        const values = given(key).map(String);
        for (const value of values.filter((each) => word.includes(each))) expect(flat(locale).get(key), key).to.contain(value);
      }
      expect(locale.unread(1)).to.contain('1').and.not.to.equal(locale.unread(2).replace('2', '1'));
      for (const key of ['code', 'loadImage'] as const) expect(locale[key]).to.match(/\{(language|host)\}/);
    });
  });
}

describe('words with numbers in the chat', () => {
  it('say how many characters are left', async () => {
    const element = await chat('/v1', { lang: 'fr', maxlength: '20' });
    element.value = 'a'.repeat(12);
    await waitUntil(() => description(element) === french.charactersLeft(8));
    element.value = 'a'.repeat(19);
    await waitUntil(() => description(element) === french.charactersLeft(1));
    expect(saying(element, french.charactersLeft(8)), 'the line before').to.equal(undefined);
  });

  it('an empty input runs as the page does, and what is written in it as its letters do', async () => {
    const element = await chat('/v1', { dir: 'rtl' });
    const direction = (): string => getComputedStyle(textarea(element)).direction;
    expect(direction()).to.equal('rtl');
    for (const [text, expected] of [
      ['Hello', 'ltr'],
      ['שלום', 'rtl'],
      ['', 'rtl'],
    ] as const) {
      element.value = text;
      await element.updateComplete;
      expect(direction(), text).to.equal(expected);
    }
  });
});
