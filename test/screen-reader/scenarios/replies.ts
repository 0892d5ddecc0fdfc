/** A reply is heard once, when it is complete. */
import assert from 'node:assert/strict';
import type { Scenario } from './scenario.js';

const sentence = 'The shop opens at nine.';

export const replies: Scenario[] = [
  {
    title: 'a short reply',
    does: async (visit) => {
      await visit.tabTo('Message');
      await visit.ask(`/echo ${sentence}`);
      await visit.hears(sentence);
      await visit.ask('/echo And it closes at six.');
      await visit.hears('And it closes at six.');
      await visit.hearsAll();
      assert.equal(visit.times(sentence), 1);
      assert.equal(visit.times('And it closes at six.'), 1);
    },
  },
  {
    title: 'a short reply in a floating chat',
    page: { attributes: { mode: 'floating', label: 'The bakery' } },
    does: async (visit) => {
      await visit.tabTo('Open chat');
      await visit.press('Return');
      await visit.ask(`/echo ${sentence}`);
      await visit.hears(sentence);
      await visit.hearsAll();
      assert.equal(visit.times(sentence), 1);
    },
  },
  {
    title: 'an error',
    does: async (visit) => {
      await visit.tabTo('Message');
      await visit.ask('/server-error');
      await visit.hears('The assistant has a problem at the moment. Please try again.');
      await visit.hearsAll();
      assert.equal(visit.times('The assistant has a problem at the moment.'), 1);
    },
  },
];
