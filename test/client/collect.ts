/** Events → what they add up to, for each choice; the shape that every transcript is held against. */
import type { ChatError, ChatEvent, FinishReason, Source, Usage } from '../../src/client/index.js';

interface Collected {
  text: string;
  reasoning: string;
  refusal: string;
  toolCalls: { id: string | undefined; name: string | undefined; arguments: string }[];
  finishReason: FinishReason | undefined;
  /** These: where there are any. */
  images?: string[];
  audio?: { data: string; transcript: string };
  /** What is said again is here again. */
  sources?: Source[];
}

export interface Reply {
  choices: Collected[];
  usage: Usage | undefined;
  id: string | undefined;
  model: string | undefined;
  damages: number;
  retries: number;
  /** The code of the error that ended the reply. */
  error: string | undefined;
  thrown: ChatError | undefined;
}

export async function collect(events: AsyncIterable<ChatEvent>, onEvent?: (event: ChatEvent) => void): Promise<Reply> {
  const reply: Reply = {
    choices: [],
    usage: undefined,
    id: undefined,
    model: undefined,
    damages: 0,
    retries: 0,
    error: undefined,
    thrown: undefined,
  };
  const choice = (index: number): Collected =>
    (reply.choices[index] ??= { text: '', reasoning: '', refusal: '', toolCalls: [], finishReason: undefined });
  try {
    for await (const event of events) {
      onEvent?.(event);
      switch (event.type) {
        case 'start':
          reply.id = event.id;
          reply.model = event.model;
          break;
        case 'text':
        case 'reasoning':
        case 'refusal':
          choice(event.index)[event.type] += event.delta;
          break;
        case 'thought': {
          const said = choice(event.index);
          said.reasoning += said.text;
          said.text = '';
          break;
        }
        case 'tool-call': {
          const call = (choice(event.index).toolCalls[event.call] ??= { id: undefined, name: undefined, arguments: '' });
          call.id = event.id ?? call.id;
          call.name = event.name ?? call.name;
          call.arguments += event.argumentsDelta;
          break;
        }
        case 'finish':
          choice(event.index).finishReason = event.reason;
          break;
        case 'image':
          (choice(event.index).images ??= []).push(event.url);
          break;
        case 'audio': {
          const audio = (choice(event.index).audio ??= { data: '', transcript: '' });
          audio.data += event.data;
          audio.transcript += event.transcript;
          break;
        }
        case 'sources':
          (choice(event.index).sources ??= []).push(...event.sources);
          break;
        case 'usage':
          reply.usage = event.usage;
          break;
        case 'damage':
          reply.damages++;
          break;
        case 'retry':
          reply.retries++;
      }
    }
  } catch (error) {
    reply.thrown = error as ChatError;
    reply.error = reply.thrown.code;
  }
  return reply;
}
