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

/** The options whose names differ from the wire's in nothing but their case. */
const sampling = [
  'model',
  'temperature',
  'topP',
  'maxCompletionTokens',
  'stop',
  'n',
  'seed',
  'frequencyPenalty',
  'presencePenalty',
  'logitBias',
  'reasoningEffort',
] as const satisfies (keyof RequestOptions)[];

export function chatCompletionsBody(messages: readonly Message[], options: RequestOptions): RequestBody {
  const stream = (options.params?.['stream'] ?? options.stream ?? true) === true;
  const fields: Record<string, unknown> = {
    stream: stream || undefined,
    stream_options: stream ? { include_usage: true } : undefined,
    ...Object.fromEntries(
      sampling.map((name) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), options[name]]),
    ),
    tools: options.tools?.length ? options.tools : undefined,
    ...options.params,
    ...(!stream && { stream: undefined, stream_options: undefined }),
    messages,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
