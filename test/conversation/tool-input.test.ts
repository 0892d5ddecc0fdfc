/** What can be read in two ways reaches neither the visitor nor the tool. */
import { expect } from '@open-wc/testing';
import { readInput } from '../../src/conversation/tool-input.js';
import { toolCalls, type Tool } from '../../src/headless.js';
import { start } from './support.js';

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

const refused: [given: string, says: string][] = [
  [`{"to":"Electricity Ltd","amount":10${'\n'.repeat(30)},"to":"Mallory","amount":9999}`, 'the key "to" twice'],
  ['{"to":1,"t\\u006f":2}', 'twice'],
  ['{"a":{"b":1},"c":[{"d":1},{"d":1,"e":[],"d":2}]}', 'the key "d" twice'],
  ['{"":1,"":2}', 'the key "" twice'],
  ['{"a\\"":1,"a\\"":2}', 'twice'],
  ['{"a" \n : 1 , "a"\t:2}', 'twice'],
  ['{"a":{"a":1,"a":2}}', 'twice'],
  ['{"a":[1],"b":{},"a":2}', 'the key "a" twice'],
  ['{"__proto__":{"admin":true}}', '__proto__'],
  ['{"a":[{"__pr\\u006fto__":1}]}', '__proto__'],
  ['{"amount":1e999}', '1e999'],
  ['[-1e400]', '-1e400'],
  [deep(65), '64 levels'],
  [`[[],${'[[],'.repeat(70)}[]${']'.repeat(71)}`, '64 levels'],
  ['{"a":1', 'not valid JSON'],
  ["{'a':1}", 'not valid JSON'],
  ['{"a":1}}', 'not valid JSON'],
  ['NaN', 'not valid JSON'],
];

const taken = [
  '{}',
  '""',
  '-0.5e-3',
  deep(64),
  '{"a":{"b":1},"c":{"b":1}}',
  '[{"a":1},{"a":2}]',
  '{"a":"a","b":"a"}',
  '{"a":"\\"a\\":1,\\"a\\":2","b":"{[1e999\\\\"}',
  '{"a":["b","b"],"b":"__proto__"}',
  '{"constructor":1,"toString":2}',
  `{"a":"${'x'.repeat(2_000_000)}"}`,
];

describe('the arguments of a call', () => {
  for (const [given, says] of refused) {
    it(`are refused: ${given.slice(0, 60).replaceAll('\n', '')}`, () => expect(() => readInput(given)).to.throw(says));
  }

  for (const given of taken) {
    it(`are taken: ${given.slice(0, 40)}`, () => expect(readInput(given)).to.deep.equal(JSON.parse(given)));
  }

  it('that are refused are no question, and the model hears why', async () => {
    for (const [given, says] of refused) {
      let ran = false;
      const tool: Tool = { name: 'pay', confirm: true, inputSchema: {}, execute: () => (ran = true) };
      const { conversation, model } = start({ tools: [tool] });
      const states = new Set<string | undefined>();
      conversation.subscribe(({ messages }) => states.add(messages.flatMap(toolCalls)[0]?.state));
      void conversation.send('Hi');
      (await model.next()).call({ id: 'c', name: 'pay', arguments: given }).finish('tool_calls');
      const second = await model.next();
      expect(JSON.parse(second.lines.at(-1)!.replace('tool c: ', '')))
        .to.have.property('error')
        .that.contains(says);
      expect([...states], given)
        .to.include('failed')
        .and.not.to.include('approval');
      expect(ran).to.equal(false);
      conversation.stop();
    }
  });
});
