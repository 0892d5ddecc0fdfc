/** How replies end, and what stands between them, in the words of the servers that have their own. */
import { chunk, sse } from '../support/script.js';
import type { Transcript } from './transcripts.js';

const ended = (source: string, reason: string, expected: Transcript['expected']): Transcript => ({
  name: `${source}: ${reason}`,
  body: sse(chunk({ content: 'Half' }), chunk({}, reason), '[DONE]'),
  expected: { text: 'Half', ...expected },
});

const reasons: [reason: string, source: string][] = [
  ['max_tokens', 'Anthropic, through a gateway'],
  ['MAX_TOKENS', 'Gemini'],
  ['model_length', 'Mistral'],
  ['insufficient_system_resource', 'DeepSeek'],
  ['model_context_window_exceeded', 'GLM'],
];

const filters: [reason: string, source: string][] = [
  ['SAFETY', 'Gemini'],
  ['safety', 'Gemini, through a gateway'],
  ['RECITATION', 'Gemini'],
  ['PROHIBITED_CONTENT', 'Gemini'],
  ['BLOCKLIST', 'Gemini'],
  ['SPII', 'Gemini'],
  ['IMAGE_SAFETY', 'Gemini'],
  ['content_filter: PROHIBITED_CONTENT', "Gemini's own chat-completions"],
  ['content-filter', "Vercel's AI SDK"],
  ['content_filtered', 'Amazon Bedrock'],
  ['guardrail_intervened', 'Amazon Bedrock'],
  ['sensitive', 'GLM'],
  ['refusal', 'Anthropic, through a gateway'],
];

const failures: [reason: string, source: string][] = [
  ['error', 'OpenRouter'],
  ['abort', 'vLLM'],
  ['network_error', 'GLM'],
  ['function_call_filter: MALFORMED_FUNCTION_CALL', "Gemini's own chat-completions"],
];

export const ends: Transcript[] = [
  ...reasons.map(([reason, source]) => ended(source, reason, { finishReason: 'length' })),
  ...filters.map(([reason, source]) => ended(source, reason, { finishReason: 'content_filter' })),
  ...failures.map(([reason, source]) => ended(source, reason, { error: 'server' })),
  ended('a reason that nobody knows passes through', 'eos', { finishReason: 'eos' }),
  {
    name: 'OpenRouter: an error in the choice, with the last of its text',
    body: sse(chunk({ content: 'Half' }), {
      choices: [{ index: 0, delta: { content: ' a word' }, finish_reason: null, error: { code: 502, message: 'x' } }],
    }),
    expected: { text: 'Half a word', error: 'server' },
  },
  {
    name: 'OpenRouter: an error beside the choices, with the last of its text',
    body: sse(chunk({ content: 'Half' }), {
      error: { code: 429, message: 'x' },
      choices: [{ index: 0, delta: { content: ' a word' }, finish_reason: 'error' }],
    }),
    expected: { text: 'Half a word', error: 'rate-limited' },
  },
  {
    name: 'OpenRouter: a whole answer that ended in an error',
    contentType: 'application/json',
    body: JSON.stringify({ choices: [{ message: { content: 'Half' }, finish_reason: 'error' }] }),
    expected: { text: 'Half', error: 'server' },
  },
  {
    name: 'Gemini: an error in a list, under 200',
    contentType: 'application/json',
    body: '[{"error":{"code":503,"message":"x"}}]',
    expected: { error: 'server' },
  },
  {
    name: 'a sign of life with a name and a date',
    body:
      sse(chunk({ content: 'a' })) +
      'event: ping\ndata: 2026-11-29 22:19:53+00:00\n\n' +
      ': keep-alive\n\nevent: heartbeat\ndata\n\n' +
      sse(chunk({ content: 'b' }, 'stop'), '[DONE]'),
    expected: { text: 'ab', finishReason: 'stop' },
  },
  {
    name: 'data with the name of messages that is no JSON is damage',
    body: sse(chunk({ content: 'a' })) + 'event: message\ndata: {"cho\n\n' + sse(chunk({ content: 'b' }, 'stop'), '[DONE]'),
    expected: { text: 'ab', finishReason: 'stop', damages: 1 },
  },
  {
    name: 'an error in words',
    body: sse(chunk({ content: 'Half' })) + 'event: error\ndata: Out of memory\n\n',
    expected: { text: 'Half', error: 'server' },
  },
  {
    name: 'the call that there was before there were tool calls, in a stream',
    body: sse(
      chunk({ function_call: { name: 'look', arguments: '' }, tool_calls: null }),
      chunk({ function_call: { name: 'look', arguments: '{"q"' } }),
      chunk({ function_call: { arguments: ':1}' } }),
      chunk({ function_call: null }, 'function_call'),
      '[DONE]',
    ),
    expected: { toolCalls: [{ id: 'made up', name: 'look', arguments: '{"q":1}' }], finishReason: 'tool_calls' },
  },
  {
    name: 'the call that there was before there were tool calls, whole, and beside its successor',
    contentType: 'application/json',
    body: JSON.stringify({
      choices: [
        {
          message: {
            content: null,
            function_call: { name: 'look', arguments: '{}' },
            tool_calls: [{ id: 'c', function: { name: 'look', arguments: '{}' } }],
          },
          finish_reason: 'stop',
        },
        { index: 1, message: { content: null, function_call: { name: 'look', arguments: '{}' } }, finish_reason: 'stop' },
      ],
    }),
    n: 2,
    expected: { toolCalls: [{ id: 'c', name: 'look', arguments: '{}' }], secondText: '', finishReason: 'tool_calls' },
  },
  {
    name: 'the older completions: text in the choice',
    body: sse(
      { choices: [{ index: 0, text: 'Old', finish_reason: null }] },
      { choices: [{ index: 0, text: ' words', finish_reason: 'stop' }] },
      '[DONE]',
    ),
    expected: { text: 'Old words', finishReason: 'stop' },
  },
  {
    name: 'the older completions, whole',
    contentType: 'application/json',
    body: JSON.stringify({ object: 'text_completion', choices: [{ index: 0, text: 'Old', finish_reason: 'length' }] }),
    expected: { text: 'Old', finishReason: 'length' },
  },
  {
    name: 'Together: the same text in the choice and in its delta',
    body: sse({ choices: [{ index: 0, text: 'once', delta: { content: 'once' }, finish_reason: 'stop' }] }, '[DONE]'),
    expected: { text: 'once', finishReason: 'stop' },
  },
];
