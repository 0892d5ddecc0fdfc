import { expect, oneEvent } from '@open-wc/testing';
import { reply, script } from '../support/script.js';

it('a conversation runs in a worker', async () => {
  const { endpoint } = await script({ status: 200, steps: [{ write: reply('from a worker') }] });
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  worker.postMessage(endpoint);
  const { data } = await oneEvent<MessageEvent<string>>(worker, 'message');
  worker.terminate();
  expect(data).to.equal('from a worker');
});
