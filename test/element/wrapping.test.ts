/** Lines of code that are wider than their box: the visitor may have them wrapped. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { reply, script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, drawn, find, findAll, part, parts, press } from './fixture.js';

const wide = `\`\`\`js\nlet sum = ${'one + '.repeat(60)}0;\n\`\`\``;
const narrow = '```sh\nnpm start\n```';

async function answered(...texts: string[]): Promise<Chat8080> {
  const { endpoint } = await script(...texts.map((text) => ({ status: 200, steps: [{ write: reply(text) }] })));
  const element = await chat(endpoint, { style: 'inline-size: 400px; block-size: 500px' });
  await element.send('Hi');
  return element;
}

const boxes = (element: Chat8080): HTMLElement[] => findAll(element, '[part~=code] pre');
const isWide = ({ scrollWidth, clientWidth }: Element): boolean => scrollWidth > clientWidth;
const shown = (element: Chat8080): HTMLElement[] => parts(element, 'code-wrap').filter((button) => button.checkVisibility());

describe('lines of code', () => {
  it('wrap in every wide block, and back, by a button of any of them', async () => {
    const element = await answered(`${wide}\n\n${wide}`);
    await waitUntil(() => shown(element).length === 2);
    const [first, second] = shown(element);
    expect(first!.textContent).to.equal('Wrap lines');
    expect(first!.ariaPressed).to.equal('false');
    second!.focus();
    await press('Enter');
    expect([first!.ariaPressed, second!.ariaPressed]).to.deep.equal(['true', 'true']);
    await drawn(2);
    expect(boxes(element).some(isWide)).to.equal(false);
    first!.click();
    expect([first!.ariaPressed, second!.ariaPressed]).to.deep.equal(['false', 'false']);
    expect(boxes(element).every(isWide)).to.equal(true);
  });

  it('wrap in what comes later, too, and without an error of the page', async () => {
    const errors: string[] = [];
    const listen = ({ message }: ErrorEvent): unknown => errors.push(message);
    addEventListener('error', listen);
    const element = await answered(wide, `Once more:\n\n${wide}`);
    await waitUntil(() => shown(element).length === 1);
    shown(element)[0]!.click();
    await element.send('Again');
    await waitUntil(() => shown(element).length === 2 && shown(element)[1]!.ariaPressed === 'true');
    await drawn(2);
    expect(boxes(element).some(isWide)).to.equal(false);
    removeEventListener('error', listen);
    expect(errors).to.deep.equal([]);
  });

  it('have no button where they fit, until the panel is narrower', async () => {
    const element = await answered(`${narrow}\n\n${wide}`);
    await waitUntil(() => shown(element).length === 1);
    await drawn(2);
    expect(boxes(element)[0]!.parentElement!.contains(shown(element)[0]!)).to.equal(false);
    element.style.inlineSize = '4000px';
    element.style.setProperty('--chat-8080-content-max-width', '4000px');
    await waitUntil(() => shown(element).length === 0);
    element.style.inlineSize = '400px';
    await waitUntil(() => shown(element).length === 1);
  });

  it('have none where the page has them wrapped', async () => {
    const element = await answered(narrow, wide);
    element.style.setProperty('--chat-8080-code-white-space', 'pre-wrap');
    await element.send('Again');
    await waitUntil(() => boxes(element).length === 2);
    await drawn(5);
    expect(shown(element)).to.have.length(0);
  });

  it('are copied as they were written', async () => {
    const element = await answered(wide);
    await waitUntil(() => shown(element).length === 1);
    shown(element)[0]!.click();
    await drawn(2);
    getSelection()!.selectAllChildren(find(element, '[part~=code] pre')!);
    expect(find(element, '[part~=code] code')!.textContent).to.equal(`let sum = ${'one + '.repeat(60)}0;\n`);
    expect(part(element, 'code-header')!.innerText).to.contain('Wrap lines');
  });
});
