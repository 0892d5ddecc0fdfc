/**
 * Whether a tool's input fits its schema: the checks that models fail. `type`, `enum`, `const`, `required`, `properties`,
 * `additionalProperties`, `items`, `anyOf`, `allOf`, `oneOf`, `not`, and bounds of numbers and lengths are looked at. Other keywords of JSON
 * Schema are not, and a tool that needs them checks for itself: {@link uncheckedKeywords} says which. `pattern` is among them on purpose: its
 * text is the model's, and an expression that backtracks would freeze the page. (A whole validator, `@cfworker/json-schema`, would cost
 * 5.7 kB of brotli; this costs 0.8.)
 */
export interface InputSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, InputSchema | boolean>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: InputSchema | boolean;
  readonly items?: InputSchema | boolean;
  readonly anyOf?: readonly (InputSchema | boolean)[];
  readonly allOf?: readonly (InputSchema | boolean)[];
  readonly oneOf?: readonly (InputSchema | boolean)[];
  readonly not?: InputSchema | boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
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
  for (const options of [schema.enum, 'const' in schema && [schema.const]]) {
    if (options && !options.some((option) => JSON.stringify(option) === JSON.stringify(value))) {
      return `${path} must be one of ${JSON.stringify(options)}.`;
    }
  }
  const problem = formProblem(value, schema, path);
  if (problem !== undefined) return problem;
  if (typeof value === 'number') return numberProblem(path, value, schema);
  if (typeof value === 'string') return outOfBounds(`The length of ${path}`, value.length, [schema.minLength, schema.maxLength]);
  if (Array.isArray(value)) return arrayProblem(value, schema, path);
  return isObject(value) ? objectProblem(value, schema, path) : undefined;
}

function formProblem(value: unknown, { anyOf, allOf = [], oneOf, not }: InputSchema, path: string): string | undefined {
  const fits = (option: InputSchema | boolean): boolean => schemaProblem(value, option) === undefined;
  // Where not all of a form is checked it may seem to fit and not do so.
  const surelyFits = (option: InputSchema | boolean): boolean => fits(option) && uncheckedKeywords(option).length === 0;
  for (const option of allOf) {
    const problem = schemaProblem(value, option, path);
    if (problem !== undefined) return problem;
  }
  if (![anyOf, oneOf].every((options) => !options || options.some(fits))) return `${path} fits none of its forms.`;
  if (oneOf && oneOf.filter(surelyFits).length > 1) return `${path} fits more than one of its forms.`;
  return not !== undefined && surelyFits(not) ? `${path} has a form that is not allowed.` : undefined;
}

function numberProblem(path: string, value: number, schema: InputSchema): string | undefined {
  const { minimum, maximum, exclusiveMinimum: above = -Infinity, exclusiveMaximum: below = Infinity } = schema;
  if (value <= above) return `${path} must be more than ${above}.`;
  return value >= below ? `${path} must be less than ${below}.` : outOfBounds(path, value, [minimum, maximum]);
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
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What else can be demanded of a value: the assertions and applicators of the drafts 7 to 2020-12 (https://json-schema.org/specification). */
const unchecked = new Set(
  (
    '$ref $dynamicRef $recursiveRef if then else pattern format multipleOf uniqueItems contains minContains maxContains prefixItems ' +
    'additionalItems unevaluatedItems unevaluatedProperties patternProperties propertyNames minProperties maxProperties ' +
    'dependentRequired dependentSchemas dependencies'
  ).split(' '),
);

/** The keywords in a schema, at any depth, that {@link schemaProblem} does not look at, each once. */
export function uncheckedKeywords(schema: InputSchema | boolean | undefined): readonly string[] {
  if (!isObject(schema)) return [];
  const { properties = {}, additionalProperties, items, anyOf = [], allOf = [], oneOf = [], not } = schema;
  const inner = [...Object.values(properties), additionalProperties, items, ...anyOf, ...allOf, ...oneOf, not];
  const own = Object.keys(schema).filter((keyword) => unchecked.has(keyword));
  // A list of schemas was called so before 2020-12.
  return [...new Set([...own, ...(Array.isArray(items) ? ['items'] : []), ...inner.flatMap(uncheckedKeywords)])];
}
