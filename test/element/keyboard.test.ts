import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Chat8080 } from '../../src/index.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, drawn, part, parts, press, textarea, type } from './fixture.js';

async function withMessages(): Promise<Chat8080> {
  const { endpoint } = await script(
    { status: 200, steps: [{ write: reply('See [this](https://a.example/) and [that](https://b.example/).') }] },
    { status: 200, steps: [{ write: reply('Second.') }] },
  );
  const element = await chat(endpoint);
  const before = document.createElement('button');
  const after = document.createElement('button');
  element.before(before);
  element.after(after);
  await element.send('one');
  await element.send('two');
  await waitUntil(() => parts(element, 'link').length === 2 && parts(element, 'message').length === 4);
  return element;
}

const active = (element: Chat8080): Element | null => element.shadowRoot!.activeElement;
const name = (element: Element | null | undefined): string => element?.part.value || element?.localName || 'nothing';
/** By identity: chai would print both elements with all that they refer to. */
function expectActive(element: Chat8080, expected: Element | undefined): void {
  const actual = active(element);
  expect(actual === expected, `${name(actual)} has the focus, not ${name(expected)}`).to.be.true;
}

/** The keys come with the first of them. */
async function untilActive(element: Chat8080, expected: Element | undefined): Promise<void> {
  await waitUntil(() => active(element) === expected, `${name(expected)} has the focus`);
}

const message = (element: Chat8080, index: number): HTMLElement => parts(element, 'message').at(index)!;

/** The first focus in a transcript fetches the keys; it is a tab stop, though not the last message, once they are there. */
async function focusFirst(element: Chat8080, index: number): Promise<void> {
  await drawn(5); // nothing else is about to render the chat anew
  message(element, index).focus({ preventScroll: true });
  await waitUntil(() => message(element, index).tabIndex === 0, `message ${index} is the tab stop`);
}

async function pressWith(modifier: string, key: string): Promise<void> {
  await sendKeys({ down: modifier });
  await sendKeys({ press: key });
  await sendKeys({ up: modifier });
}

describe('the transcript by keyboard', () => {
  it('is one tab stop, at its last message, from both sides', async () => {
    const element = await withMessages();
    element.withoutHeader = true;
    await element.updateComplete;
    element.focus();
    await pressWith('Shift', 'Tab');
    await untilActive(element, message(element, -1));
    await pressWith('Shift', 'Tab');
    expect(document.activeElement === element.previousElementSibling, 'the button before').to.be.true;
    await press('Tab');
    expectActive(element, message(element, -1));
    await press('Tab');
    expectActive(element, textarea(element));
  });

  it('arrow keys, Home and End go from message to message, and Tab comes back to where one was', async () => {
    const element = await withMessages();
    await focusFirst(element, 0);
    message(element, -1).focus();
    await press('ArrowUp');
    expectActive(element, message(element, 2));
    await press('Home');
    expectActive(element, message(element, 0));
    await press('ArrowUp');
    expectActive(element, message(element, 0));
    await press('ArrowDown');
    expectActive(element, message(element, 1));
    await press('Tab');
    expectActive(element, textarea(element));
    await pressWith('Shift', 'Tab');
    expectActive(element, message(element, 1));
    await press('End');
    expectActive(element, message(element, 3));
  });

  it('Enter goes into a message, Tab through what is in it, Escape comes out', async () => {
    const element = await withMessages();
    await focusFirst(element, 1);
    const [first, second] = parts(element, 'link');
    await press('Enter');
    expectActive(element, first);
    await press('Tab');
    expectActive(element, second);
    await press('Escape');
    expectActive(element, message(element, 1));
    await press('Enter');
    await pressWith('Shift', 'Tab');
    expectActive(element, message(element, 1));
    await press('Enter', 'Tab', 'Tab');
    expect(active(element)!.part.contains('copy-button')).to.be.true;
    await press('Tab');
    expectActive(element, textarea(element));
  });

  it('a control that something else than Tab focuses keeps the focus, as when a screen reader does', async () => {
    const element = await withMessages();
    const [, second] = parts(element, 'link');
    second!.focus();
    expectActive(element, second);
  });

  it('a key that is pressed on a message before the keys have come does what it does when they are there', async () => {
    const element = await withMessages();
    message(element, -1).focus();
    await press('ArrowUp', 'Home');
    await untilActive(element, message(element, 0));
  });

  it('the F6 key goes from the input to the transcript and back', async () => {
    const element = await withMessages();
    element.focus();
    await press('F6');
    await untilActive(element, message(element, -1));
    await press('F6');
    expectActive(element, textarea(element));
  });

  /** As a screen reader does that reads line by line: in Chromium the focus stays behind. */
  async function readAt(element: Chat8080, node: Element): Promise<void> {
    (active(element) as HTMLElement).blur();
    document.getSelection()!.collapse(node.firstChild, 1);
    await press('F6');
  }

  it('the F6 key goes to the input from where the caret of a screen reader is in the transcript', async function () {
    if (!('getSelection' in ShadowRoot.prototype)) this.skip(); // the focus goes along there
    const element = await withMessages();
    element.focus();
    await press('F6');
    await untilActive(element, message(element, -1));
    await readAt(element, message(element, -1).querySelector('p')!);
    expectActive(element, textarea(element));
    expect(document.activeElement === element).to.be.true;
  });

  it('the F6 key is the browser’s where the caret is elsewhere in the page', async function () {
    if (!('getSelection' in ShadowRoot.prototype)) this.skip();
    const element = await withMessages();
    const outside = document.createElement('p');
    outside.textContent = 'Outside.';
    element.before(outside);
    element.focus();
    await press('F6');
    await untilActive(element, message(element, -1));
    let isOurs: boolean | undefined;
    addEventListener('keydown', (event) => (isOurs = event.defaultPrevented), { once: true });
    await readAt(element, outside);
    await waitUntil(() => isOurs !== undefined);
    expect(isOurs).to.be.false;
    expect(document.activeElement === document.body).to.be.true;
    outside.remove();
  });
});

describe('the focus', () => {
  it('is not moved by what comes', async () => {
    const { endpoint } = await script({
      status: 200,
      steps: [{ write: sse(chunk({ content: 'a' })) }, { wait: 100 }, { write: reply('b') }],
    });
    const element = await chat(endpoint);
    const button = document.createElement('button');
    element.before(button);
    button.focus();
    await element.send('Hi');
    await element.updateComplete;
    expect(document.activeElement === button, 'the button').to.be.true;
  });

  it('stays on the button that stopped a reply, and sends again when that has ended', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ wait: 400 }, { write: reply('b') }] });
    const element = await chat(endpoint);
    const sent = element.send('Hi');
    await waitUntil(() => part(element, 'stop-button'));
    part(element, 'stop-button')!.focus();
    await sent;
    await waitUntil(() => !part(element, 'stop-button'));
    expectActive(element, part(element, 'send-button')!);
  });

  it('goes to the input where a reply that the page has asked for hides the button that has it', async () => {
    const { endpoint } = await script(
      { status: 200, steps: [{ write: reply('a') }] },
      { status: 200, steps: [{ write: sse(chunk({ content: 'b' })) }, 'hang'] },
    );
    const element = await chat(endpoint);
    await element.send('Hi');
    await waitUntil(() => part(element, 'edit-button')?.checkVisibility({ visibilityProperty: true }));
    part(element, 'edit-button')!.focus();
    expectActive(element, part(element, 'edit-button')!);
    void element.send('And?');
    await waitUntil(() => element.status === 'streaming');
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    expectActive(element, textarea(element));
    element.stop();
  });

  it('stays at the buttons that go from version to version', async () => {
    const answers = ['a', 'b', 'c'].map((text) => ({ status: 200, steps: [{ write: reply(text) }] }));
    const { endpoint } = await script(...answers);
    const element = await chat(endpoint);
    await element.send('Hi');
    await element.regenerate();
    await element.regenerate();
    await waitUntil(() => part(element, 'versions')?.textContent.trim() === '3 / 3');
    part(element, 'previous-button')!.focus();
    await press('Enter');
    await waitUntil(() => part(element, 'versions')?.textContent.trim() === '2 / 3');
    expectActive(element, part(element, 'previous-button')!);
    await press('Enter');
    await waitUntil(() => part(element, 'versions')?.textContent.trim() === '1 / 3');
    expectActive(element, part(element, 'previous-button')!);
  });

  it('comes with autofocus, and without scrolling', async () => {
    const element = await chat('/v1', { autofocus: '' });
    expectActive(element, textarea(element));
  });
});

describe('keys that send', () => {
  const rows: [submitOn: string, key: string, sends: boolean][] = [
    ['enter', 'Enter', true],
    ['enter', 'Shift+Enter', false],
    ['enter', 'Control+Enter', true],
    ['mod-enter', 'Enter', false],
    ['mod-enter', 'Control+Enter', true],
    ['none', 'Enter', false],
    ['none', 'Control+Enter', true],
    ['ENTER', 'Enter', true],
  ];
  for (const [submitOn, key, sends] of rows) {
    it(`submit-on="${submitOn}": ${key} ${sends ? 'sends' : 'breaks the line'}`, async () => {
      const { endpoint } = await script({ status: 200, steps: [{ write: reply('ok') }] });
      const element = await chat(endpoint, { 'submit-on': submitOn });
      await type(element, 'Hi');
      const [modifier, name] = key.split('+') as [string, string | undefined];
      if (name === undefined) await press(modifier);
      else await pressWith(modifier, name);
      expect(element.messages.length > 0).to.equal(sends);
      expect(element.value).to.equal(sends ? '' : 'Hi\n');
    });
  }

  it('Escape ends one thing a press: the edit, then the reply', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: sse(chunk({ content: 'so' })) }, 'hang'] });
    const element = await chat(endpoint);
    await type(element, 'Hi');
    await press('Enter');
    await waitUntil(() => element.status === 'streaming');
    await press('Escape');
    await waitUntil(() => element.messages[1]?.status === 'stopped');
  });
});
