/** A draft is a text and what goes along with it: sent, edited, queued, saved. */
import { expect } from '@open-wc/testing';
import { Conversation, type ContentPart, type Draft } from '../../src/headless.js';
import { draftParts, toDraft } from '../../src/conversation/draft.js';
import { readDraft } from '../../src/conversation/saved-format.js';
import { start } from './support.js';

const image: ContentPart = { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } };
const draft: Draft = { text: 'What is this?', parts: [image] };
const content = [{ type: 'text', text: 'What is this?' }, image];

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a draft with an image', () => {
  it('is sent with it, and edited with it', async () => {
    const { conversation, model } = start();
    const reply = conversation.send(draft);
    const request = await model.next();
    expect(request.body.messages).to.deep.equal([{ role: 'user', content }]);
    request.say('A cat.').finish();
    await reply;
    void conversation.edit(conversation.state.messages[0]!.id, { ...draft, text: 'And this?' });
    expect((await model.next()).body.messages).to.deep.equal([
      { role: 'user', content: [{ type: 'text', text: 'And this?' }, image] },
    ]);
  });

  for (const [how, given] of [
    ['as a draft', draft],
    ['as parts', content as ContentPart[]],
  ] as const) {
    it(`waits in the queue as it is, given ${how}, and is sent with it`, async () => {
      const { conversation, model } = start();
      void conversation.send('one');
      const first = await model.next();
      void conversation.send(given);
      const [{ id, ...queued }] = conversation.state.queue as [Conversation['state']['queue'][0]];
      expect(queued).to.deep.equal(draft);
      first.say('1').finish();
      expect((await model.next()).body.messages.at(-1)).to.deep.equal({ role: 'user', content });
      expect(conversation.state.messages.at(-2)!.id).to.equal(id);
    });
  }

  it('comes back from the queue that was saved, and is then sent with it', async () => {
    const first = start();
    void first.conversation.send('one');
    (await first.model.next()).say('half');
    void first.conversation.send(draft);
    const second = start();
    expect(second.conversation.restore(throughJson(first.conversation.toJSON()))).to.be.true;
    expect(second.conversation.state.queue).to.deep.equal(first.conversation.state.queue);
    void second.conversation.send('three');
    const { messages } = (await second.model.next()).body;
    expect(messages.at(-1)).to.deep.equal({ role: 'user', content });
  });

  it('comes back from a queue that was saved as parts alone, as it once was', () => {
    const { conversation } = start();
    const saved = { ...conversation.toJSON(), queue: [{ id: 'q', owner: 'tab', parts: content }] };
    expect(conversation.restore(saved)).to.be.true;
    expect(conversation.state.queue).to.deep.equal([{ id: 'q', ...draft }]);
  });

  it('is nothing to send where both are empty', async () => {
    const { conversation } = start();
    for (const nothing of ['', [], { text: '', parts: [] }]) {
      let thrown: unknown;
      await conversation.send(nothing).catch((error: unknown) => (thrown = error));
      expect(thrown).to.be.an('error');
    }
    expect(conversation.state.queue).to.have.length(0);
  });
});

describe('a draft that was saved', () => {
  const rows: [what: string, saved: unknown, expected: Draft | undefined][] = [
    ['with parts', throughJson(draft), draft],
    ['with an image alone', { text: '', parts: [image] }, { text: '', parts: [image] }],
    ['as its text, as it once was', 'half a', { text: 'half a', parts: [] }],
    ['with parts that are none', { text: 'a', parts: [{ type: 'tool-call' }] }, { text: 'a', parts: [] }],
    ['without a text', { parts: [image] }, undefined],
  ];
  for (const [what, saved, expected] of rows) {
    it(`${what} is read`, () => {
      expect(readDraft(saved)).to.deep.equal(expected);
    });
  }

  it('loses nothing on the way to a message and back', () => {
    for (const parts of [content, [image, image], [...content, { type: 'text', text: 'more' }]] as ContentPart[][]) {
      expect(draftParts(toDraft(parts))).to.deep.equal(parts);
    }
  });
});
