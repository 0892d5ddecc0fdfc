/** The button for a new conversation, and the way back from a slip. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { messageText } from '../../src/headless.js';
import { chunk, reply, script, sse } from '../support/script.js';
import type { Chat8080 } from '../../src/index.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, draft, drawn, find, findAll, messages, part, parts, press, textarea, type } from './fixture.js';

const clearButton = (element: Chat8080): HTMLElement | null => part(element, 'clear-button');
const restoreButton = (element: Chat8080): HTMLElement | null => part(element, 'restore-button');

async function asked(...texts: string[]): Promise<Chat8080> {
  const { endpoint } = await script({ status: 200, steps: [{ write: reply('**ok**') }] });
  const element = await chat(endpoint);
  for (const text of texts) await element.send(text);
  await waitUntil(() => findAll(element, '[part~=assistant] strong').length === texts.length); // drawn, so all is there that draws
  return element;
}

/** Real key presses on a button. */
async function pressed(element: Chat8080, button: HTMLElement | null): Promise<void> {
  button!.focus();
  await press('Enter');
  await drawn(2);
}

describe('a new conversation', () => {
  it('can be taken back: messages, versions, ratings and draft are as they were', async () => {
    const element = await asked('one', 'two');
    await element.regenerate();
    element.feedback = true;
    await waitUntil(() => parts(element, 'good-button').at(-1));
    parts(element, 'good-button').at(-1)!.click();
    await type(element, 'a draft');
    const before = messages(element);
    const { all } = element.conversation.state;
    await pressed(element, clearButton(element));
    await waitUntil(() => messages(element).length === 0, 'cleared'); // its part comes with the press
    expect(find(element, '[part~=welcome] p')).to.exist;
    expect(restoreButton(element)!.getAttribute('aria-label')).to.equal('Restore conversation');
    expect(element.shadowRoot!.activeElement).to.equal(textarea(element));
    await pressed(element, restoreButton(element));
    await waitUntil(() => messages(element).length === 4);
    expect(messages(element)).to.deep.equal(before);
    const untimed = (list: typeof all): unknown[] => list.map(({ createdAt, ...message }) => message);
    expect(untimed(element.conversation.state.all)).to.deep.equal(untimed(all));
    expect(parts(element, 'good-button').at(-1)!.ariaPressed).to.equal('true');
    expect(draft(element)).to.equal('a draft');
    expect(clearButton(element)).to.exist;
    await element.send('three');
    expect(element.messages.map(({ role }) => role)).to.deep.equal([
      'user',
      'assistant',
      'user',
      'assistant',
      'user',
      'assistant',
    ]);
  });

  it('a reply that was coming comes back with what it had', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: sse(chunk({ content: 'half' })) }, 'hang'] });
    const element = await chat(endpoint);
    const sent = element.send('hi');
    await waitUntil(() => part(element, 'assistant body')?.textContent === 'half');
    await pressed(element, clearButton(element));
    expect((await sent)!.status).to.equal('stopped');
    await waitUntil(async () => (await log())[0]!.closedAt !== undefined);
    await pressed(element, restoreButton(element));
    expect(messages(element)).to.deep.equal([
      ['user', 'hi'],
      ['assistant', 'half'],
    ]);
    expect(element.messages[1]!.status).to.equal('stopped');
    expect(element.status).to.equal('idle');
  });

  it('a double click is one press, there and back', async () => {
    const element = await asked('one');
    const doubleClick = async (): Promise<void> => {
      for (const detail of [1, 2]) {
        const button = restoreButton(element) ?? clearButton(element);
        button!.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
        await drawn(2);
      }
    };
    await doubleClick();
    expect(element.messages).to.deep.equal([]);
    await doubleClick();
    expect(element.messages).to.have.length(2);
  });

  it('Enter that is held on the button sends no draft', async () => {
    const element = await asked('one');
    await type(element, 'a draft');
    clearButton(element)!.focus();
    await sendKeys({ down: 'Enter' });
    await drawn(2);
    await sendKeys({ down: 'Enter' });
    await sendKeys({ up: 'Enter' });
    await drawn(2);
    expect(draft(element)).to.equal('a draft');
    expect(restoreButton(element)).to.exist;
  });

  it('what waited for its turn waits on, and goes out in order', async () => {
    const { endpoint } = await script(
      { status: 200, steps: [{ write: sse(chunk({ content: 'half' })) }, 'hang'] },
      { status: 200, steps: [{ write: reply('ok') }] },
    );
    const element = await chat(endpoint);
    void element.send('one');
    await waitUntil(() => part(element, 'assistant body')?.textContent === 'half');
    void element.send('two');
    await pressed(element, clearButton(element));
    await pressed(element, restoreButton(element));
    await element.send('three');
    const asked = element.messages.filter(({ role }) => role === 'user');
    expect(asked.map(messageText)).to.deep.equal(['one', 'two', 'three']);
  });

  it('whatever happens next in the conversation ends the way back', async () => {
    const element = await asked('one');
    await pressed(element, clearButton(element));
    await element.send('two');
    await waitUntil(() => messages(element).length === 2);
    expect(restoreButton(element)).to.equal(null);
    await pressed(element, clearButton(element));
    expect(restoreButton(element)).to.exist;
    element.clear(); // the page signs its visitor out
    await element.updateComplete;
    await waitUntil(() => !restoreButton(element));
    expect(clearButton(element)).to.equal(null);
  });

  it('what the page clears stays cleared', async () => {
    const element = await asked('one');
    element.clear();
    await waitUntil(() => find(element, '[part~=welcome] p'));
    expect(restoreButton(element)).to.equal(null);
  });

  it('another conversation has no way back to the one before', async () => {
    const element = await asked('one');
    element.persist = 'session';
    element.storageKey = 'ada';
    await waitUntil(() => sessionStorage.getItem('ada'));
    await pressed(element, clearButton(element));
    expect(restoreButton(element)).to.exist;
    element.storageKey = 'grace';
    await element.updateComplete;
    await waitUntil(() => !restoreButton(element));
    element.persist = 'none';
    await element.updateComplete;
    for (const key of ['chat-8080', 'ada', 'grace']) for (const name of [key, `${key}:view`]) sessionStorage.removeItem(name);
  });

  it('a listener that prevents chat-clear keeps everything, also a reply that is coming', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: sse(chunk({ content: 'half' })) }, 'hang'] });
    const element = await chat(endpoint);
    element.addEventListener('chat-clear', (event) => event.preventDefault(), { once: true });
    void element.send('hi');
    await waitUntil(() => part(element, 'assistant body')?.textContent === 'half');
    await pressed(element, clearButton(element));
    expect(element.status).to.equal('streaming');
    expect(restoreButton(element)).to.equal(null);
    element.clear();
  });
});
