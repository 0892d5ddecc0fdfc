/**
 * Whether a tool's input fits its schema: the checks that models fail. `type`, `enum`, `const`, `required`, `properties`,
 * `additionalProperties`, `items`, `anyOf`, and bounds of numbers and lengths are looked at; other keywords of JSON Schema are not, and a
 * tool that needs them checks for itself. (A whole validator, `@cfworker/json-schema`, would cost every visitor 5.7 kB of brotli; this costs 0.6.)
 */
export interface InputSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, InputSchema | boolean>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: InputSchema | boolean;
  readonly items?: InputSchema | boolean;
  readonly anyOf?: readonly InputSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly [keyword: string]: unknown;
}

/** @returns what is wrong, in a sentence for the model, or undefined */
export function schemaProblem(value: unknown, schema: InputSchema | boolean, path = 'The input'): string | undefined {
  if (typeof schema === 'boolean') return schema ? undefined : `${path} is not allowed.`;
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
  if (types && !types.some((type) => hasType(value, type))) return `${path} must be of type ${types.join(' or ')}.`;
  const options = schema.enum ?? ('const' in schema ? [schema.const] : undefined);
  if (options && !options.some((option) => JSON.stringify(option) === JSON.stringify(value))) {
    return `${path} must be one of ${JSON.stringify(options)}.`;
  }
  if (schema.anyOf && schema.anyOf.every((option) => schemaProblem(value, option, path)))
    return `${path} fits none of its forms.`;
  if (typeof value === 'number') return outOfBounds(path, value, [schema.minimum, schema.maximum]);
  if (typeof value === 'string') return outOfBounds(`The length of ${path}`, value.length, [schema.minLength, schema.maxLength]);
  if (Array.isArray(value)) return arrayProblem(value, schema, path);
  return isObject(value) ? objectProblem(value, schema, path) : undefined;
}

function arrayProblem(value: readonly unknown[], schema: InputSchema, path: string): string | undefined {
  const bounds = outOfBounds(`The length of ${path}`, value.length, [schema.minItems, schema.maxItems]);
  if (bounds !== undefined || schema.items === undefined) return bounds;
  for (const [index, item] of value.entries()) {
    const problem = schemaProblem(item, schema.items, `${path}[${index}]`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function objectProblem(value: Record<string, unknown>, schema: InputSchema, path: string): string | undefined {
  const missing = schema.required?.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return `${path} must have the property ${JSON.stringify(missing)}.`;
  for (const [name, item] of Object.entries(value)) {
    const known = schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    const problem = schemaProblem(item, known ?? schema.additionalProperties ?? true, `${path}.${name}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function outOfBounds(
  what: string,
  value: number,
  [least = -Infinity, most = Infinity]: (number | undefined)[],
): string | undefined {
  if (value < least) return `${what} must be at least ${least}.`;
  return value > most ? `${what} must be at most ${most}.` : undefined;
}

function hasType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
