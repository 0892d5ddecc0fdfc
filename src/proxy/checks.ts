/** What a field of a body may be: small checks, put together to tables by whoever knows the fields. */

/** What is wrong with a body, in the words of the API's errors. */
export interface Problem {
  message: string;
  /** The field at fault, such as `messages[2].content`. */
  param: string | null;
  code: 'missing_required_parameter' | 'unknown_parameter' | 'invalid_type' | 'invalid_value';
}

export type Check = (value: unknown, path: string) => Problem | undefined;
export type Fields = Map<string, { check: Check; required?: boolean }>;

/** JSON Schemas of tools are free in form; this many levels are enough for any, and few enough for every stack. */
const deepestSchema = 32;

const wrongType = (path: string, expected: string): Problem => ({
  message: `'${path}' must be ${expected}.`,
  param: path,
  code: 'invalid_type',
});
export const wrongValue = (path: string, expected: string): Problem => ({
  message: `'${path}' must be ${expected}.`,
  param: path,
  code: 'invalid_value',
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const boolean: Check = (value, path) => (typeof value === 'boolean' ? undefined : wrongType(path, 'a boolean'));

export const string =
  ({ least = 0, most = Infinity }: { least?: number; most?: number } = {}): Check =>
  (value, path) => {
    if (typeof value !== 'string') return wrongType(path, 'a string');
    if (value.length < least) return wrongValue(path, 'a string that is not empty');
    return value.length > most ? wrongValue(path, `a string of at most ${most} characters`) : undefined;
  };

export const word =
  (words: readonly string[]): Check =>
  (value, path) =>
    string()(value, path) ??
    (words.includes(value as string) ? undefined : wrongValue(path, `one of ${words.map((each) => `'${each}'`).join(', ')}`));

export const number =
  (least: number, most: number): Check =>
  (value, path) => {
    // JSON.parse makes Infinity of 1e999.
    if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType(path, 'a number');
    return value < least || value > most ? wrongValue(path, `between ${least} and ${most}`) : undefined;
  };

export const integer =
  (least: number, most: number): Check =>
  (value, path) => {
    if (!Number.isSafeInteger(value)) return wrongType(path, 'an integer');
    return (value as number) < least || (value as number) > most ? wrongValue(path, `between ${least} and ${most}`) : undefined;
  };

export const array =
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

export const either =
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
export const object =
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
export const oneOf =
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

export const schema: Check = (value, path) => {
  if (!isObject(value)) return wrongType(path, 'an object');
  return depthWithin(value, deepestSchema) ? undefined : wrongValue(path, `nested at most ${deepestSchema} levels deep`);
};

function depthWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => depthWithin(each, levels - 1));
}

export const mapOf =
  (check: Check): Check =>
  (value, path) => {
    if (!isObject(value)) return wrongType(path, 'an object');
    for (const [name, each] of Object.entries(value)) {
      const problem = check(each, `${path}.${name.slice(0, 100)}`);
      if (problem) return problem;
    }
    return undefined;
  };

export const required = (check: Check): { check: Check; required: true } => ({ check, required: true });
export const optional = (check: Check): { check: Check } => ({ check: nullable(check) });

export const table = (fields: Record<string, { check: Check; required?: boolean }>): Fields => new Map(Object.entries(fields));
