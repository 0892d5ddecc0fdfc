/** What is sent while a reply is coming: it waits, can be seen, and can be taken back. */
import { expect } from '@open-wc/testing';
import type { ContentPart } from '../../src/headless.js';
import type { Chat8080 } from '../../src/index.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, draft, messages, part, parts, press, type } from './fixture.js';

const answer = (text: string): { status: number; steps: { write: string }[] } => ({
  status: 200,
  steps: [{ write: reply(text) }],
});
const begun = { status: 200, steps: [{ write: sse(chunk({ content: 'so' })) }, 'hang' as const] };

/** A chat in which a reply has begun, and comes to no end by itself. */
async function answering(): Promise<{ element: Chat8080; log: Awaited<ReturnType<typeof script>>['log'] }> {
  const { endpoint, log } = await script(begun, answer('second'), answer('third'));
  const element = await chat(endpoint);
  await type(element, 'a');
  await press('Enter');
  await waitUntil(() => messages(element)[1]?.[1] === 'so' && part(element, 'stop-button'), 'a reply has begun');
  return { element, log };
}

const waiting = (element: Chat8080): string[] =>
  [...(part(element, 'queue')?.querySelectorAll('bdi') ?? [])].map(({ textContent }) => textContent);

describe('what is sent while a reply is coming', () => {
  it('waits in sight, in its order, and is sent when the reply has ended', async () => {
    const { element, log } = await answering();
    await type(element, 'b');
    await press('Enter');
    expect(draft(element)).to.equal('');
    await type(element, 'c');
    part(element, 'send-button')!.click();
    await waitUntil(() => waiting(element).length === 2, 'both wait');
    expect(waiting(element)).to.deep.equal(['b', 'c']);
    expect(await log()).to.have.length(1);
    element.stop();
    await waitUntil(() => messages(element).at(-1)?.[1] === 'third', 'all are answered');
    expect(messages(element).map(([, text]) => text)).to.deep.equal(['a', 'so', 'b', 'second', 'c', 'third']);
    expect(part(element, 'queue')).not.to.exist;
  });

  it('can be taken back: it stands in the input again, where nothing else does', async () => {
    const { element, log } = await answering();
    for (const text of ['b', 'c']) {
      await type(element, text);
      await press('Enter');
    }
    await waitUntil(() => waiting(element).length === 2, 'both wait');
    parts(element, 'take-back-button')[1]!.click();
    await waitUntil(() => draft(element) === 'c', 'it is in the input');
    expect(waiting(element)).to.deep.equal(['b']);
    expect(element.shadowRoot!.activeElement?.localName).to.equal('textarea');
    part(element, 'take-back-button')!.click();
    await waitUntil(() => !part(element, 'queue'), 'nothing waits');
    expect(draft(element), 'what is written stays').to.equal('c');
    element.stop();
    expect(await log()).to.have.length(1);
  });

  it('still waits after a reply that failed, and goes along with the next', async () => {
    const { endpoint } = await script(
      { status: 200, steps: [{ write: sse(chunk({ content: 'so' })) }, { wait: 300 }, 'reset'] },
      answer('better'),
    );
    const element = await chat(endpoint);
    void element.send('a');
    await waitUntil(() => messages(element)[1]?.[1] === 'so', 'a reply has begun');
    void element.send('b');
    await waitUntil(() => part(element, 'retry-button'), 'it failed');
    expect(waiting(element)).to.deep.equal(['b']);
    part(element, 'retry-button')!.click();
    await waitUntil(() => messages(element).length === 4 && element.status === 'idle', 'both are answered');
    expect(part(element, 'queue')).not.to.exist;
  });

  it('is named where it is a picture without a word, which stands in the input again when it is taken back', async () => {
    const { element } = await answering();
    const image: ContentPart = { type: 'image_url', image_url: { url: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' } };
    const file: ContentPart = { type: 'file', file: { filename: 'prices.csv', text: '4.90' } };
    element.draft = { parts: [image, file] };
    await waitUntil(() => part(element, 'send-button'), 'it can be sent');
    part(element, 'send-button')!.click();
    await waitUntil(() => waiting(element).length === 1, 'it waits');
    expect(waiting(element)).to.deep.equal(['Image, prices.csv']);
    part(element, 'take-back-button')!.click();
    await waitUntil(() => !part(element, 'queue'), 'nothing waits');
    expect(element.draft).to.deep.equal({ text: '', parts: [image, file] });
    element.stop();
  });
});

describe('the one button of the input', () => {
  const name = (element: Chat8080): string | null | undefined =>
    (part(element, 'send-button') ?? part(element, 'stop-button'))?.getAttribute('aria-label');

  it('stops a reply while nothing is written, and sends what is written', async () => {
    const { element } = await answering();
    expect(name(element)).to.equal('Stop');
    await type(element, 'b');
    expect(name(element)).to.equal('Send');
    await press('Backspace');
    expect(name(element)).to.equal('Stop');
    part(element, 'stop-button')!.click();
    await waitUntil(() => name(element) === 'Send', 'it sends again');
    expect(element.messages[1]!.status).to.equal('stopped');
  });

  it('pressed twice, as many people do, it sends and does not stop', async () => {
    const { element } = await answering();
    part(element, 'stop-button')!.dispatchEvent(new MouseEvent('click', { detail: 2, bubbles: true }));
    expect(element.status).to.equal('streaming');
    part(element, 'stop-button')!.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));
    expect(element.messages[1]!.status).to.equal('stopped');
  });
});
