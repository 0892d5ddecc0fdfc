/** What can be done with the conversation, behind one button of the header. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { reply, script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, drawn, find, part, parts, press } from './fixture.js';

const isOpen = (element: Chat8080): boolean => part(element, 'menu')?.checkVisibility() ?? false;
const entries = (element: Chat8080): string[] => parts(element, 'menu-item').map(({ textContent }) => textContent.trim());
const entry = (element: Chat8080, name: string): HTMLElement =>
  parts(element, 'menu-item').find(({ textContent }) => textContent.trim() === name)!;
const focused = (element: Chat8080): string | undefined =>
  (document.activeElement === element ? element.shadowRoot!.activeElement : document.activeElement)?.textContent.trim();

async function withMenu(
  attributes: Record<string, string> = {},
  prepare = (_element: Chat8080): void => undefined,
): Promise<Chat8080> {
  const { endpoint } = await script({ status: 200, steps: [{ write: reply('At six.') }] });
  const element = await chat(endpoint, { 'header-menu': '', contact: 'mailto:help@example.com', ...attributes });
  prepare(element);
  await element.send('When?');
  // What says where the contact may lead comes with the messages, which may be answered before.
  await waitUntil(() => part(element, 'menu-button') && part(element, 'contact-button'), 'a menu');
  return element;
}

describe('the menu of the header', () => {
  it('has a new conversation, its download and the contact in place of the button for a new conversation', async () => {
    const element = await withMenu();
    expect(isOpen(element)).to.equal(false);
    part(element, 'menu-button')!.click();
    await waitUntil(() => isOpen(element), 'open');
    expect(part(element, 'menu-button')!.ariaExpanded).to.equal('true');
    expect(entries(element)).to.deep.equal(['New conversation', 'Download conversation', 'Contact us']);
    expect(parts(element, 'clear-button').length).to.equal(1);
    entry(element, 'New conversation').click();
    await waitUntil(() => element.messages.length === 0 && part(element, 'restore-button'), 'cleared, with a way back');
    part(element, 'restore-button')!.click();
    await waitUntil(() => element.messages.length === 2, 'brought back');
  });

  it('hands the conversation over as a file of Markdown', async () => {
    const element = await withMenu();
    const click = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'click') as PropertyDescriptor;
    const files: HTMLAnchorElement[] = [];
    HTMLAnchorElement.prototype.click = function () {
      files.push(this);
    };
    try {
      entry(element, 'Download conversation').dispatchEvent(new MouseEvent('click', { bubbles: true }));
    } finally {
      Object.defineProperty(HTMLAnchorElement.prototype, 'click', click);
    }
    expect(files[0]!.download).to.match(/^chat-\d{4}-\d\d-\d\d\.md$/);
    expect(await (await fetch(files[0]!.href)).text()).to.equal('## You\n\nWhen?\n\n## Assistant\n\nAt six.\n');
  });

  it('is gone through by arrows, Home and End, and closed by Escape, which gives the focus back and closes nothing else', async () => {
    const element = await withMenu();
    let pageHeard = 0;
    element.parentElement!.addEventListener('keydown', ({ key }) => (pageHeard += Number(key === 'Escape')));
    part(element, 'menu-button')!.focus();
    await press('ArrowDown');
    await waitUntil(() => focused(element) === 'New conversation', 'the first one');
    await press('ArrowDown');
    await waitUntil(() => focused(element) === 'Download conversation', 'the next one');
    await press('End');
    await waitUntil(() => focused(element) === 'Contact us', 'the last one');
    await press('ArrowDown');
    await waitUntil(() => focused(element) === 'New conversation', 'round');
    await press('ArrowUp');
    await waitUntil(() => focused(element) === 'Contact us', 'round again');
    await press('Home');
    await waitUntil(() => focused(element) === 'New conversation', 'the first one');
    await press('Escape');
    await waitUntil(() => !isOpen(element), 'closed');
    expect(element.shadowRoot!.activeElement === part(element, 'menu-button')).to.equal(true);
    expect(pageHeard, 'a key that has been used is not the page’s').to.equal(0);
  });

  it('is closed by a press elsewhere, and by the focus that leaves it', async () => {
    const element = await withMenu();
    part(element, 'menu-button')!.click();
    await waitUntil(() => isOpen(element), 'open');
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await waitUntil(() => !isOpen(element), 'closed');
    part(element, 'menu-button')!.focus();
    await press('ArrowDown');
    await waitUntil(() => focused(element) === 'New conversation', 'in it');
    element.focus();
    await waitUntil(() => !isOpen(element), 'closed again');
  });

  it('is closed with the panel, whoever closes that', async () => {
    const element = await withMenu({ mode: 'floating', open: '' });
    part(element, 'menu-button')!.click();
    await waitUntil(() => isOpen(element), 'open');
    element.hide();
    await waitUntil(() => !find(element, 'dialog')!.checkVisibility(), 'closed');
    element.show();
    await waitUntil(() => part(element, 'menu-button')!.checkVisibility(), 'open again');
    expect(isOpen(element)).to.equal(false);
    expect(part(element, 'menu-button')!.ariaExpanded).to.equal('false');
  });

  it('takes what the page puts into the header', async () => {
    const own = document.createElement('button');
    own.textContent = 'Call me back';
    own.slot = 'header-actions';
    let pressed = 0;
    own.addEventListener('click', () => pressed++);
    const element = await withMenu({}, (chat) => chat.append(own));
    expect(own.checkVisibility(), 'while it is closed').to.equal(false);
    part(element, 'menu-button')!.focus();
    await press('ArrowUp');
    await waitUntil(() => focused(element) === 'Call me back', 'the last one');
    await press('Enter');
    await waitUntil(() => !isOpen(element), 'closed');
    expect(pressed).to.equal(1);
  });

  it('is not there for one thing alone, which is a button', async () => {
    const element = await chat('/v1', { 'header-menu': '', contact: 'tel:+4930123456' });
    await waitUntil(() => part(element, 'contact-button'), 'a button');
    expect(part(element, 'menu-button')).to.equal(null);
    expect(part(element, 'contact-button')!.ariaLabel).to.equal('Contact us');
  });

  it('makes a floating panel larger for as long as the visit lasts, and smaller again', async () => {
    const element = await withMenu({ mode: 'floating', open: '', 'storage-key': 'larger' });
    const settled = async (): Promise<number> => {
      await waitUntil(() => element.shadowRoot!.getAnimations().length === 0, 'still');
      return find(element, 'dialog')!.offsetWidth;
    };
    const small = await settled();
    entry(element, 'Larger panel').click();
    await waitUntil(() => find(element, 'dialog')!.offsetWidth > small + 50, 'larger');
    const again = await withMenu({ mode: 'floating', open: '', 'storage-key': 'larger' });
    await waitUntil(() => find(again, 'dialog')!.offsetWidth > small + 50, 'the next page');
    entry(again, 'Smaller panel').click();
    await waitUntil(() => find(again, 'dialog')!.offsetWidth === small, 'as it was');
    again.forget();
  });

  it('has no size in the flow of a page, and none of its own without the attribute', async () => {
    const element = await withMenu();
    expect(entries(element)).not.to.include('Larger panel');
    element.headerMenu = false;
    await waitUntil(() => part(element, 'menu-button') === null, 'gone');
    expect(part(element, 'clear-button')!.checkVisibility()).to.equal(true);
    await drawn();
  });
});
