/** What an attribute may be, from the type of its property. */
import ts from 'typescript';

export interface AttributeType {
  /** `string`, `number`, `boolean`, or the values: `'a' | 'b'`. */
  text: string;
  /** The values that are known; others may be possible where `text` is `string`. */
  values: string[];
}

/**
 * A property may take more than its attribute can say (a list, a function): what no attribute can be is left out.
 * @throws Error if nothing is left
 */
export function attributeType(type: ts.Type, name: string): AttributeType {
  const kinds = new Set<string>();
  const values: string[] = [];
  for (const member of type.isUnion() ? type.types : [type]) {
    if (member.isStringLiteral()) values.push(member.value);
    else if (member.flags & ts.TypeFlags.BooleanLike) kinds.add('boolean');
    else if (member.flags & ts.TypeFlags.NumberLike) kinds.add('number');
    else if (member.flags & ts.TypeFlags.String || isOpenString(member)) kinds.add('string');
  }
  // Beside a number or any string, a known value is a hint and not the type.
  if (kinds.size === 0 && values.length > 0) return { text: values.map((value) => `'${value}'`).join(' | '), values };
  const [kind] = kinds;
  if (kind === undefined) throw new Error(`The attribute of ${name} has a type that no attribute can have.`);
  return { text: kinds.size === 1 ? kind : 'string', values };
}

/** `string & {}`, as it is written for “these, or any other”. */
function isOpenString(type: ts.Type): boolean {
  return type.isIntersection() && type.types.some(({ flags }) => flags & ts.TypeFlags.String);
}
