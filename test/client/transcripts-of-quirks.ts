/** Oddities of the wire that any server may show, and answers that are none. */
import { chunk, sse } from '../support/script.js';
import type { Transcript } from './transcripts.js';

const usage = { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 };
const call = (fields: object): object => chunk({ tool_calls: [fields] });

export const quirks: Transcript[] = [
  {
    name: 'a byte order mark directly before the first event',
    body: '\uFEFF' + sse(chunk({ content: 'Hello ' }), chunk({ content: 'world' }, 'stop'), '[DONE]'),
    expected: { text: 'Hello world', finishReason: 'stop' },
  },
  {
    name: 'a byte order mark and line ends before a JSON answer',
    contentType: 'application/json',
    body: '\uFEFF\n\n' + JSON.stringify({ choices: [{ message: { content: 'whole' }, finish_reason: 'stop' }] }),
    expected: { text: 'whole', finishReason: 'stop' },
  },
  {
    name: 'choices and tool calls that are no objects, an index as a string',
    body: sse(
      { choices: [null, 7, { index: '0', delta: { content: 'still ', tool_calls: [null, 'x'] } }] },
      { choices: [{ index: '0', delta: { content: 'here', tool_calls: {} }, finish_reason: 'stop' }] },
      '[DONE]',
    ),
    expected: { text: 'still here', finishReason: 'stop' },
  },
  {
    name: 'an error in an event of its own type, without an envelope',
    body: sse(chunk({ content: 'Half' })) + 'event: error\ndata: {"type":"overloaded_error","message":"x"}\n\n',
    expected: { text: 'Half', error: 'server' },
  },
  {
    name: 'an event stream that is called text/html, as PHP does by default',
    contentType: 'text/html',
    body: sse(chunk({ content: 'plain' }), chunk({}, 'stop'), '[DONE]'),
    expected: { text: 'plain', finishReason: 'stop' },
  },
  { name: 'a JSON array', contentType: 'application/json', body: '[{"a":1}]', expected: { error: 'protocol' } },
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
  { name: 'JSON without a choice', contentType: 'application/json', body: '{"choices":[]}', expected: { error: 'protocol' } },
  { name: 'JSON whose error is null', contentType: 'application/json', body: '{"error":null}', expected: { error: 'protocol' } },
  {
    name: 'chunks without a choice, then [DONE]',
    body: sse({ id: 'x', choices: [] }, '[DONE]'),
    expected: { error: 'protocol' },
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
