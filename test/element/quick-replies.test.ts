/** Suggestions that a page sets after an answer. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { reply, script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, messages, part, parts, type, press } from './fixture.js';

const shown = (element: Chat8080): string[] => parts(element, 'suggestion').map(({ textContent }) => textContent.trim());

async function answered(): Promise<Chat8080> {
  const { endpoint } = await script(
    { status: 200, steps: [{ write: reply('Yes.') }] },
    { status: 200, steps: [{ write: reply('At six.') }] },
  );
  const element = await chat(endpoint);
  element.suggestions = ['Is there rye bread?'];
  await waitUntil(() => part(element, 'suggestion'), 'suggested');
  part(element, 'suggestion')!.click();
  await waitUntil(() => messages(element)[1]?.[1] === 'Yes.' && element.status === 'idle', 'answered');
  return element;
}

describe('suggestions that are set after an answer', () => {
  it('stand above the input, and are gone when one of them has been sent', async () => {
    const element = await answered();
    expect(shown(element), 'those of the beginning').to.deep.equal([]);
    element.addEventListener('chat-response-end', () => (element.suggestions = ['And tomorrow?']), { once: true });
    element.suggestions = ['When?', { label: 'A cake', text: 'I need a cake.' }];
    await waitUntil(() => shown(element).length === 2, 'suggested');
    const [transcript, suggestions, composer] = ['transcript', 'suggestions', 'composer'].map((name) =>
      part(element, name)!.getBoundingClientRect(),
    );
    expect(suggestions!.top).to.be.at.least(transcript!.bottom - 1);
    expect(suggestions!.bottom).to.be.at.most(composer!.top + 1);
    parts(element, 'suggestion')[0]!.click();
    await waitUntil(() => messages(element)[2]?.[1] === 'When?', 'sent');
    await waitUntil(() => shown(element).join() === 'And tomorrow?', 'what a listener has set');
  });

  it('are gone when something else has been sent, and with an empty list', async () => {
    const element = await answered();
    element.suggestions = ['When?'];
    await waitUntil(() => shown(element).length === 1, 'suggested');
    await type(element, 'b');
    await press('Enter');
    await waitUntil(() => shown(element).length === 0, 'gone');
    element.suggestions = ['Where?'];
    await waitUntil(() => shown(element).length === 1, 'suggested');
    element.suggestions = [];
    await waitUntil(() => shown(element).length === 0, 'gone');
  });
});
