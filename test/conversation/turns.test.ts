import { expect } from '@open-wc/testing';
import { conversationStatus, messageText } from '../../src/headless.js';
import { chunk } from '../support/script.js';
import { idle } from './model.js';
import { exchange, read, start } from './support.js';

describe('a turn', () => {
  it('goes from waiting to streaming to done, with its timing, usage, model, reason and ids', async () => {
    const { conversation, model } = start();
    const statuses: string[] = [];
    conversation.subscribe((state) => {
      const status = conversationStatus(state);
      if (status !== statuses.at(-1)) statuses.push(status);
    });
    const promised = conversation.send('Hi');
    const request = await model.next();
    expect(read(conversation)).to.deep.equal(['user: Hi', 'assistant:  (waiting)']);
    request.say('Hel').say('lo');
    await idle();
    expect(read(conversation)).to.deep.equal(['user: Hi', 'assistant: Hello (streaming)']);
    request.finish();
    const reply = (await promised)!;
    expect(read(conversation)).to.deep.equal(['user: Hi', 'assistant: Hello']);
    expect(reply).to.equal(conversation.state.messages[1]);
    expect(reply).to.deep.include({ status: 'done', model: 'm-1', finishReason: 'stop' });
    expect(reply.usage).to.deep.equal({ promptTokens: 10, completionTokens: 5, totalTokens: 15 });
    expect(reply.timing!.firstToken).to.be.within(0, reply.timing!.total!);
    expect(statuses).to.deep.equal(['idle', 'waiting', 'streaming', 'idle']);
  });

  it('gives states that are immutable: an earlier one never changes, and unchanged messages stay the same objects', async () => {
    const { conversation, model } = start();
    await exchange({ conversation, model }, 'a', 'b');
    const earlier = conversation.state;
    const copy = JSON.stringify(earlier);
    await exchange({ conversation, model }, 'c', 'd');
    expect(JSON.stringify(earlier)).to.equal(copy);
    expect(conversation.state.messages[0]).to.equal(earlier.messages[0]);
    expect(conversation.state.messages[1]).to.equal(earlier.messages[1]);
  });

  it('keeps reasoning and refusal apart from the text, and sends the reasoning to nobody', async () => {
    const { conversation, model } = start();
    const promised = conversation.send('Hi');
    (await model.next()).send(chunk({ reasoning_content: 'Hm.' }), chunk({ content: 'Yes.' })).finish();
    expect((await promised)!.parts).to.deep.equal([
      { type: 'reasoning', text: 'Hm.' },
      { type: 'text', text: 'Yes.' },
    ]);
    void conversation.send('Why?');
    expect((await model.next()).lines).to.deep.equal(['user: Hi', 'assistant: Yes.', 'user: Why?']);
  });

  it('takes what it has shown as text for reasoning where a closing tag says so, and sends it to nobody', async () => {
    const { conversation, model } = start();
    const promised = conversation.send('Hi');
    const request = await model.next();
    request.say('Hm.');
    await idle();
    expect(read(conversation)).to.deep.equal(['user: Hi', 'assistant: Hm. (streaming)']);
    request.say('</think>').say('Yes.').finish();
    const reply = (await promised)!;
    expect(reply.parts).to.deep.equal([
      { type: 'reasoning', text: 'Hm.' },
      { type: 'text', text: 'Yes.' },
    ]);
    expect(reply.timing!.reasoning).to.be.within(0, reply.timing!.total!);
    void conversation.send('Why?');
    expect((await model.next()).lines).to.deep.equal(['user: Hi', 'assistant: Yes.', 'user: Why?']);
  });

  for (const other of ['reasoning_content', 'refusal']) {
    it(`has a bounded number of parts, each of which is drawn in each frame, where text and ${other} take turns; no text is lost`, async () => {
      const { conversation, model } = start();
      const promised = conversation.send('Hi');
      const request = await model.next();
      for (let count = 0; count < 2000; count++) request.send(chunk({ [other]: 'Hm.' }), chunk({ content: `${count} ` }));
      request.finish();
      const message = (await promised)!;
      expect(message.parts).to.have.lengthOf.within(200, 201);
      expect(messageText({ parts: message.parts.filter(({ type }) => type === 'text') })).to.equal(
        Array.from({ length: 2000 }, (_, count) => `${count} `).join(''),
      );
    });
  }

  it('takes parts as content, and sends plain text as a string', async () => {
    const { conversation, model } = start();
    const image = { type: 'image_url' as const, image_url: { url: 'https://a.test/b.png' } };
    void conversation.send([{ type: 'text', text: 'What is this?' }, image]);
    expect((await model.next()).body.messages[0]!.content).to.deep.equal([{ type: 'text', text: 'What is this?' }, image]);
  });

  it('refuses to send nothing', async () => {
    const { conversation } = start();
    for (const nothing of ['', []]) {
      const error: unknown = await conversation.send(nothing).catch((thrown: unknown) => thrown);
      expect(error).to.be.an('error');
    }
    expect(conversation.state.messages).to.have.length(0);
  });

  it('a listener that throws costs nobody the reply', async () => {
    const { conversation, model } = start();
    const onerror = window.onerror;
    const errors: unknown[] = [];
    window.onerror = (message) => {
      errors.push(message);
      return true;
    };
    const end = conversation.subscribe(() => {
      end();
      throw new Error('listener');
    });
    expect((await exchange({ conversation, model }, 'a', 'b')).status).to.equal('done');
    await idle();
    window.onerror = onerror;
    expect(errors.join()).to.contain('listener');
  });
});

describe('stop', () => {
  it('ends at once with what had come, aborts the request, and nothing changes after it', async () => {
    const { conversation, model } = start();
    const promised = conversation.send('Hi');
    const request = (await model.next()).say('so far');
    await idle();
    conversation.stop();
    const state = conversation.state;
    expect(read(conversation)).to.deep.equal(['user: Hi', 'assistant: so far (stopped)']);
    expect(request.aborted).to.be.true;
    expect((await promised)!.status).to.equal('stopped');
    await idle();
    expect(conversation.state).to.equal(state);
  });

  it('the stopped text is sent as context; a reply that was stopped before its first word is not', async () => {
    const { conversation, model } = start();
    void conversation.send('one');
    (await model.next()).say('half');
    await idle();
    conversation.stop();
    void conversation.send('two');
    const second = await model.next();
    expect(second.lines).to.deep.equal(['user: one', 'assistant: half', 'user: two']);
    conversation.stop();
    void conversation.send('three');
    expect((await model.next()).lines).to.deep.equal(['user: one', 'assistant: half', 'user: two\n\nthree']);
  });

  it('without a reply it does nothing', () => {
    const { conversation } = start();
    const { state } = conversation;
    conversation.stop();
    expect(conversation.state).to.equal(state);
  });
});

describe('a second send while a reply is coming', () => {
  it('is queued, goes out after it, and no token of one turn lands in the other', async () => {
    const { conversation, model } = start();
    const first = conversation.send('one');
    const request = (await model.next()).say('1');
    const second = conversation.send('two');
    expect(conversation.state.queue.map(({ text }) => text)).to.deep.equal(['two']);
    expect(model.requests).to.have.length(1);
    request.say('1').finish();
    await first;
    const next = await model.next();
    expect(conversation.state.queue).to.deep.equal([]);
    expect(next.lines).to.deep.equal(['user: one', 'assistant: 11', 'user: two']);
    next.say('2').finish();
    await second;
    expect(read(conversation)).to.deep.equal(['user: one', 'assistant: 11', 'user: two', 'assistant: 2']);
  });

  it('can be taken back', async () => {
    const { conversation, model } = start();
    void conversation.send('one');
    const request = await model.next();
    const second = conversation.send('two');
    conversation.removeQueued(conversation.state.queue[0]!.id);
    request.say('1').finish();
    expect(await second).to.equal(undefined);
    await idle();
    expect(model.requests).to.have.length(1);
    expect(read(conversation)).to.deep.equal(['user: one', 'assistant: 1']);
  });

  it('goes out after a stop; after a failure it waits until the reply has come after all', async () => {
    const { conversation, model } = start();
    void conversation.send('one');
    const request = await model.next();
    void conversation.send('two');
    void conversation.send('three');
    request.refuse(403);
    await idle();
    expect(model.requests).to.have.length(1);
    expect(conversation.state.queue).to.have.length(2);
    void conversation.retry();
    (await model.next()).say('1').finish();
    expect((await model.next()).lines.at(-1)).to.equal('user: two');
    conversation.stop();
    expect((await model.next()).lines.at(-1)).to.equal('user: two\n\nthree');
  });

  it('a message that is sent after a failure goes behind those that wait already', async () => {
    const { conversation, model } = start();
    void conversation.send('one');
    const request = await model.next();
    void conversation.send('two');
    request.refuse(403);
    await idle();
    void conversation.send('three');
    const next = await model.next();
    expect(next.lines).to.deep.equal(['user: one\n\ntwo']);
    next.say('2').finish();
    expect((await model.next()).lines).to.deep.equal(['user: one\n\ntwo', 'assistant: 2', 'user: three']);
  });
});

describe('a reply that fails', () => {
  it('leaves no empty message in the history, and Retry asks for the same with no message repeated', async () => {
    const { conversation, model } = start();
    const promised = conversation.send('Hi');
    (await model.next()).refuse(401);
    const failed = (await promised)!;
    expect(failed.status).to.equal('failed');
    expect(failed.error).to.deep.include({ code: 'unauthorized', status: 401, retryable: false });
    expect(conversationStatus(conversation.state)).to.equal('error');
    const again = conversation.retry();
    const request = await model.next();
    expect(request.lines).to.deep.equal(['user: Hi']);
    request.say('Hello').finish();
    expect((await again).error).to.equal(undefined);
    expect(read(conversation)).to.deep.equal(['user: Hi', 'assistant: Hello']);
    expect(conversation.state.all).to.have.length(2);
  });

  it('in the middle keeps its text; Retry makes a new version, and the text stays reachable and is sent when chosen', async () => {
    const { conversation, model } = start();
    const promised = conversation.send('Hi');
    const request = (await model.next()).say('half a');
    await idle();
    request.break();
    const broken = (await promised)!;
    expect(broken).to.deep.include({ status: 'interrupted' });
    expect(broken.error!.code).to.equal('interrupted');
    void conversation.retry();
    const second = await model.next();
    expect(second.lines).to.deep.equal(['user: Hi']);
    second.say('whole').finish();
    await idle();
    expect(read(conversation)).to.deep.equal(['user: Hi', 'assistant: whole']);
    conversation.choose(broken.id);
    expect(read(conversation)).to.deep.equal(['user: Hi', 'assistant: half a (interrupted)']);
    void conversation.send('Go on');
    expect((await model.next()).lines).to.deep.equal(['user: Hi', 'assistant: half a', 'user: Go on']);
  });

  it('with a broken chunk is complete but for that chunk, and says so', async () => {
    const { conversation, model } = start();
    const promised = conversation.send('Hi');
    (await model.next()).say('a').send('{broken').say('c').finish();
    const reply = (await promised)!;
    expect(messageText(reply)).to.equal('ac');
    expect(reply.status).to.equal('interrupted');
    expect(reply.error!.code).to.equal('protocol');
  });

  it('while it waits for its next try, says why and until when', async () => {
    const { conversation, model } = start();
    const promised = conversation.send('Hi');
    const before = Date.now();
    (await model.next()).refuse(429, { 'retry-after-ms': '600' });
    await idle();
    const { retry, status } = conversation.state.messages[1]!;
    expect(status).to.equal('waiting');
    expect(retry!.error.code).to.equal('rate-limited');
    expect(retry!.at).to.be.within(before + 600, Date.now() + 601);
    (await model.next()).say('ok').finish();
    expect((await promised)!.retry).to.equal(undefined);
  });
});

describe('a reply that is cut', () => {
  it('has its own status, and is continued in the same message', async () => {
    const { conversation, model } = start();
    const promised = conversation.send('Tell me');
    (await model.next()).say('Once upon').finish('length');
    const cut = (await promised)!;
    expect(cut.status).to.equal('truncated');
    const rest = conversation.continueReply();
    const request = await model.next();
    expect(request.lines.slice(0, 2)).to.deep.equal(['user: Tell me', 'assistant: Once upon']);
    expect(request.lines[2]).to.match(/^user: Continue/);
    request.say(' a time.').finish();
    const whole = await rest;
    expect(whole.id).to.equal(cut.id);
    expect(messageText(whole)).to.equal('Once upon a time.');
    expect(whole.status).to.equal('done');
    expect(whole.usage!.totalTokens).to.equal(30);
    expect(whole.timing!.total).to.be.at.least(cut.timing!.total!);
    void conversation.send('Thanks');
    expect((await model.next()).lines).to.deep.equal(['user: Tell me', 'assistant: Once upon a time.', 'user: Thanks']);
  });

  it('stays as it was if the rest does not come', async () => {
    const { conversation, model } = start();
    void conversation.send('Tell me');
    (await model.next()).say('Once').finish('length');
    await idle();
    const rest = conversation.continueReply();
    (await model.next()).refuse(403);
    expect((await rest).status).to.equal('interrupted');
    expect(messageText(await rest)).to.equal('Once');
  });

  it('by the content filter has a status of its own', async () => {
    const { conversation, model } = start();
    const promised = conversation.send('Hi');
    (await model.next()).say('Well').finish('content_filter');
    expect((await promised)!.status).to.equal('filtered');
  });
});

describe('instructions', () => {
  it('come first in every request, under the role that is set, and are never stored', async () => {
    const { conversation, model } = start({ instructions: 'Be kind.' });
    await exchange({ conversation, model }, 'a', '1');
    conversation.options = { ...conversation.options, instructionsRole: 'system' };
    void conversation.send('b');
    expect(model.requests[0]!.lines).to.deep.equal(['developer: Be kind.', 'user: a']);
    expect((await model.next()).lines).to.deep.equal(['system: Be kind.', 'user: a', 'assistant: 1', 'user: b']);
    expect(JSON.stringify(conversation)).not.to.contain('Be kind');
  });
});
