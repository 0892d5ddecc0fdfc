/**
 * Types for JSX. What each framework adds to every element (`ref`, `key`, `className`, …) is its own and comes in as `Base`, so this
 * file imports none of them.
 *
 * Why not `@wc-toolkit/jsx-types` (tried: 1.8.2): it offers `stop`, an attribute, as a property, and frameworks would overwrite the method
 * `stop()` with it; it refuses `top-p="0.9"`; and it fixes what a framework gives to every element in types of its own.
 */
import type { Attribute, ElementFacts } from './element-facts.js';

function comment(text: string): string {
  return `  /** ${text.replaceAll('*/', '*\\/')} */\n`;
}

/** JSX knows numbers and booleans; an attribute holds a number as text too. */
function attributeType({ text }: Attribute['type']): string {
  return text === 'number' ? 'number | `${number}`' : text;
}

export function jsxTypes({ className, tagName, attributes, properties, methods, events }: ElementFacts): string {
  const writable = properties.filter(({ readonly }) => !readonly);
  // Frameworks set a property where the element has one of that name, and would overwrite a method.
  const taken = new Set([...properties, ...methods].map(({ name }) => name));
  return `// Made from the class when the package is built.
import type { ${className} } from './types/element/index.js';

type EventOf<Name extends string> = Name extends keyof HTMLElementEventMap ? HTMLElementEventMap[Name] : CustomEvent;

/** What <${tagName}> takes in JSX: its properties, the attributes that go by another name, and its events. */
export interface ${className}Props {
${writable
  .map(
    ({ name, description, takes }) => `${comment(description)}  ${name}?: ${takes ?? `${className}['${name}']`} | undefined;\n`,
  )
  .join('')}${attributes
    .filter(({ name }) => !taken.has(name))
    .map(({ name, description, type }) => `${comment(description)}  '${name}'?: ${attributeType(type)} | undefined;\n`)
    .join('')}${events
    .map(({ name, description }) => `${comment(description)}  'on${name}'?: ((event: EventOf<'${name}'>) => void) | undefined;\n`)
    .join('')}}

/**
 * For a framework's \`IntrinsicElements\` to extend.
 * @typeParam Base What the framework gives every HTML element.
 */
export interface ${className}Elements<Base = unknown> {
  '${tagName}': Omit<Base, keyof ${className}Props> & ${className}Props;
}
`;
}
