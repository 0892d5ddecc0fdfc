/** The conversation is read at the reader's own pace, in browse mode and in focus mode. */
import assert from 'node:assert/strict';
import { message, opens, type Scenario } from './scenario.js';

const twoLines = { 'What is there?': 'There is rye.\n\nThere is wheat as well.' };

export const reading: Scenario[] = [
  {
    title: 'headings, and the first line after one',
    page: { answers: twoLines, attributes: { label: 'Our shop' } },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('What is there?');
      await visit.hears('There is rye. There is wheat as well.');
      await visit.press('F6', 'ctrl+Home');
      await visit.press('h');
      await visit.hears(/^Our shop.* heading level 2/);
      await visit.press('h');
      await visit.hears(/^You said: heading level 3/);
      await visit.press('h');
      await visit.hears(/^Assistant said: heading level 3/);
      await visit.press('Down');
      await visit.hears('There is rye.');
      await visit.press('Down');
      await visit.hears('There is wheat as well.');
    },
  },
  {
    title: 'F6, and the arrow keys',
    page: { answers: twoLines },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('What is there?');
      await visit.hears('There is rye.');
      await visit.press('F6');
      await visit.hears('Assistant said:');
      await visit.press('Down');
      await visit.hears('There is rye.');
      // In Chromium the reading cursor has left the focus behind.
      await visit.press('F6');
      await visit.hears(message);
      await visit.press('F6', 'Down');
      await visit.hears('There is rye.');
      await visit.press('e');
      await visit.hears(message);
    },
  },
  {
    title: 'F6, and a reply of one line',
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('When?');
      await visit.hears(opens);
      await visit.press('F6');
      await visit.hears('Assistant said:');
      await visit.press('Down');
      await visit.hears(opens);
    },
  },
  {
    title: 'into a message, and out',
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('When?');
      await visit.hears(opens);
      await visit.press('F6', 'Return');
      await visit.hears('Copy message push button.');
      await visit.press('Tab');
      await visit.hears('Answer again push button.');
      await visit.press('Escape');
      await visit.hears('Assistant said: article.');
    },
  },
  {
    title: 'a reply while the reading cursor is elsewhere',
    page: { link: 'A link before', answers: { 'Slowly, please.': opens.match(/..?/g)! } },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('Slowly, please.');
      await visit.press('F6', 'ctrl+Home');
      await visit.hears('A shop heading level 1.');
      await visit.told('chat-response-end', 'Slowly, please.');
      await visit.hears(opens);
      await visit.press('Down');
      await visit.hears('A link before link.');
      assert.equal(visit.times(opens), 1);
    },
  },
  {
    title: 'the message before in focus mode',
    page: { answers: twoLines },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('What is there?');
      await visit.hears('There is rye. There is wheat as well.');
      await visit.press('F6', 'Insert+a');
      await visit.hears('Focus mode');
      await visit.press('Up');
      await visit.hears('You said:');
    },
  },
];
