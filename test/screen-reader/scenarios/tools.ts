/** A question takes no focus: it is said, with the key that leads to it. */
import { message, type Scenario } from './scenario.js';

const tools = `chat.tools = [{
  name: 'order_status', description: 'Where an order is.', confirm: true,
  inputSchema: { type: 'object', properties: { number: { type: 'string' } }, required: ['number'] },
  execute: () => 'It is on its way.',
}];`;

const question = 'May the assistant use “order_status”?';

export const toolScenarios: Scenario[] = [
  {
    title: 'a tool that asks',
    page: { script: tools },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('/tool order_status {"number":"7"}');
      await visit.hears(`${question} Press F6 to answer.`);
      await visit.press('F6');
      await visit.hears(question);
      await visit.press('Return');
      for (const name of ['Allow', 'Do not allow']) {
        await visit.tabTo(new RegExp(`^${name}\\b`));
        await visit.hears(question);
      }
      await visit.tabTo(/^Allow\b/, 'shift+Tab');
      await visit.press('space');
      await visit.hears('It is on its way.');
    },
  },
  {
    title: 'a tool that asks where replies are not announced',
    page: { attributes: { announce: 'off' }, script: tools },
    does: async (visit) => {
      await visit.tabTo(message);
      await visit.ask('/tool order_status {"number":"7"}');
      await visit.hears(`${question} Press F6 to answer.`);
    },
  },
];
