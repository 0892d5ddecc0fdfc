/** Attributes and properties → the options of a conversation. What makes no sense is left out and hinted at, never sent. */
import type { ConversationOptions, Tool } from '../../conversation/index.js';
import type { Tell } from './events.js';
import { hint } from '../hints/hints.js';

import { fetchWithEvent } from './request-event.js';
import type { RequestProperties } from './request-properties.js';
import { checkHeaders } from '../hints/suspicion.js';

/** @param tell dispatches an event, and returns false where a listener has prevented it */
export function conversationOptions(element: RequestProperties & { stop: () => void }, tell: Tell): ConversationOptions {
  const endpoint = endpointOf(element);
  warnOfEndpoint(element, endpoint);
  return {
    endpoint,
    model: set(element.model),
    instructions: set(element.instructions),
    instructionsRole: keyword(element, 'instructions-role', ['developer', 'system'] as const, element.instructionsRole),
    temperature: numberOf(element, 'temperature', element.temperature),
    topP: numberOf(element, 'top-p', element.topP),
    maxCompletionTokens: numberOf(element, 'max-completion-tokens', element.maxCompletionTokens),
    stop: set(element.stopSequences),
    seed: numberOf(element, 'seed', element.seed),
    frequencyPenalty: numberOf(element, 'frequency-penalty', element.frequencyPenalty),
    presencePenalty: numberOf(element, 'presence-penalty', element.presencePenalty),
    reasoningEffort: set(element.reasoningEffort),
    stream: !element.withoutStream,
    credentials: keyword(element, 'credentials', ['same-origin', 'omit', 'include'] as const, element.credentials),
    params: set(element.params),
    headers: set(element.headers),
    tools: set(element.tools)
      ?.filter((tool) => isTool(element, tool))
      .map((tool) => toolWithEvent(tool, tell)),
    fetch: fetchWithEvent(
      (detail) => {
        const sent = tell('chat-request', detail);
        checkHeaders(detail.headers, (...given) => hint(element, ...given));
        return sent;
      },
      (input, init) => (element.fetcher ?? fetch)(input, init),
      () => element.stop(),
    ),
  };
}

/** @returns '' where there is none */
export function endpointOf({ endpoint }: { endpoint: string | URL | undefined }): string {
  return String(endpoint ?? '').trim(); // a page without types may give a URL
}

/** Frameworks set properties to `null` that have no value. */
function set<T>(value: T | null | undefined): T | undefined {
  return value ?? undefined;
}

/** @returns undefined for what is not set, or is no number */
export function numberOf(element: Element, attribute: string, value: number | null | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (Number.isFinite(value)) return value;
  hint(element, 'invalid-number', attribute, element.getAttribute(attribute) ?? String(value));
  return undefined;
}

/** Enumerations are read as HTML reads its own: without regard to case, and an unknown word means the first, the default. */
export function keyword<T extends string>(
  element: Element,
  attribute: string,
  allowed: readonly [T, ...T[]],
  value: string | number | boolean | null | undefined, // JSON may have anything
): T {
  const word = String(value ?? allowed[0]).toLowerCase();
  const found = allowed.find((candidate) => candidate === word);
  if (found) return found;
  hint(element, 'invalid-value', attribute, String(value), allowed.join(', '), allowed[0]);
  return allowed[0];
}

function isTool(element: Element, tool: Tool): boolean {
  const { name, execute }: { name: unknown; execute: unknown } = tool; // a page without types may give anything
  const valid = typeof name === 'string' && name !== '' && typeof execute === 'function';
  if (!valid) hint(element, 'invalid-tool', String(name));
  return valid;
}

function toolWithEvent(tool: Tool, tell: Tell): Tool {
  return {
    ...tool,
    execute: (input, context) => {
      let answer: { value: unknown } | undefined;
      const respondWith = (value: unknown): void => void (answer = { value });
      // What is thrown here is what the model hears.
      if (!tell('chat-tool-call', { name: tool.name, input, respondWith })) throw new Error('The page has refused this call.');
      return answer ? answer.value : tool.execute(input, context);
    },
  };
}

function warnOfEndpoint(element: Element, endpoint: string): void {
  if (location.protocol === 'https:' && /^http:\/\/(?!localhost|127\.|\[::1\])/i.test(endpoint))
    hint(element, 'mixed-content', endpoint);
}
