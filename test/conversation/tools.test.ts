import { expect, waitUntil } from '@open-wc/testing';
import {
  Conversation,
  conversationStatus,
  messageText,
  toolCalls,
  type ConversationOptions,
  type Tool,
} from '../../src/headless.js';
import { chunk } from '../support/script.js';
import { idle, Model } from './model.js';

function start(tools: Tool[], options: Partial<ConversationOptions> = {}): { conversation: Conversation; model: Model } {
  const model = new Model();
  return { model, conversation: new Conversation({ endpoint: 'http://model.test/v1', fetch: model.fetch, tools, ...options }) };
}

const weather: Tool = {
  name: 'weather',
  description: 'The weather in a city.',
  inputSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false },
  execute: ({ city }: { city: string }) => ({ city, sky: 'clear' }),
};

/** Has the model call one tool, and gives back what it is told. */
async function answerTo(
  tool: Tool,
  given: string,
  { name = tool.name, ...options }: Partial<ConversationOptions> & { name?: string } = {},
): Promise<{ answer: string; state: string }> {
  const { conversation, model } = start([tool], options);
  const promised = conversation.send('Hi');
  (await model.next()).call({ id: 'c1', name, arguments: given }).finish('tool_calls');
  const second = await model.next();
  second.say('ok').finish();
  const reply = (await promised)!;
  expect(reply.status).to.equal('done');
  return { answer: second.lines.at(-1)!.replace('tool c1: ', ''), state: toolCalls(reply)[0]!.state };
}

describe('the tool loop', () => {
  it('offers the tools, runs what is called, sends the answer, and goes on in the same message', async () => {
    const { conversation, model } = start([weather]);
    const promised = conversation.send('Rome?');
    const first = await model.next();
    expect(first.body.tools).to.deep.equal([
      { type: 'function', function: { name: 'weather', description: 'The weather in a city.', parameters: weather.inputSchema } },
    ]);
    first.say('Let me look. ').call({ id: 'c1', name: 'weather', arguments: '{"city":"Rome"}' }).finish('tool_calls');
    const second = await model.next();
    expect(second.lines).to.deep.equal([
      'user: Rome?',
      'assistant: Let me look.  [c1 weather {"city":"Rome"}]',
      'tool c1: {"city":"Rome","sky":"clear"}',
    ]);
    expect(second.body.tools).to.deep.equal(first.body.tools);
    second.say('It is clear.').finish();
    const reply = (await promised)!;
    expect(reply.parts).to.deep.equal([
      { type: 'text', text: 'Let me look. ' },
      {
        type: 'tool-call',
        id: 'c1',
        name: 'weather',
        arguments: '{"city":"Rome"}',
        state: 'done',
        output: '{"city":"Rome","sky":"clear"}',
        round: 1,
        call: 0,
      },
      { type: 'text', text: 'It is clear.', round: 2 },
    ]);
    expect(reply.usage!.totalTokens).to.equal(30);
    void conversation.send('Thanks');
    expect((await model.next()).lines).to.deep.equal([
      'user: Rome?',
      'assistant: Let me look.  [c1 weather {"city":"Rome"}]',
      'tool c1: {"city":"Rome","sky":"clear"}',
      'assistant: It is clear.',
      'user: Thanks',
    ]);
  });

  it('runs parallel calls in parallel, and answers each once, in order', async () => {
    let running = 0;
    let most = 0;
    const slow: Tool = {
      name: 'slow',
      execute: async ({ n }: { n: number }) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 90 - 30 * n));
        running--;
        return `answer ${n}`;
      },
    };
    const { conversation, model } = start([slow]);
    void conversation.send('Hi');
    (await model.next())
      .call(...[0, 1, 2].map((n) => ({ id: `c${n}`, name: 'slow', arguments: `{"n":${n}}` })))
      .finish('tool_calls');
    await waitUntil(() => conversationStatus(conversation.state) === 'tool');
    expect((await model.next()).lines.slice(-3)).to.deep.equal(['tool c0: answer 0', 'tool c1: answer 1', 'tool c2: answer 2']);
    expect(most).to.equal(3);
  });

  it('ids that a server gives out twice are told apart', async () => {
    const { conversation, model } = start([weather]);
    void conversation.send('Hi');
    (await model.next()).call({ id: 'same', name: 'weather', arguments: '{"city":"A"}' }).finish('tool_calls');
    (await model.next()).call({ id: 'same', name: 'weather', arguments: '{"city":"B"}' }).finish('tool_calls');
    expect((await model.next()).lines.slice(1)).to.deep.equal([
      'assistant: null [same weather {"city":"A"}]',
      'tool same: {"city":"A","sky":"clear"}',
      'assistant: null [same_2 weather {"city":"B"}]',
      'tool same_2: {"city":"B","sky":"clear"}',
    ]);
  });

  it('tells the model what went wrong, and lets it go on', async () => {
    const error = (message: string): string => JSON.stringify({ error: message });
    const failing = (thrown: unknown): Tool => ({
      name: 'f',
      execute: () => {
        throw thrown;
      },
    });
    expect(await answerTo(weather, '{"city":')).to.deep.equal({
      answer: error('The arguments are not valid JSON.'),
      state: 'failed',
    });
    expect(await answerTo(weather, '{"town":"Rome"}')).to.deep.equal({
      answer: error('The input must have the property "city".'),
      state: 'failed',
    });
    expect(await answerTo(weather, '{}', { name: 'nonsense' })).to.deep.equal({
      answer: error('There is no tool named "nonsense".'),
      state: 'failed',
    });
    expect(await answerTo(failing(new Error('No such city')), '{}')).to.deep.equal({
      answer: error('No such city'),
      state: 'failed',
    });
    expect(await answerTo(failing('just text'), '{}')).to.deep.equal({ answer: error('just text'), state: 'failed' });
    const never: Tool = { name: 'f', execute: () => new Promise(() => undefined) };
    expect(await answerTo(never, '{}', { toolTimeout: 50 })).to.deep.equal({
      answer: error('The tool did not answer within 0.05 seconds.'),
      state: 'failed',
    });
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect((await answerTo({ name: 'f', execute: () => circular }, '{}')).state).to.equal('failed');
  });

  it('takes strings as they are, anything else as JSON, and no arguments as an empty object', async () => {
    const echo = (value: unknown): Tool => ({ name: 'f', execute: () => value });
    expect((await answerTo(echo('plain'), '')).answer).to.equal('plain');
    expect((await answerTo(echo({ a: 1 }), '{}')).answer).to.equal('{"a":1}');
    expect((await answerTo(echo(undefined), '{}')).answer).to.equal('');
    expect((await answerTo({ name: 'f', execute: (input) => Promise.resolve(input) }, '')).answer).to.equal('{}');
  });

  it('asks the visitor where a tool wants that, and takes a no for an answer', async () => {
    const runs: string[] = [];
    const tool = (confirm: Tool['confirm']): Tool => ({
      name: 'buy',
      ...(confirm !== undefined && { confirm }),
      execute: ({ item }: { item: string }) => {
        runs.push(item);
        return 'bought';
      },
    });
    for (const [confirm, decision, answer] of [
      [true, 'approve', 'bought'],
      [true, 'deny', '{"error":"The user declined this tool call."}'],
      [(input: { item: string }) => input.item === 'car', 'approve', 'bought'],
    ] as const) {
      const { conversation, model } = start([tool(confirm)]);
      void conversation.send('Hi');
      (await model.next()).call({ id: 'c1', name: 'buy', arguments: '{"item":"car"}' }).finish('tool_calls');
      await idle();
      expect(toolCalls(conversation.state.messages[1]!)[0]!.state).to.equal('approval');
      expect(conversationStatus(conversation.state)).to.equal('tool');
      expect(model.requests).to.have.length(1);
      conversation[decision]('c1', conversation.state.messages[1]!.id);
      expect((await model.next()).lines.at(-1)).to.equal(`tool c1: ${answer}`);
      expect(toolCalls(conversation.state.messages[1]!)[0]!.state).to.equal(decision === 'approve' ? 'done' : 'denied');
    }
    expect(runs).to.deep.equal(['car', 'car']);
    expect(
      (
        await answerTo(
          tool((input: { item: string }) => input.item === 'car'),
          '{"item":"pen"}',
        )
      ).answer,
    ).to.equal('bought');
  });

  it('the time that the visitor takes to decide is not counted against the tool', async () => {
    const { conversation, model } = start([{ name: 'buy', confirm: true, execute: () => 'bought' }], { toolTimeout: 30 });
    void conversation.send('Hi');
    (await model.next()).call({ id: 'c1', name: 'buy', arguments: '{}' }).finish('tool_calls');
    await waitUntil(() => toolCalls(conversation.state.messages[1]!)[0]?.state === 'approval');
    // Time is what is tested: the visitor takes longer than the tool may.
    await new Promise((resolve) => setTimeout(resolve, 80));
    conversation.approve('c1', conversation.state.messages[1]!.id);
    expect((await model.next()).lines.at(-1)).to.equal('tool c1: bought');
  });

  it('ends after eight rounds with a clear error', async () => {
    const { conversation, model } = start([weather]);
    const promised = conversation.send('Hi');
    for (let round = 1; round <= 9; round++) {
      (await model.next()).call({ id: `c${round}`, name: 'weather', arguments: '{"city":"A"}' }).finish('tool_calls');
    }
    const reply = (await promised)!;
    expect(reply.status).to.equal('interrupted');
    expect(reply.error!.code).to.equal('tool-limit');
    expect(toolCalls(reply).filter(({ state }) => state === 'done')).to.have.length(8);
    void conversation.send('And now?');
    const { lines } = await model.next();
    expect(lines.filter((line) => line.startsWith('tool'))).to.have.length(9);
    expect(lines.at(-2)).to.equal('tool c9: {"error":"The tool was not run."}');
  });

  it('stop aborts running tools through their signal; what they give back later changes nothing', async () => {
    let aborted = false;
    let finish: (value: string) => void = () => undefined;
    const tool: Tool = {
      name: 'long',
      execute: (_input: never, { signal }) => {
        signal.addEventListener('abort', () => (aborted = true));
        return new Promise<string>((resolve) => (finish = resolve));
      },
    };
    const { conversation, model } = start([tool]);
    const promised = conversation.send('Hi');
    (await model.next()).call({ id: 'c1', name: 'long', arguments: '{}' }).finish('tool_calls');
    await idle();
    conversation.stop();
    expect(aborted).to.be.true;
    const reply = (await promised)!;
    expect(reply.status).to.equal('stopped');
    expect(toolCalls(reply)[0]!.state).to.equal('stopped');
    const { state } = conversation;
    finish('too late');
    await idle();
    expect(conversation.state).to.equal(state);
    expect(model.requests).to.have.length(1);
    void conversation.send('Go on');
    expect((await model.next()).lines.slice(1)).to.deep.equal([
      'assistant: null [c1 long {}]',
      'tool c1: {"error":"The tool was not run."}',
      'user: Go on',
    ]);
  });

  it('stop while the visitor is asked runs nothing', async () => {
    let ran = false;
    const { conversation, model } = start([{ name: 'buy', confirm: true, execute: () => (ran = true) }]);
    const promised = conversation.send('Hi');
    (await model.next()).call({ id: 'c1', name: 'buy', arguments: '{}' }).finish('tool_calls');
    await idle();
    conversation.stop();
    await promised;
    conversation.approve('c1', conversation.state.messages[1]!.id);
    await idle();
    expect(ran).to.be.false;
    expect(model.requests).to.have.length(1);
  });

  it('without tools of the owner a call is shown and left alone', async () => {
    const { conversation, model } = start([]);
    const promised = conversation.send('Hi');
    (await model.next()).call({ id: 'c1', name: 'x', arguments: '{}' }).finish('tool_calls');
    const reply = (await promised)!;
    expect(reply.status).to.equal('done');
    expect(reply.finishReason).to.equal('tool_calls');
    expect(messageText(reply)).to.equal('');
    expect(model.requests).to.have.length(1);
  });

  it('text after the calls of one request goes with them, before their answers', async () => {
    const { conversation, model } = start([weather]);
    void conversation.send('Hi');
    (await model.next())
      .say('Look: ')
      .call({ id: 'c1', name: 'weather', arguments: '{"city":"A"}' })
      .say('one moment.')
      .finish('tool_calls');
    expect((await model.next()).lines.slice(1)).to.deep.equal([
      'assistant: Look: one moment. [c1 weather {"city":"A"}]',
      'tool c1: {"city":"A","sky":"clear"}',
    ]);
  });

  it('a call that broke off leaves a history that the API takes', async () => {
    const { conversation, model } = start([weather]);
    void conversation.send('Hi');
    const request = await model.next();
    request.send(
      chunk({
        tool_calls: [
          { index: 0, function: { name: 'weather', arguments: '{"ci' } },
          { index: 1, function: { arguments: '{' } },
        ],
      }),
    );
    await idle();
    request.break();
    await idle();
    void conversation.send('Go on');
    const { body } = await model.next();
    const id = body.messages[1]!.tool_calls![0]!.id;
    expect(id).to.match(/^call_/);
    expect(body.messages[1]!.tool_calls).to.deep.equal([
      { id, type: 'function', function: { name: 'weather', arguments: '{}' } },
    ]);
    expect(body.messages.slice(2)).to.deep.equal([
      { role: 'tool', tool_call_id: id, content: '{"error":"The tool was not run."}' },
      { role: 'user', content: 'Go on' },
    ]);
  });

  it('ids that a server counts anew in every reply are told apart in the history', async () => {
    const { conversation, model } = start([weather]);
    for (const question of ['one', 'two']) {
      const reply = conversation.send(question);
      (await model.next()).call({ id: 'call_0', name: 'weather', arguments: '{"city":"A"}' }).finish('tool_calls');
      (await model.next()).say('ok').finish();
      await reply;
    }
    const calls = model.requests[3]!.body.messages.flatMap(({ tool_calls: list }) => list?.map(({ id }) => id) ?? []);
    const answers = model.requests[3]!.body.messages.flatMap(({ tool_call_id: id }) => id ?? []);
    expect(calls).to.deep.equal(['call_0', 'call_0_2']);
    expect(answers).to.deep.equal(calls);
  });

  it('a schema that makes no sense fails the call, not the reply', async () => {
    const tool: Tool = { name: 'odd', inputSchema: { required: 'a' as never }, execute: () => 'x' };
    expect((await answerTo(tool, '{}')).state).to.equal('failed');
  });

  it('a tool without end is given all the time that it is allowed', async () => {
    const tool: Tool = { name: 'slow', execute: () => new Promise((resolve) => setTimeout(resolve, 30, 'ok')) };
    expect((await answerTo(tool, '{}', { toolTimeout: Infinity })).answer).to.equal('ok');
  });

  it('continueReply after tool rounds asks once for the rest, and keeps the rounds apart', async () => {
    const { conversation, model } = start([weather]);
    void conversation.send('Hi');
    (await model.next()).call({ id: 'c1', name: 'weather', arguments: '{"city":"A"}' }).finish('tool_calls');
    (await model.next()).say('It is').finish('length');
    await idle();
    void conversation.continueReply();
    const request = await model.next();
    expect(request.lines.slice(1, 4)).to.deep.equal([
      'assistant: null [c1 weather {"city":"A"}]',
      'tool c1: {"city":"A","sky":"clear"}',
      'assistant: It is',
    ]);
    expect(request.lines[4]).to.match(/^user: Continue/);
    request.call({ id: 'c2', name: 'weather', arguments: '{"city":"B"}' }).finish('tool_calls');
    expect((await model.next()).lines.filter((line) => line.startsWith('user: Continue'))).to.have.length(0);
  });
});
