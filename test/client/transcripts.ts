// What servers send: one table, written from the API's description and from what each of these servers is known to do. Every row is fed
// whole, cut at every byte, and cut at random, and has to give the same reply.
import { chunk, sse } from '../support/script.js';

export interface Transcript {
  name: string;
  body: string;
  contentType?: string;
  n?: number;
  expected: {
    text?: string;
    reasoning?: string;
    refusal?: string;
    toolCalls?: { id: string; name: string; arguments: string }[];
    finishReason?: string;
    /** prompt, completion, total */
    usage?: [number, number, number];
    model?: string;
    damages?: number;
    error?: string;
    /** The text of the second choice. */
    secondText?: string;
  };
}

const usage = { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 };
const usageChunk = { id: 'chatcmpl-1', object: 'chat.completion.chunk', model: 'm-1', choices: [], usage };
const call = (fields: object): object => chunk({ tool_calls: [fields] });

export const transcripts: Transcript[] = [
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
  {
    name: 'tool calls without any id or index',
    body: sse(
      call({ function: { name: 'a', arguments: '{"x"' } }),
      call({ function: { arguments: ':1}' } }),
      call({ function: { name: 'b', arguments: '{}' } }),
      chunk({}, 'tool_calls'),
      '[DONE]',
    ),
    expected: {
      toolCalls: [
        { id: 'made up', name: 'a', arguments: '{"x":1}' },
        { id: 'made up', name: 'b', arguments: '{}' },
      ],
      finishReason: 'tool_calls',
    },
  },
  {
    name: 'two tool calls that share one id',
    body: sse(
      call({ index: 0, id: 'same', function: { name: 'a', arguments: '{}' } }),
      call({ index: 1, id: 'same', function: { name: 'b', arguments: '{}' } }),
      chunk({}, 'tool_calls'),
      '[DONE]',
    ),
    expected: {
      toolCalls: [
        { id: 'same', name: 'a', arguments: '{}' },
        { id: 'same_2', name: 'b', arguments: '{}' },
      ],
      finishReason: 'tool_calls',
    },
  },
  {
    name: 'n = 2, interleaved by index',
    n: 2,
    body: sse(
      { id: 'x', model: 'm', choices: [{ index: 0, delta: { content: 'A' } }] },
      { id: 'x', model: 'm', choices: [{ index: 1, delta: { content: '1' } }] },
      { id: 'x', model: 'm', choices: [{ index: 0, delta: { content: 'B' }, finish_reason: 'stop' }] },
      { id: 'x', model: 'm', choices: [{ index: 1, delta: { content: '2' }, finish_reason: 'stop' }] },
      '[DONE]',
    ),
    expected: { text: 'AB', secondText: '12', finishReason: 'stop' },
  },
  {
    name: 'a missing index, and content after the finish reason',
    body: sse(
      { choices: [{ delta: { content: 'on' }, finish_reason: 'stop' }] },
      { choices: [{ delta: { content: 'e' } }] },
      '[DONE]',
    ),
    expected: { text: 'one', finishReason: 'stop' },
  },
  {
    name: 'CRLF line ends, a byte order mark, no space after the colon, event and id fields',
    body:
      '\uFEFF: hello\r\nevent: message\r\nid: 1\r\n' +
      sse(chunk({ content: 'crlf' }), chunk({}, 'stop'), '[DONE]')
        .replaceAll('data: ', 'data:')
        .replaceAll('\n', '\r\n'),
    expected: { text: 'crlf', finishReason: 'stop' },
  },
  {
    name: 'lone CR line ends',
    body: sse(chunk({ content: 'cr' }), chunk({}, 'stop'), '[DONE]').replaceAll('\n', '\r'),
    expected: { text: 'cr', finishReason: 'stop' },
  },
  {
    name: 'one chunk over several data lines',
    body: `data: {"choices":[{"index":0,\ndata: "delta":{"content":"split"},\ndata: "finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`,
    expected: { text: 'split', finishReason: 'stop' },
  },
  {
    name: 'no [DONE], but a finish reason',
    body: sse(chunk({ content: 'fine' }), chunk({}, 'stop')),
    expected: { text: 'fine', finishReason: 'stop' },
  },
  {
    name: '[DONE], but no finish reason',
    body: sse(chunk({ content: 'fine' }), '[DONE]'),
    expected: { text: 'fine', finishReason: 'stop' },
  },
  {
    name: 'neither: interrupted, with the text',
    body: sse(chunk({ content: 'half a' })),
    expected: { text: 'half a', error: 'interrupted' },
  },
  {
    name: 'a last line without newline',
    body: sse(chunk({ content: 'last' }), chunk({ content: ' line' }, 'stop')).trimEnd(),
    expected: { text: 'last line', finishReason: 'stop' },
  },
  {
    name: 'a broken chunk costs that chunk, not the text',
    body: sse(
      chunk({ content: 'a' }),
      '{"choices":[{"delta":{"content":"lost',
      chunk({ content: 'c' }),
      chunk({}, 'stop'),
      '[DONE]',
    ),
    expected: { text: 'ac', finishReason: 'stop', damages: 1 },
  },
  {
    name: 'cut in the middle of a chunk: interrupted, with the text',
    body: sse(chunk({ content: 'a' })) + 'data: {"choices":[{"delta":{"con',
    expected: { text: 'a', damages: 1, error: 'interrupted' },
  },
  {
    name: 'the reply reached its limit',
    body: sse(chunk({ content: 'to be cont' }), chunk({}, 'length'), '[DONE]'),
    expected: { text: 'to be cont', finishReason: 'length' },
  },
  {
    name: 'plain JSON although a stream was asked for',
    contentType: 'application/json',
    body: JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      model: 'm-1',
      choices: [{ index: 0, message: { role: 'assistant', content: 'whole', reasoning_content: 'r' }, finish_reason: 'stop' }],
      usage,
    }),
    expected: { text: 'whole', reasoning: 'r', finishReason: 'stop', usage: [3, 4, 7], model: 'm-1' },
  },
  {
    name: 'JSON with tool calls, pretty-printed, called an event stream',
    body: `\n${JSON.stringify(
      {
        model: 'm-1',
        choices: [
          {
            index: 0,
            message: {
              role: 'assistant',
              content: null,
              tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
            },
            finish_reason: 'stop',
          },
        ],
      },
      null,
      2,
    )}`,
    expected: { toolCalls: [{ id: 'c', name: 'f', arguments: '{}' }], finishReason: 'tool_calls' },
  },
  {
    name: 'an event stream that is called text/plain',
    contentType: 'text/plain',
    body: sse(chunk({ content: 'plain' }), chunk({}, 'stop'), '[DONE]'),
    expected: { text: 'plain', finishReason: 'stop' },
  },
  {
    name: 'an error object as JSON under 200',
    contentType: 'application/json',
    body: JSON.stringify({ error: { message: 'no', type: 'server_error' } }),
    expected: { error: 'server' },
  },
  {
    name: 'JSON that is no completion',
    contentType: 'application/json',
    body: '{"hello":"world"}',
    expected: { error: 'protocol' },
  },
  {
    name: 'JSON that is cut',
    contentType: 'application/json',
    body: '{"choices":[{"message":{"content":"wh',
    expected: { error: 'protocol' },
  },
  {
    name: 'a web page under another type',
    contentType: 'text/plain',
    body: '\n<!doctype html><title>Sign in</title>',
    expected: { error: 'not-a-stream' },
  },
  { name: 'nothing at all', body: '', expected: { error: 'interrupted' } },
  { name: 'nothing but comments', body: ': ping\n\n: ping\n\n', expected: { error: 'interrupted' } },
  { name: 'nothing but [DONE]', body: 'data: [DONE]\n\n', expected: { error: 'protocol' } },
  {
    name: 'chunks that are no objects',
    body: 'data: null\n\ndata: 7\n\ndata: "x"\n\ndata: [1]\n\n',
    expected: { damages: 1, error: 'protocol' },
  },
  {
    name: 'fields of the wrong type are passed over',
    body: sse(
      {
        id: 5,
        model: {},
        usage: 'much',
        choices: [{ index: 0, delta: { content: 7, reasoning: [], refusal: {}, tool_calls: null } }],
      },
      { choices: 'none' },
      { choices: [{ index: 0, delta: null, finish_reason: '' }] },
      chunk({ content: 'ok' }, 'stop'),
      '[DONE]',
    ),
    expected: { text: 'ok', finishReason: 'stop' },
  },
];
