/** A reply is heard once, when it is complete; of a long one the beginning. */
import assert from 'node:assert/strict';
import { message, opens, type Scenario } from './scenario.js';

/** Some 400 words. */
const long = Array.from({ length: 40 }, (_, index) => `This is sentence number ${index + 1} of what the shop has to say.`).join(
  ' ',
);

const structured = `## Prices

There are two

- rye
- wheat

| Loaf | Price | Weight |
| ---- | ----- | ------ |
| Rye  | 4     | 1 kg   |
| Wheat | 3    | 800 g  |

\`\`\`sql
SELECT loaf
FROM prices;
\`\`\`

And per slice $\\frac{a}{b}$ more.`;

const answersWhenClosed = `chat.addEventListener('chat-request', ({ detail }) => {
  const answer = async function* () {
    await new Promise((resolve) => chat.addEventListener('toggle', resolve, { once: true }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    yield '${opens}';
  };
  detail.respondWith(answer());
});`;

export const replies: Scenario[] = [
  {
    title: 'a short reply',
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('When?');
      await visit.hears(opens);
      await visit.ask('And then?');
      await visit.hears('It closes at six.');
      await visit.hearsAll();
      assert.equal(visit.times(opens), 1);
      assert.equal(visit.times('It closes at six.'), 1);
    },
  },
  {
    title: 'a short reply in a floating chat',
    page: { attributes: { mode: 'floating', label: 'The bakery' } },
    does: async (visit) => {
      await visit.tabTo('Open chat');
      await visit.press('Return');
      await visit.ask('When?');
      await visit.hears(opens);
      await visit.hearsAll();
      assert.equal(visit.times(opens), 1);
    },
  },
  {
    title: 'the same reply twice',
    does: async (visit) => {
      await visit.tabTo(message);
      for (let time = 0; time < 2; time++) {
        await visit.ask('When?');
        await visit.hears(opens);
      }
    },
  },
  {
    title: 'a long reply',
    page: { answers: { 'Tell me all.': long } },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('Tell me all.');
      await visit.hears(/This is sentence number 1 of .* Long reply, \d+ words\. Press F6 to read it\.$/s);
      await visit.hearsAll();
      assert.equal(visit.times('sentence number 40'), 0);
    },
  },
  {
    title: 'a reply of 10,000 tokens',
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('/long 10000');
      await visit.hears(/Long reply, \d+00 words\. Press F6 to read it\.$/);
      const heard = await visit.hearsAll();
      assert.ok(heard.length <= 2, heard.join('\n'));
      assert.ok(heard.join('').length < 700, heard.join('\n'));
    },
  },
  {
    title: 'a reply with a list, a table, code and a formula',
    page: { attributes: { math: '' }, answers: { 'What does it cost?': structured } },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('What does it cost?');
      const heard = await visit.hears('Prices.');
      assert.match(
        heard,
        /There are two\. rye\. wheat\. Table, 3 columns, 3 rows\. Code, SQL, 2 lines\. And per slice formula more\.$/,
      );
      assert.doesNotMatch(heard, /SELECT|frac|800 g/);
    },
  },
  {
    title: 'a reply that is waited for',
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('/wait 4');
      await visit.hears('Waiting for the reply…');
      await visit.told('chat-response-end');
      await visit.hears('I am a stand-in, not a model');
      assert.equal(visit.times('Waiting for the reply…'), 1);
    },
  },
  {
    title: 'a reply that comes slowly',
    page: { answers: { 'Slowly, please.': ['The ', 'shop ', 'opens ', 'at ', 'nine.'] } },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('Slowly, please.');
      await visit.hears(opens);
      assert.deepEqual(await visit.hearsAll(), [opens]);
    },
  },
  {
    title: 'a reply that is stopped',
    page: { answers: { 'Slowly, please.': ['It begins. ', ...Array.from({ length: 100 }, () => 'And goes on. ')] } },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('Slowly, please.');
      await visit.told('chat-response-start');
      await visit.press('Escape');
      await visit.hears('Stopped.');
      assert.deepEqual(await visit.hearsAll(), ['Stopped.']);
    },
  },
  {
    title: 'a reply while the reader is elsewhere',
    page: { answers: { 'Slowly, please.': ['The ', 'shop ', 'opens ', 'at ', 'nine.'] } },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('Slowly, please.');
      await visit.tabTo('A link after');
      await visit.told('chat-response-end', 'Slowly, please.');
      await visit.hearsAll();
      assert.equal(visit.times(opens), 1);
      await visit.press('shift+Tab');
      await visit.hears('Send');
    },
  },
  {
    title: 'a reply to a closed panel',
    page: { attributes: { mode: 'floating' }, script: answersWhenClosed },
    does: async (visit) => {
      await visit.tabTo('Open chat');
      await visit.press('Return');
      await visit.ask('Later, please.');
      await visit.hears('Waiting for the reply…');
      await visit.tabTo('Close chat', 'shift+Tab');
      await visit.press('space');
      await visit.hears('Open chat');
      await visit.told('chat-response-end', 'Later, please.');
      await visit.hearsAll();
      assert.equal(visit.times(opens), 0);
      await visit.press('Tab', 'shift+Tab');
      await visit.hears('1 new message');
    },
  },
];
