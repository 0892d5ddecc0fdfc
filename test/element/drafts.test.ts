/** What is written and not sent yet: a draft is its text, which is the element's `value`, and what goes along with it. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Chat8080 } from '../../src/index.js';
import { reply, script, type Script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, draft, find, messages, part, press, textarea, type } from './fixture.js';

const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } } as const;
const question = [{ type: 'text', text: 'Is this rye?' }, image] as const;

/** What the server was asked, by each request: the content of the visitor's last message. */
async function asked({ log }: Script): Promise<unknown[]> {
  return (await log()).map(({ body }) => (body as { messages: { role: string; content: unknown }[] }).messages.at(-1)!.content);
}

let tests = 0;
/** The attributes of an element that keeps its draft, under a name of this test's own: what an earlier one writes late is not read here. */
const kept = (): Record<string, string> => ({ persist: 'session', 'storage-key': `drafts-${tests}` });
const keep = (draft: unknown): void => sessionStorage.setItem(`drafts-${tests}:view`, JSON.stringify({ draft, open: false }));
const storedDraft = (): unknown => (JSON.parse(sessionStorage.getItem(`drafts-${tests}:view`)!) as { draft: unknown }).draft;

beforeEach(() => tests++);
after(() => sessionStorage.clear());

describe('a message with an image that is edited', () => {
  const edited = (element: Chat8080): HTMLTextAreaElement | null =>
    find(element, '[part~=user] textarea') as HTMLTextAreaElement | null;

  async function editing(): Promise<[Chat8080, Script]> {
    const server = await script({ status: 200, steps: [{ write: reply('It is.') }] });
    const element = await chat(server.endpoint);
    element.messages = [
      { role: 'user', content: question },
      { role: 'assistant', content: 'Yes.' },
    ];
    await waitUntil(() => part(element, 'edit-button'));
    part(element, 'edit-button')!.click();
    await waitUntil(() => edited(element));
    return [element, server];
  }

  it('is sent again with the image', async () => {
    const [element, server] = await editing();
    const sent: unknown[] = [];
    element.addEventListener('chat-send', ({ detail }) => sent.push(detail));
    expect(edited(element)!.value).to.equal('Is this rye?');
    edited(element)!.select();
    await sendKeys({ type: 'Is this spelt?' });
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'It is.');
    expect(await asked(server)).to.deep.equal([[{ type: 'text', text: 'Is this spelt?' }, image]]);
    expect(sent).to.deep.equal([{ text: 'Is this spelt?', parts: [image] }]);
    expect(element.messages[0]!.parts).to.deep.equal([{ type: 'text', text: 'Is this spelt?' }, image]);
  });

  it('is sent with the image alone where all of its text is taken away', async () => {
    const [element, server] = await editing();
    edited(element)!.select();
    await press('Delete', 'Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'It is.');
    expect(await asked(server)).to.deep.equal([[image]]);
  });

  it('is as it was where the editing is cancelled, and so is the draft in the input', async () => {
    const [element, server] = await editing();
    const before = element.messages;
    element.value = 'a draft';
    edited(element)!.select();
    await sendKeys({ type: 'Is this spelt?' });
    await press('Escape');
    await waitUntil(() => !edited(element));
    expect(element.messages).to.deep.equal(before);
    expect(messages(element)[0]).to.deep.equal(['user', 'Is this rye?']);
    expect(draft(element)).to.equal('a draft');
    expect(await asked(server)).to.deep.equal([]);
    part(element, 'edit-button')!.click();
    await waitUntil(() => edited(element));
    expect(edited(element)!.value, 'what was cancelled is not taken up again').to.equal('Is this rye?');
  });
});

describe('a draft that is kept', () => {
  /** As a page that is left: what it shows is kept, and then it is gone. */
  function leave(element: Chat8080): void {
    dispatchEvent(new PageTransitionEvent('pagehide'));
    element.parentElement!.remove();
  }

  it('comes back with what goes along with it, and is sent with it', async () => {
    keep({ text: 'Is this rye?', parts: [image] });
    const server = await script({ status: 200, steps: [{ write: reply('Yes.') }] });
    const first = await chat(server.endpoint, kept());
    await waitUntil(() => first.value === 'Is this rye?');
    await type(first, ' Or spelt?');
    keep(null); // what is read next, this page has written
    leave(first);
    expect(storedDraft()).to.deep.equal({ text: 'Is this rye? Or spelt?', parts: [image] });

    const second = await chat(server.endpoint, kept());
    await waitUntil(() => draft(second) === 'Is this rye? Or spelt?');
    second.focus();
    await press('Enter');
    await waitUntil(() => messages(second)[1]?.[1] === 'Yes.');
    expect(await asked(server)).to.deep.equal([[{ type: 'text', text: 'Is this rye? Or spelt?' }, image]]);
    expect(second.value).to.equal('');
    leave(second);
    expect(storedDraft(), 'what was sent is no draft any more').to.deep.equal({ text: '', parts: [] });
  });

  it('is gone with what goes along with it when the form around it is reset', async () => {
    keep({ text: 'Is this rye?', parts: [image] });
    const server = await script({ status: 200, steps: [{ write: reply('Yes.') }] });
    const element = await chat(server.endpoint, kept());
    const form = document.createElement('form');
    element.replaceWith(form);
    form.append(element);
    await waitUntil(() => element.value === 'Is this rye?');
    form.reset();
    await element.updateComplete;
    expect(draft(element)).to.equal('');
    expect(part(element, 'send-button')!.ariaDisabled).to.equal('true');
    form.remove();
  });

  it('can be an image without a word', async () => {
    keep({ text: '', parts: [image] });
    const server = await script({ status: 200, steps: [{ write: reply('A loaf.') }] });
    const element = await chat(server.endpoint, kept());
    await waitUntil(() => part(element, 'send-button')?.ariaDisabled === 'false');
    part(element, 'send-button')!.click();
    await waitUntil(() => messages(element)[1]?.[1] === 'A loaf.');
    expect(await asked(server)).to.deep.equal([[image]]);
  });

  const unreadable: Record<string, [before: unknown, text: string, content: unknown]> = {
    'of an earlier version, which was its text alone, is taken up': ['text alone', 'text alone', 'text alone'],
    'loses what nobody can read of it, and keeps its text': [{ text: 'text', parts: [{ type: 'image_url' }] }, 'text', 'text'],
    'loses what no draft can hold': [
      { text: 'text', parts: [{ type: 'reasoning', text: 'hm' }, image] },
      'text',
      [{ type: 'text', text: 'text' }, image],
    ],
  };
  for (const [what, [before, text, content]] of Object.entries(unreadable)) {
    it(what, async () => {
      keep(before);
      const server = await script({ status: 200, steps: [{ write: reply('Yes.') }] });
      const element = await chat(server.endpoint, kept());
      await waitUntil(() => draft(element) === text);
      element.focus();
      await press('Enter');
      await waitUntil(() => messages(element)[1]?.[1] === 'Yes.');
      expect(await asked(server)).to.deep.equal([content]);
    });
  }
});

describe('value', () => {
  it('is what is typed, at once: a listener of input further out reads it already', async () => {
    const element = await chat('/v1');
    const heard: string[] = [];
    element.addEventListener('input', () => heard.push(element.value));
    await type(element, 'abc');
    expect(heard).to.deep.equal(['a', 'ab', 'abc']);
    await press('Backspace');
    expect(element.value).to.equal('ab');
  });

  it('that the page sets is in the input, is written on by the visitor, and leaves nothing of the text before', async () => {
    const element = await chat('/v1');
    await type(element, 'typed');
    element.value = 'given';
    expect(element.value).to.equal('given');
    await element.updateComplete;
    expect(draft(element)).to.equal('given');
    textarea(element).setSelectionRange(5, 5);
    await type(element, ' and typed');
    expect(element.value).to.equal('given and typed');
    element.value = null;
    await element.updateComplete;
    expect([element.value, draft(element)]).to.deep.equal(['', '']);
  });

  it('is empty once it is sent, and stays where the page does not let it be sent', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('Yes.') }] });
    const element = await chat(endpoint);
    element.addEventListener('chat-send', (event) => event.preventDefault(), { once: true });
    await type(element, 'Rye?');
    await press('Enter');
    await element.updateComplete;
    expect([element.value, draft(element)]).to.deep.equal(['Rye?', 'Rye?']);
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'Yes.');
    expect([element.value, draft(element)]).to.deep.equal(['', '']);
  });

  it('changes the text of a draft alone: what goes along with it is sent along', async () => {
    keep({ text: 'Rye?', parts: [image] });
    const server = await script({ status: 200, steps: [{ write: reply('Yes.') }] });
    const element = await chat(server.endpoint, kept());
    await waitUntil(() => element.value === 'Rye?');
    element.value = 'Spelt?';
    element.focus();
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'Yes.');
    expect(await asked(server)).to.deep.equal([[{ type: 'text', text: 'Spelt?' }, image]]);
  });
});
