/** A conversation in a worker: it is told an endpoint, asks, and posts what it got. */
import { Conversation, messageText } from '../../src/headless.js';

addEventListener('message', ({ data }: MessageEvent<string>) => {
  const conversation = new Conversation({ endpoint: data });
  void conversation.send('Hi').then((reply) => postMessage(reply && messageText(reply)));
});
