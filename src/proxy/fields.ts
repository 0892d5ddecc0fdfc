/** The request body of the chat-completions API: every field by name, type and range. The tables are the specification. */

/** What is wrong with a body, in the words of the API's errors. */
export interface Problem {
  message: string;
  /** The field at fault, such as `messages[2].content`. */
  param: string | null;
  code: 'missing_required_parameter' | 'unknown_parameter' | 'invalid_type' | 'invalid_value';
}

type Check = (value: unknown, path: string) => Problem | undefined;
type Fields = Map<string, { check: Check; required?: boolean }>;

/** JSON Schemas of tools are free in form; this many levels are enough for any, and few enough for every stack. */
const deepestSchema = 32;

const wrongType = (path: string, expected: string): Problem => ({
  message: `'${path}' must be ${expected}.`,
  param: path,
  code: 'invalid_type',
});
const wrongValue = (path: string, expected: string): Problem => ({
  message: `'${path}' must be ${expected}.`,
  param: path,
  code: 'invalid_value',
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const boolean: Check = (value, path) => (typeof value === 'boolean' ? undefined : wrongType(path, 'a boolean'));

const string =
  ({ least = 0, most = Infinity }: { least?: number; most?: number } = {}): Check =>
  (value, path) => {
    if (typeof value !== 'string') return wrongType(path, 'a string');
    if (value.length < least) return wrongValue(path, 'a string that is not empty');
    return value.length > most ? wrongValue(path, `a string of at most ${most} characters`) : undefined;
  };

const word =
  (words: readonly string[]): Check =>
  (value, path) =>
    string()(value, path) ??
    (words.includes(value as string) ? undefined : wrongValue(path, `one of ${words.map((each) => `'${each}'`).join(', ')}`));

const number =
  (least: number, most: number): Check =>
  (value, path) => {
    // JSON.parse makes Infinity of 1e999.
    if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType(path, 'a number');
    return value < least || value > most ? wrongValue(path, `between ${least} and ${most}`) : undefined;
  };

const integer =
  (least: number, most: number): Check =>
  (value, path) => {
    if (!Number.isSafeInteger(value)) return wrongType(path, 'an integer');
    return (value as number) < least || (value as number) > most ? wrongValue(path, `between ${least} and ${most}`) : undefined;
  };

const array =
  (item: Check, { least = 0, most = Infinity }: { least?: number; most?: number } = {}): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return wrongType(path, 'an array');
    if (value.length < least) return wrongValue(path, 'an array that is not empty');
    if (value.length > most) return wrongValue(path, `an array of at most ${most}`);
    for (const [index, each] of value.entries()) {
      const problem = item(each, `${path}[${index}]`);
      if (problem) return problem;
    }
    return undefined;
  };

const either =
  (test: (value: unknown) => boolean, then: Check, otherwise: Check): Check =>
  (value, path) =>
    (test(value) ? then : otherwise)(value, path);

const nullable = (check: Check): Check =>
  either(
    (value) => value === null,
    () => undefined,
    check,
  );

/** An object with these fields and no other: a name that is not in the table is refused by name. */
const object =
  (fields: Fields): Check =>
  (value, path) => {
    if (!isObject(value)) return wrongType(path === '' ? 'body' : path, 'an object');
    const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
    // Own keys only, looked up in a Map: `__proto__` and `constructor` are names like any other, and unknown.
    for (const name of Object.keys(value)) {
      const field = fields.get(name);
      if (!field) {
        return {
          message: `The field '${at(name).slice(0, 100)}' is not known.`,
          param: at(name).slice(0, 100),
          code: 'unknown_parameter',
        };
      }
      const problem = field.check(value[name], at(name));
      if (problem) return problem;
    }
    for (const [name, { required }] of fields) {
      if (required && !Object.hasOwn(value, name)) {
        return { message: `The field '${at(name)}' is missing.`, param: at(name), code: 'missing_required_parameter' };
      }
    }
    return undefined;
  };

/** An object whose `discriminator` says which table it follows. */
const oneOf =
  (discriminator: string, tables: Record<string, Fields>): Check =>
  (value, path) => {
    if (!isObject(value)) return wrongType(path, 'an object');
    const kind = value[discriminator];
    const table = typeof kind === 'string' && Object.hasOwn(tables, kind) ? tables[kind] : undefined;
    if (table) return object(table)(value, path);
    if (kind !== undefined) return word(Object.keys(tables))(kind, `${path}.${discriminator}`);
    const missing = `${path}.${discriminator}`;
    return { message: `The field '${missing}' is missing.`, param: missing, code: 'missing_required_parameter' };
  };

const schema: Check = (value, path) => {
  if (!isObject(value)) return wrongType(path, 'an object');
  return depthWithin(value, deepestSchema) ? undefined : wrongValue(path, `nested at most ${deepestSchema} levels deep`);
};

function depthWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => depthWithin(each, levels - 1));
}

const mapOf =
  (check: Check): Check =>
  (value, path) => {
    if (!isObject(value)) return wrongType(path, 'an object');
    for (const [name, each] of Object.entries(value)) {
      const problem = check(each, `${path}.${name.slice(0, 100)}`);
      if (problem) return problem;
    }
    return undefined;
  };

const required = (check: Check): { check: Check; required: true } => ({ check, required: true });
const optional = (check: Check): { check: Check } => ({ check: nullable(check) });

const table = (fields: Record<string, { check: Check; required?: boolean }>): Fields => new Map(Object.entries(fields));

/** The service fetches what is named here: never without TLS, never from a place that only it can reach by another scheme. */
const imageAddress: Check = (value, path) =>
  string()(value, path) ??
  (/^(https:\/\/|data:image\/)/.test(value as string) ? undefined : wrongValue(path, 'an https: or data:image/ address'));

const textPart = table({ type: required(string()), text: required(string()) });

const userPart = oneOf('type', {
  text: textPart,
  image_url: table({
    type: required(string()),
    image_url: required(object(table({ url: required(imageAddress), detail: optional(word(['auto', 'low', 'high'])) }))),
  }),
  input_audio: table({
    type: required(string()),
    input_audio: required(object(table({ data: required(string()), format: required(word(['wav', 'mp3'])) }))),
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

export type Role = 'user' | 'assistant' | 'developer' | 'system' | 'tool';

export interface ToolCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

export interface ChatMessage {
  role: Role;
  content?: string | { type: string; text?: string }[] | null;
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
