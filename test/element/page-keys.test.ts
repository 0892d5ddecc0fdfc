/** Which keys reach the listeners of the page: all that are of no use in the chat. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Chat8080 } from '../../src/index.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, draft, part, press, textarea } from './fixture.js';

const types = ['keydown', 'keypress', 'keyup'] as const;

/** What the page hears of `work`, in the words of `event.key`. */
async function heard(work: () => Promise<unknown>): Promise<string[]> {
  const keys = new Set<string>();
  const listen = ({ key }: KeyboardEvent): void => void keys.add(key);
  for (const type of types) document.addEventListener(type, listen);
  await work();
  for (const type of types) document.removeEventListener(type, listen);
  return [...keys];
}

/** `Control+Shift+z`: real keys, the last of them pressed while the others are down. */
async function pressAll(keys: string): Promise<void> {
  const [key, ...modifiers] = keys.split('+').toReversed() as [string, ...string[]];
  for (const modifier of modifiers.toReversed()) await sendKeys({ down: modifier });
  await sendKeys({ press: key });
  for (const modifier of modifiers) await sendKeys({ up: modifier });
}

const isModifier = (key: string): boolean => ['Control', 'Shift', 'Alt', 'Meta'].includes(key);

/** What `Control+k` is for the page: `k`; nothing, if only the modifiers reach it. */
async function reaching(keys: string): Promise<string[]> {
  return (await heard(() => pressAll(keys))).filter((key) => !isModifier(key));
}

/** The page's own use of a key, so that the browser makes none of it: it would close its tab, or save the page. */
function keepFromBrowser(event: KeyboardEvent): void {
  if (/^(F\d|[kspb/])/i.test(event.key)) event.preventDefault();
}

describe('a key pressed in the input', () => {
  beforeEach(() => addEventListener('keydown', keepFromBrowser));
  afterEach(() => removeEventListener('keydown', keepFromBrowser));

  const pagesOwn: [keys: string, key: string][] = [
    ['Control+k', 'k'],
    ['Meta+k', 'k'],
    ['Control+s', 's'],
    ['Control+b', 'b'],
    ['Control+/', '/'],
    ['Control+Shift+P', 'P'],
    ['Alt+k', 'k'],
    ['F2', 'F2'],
    ['Escape', 'Escape'],
    ['Tab', 'Tab'],
  ];
  for (const [keys, key] of pagesOwn) {
    it(`reaches the page: ${keys}`, async () => {
      const element = await chat('/v1');
      element.focus();
      expect(await reaching(keys)).to.deep.equal([key]);
      expect(draft(element)).to.equal('');
    });
  }

  const used = ['a', '?', ' ', '/', '1', 'Shift+G', 'ArrowLeft', 'ArrowDown', 'Home', 'PageDown', 'Backspace', 'Delete'].concat(
    ['Enter', 'Shift+Enter', 'Control+Enter', 'Control+a', 'Control+c', 'Control+x', 'Control+v', 'Control+z', 'Control+Shift+Z'],
    ['Control+ArrowLeft', 'Control+Backspace', 'Shift+ArrowUp', 'Alt+ArrowLeft'],
  );
  for (const keys of used) {
    it(`stays: ${keys}`, async () => {
      const element = await chat('/v1', { 'submit-on': 'none' });
      element.focus();
      element.value = 'A draft';
      await element.updateComplete;
      element.addEventListener('chat-send', (event) => event.preventDefault());
      expect(await reaching(keys)).to.deep.equal([]);
    });
  }

  it('stays while it is of an input method, whatever it is', async () => {
    const element = await chat('/v1');
    const init = { bubbles: true, composed: true, cancelable: true };
    const ofInputMethod: object = { keyCode: 229 };
    const send = (more: KeyboardEventInit): boolean => textarea(element).dispatchEvent(new KeyboardEvent('keydown', more));
    const said = await heard(async () => {
      send({ ...init, key: 'Escape', isComposing: true });
      send({ ...init, key: 'Tab', ...ofInputMethod });
      send({ ...init, key: 'Process', ...ofInputMethod });
      send({ ...init, key: 'å', altKey: true }); // macOS
      send({ ...init, key: 'か' });
      return element.updateComplete;
    });
    expect(said).to.deep.equal([]);
  });

  it('Escape that stops a reply stays, and the next one reaches the page', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: sse(chunk({ content: 'so' })) }, 'hang'] });
    const element = await chat(endpoint);
    const sent = element.send('hi');
    await waitUntil(() => element.status === 'streaming');
    element.focus();
    const stops = await heard(async () => {
      await sendKeys({ down: 'Escape' });
      await sent;
    });
    expect(stops).to.deep.equal([]);
    await sendKeys({ up: 'Escape' });
    expect(await reaching('Escape')).to.deep.equal(['Escape']);
  });
});

describe('a key pressed elsewhere in the chat', () => {
  async function withReply(): Promise<Chat8080> {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('Yes.') }] });
    const element = await chat(endpoint);
    await element.send('hi');
    await waitUntil(() => part(element, 'clear-button') && part(element, 'assistant'));
    return element;
  }

  for (const name of ['clear-button', 'assistant']) {
    it(`on ${name}: what scrolls and presses stays, everything else reaches the page`, async () => {
      const element = await withReply();
      element.addEventListener('chat-clear', (event) => event.preventDefault());
      for (const key of ['PageDown', 'ArrowDown', 'Home', ' ', 'Enter']) {
        part(element, name)!.focus();
        expect(await reaching(key), key).to.deep.equal([]);
      }
      part(element, name)!.focus();
      expect(await heard(() => press('g', 'F2'))).to.deep.equal(['g', 'F2']);
    });
  }

  it('F6 stays, which goes from the input to the transcript', async () => {
    const element = await withReply();
    element.focus();
    expect(await heard(() => sendKeys({ down: 'F6' }))).to.deep.equal([]);
    await sendKeys({ up: 'F6' });
  });

  it('what presses the launcher stays', async () => {
    const element = await chat('/v1', { mode: 'floating' });
    await waitUntil(() => part(element, 'launcher'));
    part(element, 'launcher')!.focus();
    const said = await heard(async () => {
      await press(' ');
      await waitUntil(() => element.open);
    });
    expect(said).to.deep.equal([]);
    element.remove();
  });

  it("in the page's own field in a slot every key is the page's", async () => {
    const element = await chat('/v1');
    element.innerHTML = '<textarea slot="composer-start"></textarea>';
    element.querySelector('textarea')!.focus();
    expect(await heard(() => press('a', ' ', 'Enter', 'ArrowLeft'))).to.deep.equal(['a', ' ', 'Enter', 'ArrowLeft']);
  });
});
