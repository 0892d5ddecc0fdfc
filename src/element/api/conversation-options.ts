/** Attributes and properties → the options of a conversation. What makes no sense is left out and hinted at, never sent. */
import type { ConversationOptions, Tool } from '../../conversation/index.js';
import { hint, missingPart } from '../hints/hints.js';
import { checkHeaders } from '../hints/suspicion.js';
import { keyword, numberOf } from './attributes.js';
import { endpointOf } from './availability.js';
import type { Emit } from './events.js';
import { requestEvent } from './request-event.js';
import type { RequestProperties } from './request-properties.js';

/** @param emit dispatches an event, and returns false where a listener has prevented it */
export function conversationOptions(element: RequestProperties & { stop: () => void }, emit: Emit): ConversationOptions {
  const endpoint = endpointOf(element);
  warnOfEndpoint(element, endpoint);
  return {
    endpoint,
    model: set(element.model),
    instructions: set(element.instructions),
    instructionsRole: keyword(element, 'instructionsRole', ['developer', 'system'] as const),
    temperature: numberOf(element, 'temperature'),
    topP: numberOf(element, 'topP'),
    maxCompletionTokens: numberOf(element, 'maxCompletionTokens'),
    maxHistory: numberOf(element, 'maxHistory'),
    maxHistoryCharacters: numberOf(element, 'maxHistoryCharacters'),
    maxHistoryAttachments: numberOf(element, 'maxHistoryAttachments'),
    stop: set(element.stopSequences),
    seed: numberOf(element, 'seed'),
    frequencyPenalty: numberOf(element, 'frequencyPenalty'),
    presencePenalty: numberOf(element, 'presencePenalty'),
    reasoningEffort: set(element.reasoningEffort),
    stream: !element.withoutStream,
    credentials: keyword(element, 'credentials', ['same-origin', 'omit', 'include'] as const),
    params: set(element.params),
    headers: set(element.headers),
    tools: set(element.tools)
      ?.filter((tool) => isTool(element, tool))
      .map((tool) => toolWithEvent(tool, emit)),
    onMissingPart: missingPart(element),
    onUncheckedSchema: (tool, keywords) => hint(element, 'unchecked-schema', tool, keywords.join(', ')),
    beforeRequest: requestEvent(
      (detail) => {
        const sent = emit('chat-request', detail);
        checkHeaders(detail.headers, (...given) => hint(element, ...given));
        return sent;
      },
      () => element.stop(),
    ),
    fetch: (input, init) => (element.fetcher ?? fetch)(input, init),
  };
}

/** Frameworks set properties to `null` that have no value. */
function set<T>(value: T | null | undefined): T | undefined {
  return value ?? undefined;
}

function isTool(element: Element, tool: Tool): boolean {
  const { name, execute, confirm = null }: { name: unknown; execute: unknown; confirm?: unknown } = tool; // a page without types may give anything
  const valid = typeof name === 'string' && name !== '' && typeof execute === 'function';
  if (!valid) hint(element, 'invalid-tool', String(name));
  if (confirm !== null && !/^(?:boolean|function)$/.test(typeof confirm)) hint(element, 'invalid-confirm', String(name));
  return valid;
}

function toolWithEvent(tool: Tool, emit: Emit): Tool {
  const { name, description, inputSchema, confirm } = tool; // also those of a class, which a spread leaves out
  return {
    name,
    description,
    inputSchema,
    confirm: typeof confirm === 'function' ? (input) => confirm.call(tool, input) : confirm,
    execute: (input, context) => {
      let answer: { value: unknown } | undefined;
      const respondWith = (value: unknown): void => void (answer = { value });
      // What is thrown here is what the model hears. The input is a copy: what the visitor has allowed is what runs.
      if (!emit('chat-tool-call', { name, input: structuredClone(input), respondWith }))
        throw new Error('The page has refused this call.');
      return answer ? answer.value : tool.execute(input, context);
    },
  };
}

function warnOfEndpoint(element: Element, endpoint: string): void {
  if (location.protocol === 'https:' && /^http:\/\/(?!localhost|127\.|\[::1\])/i.test(endpoint))
    hint(element, 'mixed-content', endpoint);
}
