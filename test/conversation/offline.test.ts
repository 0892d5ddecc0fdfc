import { expect } from '@open-wc/testing';
import { Conversation, conversationStatus, messageText } from '../../src/headless.js';
import { idle, Model } from './model.js';

/** What a browser does when the network goes and comes back. */
function setOnline(online: boolean): void {
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => online });
  window.dispatchEvent(new Event(online ? 'online' : 'offline'));
}

describe('offline', () => {
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'onLine');
  });

  function start(): { conversation: Conversation; model: Model } {
    const model = new Model();
    return { model, conversation: new Conversation({ endpoint: 'http://model.test/v1', fetch: model.fetch }) };
  }

  it('a message is kept as waiting, and goes out once when the browser is online again', async () => {
    const { conversation, model } = start();
    setOnline(false);
    const promised = conversation.send('Hi');
    await idle();
    expect(model.requests).to.have.length(0);
    expect(conversationStatus(conversation.state)).to.equal('waiting');
    expect(conversation.state.messages[1]!.retry).to.deep.include({ error: conversation.state.messages[1]!.retry!.error });
    expect(conversation.state.messages[1]!.retry!.error.code).to.equal('offline');
    setOnline(true);
    window.dispatchEvent(new Event('online'));
    (await model.next()).say('Hello').finish();
    expect(messageText((await promised)!)).to.equal('Hello');
    expect(model.requests).to.have.length(1);
  });

  it('so does one whose request fails because the network has just gone', async () => {
    const { conversation, model } = start();
    const promised = conversation.send('Hi');
    const request = await model.next();
    setOnline(false);
    request.break();
    await idle();
    expect(conversationStatus(conversation.state)).to.equal('waiting');
    setOnline(true);
    (await model.next()).say('Hello').finish();
    expect((await promised)!.status).to.equal('done');
  });

  it('a reply that has begun is interrupted instead: its text is kept, and nothing is sent twice', async () => {
    const { conversation, model } = start();
    const promised = conversation.send('Hi');
    const request = (await model.next()).say('half');
    await idle();
    setOnline(false);
    request.break();
    const reply = (await promised)!;
    expect(reply).to.deep.include({ status: 'interrupted' });
    expect(reply.error!.code).to.equal('offline');
    setOnline(true);
    await idle();
    expect(model.requests).to.have.length(1);
  });

  it('stop ends the waiting', async () => {
    const { conversation, model } = start();
    setOnline(false);
    const promised = conversation.send('Hi');
    await idle();
    conversation.stop();
    expect((await promised)!.status).to.equal('stopped');
    setOnline(true);
    await idle();
    expect(model.requests).to.have.length(0);
  });
});
