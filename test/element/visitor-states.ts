/** Every state that a visitor can find the chat in, each with a server that has brought it there. */
import type { Chat8080 } from '../../src/index.js';
import type { Answer } from '../support/scripted-server.js';
import { chunk, reply, script, sse } from '../support/script.js';
import { waitUntil } from '../support/wait-until.js';
import { chat, description, find, part, parts } from './fixture.js';

const answer = (text: string): Answer => ({ status: 200, steps: [{ write: reply(text) }] });
const hanging = (delta?: object): Answer => ({ status: 200, steps: [...(delta ? [{ write: sse(chunk(delta)) }] : []), 'hang'] });
const call = { tool_calls: [{ index: 0, id: 'c', function: { name: 'cancel_order', arguments: '{"order":1042}' } }] };
const calling: Answer = { status: 200, steps: [{ write: sse(chunk(call), chunk({}, 'tool_calls'), '[DONE]') }] };

/** Every construct that the renderer draws. */
const everything = [
  '# One\n\n## Two\n\n### Three\n\nText with *emphasis*, **strong**, ~~struck~~, `code`, [a link](https://example.com/) and [example.org](https://example.com/).',
  '- one\n- two\n  1. inner\n- [x] done\n- [ ] to do\n\n> A quotation',
  '| hour | what |\n| ---: | :--: |\n| 0 | mix |',
  '```js\nconst grams = (loaves) => loaves * 500; // a comment\n```',
  '![A loaf](https://example.com/loaf.png)\n\n---\n\nInline <b>HTML</b> and https://example.com/',
].join('\n\n');

const done = (element: Chat8080): Promise<void> =>
  waitUntil(() => element.messages.at(-1)?.status === 'done' && part(element, 'assistant copy-button'), 'done');

async function asked(
  answers: Answer[],
  attributes: Record<string, string> = {},
  properties: Partial<Chat8080> = {},
): Promise<Chat8080> {
  const { endpoint } = await script(...answers);
  const element = await chat(endpoint, { label: 'The bakery', ...attributes });
  Object.assign(element, properties);
  void element.send('Is there rye bread today?');
  await waitUntil(() => parts(element, 'message').length === 2, 'asked');
  return element;
}

const there = async (element: Chat8080, selector: string): Promise<Chat8080> => {
  await waitUntil(() => find(element, selector), selector);
  return element;
};

const isStill = (element: Chat8080): Promise<void> => waitUntil(() => element.shadowRoot!.getAnimations().length === 0, 'still');

const tools = [{ name: 'cancel_order', confirm: true, execute: () => ({ cancelled: true }) }];
const suggestions = ['When do you open?', { label: 'A cake for Sunday', text: 'I need a cake.' }];

export const states: Record<string, () => Promise<Chat8080>> = {
  'not set up': () => chat(undefined),
  empty: () => chat('/v1'),
  'welcome with suggestions': async () => {
    const element = await chat('/v1', { disclaimer: 'Answers may be wrong.', greeting: 'Bread, cakes?' });
    element.suggestions = suggestions;
    return there(element, '[part~=suggestion]');
  },
  pending: async () => there(await asked([hanging()]), '[part~=pending]'),
  streaming: async () => there(await asked([hanging({ content: 'Rye bread is baked' })]), '[part~=assistant] [part~=body]'),
  done: async () => {
    const element = await asked([answer(everything)]);
    await done(element);
    return there(element, '[part~=code-copy]');
  },
  thought: async () => {
    const element = await asked([{ status: 200, steps: [{ write: sse(chunk({ reasoning_content: 'Rye?' })) + reply('Yes.') }] }]);
    await done(element);
    find(element, 'summary')!.click();
    return element;
  },
  error: async () =>
    there(
      await asked([{ status: 403, headers: { 'content-type': 'application/json' }, steps: [{ write: '{}' }] }]),
      '[part~=retry-button]',
    ),
  stopped: async () => {
    const element = await there(await asked([hanging({ content: 'It depends' })]), '[part~=assistant] [part~=body]');
    element.stop();
    return there(element, '[part~=continue-button]');
  },
  'tool approval': async () => there(await asked([calling], {}, { tools }), '[part~=approve-button]'),
  'tool answered': async () => {
    const element = await there(
      await asked([calling, answer('It is cancelled.')], {}, { tools }),
      '[part~=approve-button][aria-disabled=false]',
    );
    part(element, 'approve-button')!.click();
    await done(element);
    find(element, '[part~=tool] summary')!.click();
    return element;
  },
  editing: async () => {
    const element = await asked([answer('Yes.')]);
    await done(element);
    await there(element, '[part~=edit-button]');
    part(element, 'edit-button')!.click();
    return there(element, '[part~=user] textarea');
  },
  'versions and rating': async () => {
    const element = await asked([answer('Yes.'), answer('Until noon.')], { feedback: '' });
    await done(element);
    await element.regenerate();
    await there(element, '[part~=versions]');
    part(element, 'good-button')!.click();
    return there(element, '[aria-pressed="true"]');
  },
  restored: async () => {
    const element = await chat('/v1');
    element.messages = Array.from({ length: 10 }, (_, index) => ({
      role: index % 2 ? ('assistant' as const) : ('user' as const),
      content: index === 2 ? 'A long question. '.repeat(60) : everything,
    }));
    await waitUntil(() => parts(element, 'message').length === 10 && part(element, 'table'), 'restored');
    return element;
  },
  'near the limit': async () => {
    const element = await chat('/v1', { maxlength: '40' });
    element.value = 'Can you keep a rye loaf for me';
    await waitUntil(() => description(element));
    return element;
  },
  disabled: () => chat('/v1', { disabled: '' }),
  'floating, closed': async () => there(await chat('/v1', { mode: 'floating' }), '[part~=launcher]'),
  'floating, open': async () => {
    const element = await there(await chat('/v1', { mode: 'floating', label: 'The bakery' }), '[part~=launcher]');
    element.show();
    await waitUntil(() => find(element, 'dialog')!.matches(':popover-open, :modal'));
    await Promise.all(
      find(element, 'dialog')!
        .getAnimations()
        .map(({ finished }) => finished),
    );
    return element;
  },
  'menu in the header': async () => {
    const element = await asked([answer('Yes.')], { 'header-menu': '', contact: 'mailto:bakery@example.com', header: 'solid' });
    await done(element);
    await there(element, '[part~=menu-button]');
    part(element, 'menu-button')!.click();
    return there(element, '[part~=menu]:not([hidden])');
  },
  'contact and privacy': async () =>
    there(
      await asked([{ status: 403, steps: [{ write: '{}' }] }], {
        contact: '/help',
        privacy: '/privacy',
        disclaimer: 'Answers may be wrong.',
      }),
      '[part~=error] [part~=contact-link]',
    ),
  consent: async () => {
    const element = await chat('/v1', { consent: 'May a model read this?', privacy: '/privacy', 'storage-key': 'consent-state' });
    void element.send('Is there rye bread today?');
    return there(element, '[part~=consent] [part~=privacy-link]');
  },
  'rated as bad': async () => {
    const element = await asked([answer('Yes.')], { feedback: '', 'feedback-reasons': '', contact: '/help' });
    await done(element);
    await there(element, '[part~=bad-button]');
    part(element, 'bad-button')!.click();
    return there(element, '[part~=feedback] [part~=contact-link]');
  },
  docked: async () => {
    const element = await chat('/v1', { mode: 'docked', open: '', 'storage-key': 'docked-state' });
    await there(element, '[part~=resizer]');
    await isStill(element);
    return element;
  },
  teaser: async () => {
    const element = await chat('/v1', { mode: 'floating', teaser: 'Bread?', 'teaser-delay': '0', 'storage-key': 'teaser-state' });
    await there(element, '[part~=teaser]');
    await isStill(element);
    sessionStorage.removeItem('teaser-state:extras');
    return element;
  },
  'right to left': async () => {
    const element = await asked([answer('نعم')], { dir: 'rtl' });
    await done(element);
    return element;
  },
};
