/** The request body of the chat-completions API: every field by name, type and range. The tables are the specification. */
import {
  array,
  boolean,
  either,
  integer,
  mapOf,
  number,
  object,
  oneOf,
  optional,
  required,
  schema,
  string,
  table,
  word,
  type Check,
  type Fields,
  type Problem,
} from './checks.js';

const textPart = table({ type: required(string()), text: required(string()) });

const userPart = oneOf('type', {
  text: textPart,
  image_url: table({
    type: required(string()),
    image_url: required(object(table({ url: required(string()), detail: optional(word(['auto', 'low', 'high'])) }))),
  }),
  input_audio: table({
    type: required(string()),
    input_audio: required(object(table({ data: required(string()), format: required(word(['wav', 'mp3'])) }))),
  }),
  // Without `file_id`: it would name any file of the owner's account (https://platform.openai.com/docs/api-reference/files).
  file: table({
    type: required(string()),
    file: required(object(table({ filename: optional(string({ least: 1, most: 200 })), file_data: required(string()) }))),
  }),
});

const assistantPart = oneOf('type', {
  text: textPart,
  refusal: table({ type: required(string()), refusal: required(string()) }),
});

const content = (part: Check): Check => either(Array.isArray, array(part, { least: 1 }), string());

const toolCall = object(
  table({
    id: required(string({ least: 1, most: 200 })),
    type: required(word(['function'])),
    function: required(object(table({ name: required(string({ least: 1, most: 200 })), arguments: required(string()) }))),
  }),
);

const participant = { role: required(string()), name: optional(string({ least: 1, most: 64 })) };
const instructions = table({ ...participant, content: required(content(oneOf('type', { text: textPart }))) });

const message = oneOf('role', {
  user: table({ ...participant, content: required(content(userPart)) }),
  assistant: table({
    ...participant,
    content: optional(content(assistantPart)),
    refusal: optional(string()),
    tool_calls: optional(array(toolCall, { least: 1, most: 128 })),
  }),
  developer: instructions,
  system: instructions,
  tool: table({
    role: required(string()),
    tool_call_id: required(string({ least: 1, most: 200 })),
    content: required(content(oneOf('type', { text: textPart }))),
  }),
});

const tool = object(
  table({
    type: required(word(['function'])),
    function: required(
      object(
        table({
          name: required(string({ least: 1, most: 64 })),
          description: optional(string()),
          parameters: optional(schema),
          strict: optional(boolean),
        }),
      ),
    ),
  }),
);

const bodyFields: Fields = table({
  model: required(string({ least: 1, most: 200 })),
  messages: required(array(message, { least: 1 })),
  stream: optional(boolean),
  stream_options: optional(object(table({ include_usage: optional(boolean) }))),
  temperature: optional(number(0, 2)),
  top_p: optional(number(0, 1)),
  max_completion_tokens: optional(integer(1, Number.MAX_SAFE_INTEGER)),
  stop: optional(either(Array.isArray, array(string({ least: 1 }), { most: 4 }), string({ least: 1 }))),
  n: optional(integer(1, 128)),
  seed: optional(integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)),
  frequency_penalty: optional(number(-2, 2)),
  presence_penalty: optional(number(-2, 2)),
  logit_bias: optional(mapOf(number(-100, 100))),
  reasoning_effort: optional(string({ least: 1, most: 20 })),
  tools: optional(array(tool, { most: 128 })),
});

/** @returns The first thing that is wrong, or undefined for a body that the API takes. */
export function checkBody(value: unknown): Problem | undefined {
  return object(bodyFields)(value, '');
}

type Role = 'user' | 'assistant' | 'developer' | 'system' | 'tool';

export interface ToolCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

export interface ContentPart {
  type: string;
  text?: string;
  image_url?: { url: string; detail?: string | null };
  input_audio?: { data: string; format: 'wav' | 'mp3' };
  file?: { filename?: string | null; file_data: string };
}

export interface ChatMessage {
  role: Role;
  content?: string | ContentPart[] | null;
  refusal?: string | null;
  tool_calls?: ToolCall[] | null;
  tool_call_id?: string;
}

/** A body that `checkBody` has passed. */
export interface ChatBody {
  model: string;
  messages: ChatMessage[];
  stream?: boolean | null;
  stream_options?: { include_usage?: boolean | null } | null;
  max_completion_tokens?: number | null;
  stop?: string | string[] | null;
  n?: number | null;
  seed?: number | null;
  tools?:
    | { type: 'function'; function: { name: string; description?: string | null; parameters?: Record<string, unknown> | null } }[]
    | null;
  [field: string]: unknown;
}
