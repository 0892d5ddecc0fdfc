/** Makes up arguments that fit a tool's JSON Schema well enough to try the tool. */
export function sampleArguments(schema: Record<string, unknown>, levels = 5): unknown {
  const { type, properties, items, default: byDefault } = schema;
  if (byDefault !== undefined) return byDefault;
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  if (levels === 0) return null;
  const kind: unknown = Array.isArray(type) ? type[0] : type;
  switch (kind ?? 'object') {
    case 'string':
      return 'example';
    case 'number':
    case 'integer':
      return typeof schema['minimum'] === 'number' ? schema['minimum'] : 1;
    case 'boolean':
      return true;
    case 'array':
      return isSchema(items) ? [sampleArguments(items, levels - 1)] : [];
    case 'object': {
      const entries = isSchema(properties) ? Object.entries(properties) : [];
      return Object.fromEntries(
        entries.map(([name, property]) => [name, sampleArguments(isSchema(property) ? property : {}, levels - 1)]),
      );
    }
    default:
      return null;
  }
}

function isSchema(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
