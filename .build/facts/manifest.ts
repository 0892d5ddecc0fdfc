/** The custom-elements manifest: https://github.com/webcomponents/custom-elements-manifest */
import type { Attribute, ClassField, ClassMethod, CustomElementDeclaration, Package } from 'custom-elements-manifest';
import type { ElementFacts } from './element-facts.js';

const classModule = 'dist/element.js';

/** Leaves out what is not known: in JSON `undefined` is no value. */
function known<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  return value === undefined || value === '' ? {} : ({ [name]: value } as Record<Name, Value>);
}

export function manifest(facts: ElementFacts): Package {
  const { className, tagName } = facts;
  const reference = { name: className, module: classModule };
  const definition = { kind: 'custom-element-definition' as const, name: tagName, declaration: reference };
  return {
    schemaVersion: '2.1.0',
    modules: [
      {
        kind: 'javascript-module',
        path: classModule,
        declarations: [declaration(facts)],
        exports: [{ kind: 'js', name: className, declaration: reference }],
      },
      ...['dist/index.js', 'dist/chat-8080.js'].map((path) => ({
        kind: 'javascript-module' as const,
        path,
        declarations: [],
        exports: [definition],
      })),
    ],
  };
}

function declaration(facts: ElementFacts): CustomElementDeclaration {
  const attributes = facts.attributes.map(({ name, description, property, type, default: fallback }): Attribute => ({
    name,
    description,
    type: { text: type.text },
    ...known('default', fallback),
    fieldName: property,
  }));
  const fields = facts.properties.map(({ name, description, type, default: fallback, readonly, attribute }): ClassField => ({
    kind: 'field',
    name,
    description,
    type: { text: type },
    ...known('default', fallback),
    ...(readonly && { readonly }),
    ...known('attribute', attribute),
    ...(facts.attributes.some(({ property, reflects }) => reflects && property === name) && { reflects: true }),
  }));
  const methods = facts.methods.map(({ name, description, parameters, returns }): ClassMethod => ({
    kind: 'method',
    name,
    description,
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      type: { text: parameter.type },
      ...known('description', parameter.description),
      ...(parameter.optional && { optional: true }),
      ...(parameter.rest && { rest: true }),
    })),
    return: { type: { text: returns.type }, ...known('description', returns.description) },
  }));
  return {
    kind: 'class',
    customElement: true,
    name: facts.className,
    tagName: facts.tagName,
    description: facts.description,
    superclass: { name: 'LitElement', package: 'lit' },
    attributes,
    members: [...fields, ...methods],
    events: facts.events.map((event) => ({ ...event, type: { text: event.type } })),
    slots: facts.slots,
    cssParts: facts.parts,
    cssStates: facts.states,
    cssProperties: facts.variables.map(({ name, description, default: fallback }) => ({ name, description, default: fallback })),
  };
}
