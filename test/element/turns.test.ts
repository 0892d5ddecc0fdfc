import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, find, findAll, messages, part, parts, press, saying, textarea, type } from './fixture.js';

const answer = (text: string) => ({ status: 200, steps: [{ write: reply(text) }] });
const cut = (text: string) => ({
  status: 200,
  steps: [{ write: sse(chunk({ content: text }), chunk({}, 'length'), '[DONE]') }],
});

describe('a turn can be taken again', () => {
  it('Regenerate asks for another reply, and the earlier one can still be reached', async () => {
    const { endpoint, log } = await script(answer('first'), answer('second'));
    const element = await chat(endpoint);
    await element.send('Hi');
    await waitUntil(() => part(element, 'regenerate-button'));
    part(element, 'regenerate-button')!.click();
    await waitUntil(() => messages(element)[1]?.[1] === 'second' && element.status === 'idle');
    await waitUntil(() => part(element, 'versions'));
    expect(part(element, 'versions')!.textContent.trim()).to.equal('2 / 2');
    part(element, 'previous-button')!.click();
    await waitUntil(() => messages(element)[1]?.[1] === 'first');
    expect(part(element, 'versions')!.textContent.trim()).to.equal('1 / 2');
    expect(part(element, 'previous-button')!.ariaDisabled).to.equal('true');
    expect(part(element, 'next-button')!.ariaDisabled).to.equal('false');
    part(element, 'previous-button')!.click(); // there is none: nothing happens
    part(element, 'next-button')!.click();
    await waitUntil(() => messages(element)[1]?.[1] === 'second');
    const [first, second] = await log();
    expect(second!.body).to.deep.equal(first!.body);
  });

  it('an edited message is sent anew in its place, and the earlier one can still be reached, with its reply', async () => {
    const { endpoint, log } = await script(answer('to one'), answer('to two'));
    const element = await chat(endpoint);
    await element.send('one');
    await waitUntil(() => part(element, 'edit-button'));
    part(element, 'edit-button')!.click();
    await waitUntil(() => find(element, '[part~=user] textarea'));
    const field = find(element, '[part~=user] textarea') as HTMLTextAreaElement;
    expect(field.value).to.equal('one');
    expect(element.shadowRoot!.activeElement === field).to.be.true;
    field.select();
    await sendKeys({ type: 'two' });
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'to two');
    expect(messages(element)).to.deep.equal([
      ['user', 'two'],
      ['assistant', 'to two'],
    ]);
    expect((await log())[1]!.body).to.have.deep.property('messages', [{ role: 'user', content: 'two' }]);
    part(element, 'user previous-button')!.click();
    await waitUntil(() => messages(element)[0]?.[1] === 'one');
    expect(messages(element)[1]).to.deep.equal(['assistant', 'to one']);
  });

  it('what has been edited stays where it cannot be sent: the page has refused it, or asked for something itself', async () => {
    const { endpoint } = await script(answer('to one'), {
      status: 200,
      steps: [{ write: sse(chunk({ content: 'so' })) }, 'hang'],
    });
    const element = await chat(endpoint);
    await element.send('one');
    await waitUntil(() => part(element, 'edit-button'));
    element.addEventListener('chat-send', (event) => event.preventDefault());
    part(element, 'edit-button')!.click();
    await waitUntil(() => find(element, '[part~=user] textarea'));
    await press('2', 'Enter');
    await element.updateComplete;
    const edited = (): string | undefined => (find(element, '[part~=user] textarea') as HTMLTextAreaElement | null)?.value;
    expect(edited()).to.equal('one2');
    void element.send('two');
    await waitUntil(() => element.status === 'streaming');
    await press('Enter');
    await element.updateComplete;
    expect(edited()).to.equal('one2');
    element.stop();
  });

  it('Arrow up in an empty composer edits the last message, Escape takes that back, and the draft is left alone', async () => {
    const { endpoint, log } = await script(answer('ok'));
    const element = await chat(endpoint);
    await element.send('question');
    await waitUntil(() => part(element, 'edit-button'));
    await type(element, 'x');
    await press('ArrowUp');
    expect(find(element, '[part~=user] textarea')).not.to.exist;
    await press('End', 'Backspace', 'ArrowUp');
    await waitUntil(() => find(element, '[part~=user] textarea'));
    await sendKeys({ type: ' changed' });
    expect((find(element, '[part~=user] textarea') as HTMLTextAreaElement).value).to.equal('question changed');
    await press('Escape');
    await waitUntil(() => !find(element, '[part~=user] textarea'));
    expect(messages(element)[0]).to.deep.equal(['user', 'question']);
    expect(element.shadowRoot!.activeElement === textarea(element)).to.be.true;
    expect(await log()).to.have.length(1);
  });

  it('Continue appends the rest to a reply that was cut by its length', async () => {
    const { endpoint } = await script(cut('One, two,'), answer(' three.'));
    const element = await chat(endpoint);
    await element.send('Count');
    await waitUntil(() => part(element, 'continue-button') && saying(element, 'The reply reached its length limit.'));
    part(element, 'continue-button')!.click();
    await waitUntil(() => messages(element)[1]?.[1] === 'One, two, three.');
    expect(messages(element)).to.have.length(2);
    expect(saying(element, 'The reply reached its length limit.')).not.to.exist;
  });

  it('while a reply is coming nothing can be taken again', async () => {
    const { endpoint } = await script(answer('a'), { status: 200, steps: [{ write: sse(chunk({ content: 'so' })) }, 'hang'] });
    const element = await chat(endpoint);
    await element.send('one');
    void element.send('two');
    await waitUntil(() => messages(element)[3]?.[1] === 'so');
    for (const button of findAll(element, '[part~=edit-button], [part~=regenerate-button], [part~=versions]')) {
      expect(getComputedStyle(button).visibility).to.equal('hidden');
    }
    await press('ArrowUp');
    expect(find(element, '[part~=user] textarea')).not.to.exist;
    element.stop();
  });

  for (const [attribute, button] of [
    ['without-copy', 'copy-button'],
    ['without-edit', 'edit-button'],
    ['without-regenerate', 'regenerate-button'],
  ] as const) {
    it(`${attribute} takes the button away`, async () => {
      const { endpoint } = await script(answer('ok'));
      const element = await chat(endpoint);
      await element.send('Hi');
      await waitUntil(() => part(element, button));
      element.setAttribute(attribute, '');
      await element.updateComplete;
      expect(part(element, button)).not.to.exist;
    });
  }
});

describe('what is copied', () => {
  it('is the Markdown of a message, and its HTML without our buttons', async () => {
    const { endpoint } = await script(answer('A **bold** word\n\n- [ ] one\n\n```js\nlet a;\n```'));
    const element = await chat(endpoint);
    await element.send('Hi');
    await waitUntil(() => find(element, '[part~=body] strong') && parts(element, 'assistant copy-button').length === 1);
    const written: ClipboardItem[] = [];
    const write = (items: ClipboardItem[]): Promise<void> => {
      written.push(...items);
      return Promise.resolve();
    };
    Object.defineProperty(navigator.clipboard, 'write', { configurable: true, value: write });
    part(element, 'assistant copy-button')!.click();
    await waitUntil(() => find(element, 'div[aria-live]')!.textContent.endsWith('Message copied.'));
    Reflect.deleteProperty(navigator.clipboard, 'write');
    const read = async (type: string): Promise<string> => (await written[0]!.getType(type)).text();
    expect(await read('text/plain')).to.equal('A **bold** word\n\n- [ ] one\n\n```js\nlet a;\n```');
    const html = await read('text/html');
    expect(html).to.contain('A <strong>bold</strong> word').and.to.contain('let a;');
    expect(html).not.to.match(/style=|<button|>Copy</);
  });
});

describe('reasoning', () => {
  it('stands in a disclosure that says how long it took, and is not part of the reply', async () => {
    const { endpoint } = await script({
      status: 200,
      steps: [
        { write: sse(chunk({ reasoning_content: 'Let me ' })) },
        { wait: 1100 },
        { write: sse(chunk({ reasoning_content: 'think.' })) },
        { wait: 50 },
        { write: reply('42') },
      ],
    });
    const element = await chat(endpoint);
    const sent = element.send('Why?');
    await waitUntil(() => find(element, 'summary')?.textContent === 'Thinking…', 'it thinks');
    await sent;
    await waitUntil(() => find(element, 'summary')?.textContent === 'Thought for 1 s');
    expect(find(element, 'details')!.hasAttribute('open')).to.be.false;
    find(element, 'summary')!.click();
    expect(find(element, 'details div')!.textContent).to.equal('Let me think.');
    await waitUntil(() => part(element, 'assistant body')?.textContent === '42');
  });
});

describe('a wait', () => {
  it('that the server asks for is counted down', async () => {
    const { endpoint } = await script({ status: 429, headers: { 'retry-after': '61' } });
    const element = await chat(endpoint);
    await element.send('Hi');
    await waitUntil(() => part(element, 'retry-button'));
    const left = (): number => Number(/again in (\d+)\ss/.exec(part(element, 'retry-button')!.textContent)?.[1]);
    const first = left();
    expect(first).to.be.within(58, 61);
    await waitUntil(() => left() < first, 'it counts');
    expect(part(element, 'retry-button')!.getAttribute('aria-disabled')).to.equal('true');
    part(element, 'retry-button')!.click();
    expect(element.status, 'not before its time').to.equal('error');
  });

  it('that is over lets its button ask again', async () => {
    const { endpoint } = await script({ status: 429, headers: { 'retry-after': '61' } }, answer('Yes.'));
    const element = await chat(endpoint);
    await element.send('Hi');
    await waitUntil(() => part(element, 'retry-button'));
    const { now } = Date;
    Date.now = () => now() + 62_000;
    try {
      await waitUntil(() => part(element, 'retry-button')!.getAttribute('aria-disabled') === 'false', 'it can be pressed');
      expect(part(element, 'retry-button')!.textContent.trim()).to.equal('Try again');
      part(element, 'retry-button')!.click();
      await waitUntil(() => element.status === 'idle', 'asked again');
    } finally {
      Date.now = now;
    }
  });

  it('is said in minutes and hours where it is long', async () => {
    for (const [seconds, left] of [
      [600, '10\xa0min'],
      [18_000, '5\xa0h'],
    ] as const) {
      const { endpoint } = await script({ status: 429, headers: { 'retry-after': String(seconds) } });
      const element = await chat(endpoint);
      await element.send('Hi');
      await waitUntil(() => part(element, 'retry-button')?.textContent.includes(left), left);
    }
  });

  it('for the network: the message is kept, and sent once', async () => {
    const { endpoint, log } = await script(answer('back'));
    const element = await chat(endpoint);
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    dispatchEvent(new Event('offline'));
    const sent = element.send('Hi');
    await waitUntil(() => part(element, 'notice') && part(element, 'pending'));
    expect(element.matches(':state(offline)')).to.be.true;
    expect(part(element, 'pending')!.textContent).to.contain('You are offline.');
    expect(await log()).to.have.length(0);
    Reflect.deleteProperty(navigator, 'onLine');
    dispatchEvent(new Event('online'));
    await sent;
    await waitUntil(() => messages(element)[1]?.[1] === 'back' && !part(element, 'notice'));
    expect(await log()).to.have.length(1);
  });
});

describe('feedback', () => {
  it('is a pair of buttons that stay pressed, and can be taken back', async () => {
    const { endpoint } = await script(answer('ok'));
    const element = await chat(endpoint);
    await element.send('Hi');
    await waitUntil(() => part(element, 'copy-button'));
    expect(part(element, 'good-button')).not.to.exist;
    element.feedback = true;
    await element.updateComplete;
    const values: unknown[] = [];
    element.addEventListener('chat-feedback', ({ detail }) => values.push(detail.value));
    const pressed = (): (string | null)[] =>
      findAll(element, '[part~=good-button], [part~=bad-button]').map((button) => button.getAttribute('aria-pressed'));
    expect(pressed()).to.deep.equal(['false', 'false']);
    for (const button of ['good-button', 'bad-button', 'bad-button']) {
      part(element, button)!.click();
      await element.updateComplete;
      values.push(pressed().join());
    }
    expect(values).to.deep.equal(['good', 'true,false', 'bad', 'false,true', undefined, 'false,false']);
  });
});
