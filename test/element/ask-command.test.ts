/** A page's own button that puts a question into the input, without a script. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, draft, find, press, textarea, type } from './fixture.js';

/** What a browser does with `<button commandfor command="--ask">`, also where it does not yet. */
function ask(element: Chat8080, value: string): void {
  const source = Object.assign(document.createElement('button'), { value });
  element.dispatchEvent(Object.assign(new Event('command', { cancelable: true }), { command: '--ask', source }));
}

describe('the command --ask', () => {
  it('puts the value of the button into the input, gives it the focus, and sends nothing', async () => {
    const { endpoint, log } = await script();
    const element = await chat(endpoint);
    ask(element, 'Where is my order?');
    await waitUntil(() => draft(element) === 'Where is my order?', 'written');
    expect(element.shadowRoot!.activeElement === textarea(element)).to.equal(true);
    expect(element.messages.length).to.equal(0);
    expect(await log()).to.deep.equal([]);
  });

  it('opens a floating chat', async () => {
    const element = await chat('/v1', { mode: 'floating' });
    await waitUntil(() => find(element, 'dialog'), 'drawn');
    ask(element, 'Where is my order?');
    await waitUntil(() => element.open && element.shadowRoot!.activeElement === textarea(element), 'open');
    expect(draft(element)).to.equal('Where is my order?');
  });

  it('takes the place of another such question, and of nothing that the visitor has written', async () => {
    const element = await chat('/v1');
    ask(element, 'Where is my order?');
    ask(element, 'Can I send it back?');
    await waitUntil(() => draft(element) === 'Can I send it back?', 'the other one');
    await type(element, '!');
    await press('End');
    const written = draft(element);
    ask(element, 'Where is my order?');
    await element.updateComplete;
    expect(draft(element)).to.equal(written);
  });

  it('comes from a button of the page', async function () {
    if (!('commandForElement' in HTMLButtonElement.prototype)) this.skip();
    const element = await chat('/v1', { id: 'asked' });
    const button = document.createElement('button');
    button.setAttribute('commandfor', 'asked');
    button.setAttribute('command', '--ask');
    button.value = 'When do you open?';
    element.before(button);
    button.click();
    await waitUntil(() => draft(element) === 'When do you open?', 'written');
  });
});
