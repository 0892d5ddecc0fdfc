/** What the page puts into the chat looks as if it belonged there. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, find, part } from './fixture.js';

async function withSlots(markup: string, attributes: Record<string, string> = {}): Promise<Chat8080> {
  const element = await chat('/v1', attributes);
  element.insertAdjacentHTML('beforeend', markup);
  await waitUntil(() => part(element, 'panel'));
  await element.updateComplete;
  return element;
}

const box = (element: Element): DOMRect => element.getBoundingClientRect();

describe('what the page puts into a slot', () => {
  it('of the header leaves the buttons at the end of it', async () => {
    const element = await withSlots('<b slot="header">Our shop</b>', { mode: 'floating', open: '' });
    await waitUntil(() => part(element, 'close-button')?.checkVisibility());
    const { right } = box(part(element, 'header')!);
    expect(right - box(part(element, 'close-button')!).right).to.be.below(20);
  });

  it('of the footer stands where the disclaimer would', async () => {
    const own = await chat('/v1', { disclaimer: 'Answers may be wrong.' });
    const disclaimer = find(own, '[part~=footer] p')!;
    const element = await withSlots('<p slot="footer">Answers may be wrong.</p>');
    const slotted = element.querySelector('p')!;
    for (const property of ['color', 'fontSize', 'textAlign'] as const)
      expect(getComputedStyle(slotted)[property], property).to.equal(getComputedStyle(disclaimer)[property]);
    const fromPanel = (chatElement: Chat8080, text: Element): number[] => {
      const panel = box(part(chatElement, 'panel')!);
      return [box(text).left - panel.left, panel.right - box(text).right, panel.bottom - box(text).bottom];
    };
    expect(fromPanel(element, slotted)).to.deep.equal(fromPanel(own, disclaimer));
  });
});
