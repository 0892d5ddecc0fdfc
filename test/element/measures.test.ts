/** Sizes that are held by more than pictures, at a text of 16 px. */
import { expect } from '@open-wc/testing';
import { script, reply } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, part, saying } from './fixture.js';
import { framed, lines, scrolled } from './scrolling-fixture.js';

const box = (element: Element | null): DOMRect => element!.getBoundingClientRect();

describe('sizes', () => {
  before(() => (document.body.style.fontSize = '16px'));
  after(() => document.body.style.removeProperty('font-size'));

  it('a header of 64 px with an avatar of 40', async () => {
    const element = await chat('/v1', { label: 'The bakery' });
    await waitUntil(() => part(element, 'avatar'));
    expect(box(part(element, 'header')).height).to.be.closeTo(64, 1.5);
    expect(box(part(element, 'avatar')).height).to.be.closeTo(40, 0.5);
  });

  it('16 px between a question and its answer', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('Yes.') }] });
    const element = await chat(endpoint);
    await element.send('Is there rye bread?');
    await waitUntil(() => part(element, 'assistant copy-button') && saying(element, 'Yes.'), 'drawn');
    await waitUntil(() => element.shadowRoot!.getAnimations().length === 0, 'it has risen');
    const gap = box(saying(element, 'Yes.')!).top - box(part(element, 'user body')!.parentElement).bottom;
    expect(gap).to.equal(16);
  });

  it('a round button of 36 px that leads to the end', async () => {
    const view = await scrolled([framed(lines(60))]);
    await view.element.send('All of it.');
    await waitUntil(() => view.jumpButton(), 'the button');
    const { width, height } = box(view.jumpButton());
    expect([width, height]).to.deep.equal([36, 36]);
    expect(getComputedStyle(view.jumpButton()!).borderRadius).to.equal('50%');
  });
});
