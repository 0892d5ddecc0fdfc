/** What was wrong with a reply that was rated as bad. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { reply, script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, find, findAll, part, press } from './fixture.js';

type Feedback = [value: string | undefined, reasons: readonly string[] | undefined, comment: string | undefined];

async function rated(reasons: string | readonly string[], height = ''): Promise<{ element: Chat8080; told: Feedback[] }> {
  const { endpoint } = await script({ status: 200, steps: [{ write: reply('Yes.') }] });
  const element = await chat(endpoint, { feedback: '' });
  element.feedbackReasons = reasons;
  element.style.height = height;
  const told: Feedback[] = [];
  element.addEventListener('chat-feedback', ({ detail }) => told.push([detail.value, detail.reasons, detail.comment]));
  await element.send('Hi');
  await waitUntil(() => part(element, 'bad-button'), 'to be rated');
  part(element, 'bad-button')!.click();
  await waitUntil(() => part(element, 'feedback-button'), 'asked what was wrong');
  return { element, told };
}

const reasonsOf = (element: Chat8080): string[] =>
  findAll(element, '[part~=feedback] label').map(({ textContent }) => textContent.trim());

describe('what was wrong with a reply', () => {
  it('is told after the rating, which is told at once', async () => {
    const { element, told } = await rated('Wrong | Outdated|Rude');
    expect(told).to.deep.equal([['bad', undefined, undefined]]);
    expect(reasonsOf(element)).to.deep.equal(['Wrong', 'Outdated', 'Rude']);
    const form = part(element, 'feedback')!;
    expect(element.shadowRoot!.getElementById(form.getAttribute('aria-labelledby')!)!.textContent).to.equal('What was wrong?');
    findAll(element, '[part~=feedback] label')[1]!.click();
    const field = find(element, '[part~=feedback] textarea') as HTMLTextAreaElement;
    field.focus();
    await press('a', 'Enter', 'b');
    part(element, 'feedback-button')!.click();
    await waitUntil(() => part(element, 'feedback-button') === null, 'sent');
    expect(told[1]).to.deep.equal(['bad', ['Outdated'], 'a\nb']);
    expect(part(element, 'feedback')!.textContent.trim()).to.equal('Thank you for your feedback.');
    expect(element.shadowRoot!.activeElement === part(element, 'bad-button')).to.equal(true);
  });

  it('that nobody says is not told: the rating stands', async () => {
    const { element, told } = await rated('');
    part(element, 'feedback-button')!.click();
    await waitUntil(() => part(element, 'feedback-button') === null, 'closed');
    expect(told).to.deep.equal([['bad', undefined, undefined]]);
    expect(part(element, 'bad-button')!.ariaPressed).to.equal('true');
  });

  it('is not asked any more after Escape, until the reply is rated anew', async () => {
    const { element } = await rated('');
    find(element, '[part~=feedback] textarea')!.focus();
    await press('Escape');
    await waitUntil(() => part(element, 'feedback-button') === null, 'closed');
    part(element, 'bad-button')!.click();
    await waitUntil(() => part(element, 'bad-button')!.ariaPressed === 'false', 'taken back');
    part(element, 'bad-button')!.click();
    await waitUntil(() => part(element, 'feedback-button'), 'asked again');
    part(element, 'good-button')!.click();
    await waitUntil(() => part(element, 'feedback') === null, 'gone');
  });

  it('is chosen from reasons of the chat’s own in the language of the page, and from five at most', async () => {
    const { element } = await rated('');
    expect(reasonsOf(element).length).to.equal(4);
    element.lang = 'de';
    await waitUntil(() => reasonsOf(element)[0] === 'Sie stimmt nicht', 'German');
    element.feedbackReasons = ['1', '2', '3', '4', '5', '6'];
    await waitUntil(() => reasonsOf(element).join() === '1,2,3,4,5', 'five');
  });

  it('is in view when it is asked', async () => {
    const { element } = await rated('', '440px');
    const { bottom } = part(element, 'feedback')!.getBoundingClientRect();
    expect(bottom).to.be.at.most(part(element, 'transcript')!.getBoundingClientRect().bottom + 1);
  });
});
