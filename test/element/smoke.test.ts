import { expect } from '@open-wc/testing';
import { servers } from 'virtual:servers';
import '../../src/index.js';

it('is defined', async () => {
  expect(customElements.get('chat-8080')).to.exist;
  expect((await fetch(`${servers.files}/dist/chat-8080.js`)).status).to.equal(200);
});
