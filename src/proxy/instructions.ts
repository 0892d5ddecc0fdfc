/** What the model is told first: the owner's text, or what the owner's function says to this conversation. */
import type { ChatMessage } from './fields.js';
import type { Settings } from './options.js';
import { broken } from './refusal.js';
import { checkedSources, type Source } from './sources.js';
import { within } from './within.js';

/** Instructions; an empty text means none. `sources` are sent to the page before the reply, if the reply is streamed. */
export type Instructions = string | { text: string; sources?: readonly Source[] | undefined };

/** What a function of instructions may look at. */
export interface Asked {
  /** The messages after the proxy's checks. The last one is the question. */
  messages: ChatMessage[];
  /** The request, without its body. */
  request: Request;
}

const message = 'This chat cannot look up what it needs for an answer.';

/** @throws Refusal where the function throws, hangs, or returns what are no instructions. */
export async function instruct(
  { instructions, timeouts }: Settings,
  { messages, request }: Asked,
): Promise<{ text: string; sources: Required<Source>[] }> {
  if (typeof instructions !== 'function') return { text: instructions ?? '', sources: [] };
  let given: unknown;
  try {
    // A copy: what was checked is what goes upstream.
    given = await within(timeouts.functions, () => instructions({ messages: structuredClone(messages), request }));
  } catch (error) {
    throw broken(500, { code: 'proxy_without_instructions', message }, error);
  }
  const { text, sources } = (typeof given === 'string' ? { text: given } : (given ?? {})) as Record<string, unknown>;
  const checked = checkedSources(sources);
  if (typeof text !== 'string' || !checked) throw broken(500, { code: 'proxy_with_invalid_instructions', message });
  return { text, sources: checked };
}
