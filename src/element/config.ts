/** Attributes and properties → the options of a conversation. What makes no sense is left out and hinted at, never sent. */
import type { ConversationOptions } from '../conversation/index.js';
import type { Chat8080 } from './chat-8080.js';
import { hint } from './hints.js';

export function conversationOptions(element: Chat8080): ConversationOptions {
  return {
    endpoint: element.endpoint ?? '',
    model: set(element.model),
    instructions: set(element.instructions),
    instructionsRole: oneOf(element, 'instructions-role', ['developer', 'system'] as const, element.instructionsRole),
    temperature: numberOf(element, 'temperature', element.temperature),
    topP: numberOf(element, 'top-p', element.topP),
    maxCompletionTokens: numberOf(element, 'max-completion-tokens', element.maxCompletionTokens),
    stop: set(element.stopSequences),
    seed: numberOf(element, 'seed', element.seed),
    frequencyPenalty: numberOf(element, 'frequency-penalty', element.frequencyPenalty),
    presencePenalty: numberOf(element, 'presence-penalty', element.presencePenalty),
    reasoningEffort: set(element.reasoningEffort),
    stream: !element.withoutStream,
    credentials: oneOf(element, 'credentials', ['same-origin', 'omit', 'include'] as const, element.credentials),
    params: set(element.params),
    headers: set(element.headers),
    tools: set(element.tools),
    fetch: set(element.fetcher),
  };
}

/** Frameworks set properties to `null` that have no value. */
function set<T>(value: T | null | undefined): T | undefined {
  return value ?? undefined;
}

function numberOf(element: Element, attribute: string, value: number | null | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (Number.isFinite(value)) return value;
  const written = element.getAttribute(attribute) ?? String(value);
  hint(element, 'invalid-number', `${attribute}="${written}" is not a number, so it is not sent.`, attribute);
  return undefined;
}

/** Enumerations are read as HTML reads its own: without regard to case, and an unknown word means the first, the default. */
export function oneOf<T extends string>(
  element: Element,
  attribute: string,
  allowed: readonly [T, ...T[]],
  value: string | null | undefined,
): T {
  const word = value?.toLowerCase() ?? allowed[0];
  const found = allowed.find((candidate) => candidate === word);
  if (found) return found;
  const text = `${attribute}="${value ?? ''}" is none of ${allowed.join(', ')}; it counts as ${allowed[0]}.`;
  hint(element, 'invalid-value', text, attribute);
  return allowed[0];
}
