/** What of pictures, recordings and files goes along with later questions, and what they count for. */
import { expect } from '@open-wc/testing';
import type { ContentPart } from '../../src/headless.js';
import { exchange, start, type Chat } from './support.js';

const picture = (name: string, length = 100): ContentPart => ({
  type: 'image_url',
  image_url: { url: `data:image/png;base64,${name.padEnd(length, 'A')}` },
});
const pdf = (filename: string, length = 100): ContentPart => ({
  type: 'file',
  file: { filename, file_data: `data:application/pdf;base64,${'A'.repeat(length)}` },
});

function ask({ conversation }: Chat, text: string, ...parts: ContentPart[]): void {
  conversation.addMessage({ role: 'user', content: { text, parts } });
  conversation.addMessage({ role: 'assistant', content: `about ${text}` });
}

/** What the model is sent of the visitor's messages: of parts that are no text the beginning. */
function sent({ model }: Chat, request = -1): unknown[] {
  return model.requests
    .at(request)!
    .body.messages.filter(({ role }) => role === 'user')
    .map(({ content }) =>
      typeof content === 'string'
        ? content
        : (content as ContentPart[]).map((part) =>
            part.type === 'text' ? part.text : part.type === 'image_url' ? part.image_url.url.slice(22, 25) : part.type,
          ),
    );
}

const refusal = { error: { message: 'Images are not supported here.', code: 'invalid_value' } };

async function refused(chat: Chat, text: string, ...parts: ContentPart[]): Promise<void> {
  const reply = chat.conversation.send({ text, parts });
  (await chat.model.next()).refuse(400, {}, refusal);
  expect((await reply)!.error?.code).to.equal('unsupported-content');
}

describe('what was attached', () => {
  it('goes along again with the four newest messages that have something, and is named in older ones', async () => {
    const chat = start();
    for (const name of ['one', 'two', 'thr', 'fou', 'fiv']) {
      ask(chat, name, picture(name));
      ask(chat, `more of ${name}`);
    }
    ask(chat, '', pdf('prices.pdf'));
    await exchange(chat, 'now', 'yes');
    expect(sent(chat)).to.deep.equal([
      'one\n\n[picture]',
      'more of one',
      'two\n\n[picture]',
      'more of two',
      ['thr', 'thr'],
      'more of thr',
      ['fou', 'fou'],
      'more of fou',
      ['fiv', 'fiv'],
      'more of fiv',
      ['file'],
      'now',
    ]);
  });

  for (const [maxHistoryAttachments, seen] of [
    [0, ['one\n\n[picture]', '[prices.pdf]', ['now', 'now']]],
    [1, ['one\n\n[picture]', '[prices.pdf]', ['now', 'now']]],
    [2, ['one\n\n[picture]', ['file'], ['now', 'now']]],
  ] as const) {
    it(`goes along with as many as the owner says, and always with the question: ${maxHistoryAttachments}`, async () => {
      const chat = start({ maxHistoryAttachments });
      ask(chat, 'one', picture('one'));
      ask(chat, '', pdf('prices.pdf'));
      const reply = chat.conversation.send({ text: 'now', parts: [picture('now')] });
      (await chat.model.next()).say('yes').finish();
      await reply;
      expect(sent(chat)).to.deep.equal(seen);
    });
  }

  it('is text where it is a text', async () => {
    const chat = start({ maxHistoryAttachments: 0 });
    ask(chat, 'sum', { type: 'file', file: { filename: 'prices.csv', text: 'a;b' } });
    await exchange(chat, 'now', 'yes');
    expect(sent(chat)).to.deep.equal(['sum\n\nFile “prices.csv”:\n\na;b', 'now']);
  });

  it('changes nothing of what is shown', async () => {
    const chat = start({ maxHistoryAttachments: 0 });
    ask(chat, 'one', picture('one'));
    const [before] = chat.conversation.state.messages;
    await exchange(chat, 'now', 'yes');
    expect(chat.conversation.state.messages[0]).to.equal(before);
  });

  it('that is yet to be fetched is named, also in the question', async () => {
    const chat = start();
    ask(chat, 'one', { type: 'image_url', image_url: { url: 'kept:0123456789abcdef01234567' } });
    const reply = chat.conversation.send([{ type: 'file', file: { filename: 'x.pdf', file_data: 'kept:0123' } }]);
    (await chat.model.next()).say('yes').finish();
    await reply;
    expect(sent(chat)).to.deep.equal(['one\n\n[picture]', '[x.pdf]']);
    expect(JSON.stringify(chat.model.requests[0]!.body)).not.to.contain('kept:');
  });
});

for (const text of ['{"url":"kept:0123"} "kept:', 'kept: the receipt', 'kept:0123!'])
  it(`a text that reads like a reference to something kept is sent as it is: ${text}`, async () => {
    const chat = start();
    ask(chat, 'one', picture('one'));
    ask(chat, text);
    await exchange(chat, text, 'yes');
    expect(sent(chat).slice(1)).to.deep.equal([text, text]);
  });

it('so are a file whose text, and a picture whose name, reads like one', async () => {
  const chat = start();
  const file: ContentPart = { type: 'file', file: { filename: 'a.txt', text: 'kept: the receipt' } };
  const reply = chat.conversation.send([
    { type: 'text', text: 'now' },
    file,
    { ...picture('one'), filename: 'kept:1.png' } as ContentPart,
  ]);
  (await chat.model.next()).say('yes').finish();
  await reply;
  expect(sent(chat)).to.deep.equal([['now', 'File “a.txt”:\n\nkept: the receipt', 'one']]);
});

describe('what attachments count for', () => {
  it('is what they cost the model: a picture of 400 kB pushes nothing out', async () => {
    const chat = start();
    for (let turn = 1; turn <= 20; turn++) ask(chat, `question ${turn}`);
    ask(chat, 'this', picture('big', 533_000));
    await exchange(chat, 'now', 'yes');
    expect(chat.model.requests[0]!.body.messages).to.have.length(43);
    expect(chat.conversation.state.sentFrom).to.equal(undefined);
  });

  it('keeps a request below what a proxy takes', async () => {
    const chat = start({ maxHistoryAttachments: 100 });
    for (let turn = 1; turn <= 12; turn++) ask(chat, `question ${turn}`, pdf('big.pdf', 4_000_000));
    await exchange(chat, 'now', 'yes');
    const { length } = JSON.stringify(chat.model.requests[0]!.body);
    expect(length).to.be.within(4_000_000, 12_000_000);
  });

  it('is nothing in a reply, whose pictures are not sent', async () => {
    const chat = start({ maxHistoryCharacters: 1_000 });
    ask(chat, 'draw');
    const { state } = chat.conversation;
    const [question, reply] = state.all;
    chat.conversation.replace({ ...state, all: [question!, { ...reply!, parts: [picture('x', 50_000)] }] }, []);
    await exchange(chat, 'now', 'yes');
    expect(chat.conversation.state.sentFrom).to.equal(undefined);
  });
});

describe('after a server has refused what was attached', () => {
  it('the conversation goes on without it', async () => {
    const chat = start();
    ask(chat, 'one', picture('one'));
    await refused(chat, 'What is this?', picture('two'));
    await exchange(chat, 'Then tell me a joke.', 'ha');
    await exchange(chat, 'Another', 'ha');
    // What had been taken before goes along still.
    expect(sent(chat)).to.deep.equal([['one', 'one'], 'What is this?\n\n[picture]\n\nThen tell me a joke.', 'Another']);
  });

  it('also where it was attached to an earlier question, as after a change of the model', async () => {
    const chat = start();
    ask(chat, 'one', picture('one'));
    await refused(chat, 'And now?');
    await exchange(chat, 'Hello?', 'Hi');
    expect(sent(chat)).to.deep.equal(['one\n\n[picture]', 'And now?\n\nHello?']);
  });

  it('the next question brings its own', async () => {
    const chat = start();
    await refused(chat, '', pdf('prices.pdf'));
    const reply = chat.conversation.send([picture('two')]);
    (await chat.model.next()).say('yes').finish();
    expect((await reply)!.status).to.equal('done');
    expect(sent(chat)).to.deep.equal([['[prices.pdf]', 'two']]);
  });
});
