import { expect } from '@open-wc/testing';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, draft, find, messages, part, parts, press, saying, type } from './fixture.js';

/** The lines that the element writes to the console while `act` runs. */
async function hintsDuring(act: () => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  const { warn } = console;
  console.warn = (...values: unknown[]) => void lines.push(values.join(' '));
  try {
    await act();
    await import('../../src/element/hints/hint-texts.js'); // a hint waits for its words
    await new Promise((resolve) => setTimeout(resolve)); // what waited for the same import has run before the next task
  } finally {
    console.warn = warn;
  }
  return lines;
}

/** Once it can be read. */
const errorText = (element: Parameters<typeof find>[0]): string => {
  const text = find(element, '[part~=error] bdi');
  return text?.checkVisibility({ visibilityProperty: true }) ? text.textContent : '';
};

describe('without an endpoint', () => {
  it('the owner gets one hint in the console, and the visitor a calm message', async () => {
    const lines = await hintsDuring(async () => {
      const element = await chat(undefined, { label: 'Help' });
      element.label = 'Other';
      await element.updateComplete;
      expect(part(element, 'welcome')!.textContent.trim()).to.equal('This chat is not set up yet. Please come back later.');
      await type(element, 'Hello?');
      await press('Enter');
      expect(draft(element)).to.equal('Hello?');
      expect(messages(element)).to.deep.equal([]);
    });
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^<chat-8080> \[missing-endpoint\].*endpoint="/);
  });

  it('an endpoint that comes later sets the chat up, and an endpoint from the beginning gives no hint', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    await hintsDuring(async () => {
      const element = await chat(undefined);
      element.setAttribute('endpoint', endpoint);
      await element.updateComplete;
      expect(find(element, '[part~=welcome] p')).to.exist;
      await type(element, 'hi');
      await press('Enter');
      await waitUntil(() => messages(element)[1]?.[1] === 'ok');
    });
    expect(await hintsDuring(() => chat(endpoint))).to.deep.equal([]);
  });
});

describe('attributes that make no sense', () => {
  it('are left out, each with one hint that names it', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const lines = await hintsDuring(async () => {
      const element = await chat(endpoint, { temperature: 'hot', seed: '', credentials: 'always', model: 'm' });
      Object.assign(element, { model: null, topP: null });
      await element.send('one');
      await element.send('two');
    });
    expect(lines.map((line) => /\[.*?\] \S+/.exec(line)![0]).toSorted()).to.deep.equal([
      '[invalid-number] seed=""',
      '[invalid-number] temperature="hot"',
      '[invalid-value] credentials="always"',
    ]);
    expect(Object.keys((await log())[0]!.body as object).toSorted()).to.deep.equal(['messages', 'stream', 'stream_options']);
  });
});

describe('a failed turn', () => {
  it('explains itself in plain words, without status, address or what the server said, and offers Retry', async () => {
    const secret = { error: { message: 'No route for sk-abcdef123456 at db-7.internal', code: 'model_not_found' } };
    const { endpoint } = await script({
      status: 404,
      headers: { 'content-type': 'application/json' },
      steps: [{ write: JSON.stringify(secret) }],
    });
    const element = await chat(endpoint);
    const lines = await hintsDuring(() => element.send('hi'));
    await waitUntil(() => errorText(element) !== '');
    expect(errorText(element)).to.equal('The assistant cannot be found. Please tell the people who run this site.');
    expect(element.shadowRoot!.textContent).not.to.match(/404|sk-|internal|http/);
    expect(part(element, 'retry-button')).to.exist;
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^<chat-8080> \[request-not-found\].*404/);
    expect(lines[0]).not.to.contain('sk-abcdef');
  });

  it('is asked for again by Retry, which repeats no message of the visitor and keeps the focus in the chat', async () => {
    const { endpoint, log } = await script({ status: 403 }, { status: 200, steps: [{ write: reply('there you are') }] });
    const element = await chat(endpoint);
    await hintsDuring(() => element.send('hi'));
    await waitUntil(() => errorText(element) !== '');
    part(element, 'retry-button')!.focus();
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'there you are');
    expect(messages(element)).to.deep.equal([
      ['user', 'hi'],
      ['assistant', 'there you are'],
    ]);
    expect(part(element, 'error')).not.to.exist;
    expect(element.shadowRoot!.activeElement).to.exist;
    const [first, second] = await log();
    expect(second!.body).to.deep.equal(first!.body);
  });

  it('that breaks off keeps the text that came', async () => {
    const { endpoint } = await script({
      status: 200,
      steps: [{ write: sse(chunk({ content: 'half an ans' })) }, { wait: 50 }, 'reset'],
    });
    const element = await chat(endpoint);
    await hintsDuring(() => element.send('hi'));
    await waitUntil(() => errorText(element) !== '');
    expect(messages(element)[1]).to.deep.equal(['assistant', 'half an ans']);
    expect(errorText(element)).to.equal(
      'The reply was interrupted. Everything received so far is still here. You can try again.',
    );
    expect(element.status).to.equal('error');
  });

  it('is no obstacle for the next message', async () => {
    const { endpoint, log } = await script({ status: 403 }, { status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint);
    await hintsDuring(() => element.send('one'));
    await type(element, 'two');
    await press('Enter');
    await waitUntil(() => messages(element).at(-1)?.[1] === 'ok');
    expect(parts(element, 'retry-button')).to.have.length(0);
    expect((await log())[1]!.body).to.have.deep.property('messages', [{ role: 'user', content: 'one\n\ntwo' }]);
  });
});

describe('a conversation that is too long for the model', () => {
  const tooLong = {
    status: 400,
    headers: { 'content-type': 'application/json' },
    steps: [{ write: '{"error":{"code":"context_length_exceeded"}}' }],
  };
  const long = Array.from(
    { length: 40 },
    (_, index) => ({ role: index % 2 ? 'assistant' : 'user', content: `message ${index}` }) as const,
  );

  it('is answered all the same: the visitor sees all of it, and from where the model does', async () => {
    const { endpoint, log } = await script(tooLong, { status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint);
    element.messages = long;
    await element.send('And now?');
    expect((await log()).map(({ body }) => (body as { messages: unknown[] }).messages.length)).to.deep.equal([41, 1]);
    expect(messages(element)).to.have.length(42);
    const line = saying(element, 'The assistant sees the conversation from here on.')!;
    expect(line.checkVisibility()).to.equal(true);
    const { bottom } = line.getBoundingClientRect();
    const tops = parts(element, 'message').map((message) => message.getBoundingClientRect().top);
    expect(tops.filter((top) => top >= bottom)).to.have.length(2); // the question and its reply
  });

  it('offers a new conversation where that fails too, also without a header', async () => {
    const { endpoint } = await script(tooLong);
    const element = await chat(endpoint, { 'without-header': '' });
    element.messages = long;
    await element.send('And now?');
    await waitUntil(() => errorText(element).includes('too long'));
    const button = find(element, '[part~=error] [part~=clear-button]')!;
    expect(button.textContent.trim()).to.equal('New conversation');
    button.click();
    await waitUntil(() => parts(element, 'message').length === 0);
    expect(element.shadowRoot!.activeElement?.part.contains('textarea')).to.equal(true);
  });

  it('sends no more than the owner allows', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint, { 'max-history': '4', 'max-history-characters': '100000' });
    element.messages = long;
    await element.send('And now?');
    expect((await log()).map(({ body }) => (body as { messages: unknown[] }).messages.length)).to.deep.equal([3]);
  });
});

describe('Stop', () => {
  it('appears only when a reply takes its time, closes the socket, and keeps the text', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: sse(chunk({ content: 'so far' })) }, 'hang'] });
    const element = await chat(endpoint);
    const reply = element.send('hi');
    await waitUntil(() => messages(element)[1]?.[1] === 'so far');
    await waitUntil(() => part(element, 'stop-button'));
    part(element, 'stop-button')!.click();
    expect((await reply)!.status).to.equal('stopped');
    await waitUntil(async () => (await log())[0]!.closedAt !== undefined); // the server itself never closes it
    await element.updateComplete;
    await waitUntil(() => saying(element, 'Stopped.'));
    expect(messages(element)[1]![1]).to.equal('so far');
    expect(part(element, 'stop-button')).not.to.exist;
    expect(element.shadowRoot!.activeElement?.localName).to.equal('textarea');
  });

  it('before the first word leaves no empty message behind in the history', async () => {
    const { endpoint, log } = await script({ status: 200, steps: ['hang'] }, { status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint);
    const first = element.send('one');
    await waitUntil(async () => (await log()).length === 1);
    element.stop();
    await first;
    await element.send('two');
    expect((await log())[1]!.body).to.have.deep.property('messages', [{ role: 'user', content: 'one\n\ntwo' }]);
  });

  it('Retry clicked twice asks once', async () => {
    const { endpoint, log } = await script({ status: 403 }, { status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint);
    await hintsDuring(() => element.send('hi'));
    await waitUntil(() => part(element, 'retry-button'));
    const button = part(element, 'retry-button')!;
    button.click();
    button.click();
    await waitUntil(() => messages(element)[1]?.[1] === 'ok');
    expect(await log()).to.have.length(2);
  });
});

describe('a guest on the page', () => {
  it('moving the element in the document loses nothing of the reply', async () => {
    const { endpoint } = await script({
      status: 200,
      steps: [
        { write: sse(chunk({ content: 'one ' })) },
        { wait: 150 },
        { write: sse(chunk({ content: 'two' }, 'stop'), '[DONE]') },
      ],
    });
    const element = await chat(endpoint);
    const reply = element.send('hi');
    await waitUntil(() => messages(element)[1]?.[1] === 'one');
    const elsewhere = document.createElement('main');
    document.body.append(elsewhere);
    elsewhere.append(element);
    expect((await reply)!.status).to.equal('done');
    await waitUntil(() => messages(element)[1]![1] === 'one two');
    elsewhere.remove();
  });

  it('removing it closes the connection', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: sse(chunk({ content: 'one' })) }, 'hang'] });
    const element = await chat(endpoint);
    const reply = element.send('hi');
    await waitUntil(() => messages(element)[1]?.[1] === 'one');
    element.remove();
    expect((await reply)!.status).to.equal('stopped');
    await waitUntil(async () => (await log())[0]!.closedAt !== undefined);
  });
});
