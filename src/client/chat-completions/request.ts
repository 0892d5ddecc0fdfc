/** Options and messages → the URL and the body of `POST /v1/chat/completions`. */
import type { RequestBody } from '../dialect.js';
import { ChatError } from '../errors.js';
import type { Message, RequestOptions } from '../types.js';

/**
 * The endpoint itself, or `…/v1/chat/completions` where a base that ends in `/v1` was given. Query and fragment are kept.
 * @throws ChatError `configuration` if there is none
 */
export function chatCompletionsUrl(endpoint: string | undefined): string {
  const trimmed = endpoint?.trim() ?? '';
  if (trimmed === '') throw new ChatError('configuration', 'No endpoint is set.');
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(trimmed) ?? [];
  return /\/v1\/*$/.test(path) ? `${path.replace(/\/+$/, '')}/chat/completions${rest}` : trimmed;
}

export function chatCompletionsBody(messages: readonly Message[], options: RequestOptions): RequestBody {
  const stream = (options.params?.['stream'] ?? options.stream ?? true) === true;
  const fields: Record<string, unknown> = {
    model: options.model,
    stream: stream || undefined,
    stream_options: stream ? { include_usage: true } : undefined,
    temperature: options.temperature,
    top_p: options.topP,
    max_completion_tokens: options.maxCompletionTokens,
    stop: options.stop,
    n: options.n,
    seed: options.seed,
    frequency_penalty: options.frequencyPenalty,
    presence_penalty: options.presencePenalty,
    logit_bias: options.logitBias,
    reasoning_effort: options.reasoningEffort,
    tools: options.tools?.length ? options.tools : undefined,
    ...options.params,
    ...(!stream && { stream: undefined, stream_options: undefined }),
    messages,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
