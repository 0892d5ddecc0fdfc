/** Written from the API's description and from what each of these servers is known to send. */
import { chunk, sse } from '../support/script.js';
import type { Transcript } from './transcripts.js';

const usage = { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 };
const usageChunk = { id: 'chatcmpl-1', object: 'chat.completion.chunk', model: 'm-1', choices: [], usage };
const call = (fields: object): object => chunk({ tool_calls: [fields] });

export const servers: Transcript[] = [
  {
    name: '8080: role, text, reason, usage, [DONE]',
    body: sse(
      chunk({ role: 'assistant', content: '' }),
      chunk({ content: 'Héllo' }),
      chunk({ content: ', wörld 🎉\n' }),
      chunk({ content: '家' }),
      chunk({}, 'stop'),
      usageChunk,
      '[DONE]',
    ),
    expected: { text: 'Héllo, wörld 🎉\n家', finishReason: 'stop', usage: [3, 4, 7], model: 'm-1' },
  },
  {
    name: 'OpenAI: usage null in every chunk, a refusal, fields nobody knows',
    body: sse(
      { ...chunk({ role: 'assistant', content: '', refusal: null }), usage: null, service_tier: 'default', obfuscation: 'x9' },
      { ...chunk({ refusal: 'I cannot ' }), usage: null },
      { ...chunk({ refusal: 'help.' }), usage: null },
      { ...chunk({}, 'stop'), usage: null },
      usageChunk,
      '[DONE]',
    ),
    expected: { refusal: 'I cannot help.', finishReason: 'stop', usage: [3, 4, 7] },
  },
  {
    name: 'OpenAI: parallel tool calls whose arguments are cut anywhere',
    body: sse(
      call({ index: 0, id: 'call_a', type: 'function', function: { name: 'weather', arguments: '' } }),
      call({ index: 0, function: { arguments: '{"ci' } }),
      call({ index: 1, id: 'call_b', type: 'function', function: { name: 'time', arguments: '' } }),
      call({ index: 0, function: { arguments: 'ty":"Rom' } }),
      call({ index: 1, function: { arguments: '{}' } }),
      call({ index: 0, function: { arguments: '"}' } }),
      chunk({}, 'tool_calls'),
      '[DONE]',
    ),
    expected: {
      toolCalls: [
        { id: 'call_a', name: 'weather', arguments: '{"city":"Rom"}' },
        { id: 'call_b', name: 'time', arguments: '{}' },
      ],
      finishReason: 'tool_calls',
    },
  },
  {
    name: 'Azure: a first chunk with empty choices and filter results, content_filter_results everywhere',
    body: sse(
      { id: '', model: '', object: '', choices: [], prompt_filter_results: [{ prompt_index: 0 }] },
      { ...chunk({ role: 'assistant', content: 'Yes' }), content_filter_results: {} },
      chunk({ content: '.' }),
      chunk({}, 'stop'),
      '[DONE]',
    ),
    expected: { text: 'Yes.', finishReason: 'stop' },
  },
  {
    name: 'Azure: ended by the content filter',
    body: sse(chunk({ content: 'Well' }), chunk({}, 'content_filter'), '[DONE]'),
    expected: { text: 'Well', finishReason: 'content_filter' },
  },
  {
    name: 'Mistral: content as an array of parts, thinking first',
    body: sse(
      chunk({ role: 'assistant', content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm. ' }] }] }),
      chunk({ content: [{ type: 'text', text: 'Bon' }] }),
      chunk({ content: 'jour' }),
      { ...chunk({ content: '' }, 'stop'), usage },
      '[DONE]',
    ),
    expected: { reasoning: 'Hm. ', text: 'Bonjour', finishReason: 'stop', usage: [3, 4, 7] },
  },
  {
    name: 'Mistral: whole tool calls in one chunk, without index',
    body: sse(
      chunk(
        {
          tool_calls: [
            { id: 'aaa', function: { name: 'one', arguments: '{"x":1}' } },
            { id: 'bbb', function: { name: 'two', arguments: '{"x":2}' } },
          ],
        },
        'tool_calls',
      ),
      '[DONE]',
    ),
    expected: {
      toolCalls: [
        { id: 'aaa', name: 'one', arguments: '{"x":1}' },
        { id: 'bbb', name: 'two', arguments: '{"x":2}' },
      ],
      finishReason: 'tool_calls',
    },
  },
  {
    name: 'Groq: usage under x_groq',
    body: sse(chunk({ role: 'assistant', content: 'Quick' }), { ...chunk({}, 'stop'), x_groq: { id: 'req_1', usage } }, '[DONE]'),
    expected: { text: 'Quick', finishReason: 'stop', usage: [3, 4, 7] },
  },
  {
    name: 'DeepSeek: reasoning_content before content, keep-alive comments',
    body:
      ': keep-alive\n\n' +
      sse(
        chunk({ role: 'assistant', content: null, reasoning_content: 'Let me ' }),
        chunk({ content: null, reasoning_content: 'think.' }),
      ) +
      ': keep-alive\n\n' +
      sse(chunk({ content: '42', reasoning_content: null }), chunk({ content: '' }, 'stop'), '[DONE]'),
    expected: { reasoning: 'Let me think.', text: '42', finishReason: 'stop' },
  },
  {
    name: 'OpenRouter: processing comments, reasoning beside its details',
    body:
      ': OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n' +
      sse(
        chunk({ role: 'assistant', content: '', reasoning: 'So', reasoning_details: [{ type: 'reasoning.text', text: 'So' }] }),
        chunk({ content: 'Done' }),
        chunk({ content: '' }, 'stop'),
        usageChunk,
        '[DONE]',
      ),
    expected: { reasoning: 'So', text: 'Done', finishReason: 'stop', usage: [3, 4, 7] },
  },
  {
    name: 'OpenRouter: an error inside the stream keeps what came',
    body: sse(chunk({ content: 'Half' }), {
      id: 'x',
      error: { code: 'server_error', message: 'Provider disconnected' },
      choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
    }),
    expected: { text: 'Half', error: 'server' },
  },
  {
    name: 'vLLM: both reasoning fields, ids repeated in every fragment',
    body: sse(
      chunk({ role: 'assistant', reasoning: 'A', reasoning_content: 'A' }),
      call({ index: 0, id: 'chatcmpl-tool-1', type: 'function', function: { name: 'look', arguments: '{"q"' } }),
      call({ index: 0, id: 'chatcmpl-tool-1', function: { name: 'look', arguments: ':"x"}' } }),
      chunk({}, 'tool_calls'),
      '[DONE]',
    ),
    expected: {
      reasoning: 'A',
      toolCalls: [{ id: 'chatcmpl-tool-1', name: 'look', arguments: '{"q":"x"}' }],
      finishReason: 'tool_calls',
    },
  },
  {
    name: 'llama.cpp: stop although tools were called, id late',
    body: sse(
      call({ index: 0, function: { name: 'look', arguments: '{' } }),
      call({ index: 0, id: 'late', function: { arguments: '}' } }),
      chunk({}, 'stop'),
      '[DONE]',
    ),
    expected: { toolCalls: [{ id: 'late', name: 'look', arguments: '{}' }], finishReason: 'tool_calls' },
  },
  {
    name: 'Ollama: arguments as an object, every parallel call numbered 0',
    body: sse(
      call({ index: 0, id: 'call_1', function: { name: 'a', arguments: { x: 1 } } }),
      call({ index: 0, id: 'call_2', function: { name: 'b', arguments: { y: 2 } } }),
      chunk({ role: 'assistant', content: '' }, 'stop'),
      '[DONE]',
    ),
    expected: {
      toolCalls: [
        { id: 'call_1', name: 'a', arguments: '{"x":1}' },
        { id: 'call_2', name: 'b', arguments: '{"y":2}' },
      ],
      finishReason: 'tool_calls',
    },
  },
];
