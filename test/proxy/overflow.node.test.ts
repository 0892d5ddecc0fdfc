/** A conversation that is too long: whatever the service says, and with whatever status, the visitor's client reads one code and none of the words. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { errorFromBody } from '../../src/client/index.js';
import { proxy } from './fixture.js';

interface Saying {
  server: string;
  status: number;
  body: unknown;
}

const vllm = "This model's maximum context length is 4096 tokens. However, you requested 4696 tokens (3672 in the messages).";

const sayings: Saying[] = [
  {
    server: 'OpenAI',
    status: 400,
    body: {
      error: {
        message: 'Your input exceeds the context window of this model.',
        type: 'invalid_request_error',
        param: 'messages',
        code: 'context_length_exceeded',
      },
    },
  },
  { server: 'vLLM', status: 400, body: { error: { message: vllm, type: 'BadRequestError', param: null, code: 400 } } },
  {
    server: 'vLLM, unwrapped',
    status: 400,
    body: { object: 'error', message: vllm, type: 'BadRequestError', param: null, code: 400 },
  },
  {
    server: 'vLLM of a prompt',
    status: 400,
    body: { error: { message: 'The decoder prompt (length 5000) is longer than the maximum model length of 4096.', code: 400 } },
  },
  {
    server: 'OpenRouter',
    status: 400,
    body: {
      error: {
        message:
          "This endpoint's maximum context length is 131072 tokens. However, you requested about 138956 tokens (7884 of text input)",
        code: 400,
        metadata: { provider_name: null },
      },
    },
  },
  {
    server: 'OpenRouter, of a service behind it',
    status: 502,
    body: { error: { message: `ConnectionError: {"object": "error", "message": "${vllm}"}`, code: 502 } },
  },
  {
    server: 'LiteLLM',
    status: 400,
    body: {
      error: {
        message: 'litellm.BadRequestError: litellm.ContextWindowExceededError: … Received Model Group=x',
        type: null,
        param: null,
        code: '400',
      },
    },
  },
  {
    server: 'LM Studio',
    status: 400,
    body: {
      error:
        'Trying to keep the first 5209 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.',
    },
  },
  {
    server: 'LM Studio, newer',
    status: 400,
    body: { error: 'The number of tokens to keep from the initial prompt is greater than the context length' },
  },
  {
    server: 'Gemini, an array',
    status: 400,
    body: [
      {
        error: {
          code: 400,
          message: 'The input token count (1200293) exceeds the maximum number of tokens allowed (1048576).',
          status: 'INVALID_ARGUMENT',
        },
      },
    ],
  },
  {
    server: 'Gemini, without the number',
    status: 400,
    body: [{ error: { code: 400, message: 'The input token count exceeds the maximum number of tokens allowed (1048576).' } }],
  },
  {
    server: 'Mistral',
    status: 400,
    body: { object: 'error', message: 'Prompt contains 40000 tokens', type: 'invalid_request_error', param: null, code: '3051' },
  },
  {
    server: 'Anthropic',
    status: 400,
    body: {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'prompt is too long: 209353 tokens > 199999 maximum' },
    },
  },
  {
    server: 'Anthropic, with the reply',
    status: 400,
    body: {
      type: 'error',
      error: {
        type: 'invalid_request_error',
        message: 'input length and `max_tokens` exceed context limit: 179413 + 32768 > 200000',
      },
    },
  },
  {
    server: 'llama.cpp',
    status: 400,
    body: {
      error: {
        code: 400,
        message: 'request (4390 tokens) exceeds the available context size (4096 tokens), try increasing it',
        type: 'exceed_context_size_error',
        n_ctx: 4096,
      },
    },
  },
  {
    server: 'llama.cpp, as if it were broken',
    status: 500,
    body: { error: { code: 500, message: 'Context size has been exceeded.', type: 'server_error' } },
  },
  {
    server: 'Hugging Face',
    status: 422,
    body: {
      error: 'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000',
      error_type: 'validation',
    },
  },
];

describe('a conversation that is too long for the model', () => {
  for (const { server, status, body } of sayings) {
    it(`is one in the words of ${server}`, async () => {
      const response = await proxy({}, () => Response.json(body, { status })).ask();
      const answer: unknown = await response.json();
      assert.equal(response.status, 400);
      assert.deepEqual(answer, {
        error: {
          message: 'The conversation is too long for this model.',
          type: 'invalid_request_error',
          param: null,
          code: 'context_length_exceeded',
        },
      });
      assert.equal(errorFromBody(answer, { status: 400 }).code, 'context-length');
    });
  }

  it('is none in an error about something else', async () => {
    for (const [status, message] of [
      [400, "Invalid value for 'content': expected a string with maximum length 1048576."],
      [429, 'Request too large for this model on tokens per minute (TPM): Limit 6000, Requested 7000.'],
      [500, 'The context of this request has been lost.'],
      [413, 'Payload too large'],
    ] as const) {
      const response = await proxy({}, () => Response.json({ error: { message, code: 'some_code' } }, { status })).ask();
      const { error } = (await response.json()) as { error: { code: string } };
      assert.deepEqual([response.status, error.code], [status, 'some_code'], message);
    }
  });
});
