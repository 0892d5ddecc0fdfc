import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { reply, script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, draft, messages, part, press, textarea, type } from './fixture.js';

describe('what is typed is sent', () => {
  it('Enter sends, the reply appears, and the composer is empty and keeps the focus', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: reply('Hello\nyou 🎉') }] });
    const element = await chat(endpoint, { model: 'm' });
    await type(element, 'Hi!');
    await press('Enter');
    await waitUntil(() => messages(element).length === 2 && messages(element)[1]![1] !== '');
    expect(messages(element)).to.deep.equal([
      ['user', 'Hi!'],
      ['assistant', 'Hello\nyou 🎉'],
    ]);
    expect(draft(element)).to.equal('');
    expect(element.shadowRoot!.activeElement?.localName).to.equal('textarea');
    expect((await log())[0]!.body).to.deep.include({ model: 'm', stream: true, messages: [{ role: 'user', content: 'Hi!' }] });
  });

  it('the send button sends, and hands the focus back to the composer', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint);
    await type(element, 'Hi');
    part(element, 'send-button')!.click();
    await waitUntil(() => messages(element)[1]?.[1] === 'ok');
    expect(element.shadowRoot!.activeElement?.localName).to.equal('textarea');
  });

  it('Shift+Enter breaks the line, and the break is sent and shown', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint);
    await type(element, 'one');
    await sendKeys({ down: 'Shift' });
    await press('Enter');
    await sendKeys({ up: 'Shift' });
    await type(element, 'two');
    expect(draft(element)).to.equal('one\ntwo');
    expect(await log()).to.have.length(0);
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'ok');
    expect(messages(element)[0]![1]).to.equal('one\ntwo');
    expect((await log())[0]!.body).to.have.deep.property('messages', [{ role: 'user', content: 'one\ntwo' }]);
  });

  it('Control+Enter sends', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint);
    await type(element, 'Hi');
    await sendKeys({ down: 'Control' });
    await press('Enter');
    await sendKeys({ up: 'Control' });
    await waitUntil(() => messages(element)[1]?.[1] === 'ok');
  });

  it("an IME's Enter never sends: while composing, nor with key code 229 as Safari sends it afterwards", async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint);
    await type(element, 'にほん');
    const safarisEnter = { keyCode: 229 };
    const enter = (init: KeyboardEventInit): boolean =>
      textarea(element).dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, composed: true, ...init }),
      );
    expect(enter({ isComposing: true })).to.be.true;
    expect(enter(safarisEnter)).to.be.true;
    expect(draft(element)).to.equal('にほん');
    expect(await log()).to.have.length(0);
    expect(enter({})).to.be.false; // the same key, no composition: it sends
    await waitUntil(() => messages(element)[1]?.[1] === 'ok');
  });

  it('white space alone is not sent', async () => {
    const { endpoint, log } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint);
    await type(element, '   ');
    await press('Enter');
    part(element, 'send-button')!.click();
    expect(messages(element)).to.deep.equal([]);
    expect(await log()).to.have.length(0);
    expect(part(element, 'send-button')!.getAttribute('aria-disabled')).to.equal('true');
  });

  it('the whole history goes with every request, instructions first', async () => {
    const { endpoint, log } = await script(
      { status: 200, steps: [{ write: reply('first') }] },
      { status: 200, steps: [{ write: reply('second') }] },
    );
    const element = await chat(endpoint, { instructions: 'Be kind.' });
    await type(element, 'a');
    await press('Enter');
    await waitUntil(() => messages(element)[1]?.[1] === 'first' && element.status === 'idle');
    await type(element, 'b');
    await press('Enter');
    await waitUntil(() => messages(element)[3]?.[1] === 'second');
    const [first, second] = await log();
    expect(first!.body).to.have.deep.property('messages', [
      { role: 'developer', content: 'Be kind.' },
      { role: 'user', content: 'a' },
    ]);
    expect(second!.body).to.have.deep.property('messages', [
      { role: 'developer', content: 'Be kind.' },
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'first' },
      { role: 'user', content: 'b' },
    ]);
  });

  it('keys that are typed do not reach the hotkeys of the page', async () => {
    const element = await chat('/v1');
    const heard: string[] = [];
    const listen = (event: KeyboardEvent): void => void heard.push(`${event.type} ${event.key}`);
    for (const name of ['keydown', 'keypress', 'keyup'] as const) document.addEventListener(name, listen);
    await type(element, 'a?');
    for (const name of ['keydown', 'keypress', 'keyup'] as const) document.removeEventListener(name, listen);
    expect(heard).to.deep.equal([]);
    expect(draft(element)).to.equal('a?');
  });
});
