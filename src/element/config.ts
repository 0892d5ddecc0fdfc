/** Attributes and properties → the options of a conversation. What makes no sense is left out and hinted at, never sent. */
import type { ConversationOptions } from '../conversation/index.js';
import type { Chat8080 } from './chat-8080.js';
import { hint } from './hints.js';

export function conversationOptions(element: Chat8080): ConversationOptions {
  return {
    endpoint: element.endpoint ?? '',
    model: element.model,
    instructions: element.instructions,
    instructionsRole: oneOf(element, 'instructions-role', ['developer', 'system'] as const, element.instructionsRole),
    temperature: numberOf(element, 'temperature', element.temperature),
    topP: numberOf(element, 'top-p', element.topP),
    maxCompletionTokens: numberOf(element, 'max-completion-tokens', element.maxCompletionTokens),
    stop: element.stopSequences,
    seed: numberOf(element, 'seed', element.seed),
    frequencyPenalty: numberOf(element, 'frequency-penalty', element.frequencyPenalty),
    presencePenalty: numberOf(element, 'presence-penalty', element.presencePenalty),
    reasoningEffort: element.reasoningEffort,
    stream: !element.withoutStream,
    credentials: oneOf(element, 'credentials', ['same-origin', 'omit', 'include'] as const, element.credentials),
    params: element.params,
    headers: element.headers,
    fetch: element.fetcher,
  };
}

function numberOf(element: Element, attribute: string, value: number | undefined): number | undefined {
  if (value === undefined || Number.isFinite(value)) return value;
  hint(
    element,
    'invalid-number',
    `${attribute}="${element.getAttribute(attribute) ?? String(value)}" is not a number, so it is not sent.`,
  );
  return undefined;
}

/** Enumerations are read as HTML reads its own: without regard to case, and an unknown word means the first, the default. */
function oneOf<T extends string>(
  element: Element,
  attribute: string,
  allowed: readonly [T, ...T[]],
  value: string | undefined,
): T {
  const word = value?.toLowerCase() ?? allowed[0];
  const found = allowed.find((candidate) => candidate === word);
  if (found) return found;
  hint(element, 'invalid-value', `${attribute}="${value ?? ''}" is none of ${allowed.join(', ')}; it counts as ${allowed[0]}.`);
  return allowed[0];
}
