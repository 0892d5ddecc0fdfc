/** What goes wrong is said, whatever the page lets be said. */
import assert from 'node:assert/strict';
import { message, type Scenario } from './scenario.js';

const trouble = 'The assistant has a problem at the moment. Please try again.';

/** After a second; the client asks once more before it gives up, sooner or later. */
const waiting = /^Waiting for the reply…$/;

export const errors: Scenario[] = [
  {
    title: 'an error',
    byChance: waiting,
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('/server-error');
      await visit.hears(trouble);
      await visit.hearsAll();
      assert.equal(visit.times(trouble), 1);
      await visit.press('F6', 'Return');
      await visit.hears('Try again push button.');
    },
  },
  {
    title: 'errors of other kinds',
    does: async (visit) => {
      await visit.tabTo(message);
      const kinds: Record<string, string> = {
        '/quota': 'The assistant is not available at the moment. Please try again later.',
        '/cut': 'The reply was interrupted.',
        '/filter': 'The assistant will not answer this.',
        '/length': 'The reply reached its length limit.',
      };
      for (const [asked, words] of Object.entries(kinds)) {
        await visit.ask(asked);
        await visit.hears(words);
      }
    },
  },
  {
    title: 'an error where replies are not announced',
    page: { attributes: { announce: 'off' } },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('When?');
      await visit.told('chat-response-end');
      assert.deepEqual(await visit.hearsAll(), []);
      await visit.ask('/server-error');
      await visit.hears(trouble);
    },
  },
  {
    title: 'an error in a floating chat',
    byChance: waiting,
    page: { attributes: { mode: 'floating' } },
    does: async (visit) => {
      await visit.tabTo('Open chat');
      await visit.press('Return');
      await visit.ask('/server-error');
      await visit.hears(trouble);
    },
  },
];
