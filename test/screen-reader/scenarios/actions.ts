/** What is done with a message or the conversation is confirmed, once. */
import assert from 'node:assert/strict';
import { message, opens, type Scenario } from './scenario.js';

const code = 'Here it is:\n\n```js\nlet loaves = 2;\n```';

export const actions: Scenario[] = [
  {
    title: 'code that is copied',
    page: { answers: { 'Show me.': code } },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('Show me.');
      await visit.hears('Code, JS, 1 line.');
      await visit.press('F6', 'Return');
      await visit.hears(/^Copy code push button/);
      await visit.press('space');
      await visit.told('chat-copy');
      await visit.hears('Code copied.');
      assert.deepEqual(await visit.hearsAll(), ['Code copied.']);
    },
  },
  {
    title: 'a message that is copied',
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('When?');
      await visit.hears(opens);
      await visit.press('F6', 'Return');
      await visit.hears(/^Copy message push button/);
      await visit.press('space');
      await visit.told('chat-copy');
      await visit.hears('Message copied.');
      assert.deepEqual(await visit.hearsAll(), ['Message copied.']);
    },
  },
  {
    title: 'another answer, and the first one again',
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('When?');
      await visit.hears(opens);
      await visit.press('F6', 'Return');
      await visit.tabTo('Answer again');
      await visit.press('space');
      await visit.hears(`Version 2 of 2. ${opens}`);
      await visit.press('F6', 'Return');
      await visit.hears('Earlier version push button.');
      await visit.press('space');
      await visit.hears('Version 1 of 2.');
    },
  },
  {
    title: 'a new conversation, and the old one again',
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('When?');
      await visit.hears(opens);
      await visit.press('F6');
      await visit.tabTo('New conversation', 'shift+Tab');
      await visit.press('space');
      await visit.hears('New conversation. The button “Restore conversation” brings back the old one.');
      await visit.tabTo('Restore conversation', 'shift+Tab');
      await visit.press('space');
      await visit.hears('Conversation restored.');
    },
  },
  {
    title: 'a message that is edited',
    page: { answers: { 'When? Please.': 'At ten on Sundays.' } },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('When?');
      await visit.hears(opens);
      await visit.press('Up');
      await visit.hears('Editing your message. Escape cancels.');
      await visit.press('End');
      await visit.type(' Please.');
      await visit.press('Return');
      await visit.hears('At ten on Sundays.');
    },
  },
];
