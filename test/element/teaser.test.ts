/** A bubble at the button of a floating chat. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, find, part, press } from './fixture.js';

const words = 'Questions about bread?';
let keys = 0;

async function teased(attributes: Record<string, string> = {}): Promise<Chat8080> {
  const element = await chat('/v1', {
    mode: 'floating',
    teaser: words,
    'teaser-delay': '0',
    'storage-key': `teaser-${++keys}`,
    ...attributes,
  });
  await waitUntil(() => part(element, 'launcher'), 'drawn');
  return element;
}

const isShown = (element: Chat8080): boolean => part(element, 'teaser')?.checkVisibility() ?? false;
const said = (element: Chat8080): string | undefined => find(element, 'p[aria-live]')?.textContent.trim();

describe('the teaser', () => {
  it('comes after its time beside the button, is said, moves nothing of the page, and takes no focus', async () => {
    const element = await teased({ 'teaser-delay': '1000' });
    await waitUntil(() => find(element, 'p[aria-live]'), 'what says it');
    expect([isShown(element), said(element)]).to.deep.equal([false, '']);
    const { scrollHeight, scrollWidth } = document.documentElement;
    element.teaserDelay = 0;
    element.teaser = '';
    await element.updateComplete;
    element.teaser = words;
    await waitUntil(() => isShown(element) && said(element) === words, 'shown');
    const [bubble, launcher] = [part(element, 'teaser')!, part(element, 'launcher')!].map((each) => each.getBoundingClientRect());
    expect(bubble!.bottom).to.be.at.most(launcher!.top);
    await waitUntil(() => element.shadowRoot!.getAnimations().length === 0, 'still');
    expect(part(element, 'teaser')!.getBoundingClientRect().right).to.be.closeTo(launcher!.right, 1);
    expect(part(element, 'teaser')!.matches(':popover-open'), 'above all of the page').to.equal(true);
    expect(document.activeElement === document.body).to.equal(true);
    expect([document.documentElement.scrollHeight, document.documentElement.scrollWidth]).to.deep.equal([
      scrollHeight,
      scrollWidth,
    ]);
    element.forget();
  });

  it('opens the chat', async () => {
    const element = await teased();
    await waitUntil(() => isShown(element), 'shown');
    part(element, 'teaser-text')!.click();
    await waitUntil(() => element.open && !isShown(element), 'open');
    expect(localStorage.getItem(`teaser-${keys}:extras`)).to.include('teaser');
    element.forget();
  });

  it('is closed by its button or Escape, which gives the focus to the button of the chat', async () => {
    for (const close of [(bubble: HTMLElement) => (bubble.click(), undefined), () => press('Escape')]) {
      const element = await teased();
      await waitUntil(() => isShown(element), 'shown');
      part(element, 'teaser-close-button')!.focus();
      await close(part(element, 'teaser-close-button')!);
      await waitUntil(() => !isShown(element), 'gone');
      expect(element.open).to.equal(false);
      expect(element.shadowRoot!.activeElement === part(element, 'launcher')).to.equal(true);
      element.forget();
      element.remove();
    }
  });

  it('comes once a visit', async () => {
    const key = { 'storage-key': 'teaser-visit' };
    const element = await teased(key);
    await waitUntil(() => isShown(element), 'shown');
    element.remove();
    const next = await teased(key);
    await neverComes(next);
    next.forget();
  });

  it('never comes again in another visit when it was answered, until everything is forgotten', async () => {
    const key = { 'storage-key': 'teaser-answered' };
    const element = await teased(key);
    await waitUntil(() => isShown(element), 'shown');
    element.show();
    await waitUntil(() => element.open && !isShown(element), 'open');
    element.remove();
    sessionStorage.clear();
    const next = await teased(key);
    await neverComes(next);
    next.forget();
    next.requestUpdate();
    await waitUntil(() => isShown(next), 'shown to another visitor');
    next.forget();
  });

  it('does not come at once where its time is longer than a timer can count', async () => {
    const element = await teased({ 'teaser-delay': '9999999' });
    await neverComes(element);
  });

  it('does not come where the chat is open, has no button, or is in the flow of the page', async () => {
    for (const attributes of [{ open: '' }, { 'without-launcher': '' }, { mode: 'inline' }]) {
      const element = await chat('/v1', {
        mode: 'floating',
        teaser: words,
        'teaser-delay': '0',
        'storage-key': `teaser-${++keys}`,
        ...attributes,
      });
      await waitUntil(() => part(element, 'panel'), 'drawn');
      await neverComes(element);
      element.remove();
    }
  });
});

/** Another chat's comes at a time at which this one's would have come. */
async function neverComes(element: Chat8080): Promise<void> {
  const other = await teased();
  await waitUntil(() => isShown(other), 'the other one');
  expect(isShown(element)).to.equal(false);
  other.forget();
  other.remove();
}
