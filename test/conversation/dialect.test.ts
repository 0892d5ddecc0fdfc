/** The seam between a conversation and what a server speaks: another dialect goes through all of it, with a real server at the other end. */
import { expect } from '@open-wc/testing';
import { Conversation, type ConversationOptions } from '../../src/headless.js';
import { script } from '../support/script.js';
import type { Answer } from '../support/scripted-server.js';
import { responses } from './responses-dialect.js';
import { read } from './support.js';

const answer = (...events: ({ type: string } & Record<string, unknown>)[]): Answer => ({
  status: 200,
  steps: [{ write: events.map(({ type, ...data }) => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`).join('') }],
});
const created = { type: 'response.created', response: { id: 'resp_1' } };
const completed = { type: 'response.completed', response: { id: 'resp_1' } };
const says = (delta: string) => ({ type: 'response.output_text.delta', delta });

const clock = {
  name: 'clock',
  inputSchema: { type: 'object', properties: { zone: { type: 'string' } } },
  execute: ({ zone }: { zone: string }) => `noon in ${zone}`,
} as const;

async function start(
  answers: readonly Answer[],
  options: Partial<ConversationOptions> = {},
): Promise<{ conversation: Conversation; log: Awaited<ReturnType<typeof script>>['log'] }> {
  const { endpoint, log } = await script(...answers);
  return { conversation: new Conversation({ endpoint, dialect: responses, ...options }), log };
}

describe('a conversation in another dialect', () => {
  it('asks, runs a tool and answers in its words alone', async () => {
    const asksForTool = answer(
      created,
      { type: 'response.output_item.added', output_index: 1, item: { type: 'function_call', call_id: 'c1', name: 'clock' } },
      { type: 'response.function_call_arguments.delta', output_index: 1, delta: '{"zone":' },
      { type: 'response.function_call_arguments.delta', output_index: 1, delta: '"UTC"}' },
      completed,
    );
    const urls: unknown[] = [];
    const { conversation, log } = await start([asksForTool, answer(created, says('It is '), says('noon.'), completed)], {
      fetch: (url, init) => {
        urls.push(url);
        return fetch(url, init);
      },
      model: 'm-1',
      instructions: 'Be brief.',
      tools: [clock],
    });
    await conversation.send('What time is it?');
    expect(read(conversation)).to.deep.equal(['user: What time is it?', 'assistant: It is noon.']);
    const question = { role: 'user', content: [{ type: 'input_text', text: 'What time is it?' }] };
    const rest = {
      model: 'm-1',
      instructions: 'Be brief.',
      stream: true,
      tools: [{ type: 'function', name: 'clock', parameters: clock.inputSchema }],
    };
    const requests = await log();
    expect(requests.map(({ body }) => body)).to.deep.equal([
      { ...rest, input: [question] },
      {
        ...rest,
        input: [
          question,
          { type: 'function_call', call_id: 'c1', name: 'clock', arguments: '{"zone":"UTC"}' },
          { type: 'function_call_output', call_id: 'c1', output: 'noon in UTC' },
        ],
      },
    ]);
    expect(urls).to.deep.equal([`${conversation.options.endpoint}/responses`, `${conversation.options.endpoint}/responses`]);
  });

  it('fails in its words, and goes on', async () => {
    const failed = { type: 'response.failed', response: { id: 'resp_1', error: { message: 'out of order' } } };
    const { conversation } = await start([
      answer(created, says('Half'), failed),
      answer(created, says(' an answer.'), completed),
    ]);
    const reply = (await conversation.send('Hi'))!;
    expect(read(conversation)).to.deep.equal(['user: Hi', 'assistant: Half (interrupted)']);
    expect(reply.error).to.deep.include({ code: 'server', serverMessage: 'out of order', status: 200 });
    await conversation.continueReply();
    expect(read(conversation)).to.deep.equal(['user: Hi', 'assistant: Half an answer.']);
  });

  it('that breaks off before its end is interrupted', async () => {
    const { conversation } = await start([answer(created, says('Half'))]);
    expect((await conversation.send('Hi'))!.error).to.have.property('code', 'interrupted');
  });
});
