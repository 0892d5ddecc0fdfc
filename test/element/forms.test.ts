/** The chat as a field of a form: its draft is the value, and everything else is as in HTML. */
import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/index.js';
import type { Chat8080 } from '../../src/index.js';
import { reply, script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { part, press, textarea, type } from './fixture.js';

interface Parts {
  form: HTMLFormElement;
  element: Chat8080;
  submitted: () => number;
  data: () => [string, FormDataEntryValue][];
}

async function form(attributes = 'name="question"', around = ['', ''] as readonly [string, string]): Promise<Parts> {
  const { endpoint } = await script({ status: 200, steps: [{ write: reply('ok') }] });
  const parent = await fixture<HTMLElement>(html`<div></div>`);
  parent.innerHTML = `<form>${around[0]}<input name="other" value="1"><chat-8080 endpoint="${endpoint}" ${attributes}></chat-8080>${around[1]}
    <button>Submit</button></form>`;
  const element = parent.querySelector('chat-8080')!;
  const found = parent.querySelector('form')!;
  let count = 0;
  found.addEventListener('submit', (event) => {
    event.preventDefault();
    count++;
  });
  await element.updateComplete;
  return { form: found, element, submitted: () => count, data: () => [...new FormData(found)] };
}

describe('in a form', () => {
  it('the draft goes with it under the name, from the very moment that it is set or typed', async () => {
    const { element, data } = await form();
    expect(data()).to.deep.equal([
      ['other', '1'],
      ['question', ''],
    ]);
    element.value = 'set';
    expect(data()[1]).to.deep.equal(['question', 'set']);
    element.value = '';
    await type(element, 'typed');
    expect(data()[1]).to.deep.equal(['question', 'typed']);
  });

  it('what an input event of the page reads is what was typed', async () => {
    const { form: found, element, data } = await form();
    const read: unknown[] = [];
    found.addEventListener('input', () => read.push([element.value, data()[1]?.[1]]));
    await type(element, 'ab');
    expect(read).to.deep.equal([
      ['a', 'a'],
      ['ab', 'ab'],
    ]);
  });

  it('without a name nothing goes with it, and a name may come and go', async () => {
    const { element, data } = await form('');
    element.value = 'draft';
    expect(data()).to.deep.equal([['other', '1']]);
    element.name = 'late';
    await element.updateComplete;
    expect(data()[1]).to.deep.equal(['late', 'draft']);
    element.removeAttribute('name');
    await element.updateComplete;
    expect(data()).to.have.length(1);
  });

  it('it is one of the elements of the form, by its name', async () => {
    const { form: found, element } = await form();
    expect(found.elements.namedItem('question') === element).to.equal(true);
  });

  it('disabled it is no part of the form, and nothing can be typed or sent', async () => {
    const { element, data } = await form('name="question" disabled');
    element.value = 'draft';
    await element.updateComplete;
    expect(data()).to.have.length(1);
    expect(textarea(element).disabled).to.equal(true);
    expect(element.matches(':disabled')).to.equal(true);
    element.disabled = false;
    await element.updateComplete;
    expect(data()[1]).to.deep.equal(['question', 'draft']);
    await waitUntil(() => !textarea(element).disabled); // the browser tells of the attribute in the update that removes it
  });

  it('a fieldset that is disabled does the same, to all that a visitor could ask for', async () => {
    const { form: found, element, data } = await form('name="question"', ['<fieldset>', '</fieldset>']);
    await element.send('hi');
    await waitUntil(() => part(element, 'regenerate-button') && part(element, 'edit-button'));
    const fieldset = found.querySelector('fieldset')!;
    fieldset.disabled = true;
    await waitUntil(() => textarea(element).disabled);
    expect(part(element, 'regenerate-button')).to.equal(null);
    expect(part(element, 'edit-button')).to.equal(null);
    expect(element.disabled, 'the attribute is the page’s').to.equal(false);
    expect(data()).to.deep.equal([]);
    fieldset.disabled = false;
    await waitUntil(() => !textarea(element).disabled);
    expect(part(element, 'regenerate-button')).not.to.equal(null);
  });

  it('reset empties the draft and leaves the conversation alone', async () => {
    const { form: found, element, data } = await form();
    await element.send('hi');
    await type(element, 'draft');
    found.reset();
    expect(element.value).to.equal('');
    expect(data()[1]).to.deep.equal(['question', '']);
    await element.updateComplete;
    expect(textarea(element).value).to.equal('');
    expect(element.messages).to.have.length(2);
  });

  it('maxlength limits what is typed, not what a script sets', async () => {
    const { element } = await form('maxlength="5"');
    await type(element, '1234567');
    expect(element.value).to.equal('12345');
    element.value = '1234567';
    await element.updateComplete;
    expect(textarea(element).value).to.equal('1234567');
    element.removeAttribute('maxlength');
    await element.updateComplete;
    expect(textarea(element).maxLength).to.equal(-1);
  });

  it('readonly keeps the draft in the form and lets nobody change it', async () => {
    const { element, data } = await form('name="question" readonly');
    element.value = 'fixed';
    await element.updateComplete;
    await type(element, 'x');
    expect(data()[1]).to.deep.equal(['question', 'fixed']);
  });

  for (const submitOn of ['enter', 'mod-enter', 'none']) {
    it(`no Enter submits the form, whatever is held with it (submit-on="${submitOn}")`, async () => {
      const { element, submitted } = await form(`name="question" submit-on="${submitOn}"`);
      await press('Enter');
      await type(element, 'one');
      for (const key of ['Control', 'Shift', 'Meta', 'Alt']) {
        await sendKeys({ down: key });
        await press('Enter');
        await sendKeys({ up: key });
      }
      await sendKeys({ type: 'two' });
      await press('Enter');
      await element.updateComplete;
      expect(submitted()).to.equal(0);
    });
  }

  it('no button of the chat submits it', async () => {
    const { element, submitted } = await form('name="question" feedback');
    element.suggestions = ['Ask me'];
    await element.updateComplete;
    part(element, 'suggestion')!.click();
    await waitUntil(() => element.status === 'idle' && part(element, 'good-button'));
    for (const name of ['copy', 'good', 'bad', 'edit', 'send', 'regenerate', 'clear']) {
      const button = part(element, `${name}-button`) as HTMLButtonElement | null;
      expect(button?.type, name).to.equal('button');
      button!.click();
    }
    expect(submitted()).to.equal(0);
  });

  it('the page’s own button submits it, draft and all', async () => {
    const { form: found, element, submitted, data } = await form();
    await type(element, 'draft');
    found.querySelector('button')!.click();
    expect(submitted()).to.equal(1);
    expect(data()[1]).to.deep.equal(['question', 'draft']);
  });
});
