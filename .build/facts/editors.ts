/**
 * What editors complete and explain in HTML: custom data for VS Code, web-types for JetBrains.
 *
 * Why not `custom-element-vs-code-integration` (tried: 1.5.0) and `custom-element-jet-brains-integration` (1.8.0): from the same manifest they
 * do not say that a boolean attribute stands without a value, so editors complete `without-stream=""`.
 */
import type { Attribute, ElementFacts } from './element-facts.js';

/** https://github.com/microsoft/vscode-html-languageservice/blob/main/docs/customData.schema.json */
export function vscodeData({ tagName, description, attributes }: ElementFacts): object {
  return {
    version: 1.1,
    tags: [
      {
        name: tagName,
        description,
        attributes: attributes.map((attribute) => ({
          name: attribute.name,
          description: attribute.description,
          // `v`: it stands without a value.
          ...(attribute.type.text === 'boolean' && { valueSet: 'v' }),
          ...(attribute.type.values.length > 0 && { values: attribute.type.values.map((name) => ({ name })) }),
        })),
      },
    ],
  };
}

/** https://github.com/JetBrains/web-types, a format that PhpStorm, WebStorm and IDEA read. */
export function webTypes(facts: ElementFacts, { name, version }: { name: string; version: string }): object {
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: [
          {
            name: facts.tagName,
            description: facts.description,
            attributes: facts.attributes.map(webTypesAttribute),
            slots: facts.slots,
            js: {
              properties: facts.properties.map((property) => ({
                name: property.name,
                description: property.description,
                type: property.type,
                ...(property.readonly && { 'read-only': true }),
              })),
              events: facts.events.map(({ name, description }) => ({ name, description })),
            },
            css: {
              properties: facts.variables.map((variable) => ({
                name: variable.name,
                description: `${variable.description} Default: \`${variable.default}\`.`,
              })),
              parts: facts.parts,
              'pseudo-classes': facts.states.map((state) => ({ name: `state(${state.name})`, description: state.description })),
            },
          },
        ],
      },
    },
  };
}

function webTypesAttribute({ name, description, type, default: fallback }: Attribute): object {
  return {
    name,
    description,
    value: type.text === 'boolean' ? { kind: 'no-value', type: 'boolean' } : { kind: 'plain', type: type.text },
    ...(fallback !== undefined && { default: fallback }),
    ...(type.values.length > 0 && { values: type.values.map((value) => ({ name: value })) }),
  };
}
