/** What servers answer to a conversation that is longer than they take, and what reads much like it and is another matter. */
import type { ChatErrorCode } from '../../src/client/index.js';

export interface Overflow {
  /** Whose words these are. */
  source: string;
  status: number;
  body: unknown;
  /** Default: `context-length`. */
  code?: ChatErrorCode;
}

const error = (fields: object): object => ({ error: fields });

export const overflows: Overflow[] = [
  {
    source: 'OpenAI, in its documentation of error codes',
    status: 400,
    body: error({ code: 'context_length_exceeded', type: 'invalid_request_error', message: 'x' }),
  },
  {
    source: 'vLLM, unwrapped as its older versions answer',
    status: 400,
    body: {
      object: 'error',
      message: "This model's maximum context length is 4096 tokens. However, you requested 5209 tokens in the messages.",
      type: 'BadRequestError',
      param: null,
      code: 400,
    },
  },
  {
    source: 'vLLM, where reply and history together are too long',
    status: 400,
    body: error({
      message:
        "'max_tokens' or 'max_completion_tokens' is too large: 1000. This model's maximum context length is 4096 tokens and your request has 3500 input tokens (1000 > 4096 - 3500).",
      type: 'BadRequestError',
      code: 400,
    }),
  },
  {
    source: 'vLLM, of a prompt that the engine refuses',
    status: 400,
    body: error({ message: 'The decoder prompt (length 5209) is longer than the maximum model length of 4096.', code: 400 }),
  },
  {
    source: 'SGLang, as reported to LiteLLM in its issue 10793',
    status: 400,
    body: {
      object: 'error',
      message: "The input (5209 tokens) is longer than the model's context length (4096 tokens).",
      code: 400,
    },
  },
  {
    source: 'Text Generation Inference',
    status: 422,
    body: {
      error: 'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5209 `inputs` tokens',
      error_type: 'validation',
    },
  },
  {
    source: 'OpenRouter',
    status: 400,
    body: error({
      message:
        "This endpoint's maximum context length is 131072 tokens. However, you requested about 140000 tokens. Please reduce the length of either one.",
      code: 400,
    }),
  },
  {
    source: 'OpenRouter, with the words of the service behind it in its metadata',
    status: 400,
    body: error({
      message: 'Provider returned error',
      code: 400,
      metadata: { raw: '{"message":"This model\'s maximum context length is 4096 tokens."}', provider_name: 'x' },
    }),
  },
  {
    source: 'LiteLLM, as quoted in issue 5350 of OpenHands',
    status: 400,
    body: error({
      message: 'litellm.BadRequestError: litellm.ContextWindowExceededError: AnthropicError - {"type":"error"}',
      type: null,
      param: null,
      code: '400',
    }),
  },
  {
    source: 'LM Studio',
    status: 400,
    body: {
      error:
        'Trying to keep the first 5209 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens.',
    },
  },
  {
    source: 'Gemini, whose body is a list',
    status: 400,
    body: [
      error({
        code: 400,
        message: 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
        status: 'INVALID_ARGUMENT',
      }),
    ],
  },
  {
    source: 'Mistral',
    status: 400,
    body: {
      object: 'error',
      message: 'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
      type: 'invalid_request_error',
      param: null,
      code: '3051',
    },
  },
  { source: 'Mistral, by its code alone', status: 400, body: { object: 'error', message: 'x', code: '3051' } },
  { source: 'Mistral, by its code as a number', status: 400, body: { object: 'error', message: 'x', code: 3051 } },
  {
    source: 'Anthropic',
    status: 400,
    body: {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'prompt is too long: 209303 tokens > 200000 maximum' },
    },
  },
  {
    source: 'Anthropic, where the reply has no room left',
    status: 400,
    body: error({
      type: 'invalid_request_error',
      message: 'input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000',
    }),
  },
  { source: 'Amazon Bedrock', status: 400, body: { message: 'Input is too long for requested model.' } },
  {
    source: 'Azure, as reported to LiteLLM in its issue 15968',
    status: 400,
    body: error({
      message: 'Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 509178 tokens.',
      code: null,
    }),
  },
  {
    source: 'xAI',
    status: 400,
    body: { code: 'x', error: "This model's maximum prompt length is 131072 but the request contains 200000 tokens." },
  },
  {
    source: 'Moonshot',
    status: 400,
    body: error({ type: 'invalid_request_error', message: 'Invalid request: Your request exceeded model token limit: 8192' }),
  },
  { source: 'GLM', status: 400, body: error({ code: '1261', message: 'Prompt exceeds max length' }) },
  {
    source: 'llama.cpp',
    status: 400,
    body: error({
      code: 400,
      message: 'the request exceeds the available context size, try increasing it',
      type: 'exceed_context_size_error',
    }),
  },
  {
    source: 'llama.cpp, older: 500, which is tried once all the same',
    status: 500,
    body: error({ code: 500, message: 'Context size has been exceeded.', type: 'server_error' }),
  },
  { source: 'any server, by its status alone', status: 413, body: '' },

  {
    source: 'none: OpenAI, tokens per minute',
    status: 429,
    body: error({
      message: 'Rate limit reached for m in organization o on tokens per min (TPM): Limit 10000, Used 9000, Requested 3000.',
      type: 'tokens',
      code: 'rate_limit_exceeded',
    }),
    code: 'rate-limited',
  },
  {
    source: 'none: OpenAI, one request that is more than a minute holds',
    status: 429,
    body: error({
      message:
        'Request too large for m on tokens per min (TPM): Limit 30000, Requested 32000. The input or output tokens must be reduced in order to run successfully.',
      type: 'tokens',
      code: 'rate_limit_exceeded',
    }),
    code: 'rate-limited',
  },
  {
    source: 'none: Groq, the same with 413',
    status: 413,
    body: error({
      message: 'Request too large for model `m` on tokens per minute (TPM): Limit 6000, Requested 7000',
      type: 'tokens',
      code: 'rate_limit_exceeded',
    }),
    code: 'rate-limited',
  },
  {
    source: 'none: a rate that is told for a size of context',
    status: 429,
    body: error({ code: 429, message: 'The rate for this context window is used up.' }),
    code: 'rate-limited',
  },
  {
    source: 'none: Gemini, a quota that counts input tokens',
    status: 429,
    body: [error({ code: 429, message: 'Quota exceeded for metric: free_tier_input_token_count, limit: 250000' })],
    code: 'rate-limited',
  },
  {
    source: 'none: OpenRouter, too few credits for the reply',
    status: 402,
    body: error({
      code: 402,
      message:
        'This request requires more credits, or fewer max_tokens. You requested up to 65536 tokens, but can only afford 8000.',
    }),
    code: 'quota',
  },
  {
    source: 'none: OpenAI, a reply longer than the model writes',
    status: 400,
    body: error({
      message: 'max_tokens is too large: 32000. This model supports at most 16384 completion tokens, whereas you provided 32000.',
      type: 'invalid_request_error',
      param: 'max_tokens',
      code: 'invalid_value',
    }),
    code: 'bad-request',
  },
  {
    source: 'none: OpenAI, the description of a tool, as in issue 4735 of LiteLLM',
    status: 400,
    body: error({
      message: "Invalid 'tools[1].function.description': string too long. Expected a string with maximum length 1024.",
      type: 'invalid_request_error',
      code: 'string_above_max_length',
    }),
    code: 'bad-request',
  },
];
