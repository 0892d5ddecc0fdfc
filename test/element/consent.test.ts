/** What a visitor agrees to before anything is sent. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { reply, script, type Script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { find, chat, draft, drawn, messages, part, press, textarea, type } from './fixture.js';

const question = 'A model answers. May it read what you write?';
const answer = { status: 200, steps: [{ write: reply('Yes.') }] };

let keys = 0;
interface Asked extends Script {
  element: Chat8080;
  key: string;
  answers: boolean[];
}

async function guarded(attributes: Record<string, string> = {}): Promise<Asked> {
  const { endpoint, log } = await script(answer, answer, answer);
  const key = attributes['storage-key'] ?? `consent-${++keys}`;
  const element = await chat(endpoint, { consent: question, 'storage-key': key, ...attributes });
  const answers: boolean[] = [];
  element.addEventListener('chat-consent', ({ detail }) => answers.push(detail.granted));
  return { element, key, answers, endpoint, log };
}

const isAsked = (element: Chat8080): Promise<void> => waitUntil(() => part(element, 'consent'), 'asked');
const answered = (element: Chat8080): Promise<void> =>
  waitUntil(() => messages(element).at(-1)?.[1] === 'Yes.' && element.status === 'idle', 'answered');
const isOver = (element: Chat8080): Promise<void> => waitUntil(() => part(element, 'consent') === null, 'no question');

describe('consent', () => {
  it('is asked at the first message, which waits in the input, and has the focus', async () => {
    const { element, answers, log } = await guarded();
    expect(part(element, 'consent')).to.equal(null);
    await type(element, 'Hello');
    await press('Enter');
    await isAsked(element);
    await waitUntil(() => element.shadowRoot!.activeElement === part(element, 'consent'), 'focused');
    const name = part(element, 'consent')!.getAttribute('aria-labelledby')!;
    expect(element.shadowRoot!.getElementById(name)!.textContent).to.equal(question);
    expect(draft(element)).to.equal('Hello');
    expect(textarea(element).readOnly, 'what is sent is what was asked about').to.equal(true);
    expect(await log()).to.deep.equal([]);
    part(element, 'agree-button')!.click();
    await answered(element);
    expect(messages(element)[0]).to.deep.equal(['user', 'Hello']);
    expect(draft(element)).to.equal('');
    expect(textarea(element).readOnly).to.equal(false);
    expect(answers).to.deep.equal([true]);
    await type(element, 'Again');
    await press('Enter');
    await waitUntil(() => messages(element).length === 4, 'sent at once');
    expect(answers).to.deep.equal([true]);
  });

  it('that is refused keeps the text, sends nothing, and is asked for again', async () => {
    const { element, answers, log } = await guarded();
    await type(element, 'Hello');
    await press('Enter');
    await isAsked(element);
    part(element, 'decline-button')!.click();
    await isOver(element);
    await waitUntil(() => element.shadowRoot!.activeElement === textarea(element), 'the input has the focus');
    expect(draft(element)).to.equal('Hello');
    await press('Enter');
    await isAsked(element);
    await waitUntil(() => element.shadowRoot!.activeElement === part(element, 'consent'), 'focused');
    await press('Escape');
    await isOver(element);
    expect(draft(element)).to.equal('Hello');
    expect(answers).to.deep.equal([false, false]);
    expect(element.messages.length).to.equal(0);
    expect(await log()).to.deep.equal([]);
  });

  it('is waited for by suggestions, and by what a script sends, each once', async () => {
    const { element, log } = await guarded();
    element.suggestions = ['When?'];
    await waitUntil(() => part(element, 'suggestion'), 'suggested');
    part(element, 'suggestion')!.click();
    await isAsked(element);
    part(element, 'suggestion')!.click();
    const sent = element.send('By a script');
    expect(await log()).to.deep.equal([]);
    part(element, 'agree-button')!.click();
    expect((await sent)!.status).to.equal('done');
    const texts = (): string =>
      messages(element)
        .map(([, text]) => text)
        .toSorted()
        .join();
    await waitUntil(() => texts() === 'By a script,When?,Yes.,Yes.', 'both, each once');
    await waitUntil(() => element.status === 'idle', 'over');
    expect((await log()).length).to.equal(2);
  });

  it('that a script has asked for is reached by F6', async () => {
    const { element } = await guarded();
    void element.send('Hello');
    await isAsked(element);
    element.focus();
    await press('F6');
    await waitUntil(() => element.shadowRoot!.activeElement === part(element, 'consent'), 'the question');
  });

  it('that is refused is told to a script by no reply, and takes no focus that was outside', async () => {
    const { element } = await guarded();
    const button = document.createElement('button');
    element.before(button);
    button.focus();
    const sent = element.send('By a script');
    await isAsked(element);
    expect(document.activeElement === button).to.equal(true);
    // And how it is reached.
    await waitUntil(() => / Press F6 to answer\.$/.test(find(element, 'div[aria-live]')?.textContent.trim() ?? ''), 'said');
    part(element, 'decline-button')!.click();
    expect(await sent).to.equal(undefined);
  });

  for (const [persist, storage] of [
    ['none', sessionStorage],
    ['session', sessionStorage],
    ['local', localStorage],
  ] as const) {
    it(`is remembered with persist="${persist}", until everything is forgotten`, async () => {
      const { element, key } = await guarded({ persist });
      const sent = element.send('Hello');
      await isAsked(element);
      part(element, 'agree-button')!.click();
      await sent;
      expect(storage.getItem(`${key}:extras`)).to.include(question);
      element.remove();
      const { element: next } = await guarded({ persist, 'storage-key': key });
      expect((await next.send('Next'))!.status).to.equal('done');
      next.forget();
      expect(storage.getItem(`${key}:extras`)).to.equal(null);
      const again = next.send('Another visitor');
      await isAsked(next);
      part(next, 'decline-button')!.click();
      await again;
    });
  }

  it('to another text is another question', async () => {
    const { element, key } = await guarded();
    const sent = element.send('Hello');
    await isAsked(element);
    part(element, 'agree-button')!.click();
    await sent;
    element.consent = 'May it read all you have ever written?';
    const again = element.send('Hello');
    await isAsked(element);
    element.forget();
    expect(await again, 'who is forgotten has not agreed').to.equal(undefined);
    localStorage.removeItem(`${key}:forgotten`);
  });

  it('is asked once for each text, also where another page keeps its answer for another time', async () => {
    const { element, key } = await guarded();
    const first = element.send('Hello');
    await isAsked(element);
    part(element, 'agree-button')!.click();
    await first;
    element.remove();
    const { element: next, answers } = await guarded({
      persist: 'local',
      'storage-key': key,
      consent: 'May it read all you have ever written?',
    });
    const sent = next.send('Next');
    await isAsked(next);
    part(next, 'agree-button')!.click();
    expect((await sent)!.status).to.equal('done');
    expect((await next.send('Again'))!.status).to.equal('done');
    expect(answers).to.deep.equal([true]);
    next.forget();
    localStorage.removeItem(`${key}:forgotten`);
  });

  it('is asked once where what was stored can be read and not be changed', async () => {
    const key = `consent-${++keys}`;
    sessionStorage.setItem(`${key}:extras`, JSON.stringify({ consent: 'Another question' }));
    const setItem = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem') as PropertyDescriptor;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      const { element } = await guarded({ 'storage-key': key });
      const sent = element.send('Hello');
      await isAsked(element);
      part(element, 'agree-button')!.click();
      expect((await sent)!.status).to.equal('done');
      expect((await element.send('Again'))!.status).to.equal('done');
    } finally {
      Object.defineProperty(Storage.prototype, 'setItem', setItem);
      sessionStorage.removeItem(`${key}:extras`);
    }
  });

  it('ends for a script that waits when the chat is taken out of the page', async () => {
    const { element } = await guarded();
    const sent = element.send('Hello');
    await isAsked(element);
    element.remove();
    expect(await sent).to.equal(undefined);
  });

  it('is given to the text that was read', async () => {
    const { element, log } = await guarded();
    await type(element, 'Hello');
    await press('Enter');
    await isAsked(element);
    await waitUntil(() => element.shadowRoot!.activeElement === part(element, 'consent'), 'focused');
    part(element, 'agree-button')!.focus();
    element.consent = 'And everything else?';
    part(element, 'agree-button')!.click(); // before it is drawn
    await waitUntil(() => part(element, 'consent')!.textContent.includes('everything else'), 'the other question');
    await waitUntil(() => element.shadowRoot!.activeElement === part(element, 'consent'), 'heard');
    expect(await log()).to.deep.equal([]);
    part(element, 'agree-button')!.click();
    await answered(element);
  });

  it('is asked no more when what was to be sent has been removed', async () => {
    const { element, log } = await guarded();
    await type(element, 'Hello');
    await press('Enter');
    await isAsked(element);
    const sent = element.send('By a script');
    await drawn();
    element.clear();
    expect(await sent).to.equal(undefined);
    await isOver(element);
    expect(element.messages.length).to.equal(0);
    expect(await log()).to.deep.equal([]);
  });

  it('sends nothing where the page has disabled the chat since', async () => {
    const { element, log } = await guarded();
    await type(element, 'Hello');
    await press('Enter');
    await isAsked(element);
    element.disabled = true;
    part(element, 'agree-button')!.click();
    await isOver(element);
    await waitUntil(() => textarea(element).disabled, 'disabled');
    expect(draft(element)).to.equal('Hello');
    expect(element.messages.length).to.equal(0);
    expect(await log()).to.deep.equal([]);
  });
});
