/** Above each message: when it was, and who answers, where the page asks for it. */
import { expect } from '@open-wc/testing';
import type { Chat8080 } from '../../src/index.js';
import { Conversation } from '../../src/headless.js';
import { copied } from '../../src/element/message/copied.js';
import { reply, script } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, drawn, find, findAll, part, parts } from './fixture.js';

const today = new Date();
today.setHours(14, 5, 0, 0);
const noon = today.getTime();
const hour = 3_600_000;

/** A question and an answer for each of these times, which are those of the question and of the answer. */
async function at(times: number[], attributes: Record<string, string>): Promise<Chat8080> {
  const { endpoint } = await script({ status: 200, steps: [{ write: reply('ok') }] });
  const element = await chat(endpoint, { lang: 'en-GB', ...attributes });
  element.messages = times.map((_, index) => ({ role: index % 2 ? 'assistant' : 'user', content: `Text ${index}` })) as never;
  const { conversation } = element;
  const { state, queuedElsewhere } = conversation.snapshot();
  conversation.replace(
    { ...state, all: state.all.map((each, index) => ({ ...each, createdAt: times[index]! })) },
    queuedElsewhere,
  );
  await waitUntil(() => find(element, '[part~=time], [part~=reply-name]'));
  return element;
}

const times = (element: Chat8080): string[] =>
  parts(element, 'message').map((message) => message.querySelector('time')?.textContent.trim() ?? '');

describe('timestamps', () => {
  it('are not there unless the page asks for them', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint);
    await element.send('Hi');
    await drawn(3);
    expect(find(element, 'time')).to.equal(null);
    element.timestamps = true;
    await waitUntil(() => find(element, 'time'));
    element.timestamps = false;
    await waitUntil(() => !find(element, 'time'));
  });

  it('stand where the minute is another one, with the day where that is', async () => {
    const long = noon - 49 * hour;
    const element = await at([long, long + 5_000, long + 120_000, noon, noon + 20_000, noon + 60_000], { timestamps: '' });
    const day = new Date(long).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
    const shown = times(element);
    expect(shown[0]).to.contain(day).and.contain('13:05');
    expect(shown[1]).to.equal('');
    expect(shown[2]).to.equal('13:07');
    expect(shown[3]).to.contain(today.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' }));
    expect(shown.slice(4)).to.deep.equal(['', '14:06']);
  });

  it('have their year where it is another one', async () => {
    const element = await at([new Date(2019, 4, 3, 13, 5).getTime(), noon], { timestamps: '', lang: 'en-GB' });
    expect(times(element)[0]).to.equal('3 May 2019, 13:05');
    expect(times(element)[1]).to.contain(String(today.getFullYear()));
  });

  it('of today need no day; the whole of it is told on demand, and machines read it', async () => {
    const element = await at([noon], { timestamps: '' });
    const time = find(element, 'time') as HTMLTimeElement;
    expect(time.textContent.trim()).to.equal('14:05');
    expect(time.dateTime).to.equal(today.toISOString());
    expect(time.title).to.contain(String(today.getFullYear())).and.contain('14:05:00');
  });

  for (const [lang, text] of [
    ['en-US', /^2:05\sPM$/],
    ['de', /^14:05$/],
    ['en_GB', /^2:05\sPM$/],
    ['nl', /^2:05\sPM$/],
    ['de-', /^2:05\sPM$/],
  ] as const) {
    it(`are written as in the language of the chat: ${lang}`, async () => {
      expect(times(await at([noon], { timestamps: '', lang }))[0]).to.match(text);
    });
  }

  it('change with the language', async () => {
    const element = await at([noon], { timestamps: '' });
    element.lang = 'en-US';
    await waitUntil(() => /PM/.test(times(element)[0]!));
  });

  it('are left out of what is copied, and where there is no such time', async () => {
    const element = await at([noon, 1e300], { timestamps: '' });
    expect(findAll(element, 'time')).to.have.length(1);
    const range = new Range();
    range.selectNode(parts(element, 'message')[0]!);
    expect(copied(range).text).to.contain('Text 0').and.not.to.contain('14:05');
  });
});

describe('names', () => {
  it('stand above each reply, with the picture; screen readers have the heading', async () => {
    const element = await at([noon, noon], { names: '', 'assistant-name': 'Émile' });
    expect(part(element, 'user')!.querySelector('[part~=reply-name]')).to.equal(null);
    const name = part(element, 'assistant reply-name')!;
    expect(name.textContent).to.equal('Émile');
    expect(name.ariaHidden).to.equal('true');
    expect(part(element, 'reply-avatar')!.textContent).to.equal('É');
    element.avatar = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
    await waitUntil(() => part(element, 'reply-avatar')?.matches('img[alt=""]'));
    element.assistantName = 'Ada';
    await waitUntil(() => part(element, 'reply-name')!.textContent === 'Ada');
  });

  it('stand once above replies that follow each other', async () => {
    const { endpoint } = await script({ status: 200, steps: [{ write: reply('ok') }] });
    const element = await chat(endpoint, { names: '' });
    element.conversation = new Conversation({ endpoint });
    element.addMessage({ role: 'assistant', content: 'Hello.' });
    element.addMessage({ role: 'assistant', content: 'Can I help?' });
    await waitUntil(() => parts(element, 'message').length === 2 && part(element, 'reply-name'));
    expect(parts(element, 'reply-name')).to.have.length(1);
  });
});
