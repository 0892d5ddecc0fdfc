/** A page with a chat, and a chat that opens. */
import assert from 'node:assert/strict';
import { message, opens, type Scenario } from './scenario.js';

/** Tab from outside comes to a button of a message, which hands the focus on to the message: a fast Orca says both. */
const passed = /^((You|Assistant) said: article|(Copy message|Answer again) push button\.|Browse mode)$/;

export const opening: Scenario[] = [
  {
    title: 'a closed panel',
    page: { link: 'A link before', attributes: { mode: 'floating' } },
    does: async (visit) => {
      await visit.press('ctrl+Home', 'Down');
      await visit.hears('A link before');
      await visit.press('Down');
      await visit.hears('Open chat collapsed push button.');
      await visit.press('Down');
      await visit.hears('A link after');
      assert.equal(visit.times('Open chat'), 1);
      assert.equal(visit.times(/^Message|Chat dialog/), 0);
    },
  },
  {
    title: 'the greeting of a floating chat',
    page: { attributes: { mode: 'floating', label: 'The bakery', greeting: 'Bread, cakes, opening hours?' } },
    does: async (visit) => {
      await visit.tabTo('Open chat');
      await visit.press('Return');
      await visit.hears('The bakery dialog');
      await visit.hears(message);
      await visit.hears('Bread, cakes, opening hours?');
    },
  },
  {
    title: 'a conversation that is restored',
    byChance: passed,
    page: {
      attributes: { persist: 'session', 'storage-key': 'restored' },
      answers: { 'What is there?': 'There is rye.\n\nThere is wheat as well.' },
    },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('What is there?');
      await visit.hears('There is rye.');
      await visit.openAgain();
      await visit.tabTo(message);
      await visit.hearsAll();
      assert.equal(visit.times('There is rye.'), 0);
      await visit.press('F6', 'Down');
      await visit.hears('There is rye.');
    },
  },
  {
    title: 'all controls by Tab',
    byChance: passed,
    page: { link: 'A link before', attributes: { label: 'Our shop' }, script: "chat.suggestions = ['When do you open?'];" },
    does: async (visit) => {
      await visit.tabTo('A link before');
      await visit.tabTo('When do you open?');
      await visit.hears('Our shop');
      await visit.tabTo(message);
      await visit.ask('When?');
      await visit.hears(opens);
      await visit.tabTo('A link after');
      await visit.tabTo(message, 'shift+Tab');
      await visit.tabTo('Assistant said', 'shift+Tab');
      await visit.tabTo('New conversation', 'shift+Tab');
      await visit.tabTo('A link before', 'shift+Tab');
    },
  },
];
